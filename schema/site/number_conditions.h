// The AQL of constraints on numbers, booleans, dates and timestamps.
#pragma once

#include <string>

#include "schema/site/attribute_conditions.h"

namespace assetsodbc::schema {

// Exactly what SQL compares, also with numbers that are not whole. Attributes of whole numbers have 32 bits.
AttributeCondition wholeNumberCondition(const std::string& attribute, const Constraint& constraint, QueryPlace place);
// Widened by the least step, and further where a number has very many digits; IN by its least and greatest value.
AttributeCondition realNumberCondition(const std::string& attribute, const Constraint& constraint);
AttributeCondition booleanCondition(const std::string& attribute, const Constraint& constraint);
// Dates alone, widened by a day, since neither the zone of a literal nor the spelling of one with a time is known; =
// and IN by the first and the last day.
AttributeCondition momentCondition(const std::string& attribute, const Constraint& constraint);

}  // namespace assetsodbc::schema
