// Shows the tables of a schema::Catalog to SQLite: one read-only module, of which each table is an instance. Exceptions
// of a table are kept in the CallState for whoever called SQLite.
// The tables are not marked SQLITE_VTAB_DIRECTONLY: no foreign database file can be attached, so views over them are
// always the user's own.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "schema/table.h"
#include "sqlengine/call_scope.h"

struct sqlite3;

namespace assetsodbc::schema {
class Catalog;
}

namespace assetsodbc::sqlengine {

class StatementGuard;

struct TableModule {
    const schema::Catalog& catalog;
    CallState& call;
    StatementGuard& guard;
    bool pushdown = true;  // off: every scan reads the whole table, and SQLite does the rest
};

// The module must outlive the connection. Throws Error{Internal}.
void registerTableModule(sqlite3* db, TableModule& module);
// What the names of the site's tables begin with inside SQLite, which lets nobody make a table of such a name.
constexpr std::string_view kSiteTablePrefix = "sqlite_site:";
// Lets SQLite find the table by this name, in every schema and without being created: a module of its own, which keeps
// the table for as long as statements use it. A name is registered once. Throws Error{Internal}.
void registerSiteTable(sqlite3* db, const std::string& name, TableModule& module,
                       std::shared_ptr<const schema::Table> table);
// The statement that creates the virtual table of a table of the catalog.
std::string createStatementOf(const schema::TableSpec& spec);
// What the virtual table declares to SQLite: columns with their types, and the primary key in place of a row id.
std::string declarationOf(const schema::TableSpec& spec);
// "x" with quotes doubled.
std::string quotedName(std::string_view name);

}  // namespace assetsodbc::sqlengine
