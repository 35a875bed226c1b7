#include "tests/oracle/oracle_database.h"

#include <stdexcept>

#include "tests/oracle/sql_pair.h"

namespace assetsodbc::oracle {
namespace {

const char* affinityOf(Kind kind) {
    switch (kind) {
        case Kind::Integer:
        case Kind::Bit:
        case Kind::Id:
        case Kind::Opaque:
            return "INTEGER";
        case Kind::Double:
            return "REAL";
        default:
            return "TEXT";
    }
}

void bind(sqlite3_stmt* statement, int index, const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        sqlite3_bind_int64(statement, index, *whole);
    } else if (const auto* real = std::get_if<double>(&cell)) {
        sqlite3_bind_double(statement, index, *real);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        sqlite3_bind_text(statement, index, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
    }
}

Cell cellOf(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, column);
        case SQLITE_NULL:
            return {};
        default:
            return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                               static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
}

}  // namespace

OracleDatabase::OracleDatabase(const Model& model) {
    if (sqlite3_open(":memory:", &database_) != SQLITE_OK) throw std::runtime_error("no memory for the oracle");
    execute("BEGIN");
    for (const ModelTable& table : model.tables) load(table);
    execute("COMMIT");
}

OracleDatabase::~OracleDatabase() {
    sqlite3_close(database_);
}

void OracleDatabase::execute(const std::string& sql) {
    char* message = nullptr;
    if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return;
    const std::string text = message;
    sqlite3_free(message);
    throw std::runtime_error("the oracle refuses " + sql + ": " + text);
}

void OracleDatabase::load(const ModelTable& table) {
    std::string columns, key, marks;
    for (const Column& column : table.columns) {
        columns += quotedName(column.name) + " " + affinityOf(column.kind) + ", ";
        marks += marks.empty() ? "?" : ", ?";
    }
    for (const std::size_t column : table.key) {
        key += (key.empty() ? "" : ", ") + quotedName(table.columns[column].name);
    }
    execute("CREATE TABLE " + oracleTable(table) + " (" + columns + "PRIMARY KEY (" + key + "))");
    const std::string insert = "INSERT INTO " + oracleTable(table) + " VALUES (" + marks + ")";
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, insert.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
        throw std::runtime_error("the oracle refuses " + insert);
    }
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) bind(statement, static_cast<int>(i) + 1, row[i]);
        if (sqlite3_step(statement) != SQLITE_DONE) {
            throw std::runtime_error("a row of " + table.name + ": " + sqlite3_errmsg(database_));
        }
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
    sqlite3_finalize(statement);
}

Result OracleDatabase::run(const std::string& sql) {
    Result result;
    sqlite3_stmt* statement = nullptr;
    int state = sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr);
    if (state == SQLITE_OK) {
        while ((state = sqlite3_step(statement)) == SQLITE_ROW) {
            ResultRow row;
            for (int i = 0; i < sqlite3_column_count(statement); ++i) row.push_back(cellOf(statement, i));
            result.rows.push_back(std::move(row));
        }
    }
    if (state != SQLITE_DONE) result.error = sqlite3_errmsg(database_);
    sqlite3_finalize(statement);
    return result;
}

}  // namespace assetsodbc::oracle
