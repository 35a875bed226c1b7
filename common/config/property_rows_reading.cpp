#include "common/config/property_fields.h"
#include "common/config/property_rows.h"

namespace assetsodbc::common {
namespace {

constexpr std::array kOnProblem{choice("Fail", OnProblem::Fail), choice("Warn", OnProblem::Warn)};

using Config = ConnectionConfig;
using Category = PropertyCategory;
using Secrecy = PropertySecrecy;

// clang-format off
constexpr std::array kProperties{
    PropertySpec{"PageSize", "", Category::Reading, "500", loweredToMaximum(integer<&Config::pageSize>(1, 999)), Secrecy::Public, "",
        "Objects asked for per request. A site may send fewer; no row is lost by that."},
    PropertySpec{"MaxRows", "", Category::Reading, "-1", integer<&Config::maxRows>(-1, kNoLimit), Secrecy::Public, "",
        "Most rows that a query returns. -1 is no limit."},
    PropertySpec{"IncludeChildTypes", "", Category::Reading, "false", &Config::includeChildTypes, Secrecy::Public, "",
        "Whether the table of an object type also holds the objects of the types below it. An abstract type's always does."},
    PropertySpec{"MultiValueSeparator", "", Category::Reading, "; ", &Config::multiValueSeparator, Secrecy::Public, "{; }",
        "What stands between the values of an attribute that may have several, where they are shown in one column. Braces "
        "around it keep its blanks."},
    PropertySpec{"ConversionErrors", "", Category::Reading, "Fail", oneOf<&Config::conversionErrors>(kOnProblem),
        Secrecy::Public, "",
        "What becomes of a value that cannot be read as its attribute's type: Fail ends the query, Warn gives NULL and a "
        "warning (01S01) that names object, attribute and value."},
    PropertySpec{"OnIncomplete", "", Category::Reading, "Fail", oneOf<&Config::onIncomplete>(kOnProblem), Secrecy::Public,
        "",
        "What becomes of a result that keeps changing while it is read, so that it cannot be promised to be whole: Fail "
        "ends the query, Warn gives what was found and a warning."},
    PropertySpec{"SupportPushdown", "", Category::Reading, "true", &Config::supportPushdown, Secrecy::Public, "",
        "Whether conditions are sent to the site as AQL. Without it whole types are read and filtered here: the same rows, "
        "more slowly, for comparison."},

    PropertySpec{"ReadOnly", "", Category::Writing, "true", &Config::readOnly, Secrecy::Public, "",
        "Whether INSERT, UPDATE and DELETE on tables of the site are refused before anything is sent. Local tables can "
        "always be written to."},

    PropertySpec{"LocalStore", "", Category::LocalTables, "private", &Config::localStore, Secrecy::Public, "",
        "Where CREATE TABLE keeps its tables: private (in memory, for this connection), shared (in memory, for the "
        "connections of the process to the same site as the same user) or the absolute path of an SQLite file."},
};
// clang-format on

}  // namespace

PropertyTable readingProperties() {
    return {kProperties.data(), kProperties.size()};
}

}  // namespace assetsodbc::common
