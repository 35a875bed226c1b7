// INSERT and UPDATE so rewritten that what they put into typed columns passes through odbc_stored (stored_value.h):
//     INSERT INTO t VALUES (?)         INSERT INTO t VALUES (odbc_stored(?,'DATE','t.d'))
//     INSERT INTO t SELECT a FROM u    INSERT INTO t WITH s(c1) AS (SELECT a FROM u) SELECT odbc_stored(c1,…) FROM s
//     UPDATE t SET d = x               UPDATE t SET d = odbc_stored(x,…)
// likewise DO UPDATE SET, and the statements in the body of CREATE TRIGGER. Parameters keep their order.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/column.h"
#include "sqlengine/local/table_columns.h"

namespace assetsodbc::sqlengine {

using ColumnsOfTable = std::function<std::vector<TableColumn>(const QualifiedName&)>;

struct TypedChange {
    std::string sql;
    // By number from 0: those that go into a typed column as they are.
    std::map<std::size_t, schema::TypeSpec> parameterTypes;
};

// `sql` is an INSERT, REPLACE, UPDATE or DELETE, or CREATE TRIGGER. A statement that SQLite will refuse comes out as it
// is.
TypedChange typedChange(std::string_view sql, const ColumnsOfTable& columnsOf);
TypedChange typedTrigger(std::string_view sql, const ColumnsOfTable& columnsOf);

}  // namespace assetsodbc::sqlengine
