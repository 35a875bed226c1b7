#include "common/config/property_fields.h"
#include "common/config/property_rows.h"

namespace assetsodbc::common {
namespace {

constexpr std::array kEncodings{
    choice("Detected", DriverManagerEncoding::Detected), choice("UTF-8", DriverManagerEncoding::Utf8),
    choice("UTF-16", DriverManagerEncoding::Utf16),      choice("UTF-32", DriverManagerEncoding::Utf32),
    choice("UTF8", DriverManagerEncoding::Utf8, false),  choice("UTF16", DriverManagerEncoding::Utf16, false),
    choice("UTF32", DriverManagerEncoding::Utf32, false)};

constexpr std::int64_t kLargestSize = 2147483647;

using Config = ConnectionConfig;
using Category = PropertyCategory;
using Secrecy = PropertySecrecy;

// clang-format off
constexpr std::array kProperties{
    PropertySpec{"BrowsableSchemas", "", Category::Catalog, "", &Config::browsableSchemas, Secrecy::Public, "ITSM,Assets",
        "SQL schemas that catalog functions tell of, separated by commas; all of them when not set. Tables of the others "
        "can still be named in queries. A name with a comma or blank goes in double quotes or brackets."},
    PropertySpec{"Tables", "", Category::Catalog, "", &Config::tables, Secrecy::Public, "Laptops,ITSM.Servers",
        "Tables that catalog functions tell of, separated by commas, with or without their schema; all of them when not "
        "set. The others can still be named in queries."},
    PropertySpec{"Views", "", Category::Catalog, "", &Config::views, Secrecy::Public, "MyLaptops",
        "The same for views."},
    PropertySpec{"UserDefinedViews", "", Category::Catalog, "", &Config::userDefinedViews, Secrecy::Public,
        "/home/you/views.json",
        "JSON file with views of your own: {\"MyLaptops\": {\"query\": \"SELECT * FROM ITSM.Laptops\"}}. They are there for "
        "this connection, in schema temp, and are found without it."},
    PropertySpec{"IncludeDualTable", "", Category::Catalog, "false", &Config::includeDualTable, Secrecy::Public, "",
        "Whether there is a view DUAL of one row, for tools that select constants from it."},
    PropertySpec{"EnableForeignKeyDetection", "", Category::Catalog, "true", &Config::enableForeignKeyDetection,
        Secrecy::Public, "", "Whether catalog functions tell foreign keys."},
    PropertySpec{"UpperCaseIdentifiers", "", Category::Catalog, "false", &Config::upperCaseIdentifiers, Secrecy::Public,
        "",
        "Whether names of schemas, tables and columns are told in upper case (A to Z). Queries may write them in any case."},
    PropertySpec{"MapToWVarchar", "", Category::Catalog, "true", &Config::mapToWVarchar, Secrecy::Public, "",
        "Whether text columns that may hold any character are told as WVARCHAR. Without it they are told as VARCHAR, and "
        "a program that reads them by default gets bytes of the locale."},
    PropertySpec{"MapToLongVarchar", "", Category::Catalog, "-1",
        integer<&Config::mapToLongVarchar>(-1, kLargestSize), Secrecy::Public, "4000",
        "Text columns of more characters than this are told as LONGVARCHAR or WLONGVARCHAR. -1 leaves that to the column."},
    PropertySpec{"MaximumColumnSize", "", Category::Catalog, "0",
        integer<&Config::maximumColumnSize>(0, kLargestSize), Secrecy::Public, "16000",
        "Largest size that is told of a text column. Values are never cut by this. 0 is no limit."},
    PropertySpec{"LimitKeySize", "", Category::Catalog, "0", integer<&Config::limitKeySize>(0, kLargestSize),
        Secrecy::Public, "255",
        "Largest size that catalog functions tell of a text column in a primary key, for tools that refuse longer keys. 0 "
        "is no limit."},
    PropertySpec{"DriverManagerEncoding", "", Category::Catalog, "Detected",
        oneOf<&Config::driverManagerEncoding>(kEncodings), Secrecy::Public, "",
        "Encoding of wide text in the driver manager. It is always detected; when another one is set here, connecting "
        "warns of that (01S02)."},
};
// clang-format on

}  // namespace

PropertyTable catalogProperties() {
    return {kProperties.data(), kProperties.size()};
}

}  // namespace assetsodbc::common
