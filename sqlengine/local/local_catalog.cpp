#include "sqlengine/local/local_catalog.h"

#include <sqlite3.h>

#include <algorithm>
#include <functional>
#include <map>

#include "common/unicode.h"
#include "sqlengine/call_scope.h"
#include "sqlengine/local/statement_guard.h"
#include "sqlengine/local/stored_value.h"
#include "sqlengine/local/token_walk.h"
#include "sqlengine/result_types.h"
#include "sqlengine/sqlite_error.h"
#include "sqlengine/sqlite_handles.h"
#include "sqlengine/virtual_table.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::ColumnSpec;
using schema::TableKind;
using schema::TableSpec;

// A row of a statement of our own.
class Row {
public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
    std::string text(int column) const {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return text == nullptr ? std::string() : std::string(text);
    }
    int number(int column) const { return sqlite3_column_int(statement_, column); }
    bool isNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

private:
    sqlite3_stmt* statement_;
};

void forEachRow(sqlite3* db, const std::string& sql, const std::function<void(const Row&)>& take) {
    sqlite3_stmt* compiled = nullptr;
    int code = sqlite3_prepare_v2(db, sql.c_str(), -1, &compiled, nullptr);
    const StatementHandle statement(compiled);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(compiled);
        if (code == SQLITE_ROW) take(Row(compiled));
    }
    if (code != SQLITE_DONE) throw runError(db, code);
}

std::string pragma(const TableSpec& table, const std::string& name, const std::string& argument) {
    return "PRAGMA " + quotedName(table.schemaName) + '.' + name + '(' + quotedName(argument) + ')';
}

// CURRENT_TIMESTAMP reaches SQLite as a call of now().
bool isCurrentTimestamp(const Tokens& tokens) {
    return std::all_of(tokens.begin(), tokens.end(),
                       [](const Token& token) { return token.isWord("now") || token.is("(") || token.is(")"); });
}

// As it was written, where the driver put a conversion around it.
std::string writtenDefault(const std::string& text) {
    const Tokens tokens = tokenize(text);
    if (tokens.size() < 4 || !tokens[0].isWord(kStoredFunction)) return text;
    const std::vector<TokenSpan> arguments = splitAtCommas(tokens, {2, tokens.size() - 1});
    if (arguments.empty()) return text;
    const std::size_t start = tokens[arguments.front().first].offset;
    const std::string written = text.substr(start, tokens[arguments.front().end - 1].end() - start);
    return isCurrentTimestamp(tokenize(written)) ? "CURRENT_TIMESTAMP" : written;
}

class TableReader {
public:
    TableReader(sqlite3* db, TableSpec& table) : db_(db), table_(table) {}

    void readTable() {
        readColumns();
        readForeignKeys();
        readIndexes();
    }
    void readView();

private:
    void readColumns();
    void readForeignKeys();
    void readIndexes();
    void readParts(schema::Index& index);
    std::string filterOf(const std::string& index);

    sqlite3* db_;
    TableSpec& table_;
};

void TableReader::readColumns() {
    std::map<int, std::string> key;  // by position
    bool maybeRowId = false;
    forEachRow(db_, pragma(table_, "table_xinfo", table_.name), [&](const Row& row) {
        constexpr int kName = 1, kType = 2, kNotNull = 3, kDefault = 4, kKey = 5, kHidden = 6;
        ColumnSpec column;
        column.name = row.text(kName);
        column.type = schema::typeOfDeclaration(row.text(kType));
        column.nullable = row.number(kNotNull) == 0;
        column.defaultValue = row.isNull(kDefault) ? "" : writtenDefault(row.text(kDefault));
        column.writable = row.number(kHidden) == 0;
        if (const int position = row.number(kKey); position > 0) {
            key.emplace(position, column.name);
            maybeRowId = common::equalIgnoringAsciiCase(row.text(kType), "INTEGER");
        }
        table_.columns.push_back(std::move(column));
    });
    for (const auto& [position, name] : key) table_.primaryKey.push_back(name);
    if (key.size() != 1 || !maybeRowId) return;
    bool hasKeyIndex = false;  // the row id needs none
    forEachRow(db_, pragma(table_, "index_list", table_.name),
               [&](const Row& row) { hasKeyIndex = hasKeyIndex || row.text(3) == "pk"; });
    ColumnSpec& column = table_.columns[*table_.columnIndex(table_.primaryKey.front())];
    column.autoIncrement = !hasKeyIndex;
    column.nullable = false;
}

schema::ReferentialAction actionOf(const std::string& words) {
    if (words == "CASCADE") return schema::ReferentialAction::Cascade;
    if (words == "RESTRICT") return schema::ReferentialAction::Restrict;
    if (words == "SET NULL") return schema::ReferentialAction::SetNull;
    if (words == "SET DEFAULT") return schema::ReferentialAction::SetDefault;
    return schema::ReferentialAction::NoAction;
}

