#include "driver/api/catalog.h"

#include <initializer_list>
#include <vector>

#include "driver/api/statement_call.h"
#include "driver/catalog_rows.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/statement.h"
#include "driver/kept_text.h"
#include "driver/session.h"

namespace assetsodbc::driver::api {

namespace {

// The texts of a call, in its own order.
using Texts = std::vector<KeptText>;

TableName tableName(const Texts& texts, std::size_t first = 0) {
    return {texts[first].get(), texts[first + 1].get(), texts[first + 2].get()};
}

// Identifiers (SQL_ATTR_METADATA_ID) and the table of most functions must be given.
void requireTable(const Texts& texts) {
    if (texts[2].get()) return;
    throw OdbcError(SqlState::InvalidNullPointer, "The table name must be given.");
}

// `rows` is called as rows(CatalogCall, Texts), maybe in another thread: it captures by value.
template <class Rows>
SQLRETURN answer(SQLHSTMT handle, const char* function, std::initializer_list<TextIn> texts, Rows rows) {
    return guardAsync(handle, function, [&] {
        return [rows, kept = Texts(texts.begin(), texts.end())](Statement& statement) {
            statement.require(StatementCall::Prepare);
            statement.dropBatch();
            const Interruptible call = interruptible(statement);
            Session& session = statement.session();
            const Presentation presentation = presentationOf(session.config());
            const CatalogCall catalog{session.catalog(call.context()), call.context(),
                                      statement.attributes.metadataId == SQL_TRUE, statement.isOdbc2(), presentation};
            statement.openResult(std::make_unique<RowsResult>(rows(catalog, kept)));
        };
    });
}

void requireOption(bool isKnown, SqlState state, const char* what) {
    if (!isKnown) throw OdbcError(state, std::string("The ") + what + " is not one that ODBC defines.");
}

}  // namespace

SQLRETURN tables(SQLHSTMT statement, const TableArguments& table, const TextIn& types) {
    return answer(statement, "SQLTables", {table.catalog, table.schema, table.table, types},
                  [](const CatalogCall& call, const Texts& at) {
                      return driver::tables(call, at[0].get(), at[1].get(), at[2].get(), at[3].get());
                  });
}

SQLRETURN columns(SQLHSTMT statement, const TableArguments& table, const TextIn& column) {
    return answer(statement, "SQLColumns", {table.catalog, table.schema, table.table, column},
                  [](const CatalogCall& call, const Texts& at) {
                      return driver::columns(call, at[0].get(), at[1].get(), at[2].get(), at[3].get());
                  });
}

SQLRETURN primaryKeys(SQLHSTMT statement, const TableArguments& table) {
    return answer(statement, "SQLPrimaryKeys", {table.catalog, table.schema, table.table},
                  [](const CatalogCall& call, const Texts& at) {
                      requireTable(at);
                      return driver::primaryKeys(call, at[0].get(), at[1].get(), at[2].get());
                  });
}

SQLRETURN foreignKeys(SQLHSTMT statement, const TableArguments& primary, const TableArguments& foreign) {
    return answer(statement, "SQLForeignKeys",
                  {primary.catalog, primary.schema, primary.table, foreign.catalog, foreign.schema, foreign.table},
                  [](const CatalogCall& call, const Texts& at) {
                      if (!at[2].get() && !at[5].get()) {
                          throw OdbcError(SqlState::InvalidNullPointer,
                                          "The primary or the foreign key's table must be given.");
                      }
                      return driver::foreignKeys(call, tableName(at), tableName(at, 3));
                  });
}

SQLRETURN statistics(SQLHSTMT statement, const TableArguments& table, SQLUSMALLINT unique, SQLUSMALLINT accuracy) {
    return answer(statement, "SQLStatistics", {table.catalog, table.schema, table.table},
                  [unique, accuracy](const CatalogCall& call, const Texts& at) {
                      requireTable(at);
                      requireOption(unique == SQL_INDEX_UNIQUE || unique == SQL_INDEX_ALL,
                                    SqlState::UniquenessOptionOutOfRange, "kind of index");
                      requireOption(accuracy == SQL_QUICK || accuracy == SQL_ENSURE, SqlState::AccuracyOptionOutOfRange,
                                    "accuracy");
                      return driver::statistics(call, tableName(at), unique == SQL_INDEX_UNIQUE);
                  });
}

SQLRETURN specialColumns(SQLHSTMT statement, SQLUSMALLINT kind, const TableArguments& table, SQLUSMALLINT scope,
                         SQLUSMALLINT nullable) {
    return answer(statement, "SQLSpecialColumns", {table.catalog, table.schema, table.table},
                  [kind, scope, nullable](const CatalogCall& call, const Texts& at) {
                      requireTable(at);
                      requireOption(kind == SQL_BEST_ROWID || kind == SQL_ROWVER, SqlState::ColumnTypeOutOfRange,
                                    "kind of column");
                      requireOption(scope <= SQL_SCOPE_SESSION, SqlState::ScopeOutOfRange, "scope");
                      requireOption(nullable == SQL_NO_NULLS || nullable == SQL_NULLABLE,
                                    SqlState::NullableTypeOutOfRange, "nullability");
                      return driver::specialColumns(call, kind, tableName(at), scope, nullable);
                  });
}

SQLRETURN tablePrivileges(SQLHSTMT statement, const TableArguments& table) {
    return answer(
        statement, "SQLTablePrivileges", {table.catalog, table.schema, table.table},
        [](const CatalogCall& call, const Texts& at) { return driver::tablePrivileges(call, tableName(at)); });
}

SQLRETURN columnPrivileges(SQLHSTMT statement, const TableArguments& table, const TextIn& column) {
    return answer(statement, "SQLColumnPrivileges", {table.catalog, table.schema, table.table, column},
                  [](const CatalogCall& call, const Texts& at) {
                      requireTable(at);
                      return driver::columnPrivileges(call, tableName(at), at[3].get());
                  });
}

SQLRETURN procedures(SQLHSTMT statement) {
    return answer(statement, "SQLProcedures", {},
                  [](const CatalogCall& call, const Texts&) { return driver::procedures(call); });
}

SQLRETURN procedureColumns(SQLHSTMT statement) {
    return answer(statement, "SQLProcedureColumns", {},
                  [](const CatalogCall& call, const Texts&) { return driver::procedureColumns(call); });
}

// Says nothing of the site, and so asks it nothing, even on a connection that was opened without asking.
SQLRETURN getTypeInfo(SQLHSTMT handle, SQLSMALLINT type) {
    return guardAsync(handle, "SQLGetTypeInfo", [type] {
        return [type](Statement& statement) {
            statement.require(StatementCall::Prepare);
            statement.session();
            statement.openResult(std::make_unique<RowsResult>(driver::typeInfo(type, statement.isOdbc2())));
        };
    });
}

}  // namespace assetsodbc::driver::api
