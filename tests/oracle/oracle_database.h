// The oracle: a copy of a site's data in ordinary SQLite tables, called "SCHEMA.Type".
#pragma once

#include <sqlite3.h>

#include <string>

#include "tests/oracle/model_tables.h"
#include "tests/oracle/results.h"

namespace assetsodbc::oracle {

class OracleDatabase {
public:
    explicit OracleDatabase(const Model& model);  // throws std::runtime_error
    ~OracleDatabase();
    OracleDatabase(const OracleDatabase&) = delete;
    OracleDatabase& operator=(const OracleDatabase&) = delete;

    Result run(const std::string& sql);

private:
    void execute(const std::string& sql);
    void load(const ModelTable& table);

    sqlite3* database_ = nullptr;
};

}  // namespace assetsodbc::oracle
