// The driver, through the real driver manager: one connection that runs statements with parameters and returns typed
// rows.
#pragma once

#include <memory>
#include <string>

#include "tests/odbc/odbc_client.h"
#include "tests/oracle/results.h"
#include "tests/oracle/sql_pair.h"

namespace assetsodbc::oracle {

// Where the driver manager finds the driver, and where the driver may keep files: private to this process. Call it
// before the first connection.
void prepareOdbc();

class OdbcSource {
public:
    // Throws std::runtime_error when it cannot connect.
    OdbcSource(const std::string& connectionString, odbctest::Family family);

    Result run(const Sql& sql);

private:
    odbctest::Connection connection_;
};

}  // namespace assetsodbc::oracle
