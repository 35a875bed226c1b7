// Constraints on the keys of objects, turned into AQL: which of them narrow a scan, which do so exactly, and the AQL
// conditions of one scan. Long lists become several conditions, asked one after another, that no object meets twice.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "assets/aql.h"
#include "schema/table.h"

namespace assetsodbc::schema {

// Where a table keeps the keys of objects.
struct ObjectKeyColumns {
    std::size_t objectId, objectKey, objectTypeId;
    std::optional<std::size_t> objectSchemaId;
    std::optional<std::size_t> aql;  // the input column with the user's own AQL
};

// `rowsPerObject` scales the guesses; objectIsRow says that one object is at most one row.
struct ObjectRows {
    double rowsPerObject = 1;
    bool objectIsRow = true;
};

ScanEstimate estimateObjectScan(const ObjectKeyColumns& keys, ObjectRows rows,
                                const std::vector<ConstraintShape>& offered);

struct ObjectConditions {
    std::vector<assets::AqlExpression> batches;  // empty: no object can match, and nothing need be asked
    bool mayRepeat = false;                      // an object may meet several of the batches
    std::optional<std::string> givenAql;         // what the input column reads
};

// Throws Error{Unsupported} for several AQL texts that would all have to hold.
ObjectConditions objectConditions(const ObjectKeyColumns& keys, const ScanRequest& request);

}  // namespace assetsodbc::schema
