#include "sqlengine/base_tables.h"

#include <algorithm>

#include "common/unicode.h"
#include "schema/declared_type.h"
#include "sqlengine/sql_text/query_parser.h"
#include "sqlengine/sqlite_handles.h"
#include "sqlengine/view_texts.h"

namespace assetsodbc::sqlengine {
namespace {

std::string quotedPart(const std::string& name) {
    std::string quoted = "\"";
    for (char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string quotedTable(const std::vector<std::string>& name) {
    std::string quoted;
    for (const std::string& part : name) quoted += (quoted.empty() ? "" : ".") + quotedPart(part);
    return quoted;
}

// In backticks a name that does not exist is an error; in double quotes it may be taken for a text.
std::string quotedColumn(const std::string& name) {
    std::string quoted = "`";
    for (char c : name) quoted += c == '`' ? std::string("``") : std::string(1, c);
    return quoted + '`';
}

StatementHandle prepare(sqlite3* db, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    return StatementHandle(statement);
}

// SQLite tells nothing of eponymous tables (site_tables.h).
Nullability nullabilityOnSite(sqlite3* db, const char* table, const char* column) {
    const StatementHandle statement = prepare(db, "SELECT odbc_site_nullability(?1, ?2)");
    if (!statement) return Nullability::Unknown;
    sqlite3_bind_text(statement.get(), 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement.get(), 2, column, -1, SQLITE_STATIC);
    if (sqlite3_step(statement.get()) != SQLITE_ROW) return Nullability::Unknown;
    if (sqlite3_column_type(statement.get(), 0) == SQLITE_NULL) return Nullability::Unknown;
    return sqlite3_column_int(statement.get(), 0) != 0 ? Nullability::Yes : Nullability::No;
}

Nullability nullabilityOf(sqlite3* db, sqlite3_stmt* statement, int column) {
    const char* table = sqlite3_column_table_name(statement, column);
    const char* origin = sqlite3_column_origin_name(statement, column);
    if (table == nullptr || origin == nullptr) return Nullability::Unknown;
    const char* declaration = nullptr;
    int notNull = 0, inKey = 0;
    const int code = sqlite3_table_column_metadata(db, sqlite3_column_database_name(statement, column), table, origin,
                                                   &declaration, nullptr, &notNull, &inKey, nullptr);
    if (code != SQLITE_OK) return nullabilityOnSite(db, table, origin);
    // INTEGER PRIMARY KEY is the row's number, which is never NULL.
    const bool isRowId = inKey != 0 && declaration != nullptr && common::equalIgnoringAsciiCase(declaration, "INTEGER");
    return notNull != 0 || isRowId ? Nullability::No : Nullability::Yes;
}

// A column without a declared type is an expression of a view, or of a table-valued function.
TypeFact factOf(sqlite3* db, sqlite3_stmt* statement, int column) {
    const char* declaration = sqlite3_column_decltype(statement, column);
    if (declaration == nullptr) return {};
    const char* origin = sqlite3_column_origin_name(statement, column);
    const bool isRowId = origin != nullptr && common::equalIgnoringAsciiCase(origin, "rowid");
    if (isRowId) return knownFact(schema::bigInt(), Nullability::No);
    TypeFact fact = knownFact(schema::typeOfDeclaration(declaration), nullabilityOf(db, statement, column));
    const bool keepsDigits = schema::isKeptAsText(fact.type) &&
                             common::equalIgnoringAsciiCase(declaration, schema::declarationOf(fact.type));
    if (keepsDigits) fact.digits = TypeFact::Digits::Column;
    return fact;
}

Relation describe(sqlite3* db, const std::string& table) {
    const StatementHandle statement = prepare(db, "SELECT * FROM " + table);
    Relation relation;
    relation.complete = statement != nullptr;
    const int count = statement ? sqlite3_column_count(statement.get()) : 0;
    for (int i = 0; i < count; ++i) {
        const char* name = sqlite3_column_name(statement.get(), i);
        relation.columns.push_back({name == nullptr ? "" : name, factOf(db, statement.get(), i)});
    }
    return relation;
}

}  // namespace

const RelationColumn* Relation::find(const std::string& name) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const RelationColumn& column) {
        return common::equalIgnoringAsciiCase(column.name, name);
    });
    return found == columns.end() ? nullptr : &*found;
}

const Relation& BaseTables::relation(const std::vector<std::string>& name) {
    const std::string table = quotedTable(name);
    const auto known = relations_.find(table);
    if (known != relations_.end()) return known->second;
    return relations_.emplace(table, describe(db_, table)).first->second;
}

const QueryTree* BaseTables::viewQuery(const std::vector<std::string>& name) {
    const std::string table = quotedTable(name);
    const auto known = views_.find(table);
    if (known != views_.end()) return known->second.get();
    const std::string sql = viewText(db_, name.size() > 1 ? name.front() : std::string(), name.back());
    return views_.emplace(table, sql.empty() ? nullptr : parseQuery(sql)).first->second.get();
}

const TypeFact& BaseTables::hiddenColumn(const std::vector<std::string>& name, const std::string& column) {
    const std::string table = quotedTable(name);
    const std::string key = table + "." + quotedColumn(column);
    const auto known = hiddenColumns_.find(key);
    if (known != hiddenColumns_.end()) return known->second;
    const StatementHandle statement = prepare(db_, "SELECT " + quotedColumn(column) + " FROM " + table);
    return hiddenColumns_.emplace(key, statement ? factOf(db_, statement.get(), 0) : TypeFact()).first->second;
}

}  // namespace assetsodbc::sqlengine
