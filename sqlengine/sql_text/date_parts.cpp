#include "sqlengine/sql_text/date_parts.h"

#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

struct Part {
    std::string_view word;
    std::string_view name;
};

// clang-format off
constexpr Part kParts[] = {
    {"YEAR", "YEAR"}, {"YY", "YEAR"}, {"YYYY", "YEAR"}, {"YEARS", "YEAR"},
    {"QUARTER", "QUARTER"}, {"QQ", "QUARTER"}, {"Q", "QUARTER"},
    {"MONTH", "MONTH"}, {"MM", "MONTH"}, {"M", "MONTH"}, {"MONTHS", "MONTH"},
    {"DAYOFYEAR", "DAYOFYEAR"}, {"DY", "DAYOFYEAR"}, {"Y", "DAYOFYEAR"}, {"DOY", "DAYOFYEAR"},
    {"DAY", "DAY"}, {"DD", "DAY"}, {"D", "DAY"}, {"DAYS", "DAY"},
    {"WEEK", "WEEK"}, {"WK", "WEEK"}, {"WW", "WEEK"}, {"WEEKS", "WEEK"},
    {"ISO_WEEK", "ISO_WEEK"}, {"ISOWK", "ISO_WEEK"}, {"ISOWW", "ISO_WEEK"},
    {"WEEKDAY", "WEEKDAY"}, {"DW", "WEEKDAY"}, {"W", "WEEKDAY"}, {"DAYOFWEEK", "WEEKDAY"},
    {"HOUR", "HOUR"}, {"HH", "HOUR"}, {"HOURS", "HOUR"},
    {"MINUTE", "MINUTE"}, {"MI", "MINUTE"}, {"N", "MINUTE"}, {"MINUTES", "MINUTE"},
    {"SECOND", "SECOND"}, {"SS", "SECOND"}, {"S", "SECOND"}, {"SECONDS", "SECOND"},
    {"MILLISECOND", "MILLISECOND"}, {"MS", "MILLISECOND"}, {"MILLISECONDS", "MILLISECOND"},
};
// clang-format on

constexpr std::string_view kOdbcPrefix = "SQL_TSI_";

}  // namespace

std::string_view datePart(std::string_view word) {
    const bool odbc = word.size() > kOdbcPrefix.size() &&
                      common::equalIgnoringAsciiCase(word.substr(0, kOdbcPrefix.size()), kOdbcPrefix);
    if (odbc) word.remove_prefix(kOdbcPrefix.size());
    for (const Part& part : kParts) {
        if (common::equalIgnoringAsciiCase(part.word, word)) return part.name;
    }
    return {};
}

}  // namespace assetsodbc::sqlengine
