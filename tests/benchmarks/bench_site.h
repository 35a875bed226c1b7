// A site of 100,000 objects in this process, and connections to it through unixODBC and the built library.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "tests/simulator/server.h"

namespace assetsodbc::benchmarks {

inline void check(SQLRETURN rc, SQLSMALLINT type, SQLHANDLE handle) {
    if (SQL_SUCCEEDED(rc)) return;
    SQLCHAR state[6] = {}, text[1024] = {};
    SQLINTEGER native = 0;
    SQLGetDiagRec(type, handle, 1, state, &native, text, sizeof text, nullptr);
    throw std::runtime_error(reinterpret_cast<char*>(text));
}

// The driver manager's files, and one simulator of 100,000 objects for all runs.
struct Bench {
    std::filesystem::path folder;
    simulator::Simulator simulator;
    SQLHENV environment = SQL_NULL_HENV;

    static simulator::SimulatorOptions siteOptions() {
        simulator::SimulatorOptions options;
        options.objects = 100000;
        return options;
    }
    Bench() : simulator(siteOptions()) {
        std::string pattern = (std::filesystem::temp_directory_path() / "assets-odbc-bench-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        std::ofstream(folder / "odbcinst.ini") << "[Assets]\nDriver=" << ASSETSODBC_LIBRARY << "\n";
        setenv("ODBCSYSINI", folder.c_str(), 1);
        setenv("ODBCINI", (folder / "odbc.ini").c_str(), 1);
        simulator.start();
        SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
        SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
    }
    ~Bench() {
        SQLFreeHandle(SQL_HANDLE_ENV, environment);
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
};

inline Bench& bench() {
    static Bench instance;
    return instance;
}

class Session {
public:
    explicit Session(const std::string& more) {
        SQLAllocHandle(SQL_HANDLE_DBC, bench().environment, &connection_);
        const auto url = bench().simulator.url();
        std::string text = "Driver={Assets};URL=" + url + ";ApiUrl=" + url +
                           ";Deployment=Cloud;User=demo@example.com;APIToken=demo-token;" + more;
        check(SQLDriverConnect(connection_, nullptr, reinterpret_cast<SQLCHAR*>(text.data()), SQL_NTS, nullptr, 0,
                               nullptr, SQL_DRIVER_NOPROMPT),
              SQL_HANDLE_DBC, connection_);
        SQLAllocHandle(SQL_HANDLE_STMT, connection_, &statement_);
    }
    ~Session() {
        SQLFreeHandle(SQL_HANDLE_STMT, statement_);
        SQLDisconnect(connection_);
        SQLFreeHandle(SQL_HANDLE_DBC, connection_);
    }
    SQLHSTMT statement() const { return statement_; }
    void execute(std::string sql) {
        check(SQLExecDirect(statement_, reinterpret_cast<SQLCHAR*>(sql.data()), SQL_NTS), SQL_HANDLE_STMT, statement_);
    }

private:
    SQLHDBC connection_ = SQL_NULL_HDBC;
    SQLHSTMT statement_ = SQL_NULL_HSTMT;
};

}  // namespace assetsodbc::benchmarks