void TableReader::readForeignKeys() {
    std::map<int, schema::ForeignKey> keys;  // SQLite counts from the last one written
    forEachRow(db_, pragma(table_, "foreign_key_list", table_.name), [&](const Row& row) {
        constexpr int kId = 0, kTable = 2, kFrom = 3, kTo = 4, kOnUpdate = 5, kOnDelete = 6;
        schema::ForeignKey& key = keys[-row.number(kId)];
        key.referencedSchema = table_.schemaName;
        key.referencedTable = row.text(kTable);
        key.columns.push_back(row.text(kFrom));
        if (!row.isNull(kTo)) key.referencedColumns.push_back(row.text(kTo));
        key.onUpdate = actionOf(row.text(kOnUpdate));
        key.onDelete = actionOf(row.text(kOnDelete));
    });
    for (auto& entry : keys) {
        auto& key = entry.second;  // by name, as clang wants it for the capture
        key.name = "FK_" + table_.name;
        for (const std::string& column : key.columns) key.name += '_' + column;
        const bool isTaken = std::any_of(table_.foreignKeys.begin(), table_.foreignKeys.end(),
                                         [&](const schema::ForeignKey& other) { return other.name == key.name; });
        if (isTaken) key.name += '_' + std::to_string(table_.foreignKeys.size() + 1);
        table_.foreignKeys.push_back(std::move(key));
    }
}

void TableReader::readIndexes() {
    forEachRow(db_, pragma(table_, "index_list", table_.name), [&](const Row& row) {
        constexpr int kName = 1, kUnique = 2, kOrigin = 3, kPartial = 4;
        if (row.text(kOrigin) == "pk") return;
        schema::Index index;
        index.name = row.text(kName);
        index.unique = row.number(kUnique) != 0;
        if (row.number(kPartial) != 0) index.filter = filterOf(index.name);
        readParts(index);
        table_.indexes.push_back(std::move(index));
    });
}

void TableReader::readParts(schema::Index& index) {
    forEachRow(db_, pragma(table_, "index_xinfo", index.name), [&](const Row& row) {
        constexpr int kName = 2, kDescending = 3, kIsKey = 5;
        if (row.number(kIsKey) != 0) index.parts.push_back({row.text(kName), row.number(kDescending) != 0});
    });
}

std::string TableReader::filterOf(const std::string& index) {
    std::string definition;
    forEachRow(db_,
               "SELECT sql FROM " + quotedName(table_.schemaName) +
                   ".sqlite_master WHERE type = 'index' AND name = " + quotedText(index),
               [&](const Row& row) { definition = row.text(0); });
    const Tokens tokens = tokenize(definition);
    const std::size_t where =
        findOutside(tokens, {0, tokens.size()}, [&](std::size_t i) { return tokens[i].isWord("WHERE"); });
    return where + 1 < tokens.size() ? definition.substr(tokens[where + 1].offset) : "";
}

// A view over something that is gone still has a name, but no columns that could be told.
void TableReader::readView() {
    const std::string sql = "SELECT * FROM " + quotedName(table_.schemaName) + '.' + quotedName(table_.name);
    sqlite3_stmt* compiled = nullptr;
    sqlite3_prepare_v2(db_, sql.c_str(), -1, &compiled, nullptr);
    const StatementHandle statement(compiled);
    if (compiled == nullptr) return;
    const std::vector<InferredColumn> types = inferResultTypes(db_, compiled, sql);
    for (std::size_t i = 0; i < types.size(); ++i) {
        ColumnSpec column;
        column.name = sqlite3_column_name(compiled, static_cast<int>(i));
        column.type = types[i].type;
        column.nullable = types[i].nullability != Nullability::No;
        table_.columns.push_back(std::move(column));
    }
}

// REFERENCES t without columns means the primary key of t.
void completeForeignKeys(std::vector<TableSpec>& tables) {
    for (TableSpec& table : tables) {
        for (schema::ForeignKey& key : table.foreignKeys) {
            const auto referenced = std::find_if(tables.begin(), tables.end(), [&](const TableSpec& candidate) {
                return candidate.schemaName == key.referencedSchema &&
                       common::equalIgnoringAsciiCase(candidate.name, key.referencedTable);
            });
            if (referenced == tables.end()) continue;
            key.referencedTable = referenced->name;
            if (key.referencedColumns.empty()) key.referencedColumns = referenced->primaryKey;
        }
        // What refers to nothing that could be named is no key that a client could use.
        table.foreignKeys.erase(std::remove_if(table.foreignKeys.begin(), table.foreignKeys.end(),
                                               [](const schema::ForeignKey& key) {
                                                   return key.referencedColumns.size() != key.columns.size();
                                               }),
                                table.foreignKeys.end());
    }
}

std::vector<TableSpec> namesIn(sqlite3* db, const std::string& schemaName) {
    std::vector<TableSpec> tables;
    forEachRow(db,
               "SELECT name, type FROM " + schemaName +
                   ".sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql "
                   "NOT LIKE 'CREATE VIRTUAL%'",
               [&](const Row& row) {
                   TableSpec table;
                   table.schemaName = schemaName;
                   table.name = row.text(0);
                   table.kind = schemaName == "temp" ? TableKind::LocalTemporary : TableKind::LocalTable;
                   if (row.text(1) == "view") table.kind = TableKind::View;
                   tables.push_back(std::move(table));
               });
    return tables;
}

}  // namespace

std::vector<TableSpec> LocalCatalog::describe() const {
    static common::CancelToken never;
    const common::CallContext context{never, std::nullopt};
    const CallScope scope(call_, context);
    const StatementGuard::Scope trusted(guard_, StatementGuard::Trust::Everything);
    std::vector<TableSpec> tables = namesIn(db_, "main");
    for (TableSpec& table : namesIn(db_, "temp")) tables.push_back(std::move(table));
    for (TableSpec& table : tables) {
        TableReader reader(db_, table);
        if (table.kind == TableKind::View) {
            reader.readView();
        } else {
            reader.readTable();
        }
    }
    completeForeignKeys(tables);
    return tables;
}

}  // namespace assetsodbc::sqlengine
