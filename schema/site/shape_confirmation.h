// Whether the attributes that a scan asked by still are what its shape took them for. An answer with objects shows that
// itself (definition_check.h); one without any, or a mere count, does not, nor that the type is gone.
#pragma once

#include "schema/site/object_table_shape.h"
#include "schema/site/object_type_table.h"
#include "schema/table.h"

namespace assetsodbc::schema {

// Asks the site where its definitions were not told lately (ObjectTableEnvironment::latestShape). Throws
// Error{ResultChanged} and calls onStale where an attribute that the request compares or orders by changed.
void requireSameDefinitions(const ObjectTableShape& shape, const ObjectTableEnvironment& environment,
                            const ScanRequest& request, const common::CallContext& context);

}  // namespace assetsodbc::schema
