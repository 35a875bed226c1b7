#include "sqlengine/sqlite_query.h"

#include <algorithm>
#include <cmath>

#include "common/clock.h"
#include "common/unicode.h"
#include "sqlengine/local/schema_version.h"
#include "sqlengine/local/transaction.h"
#include "sqlengine/result_types.h"
#include "sqlengine/site_tables.h"
#include "sqlengine/sql_text/lexer.h"
#include "sqlengine/sqlite_error.h"
#include "sqlengine/streaming_query.h"

namespace assetsodbc::sqlengine {
namespace {

std::string orEmpty(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

// Of a column without a name SQLite tells its text, of any length: ODBC's lengths of names have 16 bits.
std::string labelOf(const char* name) {
    constexpr std::size_t kLongest = 255;  // code units of UTF-8; SQL_MAX_COLUMN_NAME_LEN tells as many
    std::string label = orEmpty(name);
    label.resize(common::prefixWithin(label, kLongest));
    return label;
}

// SQLite names the base columns of the first arm only; the rows of the others come from elsewhere.
bool isCompound(std::string_view sql) {
    int depth = 0;
    for (const Token& token : tokenize(sql)) {
        if (token.is("(")) ++depth;
        if (token.is(")")) --depth;
        if (depth == 0 && (token.isWord("UNION") || token.isWord("INTERSECT") || token.isWord("EXCEPT"))) return true;
    }
    return false;
}

// The type that a column of a table was declared with; of RETURNING nothing else is told.
schema::TypeSpec declaredTypeOf(sqlite3* db, const ResultColumn& column) {
    const char* declaration = nullptr;
    sqlite3_table_column_metadata(db, column.baseSchema.c_str(), column.baseTable.c_str(), column.baseColumn.c_str(),
                                  &declaration, nullptr, nullptr, nullptr, nullptr);
    return declaration == nullptr ? column.type : schema::typeOfDeclaration(declaration);
}

// A table of the site by the name that its users know.
void nameAsOnSite(ResultColumn& column, const SiteTables& siteTables) {
    const schema::TableSpec* spec = siteTables.specOf(column.baseTable);
    if (spec == nullptr) return;
    column.baseSchema = spec->schemaName;
    column.baseTable = spec->name;
}

std::vector<ResultColumn> describeColumns(sqlite3_stmt* statement, const CompiledStatement& compiled,
                                          const SiteTables& siteTables) {
    const std::string& sql = compiled.sql;
    const auto inferred = inferResultTypes(sqlite3_db_handle(statement), statement, sql);
    const bool compound = isCompound(sql);
    std::vector<ResultColumn> columns(static_cast<std::size_t>(sqlite3_column_count(statement)));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int index = static_cast<int>(i);
        ResultColumn& column = columns[i];
        column.label = labelOf(sqlite3_column_name(statement, index));
        column.type = inferred.at(i).type;
        column.nullability = inferred.at(i).nullability;
        if (compound) continue;
        column.baseSchema = orEmpty(sqlite3_column_database_name(statement, index));
        column.baseTable = orEmpty(sqlite3_column_table_name(statement, index));
        column.baseColumn = orEmpty(sqlite3_column_origin_name(statement, index));
        if (changesRows(compiled.kind) && !column.isExpression()) {
            column.type = declaredTypeOf(sqlite3_db_handle(statement), column);
        }
        nameAsOnSite(column, siteTables);
    }
    return columns;
}

struct Binder {
    sqlite3_stmt* statement;
    int index;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, index, value); }
    int operator()(double value) const {
        // SQLite would make it NULL.
        if (std::isnan(value)) {
            throw common::Error(common::ErrorKind::NumericOverflow,
                                "Parameter " + std::to_string(index) + " is not a number (NaN); bind NULL instead.");
        }
        return sqlite3_bind_double(statement, index, value);
    }
    int operator()(const std::string& text) const {
        return sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    int operator()(const schema::Bytes& value) const {
        return sqlite3_bind_blob64(statement, index, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT);
    }
};

// The table's own bytes: sqlite3_column_text would copy each cell to add a terminator.
std::string_view bytesOf(sqlite3_value* value) {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    const auto length = static_cast<std::size_t>(sqlite3_value_bytes(value));
    return bytes == nullptr ? std::string_view("", 0) : std::string_view(bytes, length);
}

// SQLite goes on with a double where integers need more than 64 bits; the column was told to be BIGINT.
[[noreturn]] void refuseOverflow(const ResultColumn& column) {
    throw common::Error(common::ErrorKind::NumericOverflow, "A value of column " + column.label +
                                                                " needs more than 64 bits; calculate with CAST(x AS "
                                                                "DOUBLE).");
}

}  // namespace

