#include "sqlengine/engine.h"

#include <algorithm>
#include <optional>
#include <set>

#include "common/clock.h"
#include "common/error.h"
#include "schema/catalog.h"
#include "sqlengine/call_scope.h"
#include "sqlengine/local/local_change.h"
#include "sqlengine/local/statement_guard.h"
#include "sqlengine/local/transaction.h"
#include "sqlengine/sql_text/lexer.h"
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

bool isSiteTable(const schema::Catalog& catalog, std::string_view name) {
    static common::CancelToken never;
    const schema::Table* table = catalog.find("", name, common::CallContext{never, std::nullopt});
    return table != nullptr && table->spec().kind == schema::TableKind::Table;
}

bool reads(StatementClass kind) {
    return kind == StatementClass::Query || kind == StatementClass::Explain;
}

struct ObjectClasses {
    std::string_view object;
    StatementClass created, dropped;
};
constexpr ObjectClasses kObjects[] = {
    {"TABLE", StatementClass::CreateTable, StatementClass::DropTable},
    {"VIEW", StatementClass::CreateView, StatementClass::DropView},
    {"INDEX", StatementClass::CreateIndex, StatementClass::DropIndex},
    {"TRIGGER", StatementClass::CreateTrigger, StatementClass::DropTrigger},
};

StatementClass classOfDefinition(const TranslatedSql& translated) {
    for (const ObjectClasses& row : kObjects) {
        if (row.object != translated.object) continue;
        if (translated.kind == StatementKind::Create) return row.created;
        if (translated.kind == StatementKind::Drop) return row.dropped;
        if (row.object == "TABLE") return StatementClass::AlterTable;
    }
    return StatementClass::Other;
}

StatementClass statementClassOf(const TranslatedSql& translated) {
    switch (translated.kind) {
        case StatementKind::Select:
            return StatementClass::Query;
        case StatementKind::Explain:
            return StatementClass::Explain;
        case StatementKind::Insert:
            return StatementClass::Insert;
        case StatementKind::Update:
            return StatementClass::Update;
        case StatementKind::Delete:
            return StatementClass::Delete;
        case StatementKind::Create:
        case StatementKind::Drop:
        case StatementKind::Alter:
            return classOfDefinition(translated);
        case StatementKind::Begin:
        case StatementKind::Commit:
        case StatementKind::Rollback:
        case StatementKind::Savepoint:
        case StatementKind::Release:
            return StatementClass::Transaction;
        case StatementKind::Call:
        case StatementKind::Other:
            break;
    }
    return StatementClass::Other;
}

bool namesSavepoint(std::string_view rollback) {
    const std::vector<Token> tokens = tokenize(rollback);
    return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.isWord("TO"); });
}

TransactionCommand transactionCommandOf(const TranslatedSql& translated) {
    switch (translated.kind) {
        case StatementKind::Begin:
            return TransactionCommand::Begin;
        case StatementKind::Commit:
            return TransactionCommand::Commit;
        case StatementKind::Rollback:
            return namesSavepoint(translated.sql) ? TransactionCommand::Savepoint : TransactionCommand::Rollback;
        case StatementKind::Savepoint:
        case StatementKind::Release:
            return TransactionCommand::Savepoint;
        default:
            return TransactionCommand::None;
    }
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
          guard([&catalogOfSite](std::string_view name) { return isSiteTable(catalogOfSite, name); }),
          db(openDatabase()),
          transaction(db.get(), call) {}

    void createTables(const common::CallContext& context);
    CompiledStatement compile(const TranslatedSql& translated, const common::CallContext& context);
    [[noreturn]] void failToCompile(int resultCode, const std::string& sql, const common::CallContext& context);
    // Interrupts the statement that is running, and no other: sqlite3_interrupt would stop all that are open.
    static int checkStopped(void* state) noexcept;

    EngineOptions options;
    const common::Clock& clock;
    const schema::Catalog& catalog;
    CallState call;
    TableModule module;
    StatementGuard guard;
    DatabaseHandle db;  // closed before what its callbacks use goes
    Transaction transaction;
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

CompiledStatement Engine::State::compile(const TranslatedSql& translated, const common::CallContext& context) {
    const std::string& sql = translated.sql;
    if (sql.size() >= kLongestStatement) {
        throw common::Error(common::ErrorKind::Unsupported, "The statement is longer than 16 MB; split it.");
    }
    CompiledStatement compiled;
    compiled.kind = statementClassOf(translated);
    std::optional<StatementGuard::Scope> trusted;
    if (!reads(compiled.kind)) trusted.emplace(guard, StatementGuard::Trust::SchemaChange);
    guard.begin();
    sqlite3_stmt* statement = nullptr;
    const int resultCode =
        sqlite3_prepare_v3(db.get(), sql.c_str(), static_cast<int>(sql.size()) + 1, 0, &statement, nullptr);
    compiled.handle.reset(statement);
    if (resultCode != SQLITE_OK) failToCompile(resultCode, sql, context);
    compiled.sql = sql;
    compiled.readsLocalTables = guard.readsLocalTables();
    return compiled;
}

void Engine::State::failToCompile(int resultCode, const std::string& sql, const common::CallContext& context) {
    if (const auto& refusal = guard.refusal()) {
        throw common::Error(refusal->nameIsTaken ? common::ErrorKind::TableExists : common::ErrorKind::Unsupported,
                            refusal->message);
    }
    std::vector<std::string> names;
    for (const auto& spec : catalog.specs(context)) names.push_back(spec->schemaName + '.' + spec->name);
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
    state_->guard.install(db);
    sqlite3_progress_handler(db, kStepsBetweenChecks, State::checkStopped, state_.get());
}

Engine::~Engine() = default;

std::unique_ptr<Query> Engine::prepare(std::string_view odbcSql, const common::CallContext& context) {
    if (odbcSql.find('\0') != std::string_view::npos) {
        throw common::Error(common::ErrorKind::SyntaxError, "The statement holds a NUL character; take it out.");
    }
    const TranslatedSql translated = translate(odbcSql);
    if (statementClassOf(translated) == StatementClass::Other) {
        throw common::Error(common::ErrorKind::Unsupported, translated.verb + " is not supported by this driver.");
    }
    const CallScope scope(state_->call, context);
    CompiledStatement compiled = state_->compile(translated, context);
    if (!compiled.handle) {
        throw common::Error(common::ErrorKind::SyntaxError, "The SQL text holds no statement.");
    }
    const QueryEnvironment environment{state_->call, state_->clock, state_->transaction};
    if (reads(compiled.kind)) return std::make_unique<SqliteQuery>(std::move(compiled), environment);
    return std::make_unique<LocalChange>(std::move(compiled), transactionCommandOf(translated), environment,
                                         state_->guard);
}

void Engine::setAutocommit(bool on, const common::CallContext& context) {
    const CallScope scope(state_->call, context);
    state_->transaction.setAutocommit(on);
}

void Engine::commit(const common::CallContext& context) {
    const CallScope scope(state_->call, context);
    state_->transaction.commit();
}

void Engine::rollback(const common::CallContext& context) {
    const CallScope scope(state_->call, context);
    state_->transaction.rollback();
}

bool Engine::inTransaction() const {
    return state_->transaction.hasChanges();
}

std::string Engine::nativeSql(std::string_view odbcSql) {
    return translate(odbcSql, SelectLabels::Native).sql;
}

std::string sqliteVersion() {
    return sqlite3_libversion();
}

}  // namespace assetsodbc::sqlengine
