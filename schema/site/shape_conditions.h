// What of a query on an object type the site can answer: which constraints on columns become AQL, which of these are
// exact, what a scan costs, and the scan itself. The rules are those of docs/pushdown.md: a condition is sent only
// where it finds at least what SQL wants, negations never, and nothing that AQL cannot name without doubt.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema/object_scan.h"
#include "schema/site/object_table_shape.h"
#include "schema/site/object_type_table.h"
#include "schema/site/pushdown_memory.h"

namespace assetsodbc::schema {

// No request is made. pageSize: objects per page of a search.
ScanEstimate estimateShapeScan(const ObjectTableShape& shape, const SiteTableOptions& options,
                               const PushdownMemory& memory, std::uint32_t pageSize,
                               const std::vector<ConstraintShape>& offered);

// Whether scanShape() can deliver the rows ordered by the column.
bool canOrderShapeBy(const ObjectTableShape& shape, std::size_t column);

// Whether countShape() may tell how many rows there are: one object is one row.
bool canCountShape(const ObjectTableShape& shape);

// The AQL of such a scan with ? for values: "objectTypeId = 5 AND "Status" = ?".
std::string describeShapeScan(const ObjectTableShape& shape, const SiteTableOptions& options,
                              const PushdownMemory& memory, const std::vector<ConstraintShape>& offered);

// The objects of which the request may want rows: all that it wants, perhaps more. valueOf reads the column that the
// request orders by (ScanRequest::order) as cell() would; without an order it may be empty. The fields must hold what
// valueOf reads. Where the request has an order the objects come in it, ties in any order.
// Throws Error{Unsupported} where the AQL column is used but not given.
ObjectScan scanShape(std::shared_ptr<const ObjectTableShape> shape, const ObjectTableEnvironment& environment,
                     const ScanRequest& request, SearchFields fields, OrderValue valueOf);

// The conditions that scanShape() asks by.
ObjectConditions shapeConditions(const ObjectTableShape& shape, const SiteTableOptions& options,
                                 const ScanRequest& request, QueryPlace place, const PushdownMemory& memory);

// How many rows scanShape() would make, where every constraint of the request is exact and the site tells; else
// nullopt.
std::optional<std::uint64_t> countShape(const std::shared_ptr<const ObjectTableShape>& shape,
                                        const ObjectTableEnvironment& environment, const ScanRequest& request,
                                        const common::CallContext& context);

}  // namespace assetsodbc::schema
