// The columns of the tables below a query, asked of SQLite itself: each table is described by preparing, never by
// running, a SELECT on it. Remembers what it asked; use one per statement.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sqlengine/sql_text/syntax_tree.h"
#include "sqlengine/type_fact.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

struct RelationColumn {
    std::string name;
    TypeFact fact;
};

struct Relation {
    std::vector<RelationColumn> columns;
    bool complete = true;  // false: there are more columns after those listed

    // Ignores ASCII case; nullptr when there is none.
    const RelationColumn* find(const std::string& name) const;
};

class BaseTables {
public:
    explicit BaseTables(sqlite3* db) : db_(db) {}

    // Name in parts: schema and table, or table. A table that SQLite does not know has no columns and is not complete.
    const Relation& relation(const std::vector<std::string>& name);
    // A column that SELECT * leaves out: a hidden one, or the rowid. Unknown when there is none.
    const TypeFact& hiddenColumn(const std::vector<std::string>& name, const std::string& column);

    // What a view is made of; nullptr for a table, and for a view that cannot be read.
    const QueryTree* viewQuery(const std::vector<std::string>& name);

private:
    sqlite3* db_;
    std::map<std::string, std::unique_ptr<QueryTree>> views_;
    std::map<std::string, Relation> relations_;  // by quoted name
    std::map<std::string, TypeFact> hiddenColumns_;
};

}  // namespace assetsodbc::sqlengine
