#include "sqlengine/sql_text/scalar_functions.h"

#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

struct WordTarget {
    std::string_view word;
    std::string_view target;
};

// clang-format off
constexpr WordTarget kExtractFields[] = {
    {"YEAR", "year"}, {"MONTH", "month"}, {"DAY", "dayofmonth"},
    {"HOUR", "hour"}, {"MINUTE", "minute"}, {"SECOND", "second"},
    {"QUARTER", "quarter"}, {"WEEK", "week"}, {"DAYOFWEEK", "dayofweek"}, {"DAYOFYEAR", "dayofyear"},
    {"DOY", "dayofyear"}, {"DAYOFMONTH", "dayofmonth"},
};

constexpr WordTarget kIntervalUnits[] = {
    {"FRAC_SECOND", "FRAC_SECOND"}, {"SECOND", "SECOND"}, {"MINUTE", "MINUTE"}, {"HOUR", "HOUR"}, {"DAY", "DAY"},
    {"WEEK", "WEEK"}, {"MONTH", "MONTH"}, {"QUARTER", "QUARTER"}, {"YEAR", "YEAR"},
};

// clang-format on

template <std::size_t N>
std::string_view targetOf(const WordTarget (&table)[N], std::string_view word) {
    for (const WordTarget& row : table) {
        if (common::equalIgnoringAsciiCase(row.word, word)) return row.target;
    }
    return {};
}

std::string_view withoutPrefix(std::string_view word, std::string_view prefix) {
    const bool has =
        word.size() > prefix.size() && common::equalIgnoringAsciiCase(word.substr(0, prefix.size()), prefix);
    return has ? word.substr(prefix.size()) : word;
}

}  // namespace

const std::vector<ScalarFunction>& scalarFunctions() {
    // clang-format off
    static const std::vector<ScalarFunction> kFunctions = {
        // text
        {"ASCII", "ascii", 1, 1},
        {"BIT_LENGTH", "bit_length", 1, 1},
        {"CHAR", "odbc_char", 1, 1},
        {"CHAR_LENGTH", "char_length", 1, 1},
        {"CHARACTER_LENGTH", "character_length", 1, 1},
        {"CONCAT", "odbc_concat", 2, 2},
        {"DIFFERENCE", "difference", 2, 2},
        {"INSERT", "odbc_insert", 4, 4},
        {"LCASE", "lcase", 1, 1},
        {"LEFT", "odbc_left", 2, 2},
        {"LENGTH", "odbc_length", 1, 1},
        {"LOCATE", "locate", 2, 3},
        {"LTRIM", "odbc_ltrim", 1, 1},
        {"OCTET_LENGTH", "odbc_octet_length", 1, 1},
        {"POSITION", "odbc_position", 2, 2, CallForm::Position},
        {"REPEAT", "repeat", 2, 2},
        {"REPLACE", "replace", 3, 3},
        {"RIGHT", "odbc_right", 2, 2},
        {"RTRIM", "odbc_rtrim", 1, 1},
        {"SOUNDEX", "odbc_soundex", 1, 1},
        {"SPACE", "space", 1, 1},
        {"SUBSTRING", "odbc_substring", 2, 3},
        {"UCASE", "ucase", 1, 1},
        // numbers
        {"ABS", "odbc_abs", 1, 1},
        {"ACOS", "odbc_acos", 1, 1},
        {"ASIN", "odbc_asin", 1, 1},
        {"ATAN", "odbc_atan", 1, 1},
        {"ATAN2", "odbc_atan2", 2, 2},
        {"CEILING", "odbc_ceiling", 1, 1},
        {"COS", "odbc_cos", 1, 1},
        {"COT", "cot", 1, 1},
        {"DEGREES", "odbc_degrees", 1, 1},
        {"EXP", "odbc_exp", 1, 1},
        {"FLOOR", "odbc_floor", 1, 1},
        {"LOG", "odbc_log", 1, 1},
        {"LOG10", "odbc_log10", 1, 1},
        {"MOD", "odbc_mod", 2, 2},
        {"PI", "odbc_pi", 0, 0},
        {"POWER", "odbc_power", 2, 2},
        {"RADIANS", "odbc_radians", 1, 1},
        {"RAND", "rand", 0, 1},
        {"ROUND", "odbc_round", 2, 2},
        {"SIGN", "odbc_sign", 1, 1},
        {"SIN", "odbc_sin", 1, 1},
        {"SQRT", "odbc_sqrt", 1, 1},
        {"TAN", "odbc_tan", 1, 1},
        {"TRUNCATE", "truncate", 2, 2},
        // dates and times
        {"CURDATE", "curdate", 0, 0},
        {"CURRENT_DATE", "curdate", 0, 0},
        {"CURRENT_TIME", "curtime", 0, 1},
        {"CURRENT_TIMESTAMP", "now", 0, 1},
        {"CURTIME", "curtime", 0, 0},
        {"DAYNAME", "dayname", 1, 1},
        {"DAYOFMONTH", "dayofmonth", 1, 1},
        {"DAYOFWEEK", "dayofweek", 1, 1},
        {"DAYOFYEAR", "dayofyear", 1, 1},
        {"EXTRACT", "", 1, 1, CallForm::Extract},
        {"HOUR", "hour", 1, 1},
        {"MINUTE", "minute", 1, 1},
        {"MONTH", "month", 1, 1},
        {"MONTHNAME", "monthname", 1, 1},
        {"NOW", "now", 0, 0},
        {"QUARTER", "quarter", 1, 1},
        {"SECOND", "second", 1, 1},
        {"TIMESTAMPADD", "timestampadd", 3, 3, CallForm::TimestampInterval},
        {"TIMESTAMPDIFF", "timestampdiff", 3, 3, CallForm::TimestampInterval},
        {"WEEK", "week", 1, 1},
        {"YEAR", "year", 1, 1},
        // system
        {"DATABASE", "database", 0, 0},
        {"IFNULL", "ifnull", 2, 2},
        {"USER", "user", 0, 0},
        {"CONVERT", "", 2, 2, CallForm::Convert},
    };
    // clang-format on
    return kFunctions;
}

const ScalarFunction* findScalarFunction(std::string_view name) {
    for (const ScalarFunction& function : scalarFunctions()) {
        if (common::equalIgnoringAsciiCase(function.name, name)) return &function;
    }
    return nullptr;
}

std::string_view extractTarget(std::string_view field) {
    return targetOf(kExtractFields, field);
}

std::string_view intervalUnit(std::string_view word) {
    return targetOf(kIntervalUnits, withoutPrefix(word, "SQL_TSI_"));
}

}  // namespace assetsodbc::sqlengine
