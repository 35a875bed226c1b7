#include "driver/api/catalog.h"

#include "driver/api/statement_call.h"
#include "driver/catalog_rows.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/statement.h"
#include "driver/session.h"

namespace assetsodbc::driver::api {

namespace {

Name nameOf(const TextIn& text) {
    if (text.isNull()) return std::nullopt;
    return text.utf8();
}

TableName tableName(const TableArguments& table) {
    return {nameOf(table.catalog), nameOf(table.schema), nameOf(table.table)};
}

// Identifiers (SQL_ATTR_METADATA_ID) and the table of most functions must be given.
void requireTable(const TableArguments& table) {
    if (!table.table.isNull()) return;
    throw OdbcError(SqlState::InvalidNullPointer, "The table name must be given.");
}

template <class Rows>
SQLRETURN answer(SQLHSTMT handle, const char* function, Rows rows) {
    return guard<Statement>(handle, function, [&](Statement& statement) {
        statement.require(StatementCall::Prepare);
        statement.dropBatch();
        const Interruptible call = interruptible(statement);
        const CatalogCall catalog{statement.session().catalog(call.context()), call.context(),
                                  statement.attributes.metadataId == SQL_TRUE, statement.isOdbc2()};
        statement.openResult(std::make_unique<RowsResult>(rows(catalog)));
    });
}

void requireOption(bool isKnown, SqlState state, const char* what) {
    if (!isKnown) throw OdbcError(state, std::string("The ") + what + " is not one that ODBC defines.");
}

}  // namespace

SQLRETURN tables(SQLHSTMT statement, const TableArguments& table, const TextIn& types) {
    return answer(statement, "SQLTables", [&](const CatalogCall& call) {
        return driver::tables(call, nameOf(table.catalog), nameOf(table.schema), nameOf(table.table), nameOf(types));
    });
}

SQLRETURN columns(SQLHSTMT statement, const TableArguments& table, const TextIn& column) {
    return answer(statement, "SQLColumns", [&](const CatalogCall& call) {
        return driver::columns(call, nameOf(table.catalog), nameOf(table.schema), nameOf(table.table), nameOf(column));
    });
}

SQLRETURN primaryKeys(SQLHSTMT statement, const TableArguments& table) {
    return answer(statement, "SQLPrimaryKeys", [&](const CatalogCall& call) {
        requireTable(table);
        return driver::primaryKeys(call, nameOf(table.catalog), nameOf(table.schema), nameOf(table.table));
    });
}

SQLRETURN foreignKeys(SQLHSTMT statement, const TableArguments& primary, const TableArguments& foreign) {
    return answer(statement, "SQLForeignKeys", [&](const CatalogCall& call) {
        if (primary.table.isNull() && foreign.table.isNull()) {
            throw OdbcError(SqlState::InvalidNullPointer, "The primary or the foreign key's table must be given.");
        }
        return driver::foreignKeys(call, tableName(primary), tableName(foreign));
    });
}

SQLRETURN statistics(SQLHSTMT statement, const TableArguments& table, SQLUSMALLINT unique, SQLUSMALLINT accuracy) {
    return answer(statement, "SQLStatistics", [&](const CatalogCall& call) {
        requireTable(table);
        requireOption(unique == SQL_INDEX_UNIQUE || unique == SQL_INDEX_ALL, SqlState::UniquenessOptionOutOfRange,
                      "kind of index");
        requireOption(accuracy == SQL_QUICK || accuracy == SQL_ENSURE, SqlState::AccuracyOptionOutOfRange, "accuracy");
        return driver::statistics(call, tableName(table), unique == SQL_INDEX_UNIQUE);
    });
}

SQLRETURN specialColumns(SQLHSTMT statement, SQLUSMALLINT kind, const TableArguments& table, SQLUSMALLINT scope,
                         SQLUSMALLINT nullable) {
    return answer(statement, "SQLSpecialColumns", [&](const CatalogCall& call) {
        requireTable(table);
        requireOption(kind == SQL_BEST_ROWID || kind == SQL_ROWVER, SqlState::ColumnTypeOutOfRange, "kind of column");
        requireOption(scope <= SQL_SCOPE_SESSION, SqlState::ScopeOutOfRange, "scope");
        requireOption(nullable == SQL_NO_NULLS || nullable == SQL_NULLABLE, SqlState::NullableTypeOutOfRange,
                      "nullability");
        return driver::specialColumns(call, kind, tableName(table), scope, nullable);
    });
}

SQLRETURN tablePrivileges(SQLHSTMT statement, const TableArguments& table) {
    return answer(statement, "SQLTablePrivileges",
                  [&](const CatalogCall& call) { return driver::tablePrivileges(call, tableName(table)); });
}

SQLRETURN columnPrivileges(SQLHSTMT statement, const TableArguments& table, const TextIn& column) {
    return answer(statement, "SQLColumnPrivileges", [&](const CatalogCall& call) {
        requireTable(table);
        return driver::columnPrivileges(call, tableName(table), nameOf(column));
    });
}

SQLRETURN procedures(SQLHSTMT statement) {
    return answer(statement, "SQLProcedures", [](const CatalogCall& call) { return driver::procedures(call); });
}

SQLRETURN procedureColumns(SQLHSTMT statement) {
    return answer(statement, "SQLProcedureColumns",
                  [](const CatalogCall& call) { return driver::procedureColumns(call); });
}

// Says nothing of the site, and so asks it nothing, even on a connection that was opened without asking.
SQLRETURN getTypeInfo(SQLHSTMT handle, SQLSMALLINT type) {
    return guard<Statement>(handle, "SQLGetTypeInfo", [&](Statement& statement) {
        statement.require(StatementCall::Prepare);
        statement.session();
        statement.openResult(std::make_unique<RowsResult>(driver::typeInfo(type, statement.isOdbc2())));
    });
}

}  // namespace assetsodbc::driver::api
