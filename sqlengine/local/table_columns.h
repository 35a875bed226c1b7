// The columns of a local table as SQLite knows them, asked while statements about it are rewritten.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/column.h"
#include "sqlengine/local/token_walk.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

class StatementGuard;

struct TableColumn {
    std::string name;
    std::string declaration;
    bool generated = false;
    // The type that values must have; nullopt where SQLite's affinity is all there is.
    std::optional<schema::TypeSpec> enforcedType() const;
};

// Empty for a table that does not exist, and for one of the site's. An unqualified name is looked up as SQL does: temp,
// main.
std::vector<TableColumn> columnsOfTable(sqlite3* db, StatementGuard& guard, const QualifiedName& table);
// Ignoring ASCII case; nullptr when there is none.
const TableColumn* findColumn(const std::vector<TableColumn>& columns, const std::string& name);

}  // namespace assetsodbc::sqlengine
