// The scalar functions that ODBC names (its appendix E): how each is called, and the SQLite function that answers it.
// The one list behind {fn …}, SQLGetInfo's claims and the tests that run every claimed function.
#pragma once

#include <string_view>
#include <vector>

namespace assetsodbc::sqlengine {

// How the text between the parentheses is read.
enum class CallForm {
    Plain,              // NAME(a, b)
    Extract,            // EXTRACT(YEAR FROM x)
    Position,           // POSITION(a IN b)
    TimestampInterval,  // TIMESTAMPADD(SQL_TSI_DAY, 1, x)
    Convert,            // CONVERT(x, SQL_INTEGER)
};

struct ScalarFunction {
    std::string_view name;    // as ODBC spells it
    std::string_view target;  // the SQLite function
    int minArguments;
    int maxArguments;
    CallForm form = CallForm::Plain;
};

const std::vector<ScalarFunction>& scalarFunctions();
// Ignores ASCII case; nullptr when ODBC knows no such function.
const ScalarFunction* findScalarFunction(std::string_view name);

// What the first argument of the special forms names; empty when the word is unknown.
std::string_view extractTarget(std::string_view field);  // YEAR -> "year"
std::string_view intervalUnit(std::string_view word);    // SQL_TSI_DAY -> "DAY"

}  // namespace assetsodbc::sqlengine
