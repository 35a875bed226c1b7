// The types of result columns and parameters, told from the SQL text and the declared types of the tables' columns, as
// ODBC wants them right after SQLPrepare. Works by preparing `SELECT * FROM <table>` for the base tables and typing the
// expressions above them; nothing is stepped, so that no request is made. Never throws: what cannot be told falls back
// to what SQLite declares, else to long text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "schema/column.h"
#include "sqlengine/query.h"

struct sqlite3;
struct sqlite3_stmt;

namespace assetsodbc::sqlengine {

struct InferredColumn {
    schema::TypeSpec type;
    Nullability nullability = Nullability::Unknown;
};

// One per result column of the statement, plain columns included: trust it over sqlite3_column_decltype, which looks
// only at the first arm of a UNION. `sql` is the translated text that the statement was prepared from.
std::vector<InferredColumn> inferResultTypes(sqlite3* db, sqlite3_stmt* statement, std::string_view sql);

// One per parameter: the type of what it is compared with, else NVARCHAR(255).
std::vector<ParameterDescription> inferParameterTypes(sqlite3* db, std::string_view sql, std::size_t parameterCount);

}  // namespace assetsodbc::sqlengine
