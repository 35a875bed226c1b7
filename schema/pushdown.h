// Constraints on the keys of objects, turned into AQL: which of them narrow a scan, which do so exactly, and the AQL
// conditions of one scan. Long lists become several conditions, asked one after another, that no object meets twice;
// where several lists are long, the shorter ones are asked for and the scan checks the others
// (condition_batches.h). Constraints on attributes are the business of site/shape_conditions.h.
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
    bool isExact = true;                         // objects that meet a batch and the checks meet every constraint
    std::vector<IdCheck> checks;                 // objects that fail one do not belong to the result
    std::optional<std::string> givenAql;         // what the input column reads
    // Conditions on attributes in the batches, as PushdownMemory names them: those of forms that a site need not know,
    // and the others.
    std::vector<std::string> optionalFragments, attributeFragments;
    std::size_t longestList = 0;  // values in the longest list of a batch

    // Whether what is found depends on what attributes are called and how they compare.
    bool asksOfAttributes() const { return !optionalFragments.empty() || !attributeFragments.empty(); }
};

// How AQL is sent, which bounds its length.
enum class QueryPlace { Body, Url };

// Throws Error{Unsupported} for several AQL texts that would all have to hold.
// longestList: how many values the site takes in one list.
ObjectConditions objectConditions(const ObjectKeyColumns& keys, const ScanRequest& request,
                                  QueryPlace place = QueryPlace::Body, std::size_t longestList = 200);

// The keys among the texts of a constraint that may be keys of objects, each once; those that the site takes for one
// another are one.
std::vector<std::string> objectKeysOf(const Constraint& constraint);

// AQL that a user gave for the input column, added to the conditions. Throws Error{Unsupported} where there is some
// already.
assets::AqlExpression givenCondition(ObjectConditions& conditions, const Constraint& constraint);

}  // namespace assetsodbc::schema
