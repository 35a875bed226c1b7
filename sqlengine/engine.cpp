#include "sqlengine/engine.h"

#include <set>

#include "common/clock.h"
#include "common/error.h"
#include "schema/catalog.h"
#include "sqlengine/call_scope.h"
#include "sqlengine/read_only_guard.h"
#include "sqlengine/sql_text/translate.h"
#include "sqlengine/sqlite_error.h"
#include "sqlengine/sqlite_handles.h"
#include "sqlengine/sqlite_query.h"
#include "sqlengine/virtual_table.h"

namespace assetsodbc::sqlengine {
namespace {

// Virtual machine steps between two looks at the cancel token and the clock: some hundred microseconds.
constexpr int kStepsBetweenChecks = 5000;
constexpr int kLongestStatement = 16 * 1024 * 1024;

DatabaseHandle openDatabase() {
    sqlite3* db = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    const int resultCode = sqlite3_open_v2(":memory:", &db, flags, nullptr);
    DatabaseHandle handle(db);
    requireOk(db, resultCode, "open a database in memory");
    return handle;
}

void configure(sqlite3* db, int option, int value) {
    requireOk(db, sqlite3_db_config(db, option, value, nullptr), "take its configuration");
}

void harden(sqlite3* db) {
    sqlite3_extended_result_codes(db, 0);
    configure(db, SQLITE_DBCONFIG_DEFENSIVE, 1);
    configure(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    configure(db, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0);
    configure(db, SQLITE_DBCONFIG_DQS_DML, 0);  // "no_such_column" is an error, not a text
    configure(db, SQLITE_DBCONFIG_DQS_DDL, 0);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, kLongestStatement);
    sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
}

void execute(sqlite3* db, const std::string& sql) {
    requireOk(db, sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), "run " + sql);
}

}  // namespace

struct Engine::State {
    State(const schema::Catalog& catalogOfSite, EngineOptions engineOptions)
        : options(std::move(engineOptions)),
          clock(options.clock != nullptr ? *options.clock : common::realClock()),
          catalog(catalogOfSite),
          module{catalogOfSite, call, options.pushdown},
          db(openDatabase()) {}

    void createTables(const common::CallContext& context);
    StatementHandle compile(const std::string& sql, const common::CallContext& context);
    // Interrupts the statement that is running, and no other: sqlite3_interrupt would stop all that are open.
    static int checkStopped(void* state) noexcept;

    EngineOptions options;
    const common::Clock& clock;
    const schema::Catalog& catalog;
    CallState call;
    TableModule module;
    DatabaseHandle db;  // last: closed first
};

void Engine::State::createTables(const common::CallContext& context) {
    const CallScope scope(call, context);
    std::set<std::string> attached;
    for (const schema::Table* table : catalog.tables(context)) {
        const schema::TableSpec& spec = table->spec();
        if (attached.insert(spec.schemaName).second)
            execute(db.get(), "ATTACH ':memory:' AS " + quotedName(spec.schemaName));
        execute(db.get(), createStatementOf(spec));
    }
}

StatementHandle Engine::State::compile(const std::string& sql, const common::CallContext& context) {
    if (sql.size() >= kLongestStatement) {
        throw common::Error(common::ErrorKind::Unsupported, "The statement is longer than 16 MB; split it.");
    }
    sqlite3_stmt* statement = nullptr;
    const int resultCode =
        sqlite3_prepare_v3(db.get(), sql.c_str(), static_cast<int>(sql.size()) + 1, 0, &statement, nullptr);
    StatementHandle handle(statement);
    if (resultCode == SQLITE_OK) return handle;
    std::vector<std::string> names;
    for (const schema::Table* table : catalog.tables(context)) {
        names.push_back(table->spec().schemaName + '.' + table->spec().name);
    }
    const common::Error error = compileError(db.get(), resultCode, sql, names);
    call.rethrowFailure();
    throw error;
}

int Engine::State::checkStopped(void* state) noexcept {
    auto& self = *static_cast<State*>(state);
    try {
        self.call.context().throwIfStopped(self.clock.now());
        return 0;
    } catch (...) {
        self.call.keepFailure(std::current_exception());
        return 1;
    }
}

Engine::Engine(const schema::Catalog& catalog, const common::CallContext& context, EngineOptions options)
    : state_(std::make_unique<State>(catalog, std::move(options))) {
    sqlite3* db = state_->db.get();
    harden(db);
    registerFunctions(db, state_->clock, state_->options.names);
    registerTableModule(db, state_->module);
    state_->createTables(context);
    // Under the guard SQLite could not set up its JSON tables when they are first named.
    execute(db, "SELECT 1 FROM json_each('[]'), json_tree('[]')");
    installReadOnlyGuard(db);
    sqlite3_progress_handler(db, kStepsBetweenChecks, State::checkStopped, state_.get());
}

Engine::~Engine() = default;

std::unique_ptr<Query> Engine::prepare(std::string_view odbcSql, const common::CallContext& context) {
    if (odbcSql.find('\0') != std::string_view::npos) {
        throw common::Error(common::ErrorKind::SyntaxError, "The statement holds a NUL character; take it out.");
    }
    const TranslatedSql translated = translate(odbcSql);
    if (translated.kind != StatementKind::Select && translated.kind != StatementKind::Explain) {
        throw common::Error(common::ErrorKind::Unsupported,
                            translated.verb + " is not supported: this driver reads only. Use SELECT.");
    }
    const CallScope scope(state_->call, context);
    StatementHandle statement = state_->compile(translated.sql, context);
    if (!statement || sqlite3_stmt_readonly(statement.get()) == 0) {
        throw common::Error(common::ErrorKind::Unsupported, "The statement is not one that reads.");
    }
    return std::make_unique<SqliteQuery>(std::move(statement), translated.sql, state_->call, state_->clock);
}

void Engine::setAutocommit(bool, const common::CallContext&) {}

void Engine::commit(const common::CallContext&) {}

void Engine::rollback(const common::CallContext&) {}

bool Engine::inTransaction() const {
    return false;
}

std::string Engine::nativeSql(std::string_view odbcSql) {
    return translate(odbcSql).sql;
}

std::string sqliteVersion() {
    return sqlite3_libversion();
}

}  // namespace assetsodbc::sqlengine