SqliteQuery::SqliteQuery(CompiledStatement compiled, const QueryEnvironment& environment)
    : environment_(environment),
      kind_(compiled.kind),
      readsLocalTables_(compiled.readsLocalTables),
      siteTables_(compiled.siteTables),
      schemaVersion_(environment.schemaVersion.read()),
      memo_(environment.joinMemory),
      statement_(std::move(compiled.handle)),
      columns_(describeColumns(statement_.get(), compiled, environment.siteTables)),
      parameters_(inferParameterTypes(sqlite3_db_handle(statement_.get()), compiled.sql,
                                      static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_.get())))) {
    for (const auto& [index, type] : compiled.parameterTypes) {
        if (index < parameters_.size()) parameters_[index].type = type;
    }
    memo_.setRepetition([this] { return findRepetition(); });
}

// Of a run that has begun.
ScanRepetition SqliteQuery::findRepetition() {
    const CallScope scope(environment_.call, environment_.call.context());
    const char* const sql = sqlite3_sql(statement_.get());
    ScanRepetition found = sql == nullptr ? ScanRepetition() : ScanRepetition::of(database(), sql);
    try {
        environment_.call.rethrowFailure();
    } catch (const std::exception&) {
        return {};  // the statement itself could be compiled
    }
    return found;
}

bool SqliteQuery::isOutdated(const common::CallContext& context) {
    const auto isOutdatedTable = [](const auto& table) { return table->isOutdated(); };
    if (std::any_of(siteTables_.begin(), siteTables_.end(), isOutdatedTable)) return true;
    const CallScope scope(environment_.call, context);
    const auto now = environment_.schemaVersion.read();
    return now && now != schemaVersion_;
}

void SqliteQuery::bind(std::size_t index, const schema::Value& value) {
    const int position = static_cast<int>(index) + 1;
    requireOk(sqlite3_db_handle(statement_.get()), std::visit(Binder{statement_.get(), position}, value),
              "bind parameter " + std::to_string(position));
}

void SqliteQuery::expectAtMost(std::optional<std::uint64_t> rows) {
    expectedRows_.reset();
    const char* const sql = rows ? sqlite3_sql(statement_.get()) : nullptr;
    if (sql != nullptr && streamsOneTable(database(), sql)) expectedRows_ = rows;
}

// A rollback ended the run, and SQLite would start another by itself.
void SqliteQuery::requireSameRun() {
    const std::uint64_t rollbacks = environment_.transaction.rollbacks();
    if (!rollbacksAtStart_) rollbacksAtStart_ = rollbacks;
    if (*rollbacksAtStart_ == rollbacks) return;
    atEnd_ = true;
    throw common::Error(common::ErrorKind::InvalidTransactionState,
                        "The transaction was rolled back, which closed the cursor; execute the statement again.");
}

bool SqliteQuery::step(const common::CallContext& context) {
    if (atEnd_) return false;
    context.throwIfStopped(environment_.clock.now());
    const CallScope scope(environment_.call, context, &memo_, expectedRows_);
    requireSameRun();
    environment_.transaction.beginIfNeeded();
    return advance();
}

bool SqliteQuery::advance() {
    const int resultCode = sqlite3_step(statement_.get());
    if (resultCode == SQLITE_ROW) return true;
    atEnd_ = true;
    if (resultCode != SQLITE_DONE) fail(resultCode);
    memo_.clear();
    return false;
}

void SqliteQuery::fail(int resultCode) {
    const common::Error error = runError(database(), resultCode);
    sqlite3_reset(statement_.get());  // ends the run: cursors and requests are given back now
    memo_.clear();
    environment_.call.rethrowFailure();
    throw error;
}

// The value itself rather than sqlite3_column_…, each of which looks it up anew; a connection is used by one thread at
// a time, as that asks for.
schema::CellView SqliteQuery::cell(std::size_t column) const {
    sqlite3_value* const value = sqlite3_column_value(statement_.get(), static_cast<int>(column));
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_value_int64(value)};
        case SQLITE_FLOAT:
            if (columns_[column].type.type == schema::SqlType::BigInt) refuseOverflow(columns_[column]);
            return sqlite3_value_double(value);
        case SQLITE_TEXT:
            return bytesOf(value);
        case SQLITE_BLOB:
            return schema::Blob{bytesOf(value)};
        default:
            return std::monostate{};
    }
}

void SqliteQuery::reset() noexcept {
    sqlite3_reset(statement_.get());
    memo_.clear();
    atEnd_ = false;
    rollbacksAtStart_.reset();
}

}  // namespace assetsodbc::sqlengine
