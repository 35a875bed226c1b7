// What SQLGetInfo answers: one row of data per information type of ODBC 3.8 (and the ODBC 2 ones that clients still ask
// for), with a value that is either fixed or computed from the connection. A row claims only what the driver does.
// Immutable and free of handles, so it may be read from any thread and by the tests and the documentation.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assetsodbc::driver {

// What the values that differ from connection to connection are made of. All may be empty before connecting.
struct InfoContext {
    std::string dataSourceName;  // of the DSN; empty when connected without one
    std::string serverUrl;       // the site, e.g. "https://example.atlassian.net"
    std::string userName;
    std::string driverVersion;                // "1.2.3"; told as "01.02.0003"
    std::string dbmsVersion;                  // of what answers the SQL: the sites do not tell their product version
    std::int32_t odbcVersion = SQL_OV_ODBC3;  // that the application asked for
};

// The SQL type of the answer is the alternative: text, a 16-bit or a 32-bit number.
using InfoValue = std::variant<std::string, SQLUSMALLINT, SQLUINTEGER>;

// Throws OdbcError HY096 for an information type that ODBC 3.8 does not define (or that only the driver manager knows).
// SQLGetInfo writes the three alternatives as they are: text by TextOut::wideInBytes/narrow, numbers with their own
// width, and StringLengthPtr is set to the size of the number too.
InfoValue infoValue(SQLUSMALLINT infoType, const InfoContext& context);

struct InfoType {
    SQLUSMALLINT id;
    std::string_view name;  // "SQL_DBMS_NAME"
};
// Every information type that infoValue answers, by number.
const std::vector<InfoType>& infoTypes();

}  // namespace assetsodbc::driver
