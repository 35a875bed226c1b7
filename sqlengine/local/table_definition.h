// CREATE TABLE and ALTER TABLE … ADD so rewritten that SQLite keeps what the columns are declared as:
//   * types with a meaning in the one spelling that gives them the affinity they need (schema::declarationOf), decimals
//     that are kept as text with a collation that compares them as numbers;
//   * defaults in the form that the column stores;
//   * the columns of a primary key as NOT NULL, which SQLite alone leaves open.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sqlengine/local/token_walk.h"
#include "sqlengine/query.h"

namespace assetsodbc::sqlengine {

// The value of a constant expression as an SQL literal. Throws what calculating it throws.
using LiteralOf = std::function<std::string(const std::string& expression)>;

// Every other statement comes out as it went in.
std::string typedDefinition(std::string_view sql, const LiteralOf& literalOf);

// The two halves of CREATE TABLE … AS SELECT; nullopt for every other statement.
struct TableFromQuery {
    std::string head;  // "CREATE TEMP TABLE IF NOT EXISTS t"
    std::string name;  // as it was written
    QualifiedName tableName;
    bool ifNotExists = false;
    std::string query;
};
std::optional<TableFromQuery> tableFromQuery(std::string_view sql);
// "(a BIGINT, …)": the columns of a table for the rows of a query.
std::string columnList(const std::vector<ResultColumn>& columns);

// The name of the table that ALTER TABLE … RENAME TO gives; empty for every other statement.
std::string newTableName(std::string_view sql);

}  // namespace assetsodbc::sqlengine
