// The AQL of one constraint on a column of an object type, by its rule (pushdown_rules.h). Finds at least the objects
// that SQL wants; where the values of the constraint do not allow that, nothing is asked.
#pragma once

#include <optional>
#include <string>

#include "assets/aql.h"
#include "schema/condition_batches.h"
#include "schema/site/pushdown_rules.h"

namespace assetsodbc::schema {

struct AttributeCondition {
    enum class Kind {
        NotSent,     // the values cannot be said in AQL: SQL alone compares
        Expression,  // of all values at once
        List,
        Nothing,  // no object can satisfy the constraint
    };
    Kind kind = Kind::NotSent;
    assets::AqlExpression expression = {};
    std::optional<ListCondition> list = std::nullopt;
};

// For every form but GivenAql. separator: between the values in a cell of several.
AttributeCondition attributeCondition(const PushdownRule& rule, const Constraint& constraint,
                                      const std::string& separator, QueryPlace place);

}  // namespace assetsodbc::schema
