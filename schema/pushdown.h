// Constraints on the keys of objects, turned into AQL: which of them narrow a scan, which do so exactly, and the AQL
// conditions of one scan. Long lists become several conditions, asked one after another, that no object meets twice;
// where several lists are long, the shorter ones are asked for and the scan checks the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assets/aql.h"
#include "assets/model.h"
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

// Ids of which an object must have one, where the site is not asked for it.
struct IdCheck {
    std::int64_t assets::AssetObject::*id;
    std::vector<std::int64_t> allowed;  // ascending
};

struct ObjectConditions {
    std::vector<assets::AqlExpression> batches;  // empty: no object can match, and nothing need be asked
    bool mayRepeat = false;                      // an object may meet several of the batches
    std::vector<IdCheck> checks;                 // objects that fail one do not belong to the result
    std::optional<std::string> givenAql;         // what the input column reads
};

// How AQL is sent, which bounds its length.
enum class QueryPlace { Body, Url };

// Throws Error{Unsupported} for several AQL texts that would all have to hold.
ObjectConditions objectConditions(const ObjectKeyColumns& keys, const ScanRequest& request,
                                  QueryPlace place = QueryPlace::Body);

}  // namespace assetsodbc::schema
