#include "sqlengine/engine.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

#include "common/clock.h"
#include "common/error.h"
#include "common/unicode.h"
#include "schema/catalog.h"
#include "sqlengine/call_scope.h"
#include "sqlengine/local/local_catalog.h"
#include "sqlengine/local/local_change.h"
#include "sqlengine/local/schema_version.h"
#include "sqlengine/local/statement_classes.h"
#include "sqlengine/local/statement_guard.h"
#include "sqlengine/local/stored_value.h"
#include "sqlengine/local/table_columns.h"
#include "sqlengine/local/table_creation.h"
#include "sqlengine/local/table_definition.h"
#include "sqlengine/local/transaction.h"
#include "sqlengine/local/typed_statements.h"
#include "sqlengine/local/view_definition.h"
#include "sqlengine/moment_comparisons.h"
#include "sqlengine/planning_hints.h"
#include "sqlengine/site_tables.h"
#include "sqlengine/sql_text/lexer.h"
#include "sqlengine/sql_text/statement_kind.h"
#include "sqlengine/sql_text/translate.h"
#include "sqlengine/sqlite_error.h"
#include "sqlengine/sqlite_handles.h"
#include "sqlengine/sqlite_query.h"
#include "sqlengine/unchecked_scans.h"
#include "sqlengine/view_texts.h"
#include "sqlengine/virtual_table.h"

namespace assetsodbc::sqlengine {
namespace {

// Virtual machine steps between two looks at the cancel token and the clock: some hundred microseconds.
constexpr int kStepsBetweenChecks = 5000;
// How long another connection may hold the store where no time-out is set, and between two looks at whether it still
// does.
constexpr std::chrono::milliseconds kLongestWait{30000}, kPause{5};
constexpr int kLongestStatement = 16 * 1024 * 1024;
constexpr int kMostParameters = 32767;  // what SQLNumParams can count

bool isSiteTable(const schema::Catalog& catalog, std::string_view name) {
    const schema::Table* table = catalog.find("", name);
    return table != nullptr && table->spec().kind == schema::TableKind::Table;
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
          module{catalogOfSite, call, guard, options.pushdown},
          siteTables(catalogOfSite, module, options.readOnly),
          guard([this](
                    std::string_view name) { return isSiteTable(catalog, name) || siteTables.specOf(name) != nullptr; },
                options.readOnly),
          db(openLocalStore(options.store)),
          transaction(db.get(), call),
          schemaVersion(db.get(), guard),
          localCatalog(db.get(), guard, call) {}

    void createTables(const common::CallContext& context);
    void requireNoHiddenTables();
    QueryEnvironment environment() { return {call, clock, transaction, schemaVersion, siteTables, options.joinMemory}; }

    // The calls below need a CallScope.
    // The text with the site's tables as SQLite knows them; noted for the statements that are compiled from it.
    std::string withSiteTables(std::string_view sql, const common::CallContext& context);
    // Whether the site has other columns by now for a table that the statement names.
    bool refreshNamedTables(const common::CallContext& context);
    CompiledStatement compile(const std::string& sql, StatementClass kind);
    StatementHandle compileText(const std::string& sql);
    // With what the planner can know of a statement that reads, beyond what SQLite tells it.
    StatementHandle compileReading(const std::string& sql, bool isExplained);
    std::unique_ptr<Query> prepareQuery(const std::string& sql, StatementClass kind);
    std::unique_ptr<Query> prepareChange(const std::string& sql, StatementClass kind, TransactionCommand command);
    TypedChange typesOf(const std::string& sql, StatementClass kind);
    std::unique_ptr<Query> prepareTableCreation(const TableFromQuery& parts);
    std::string viewInItsPlace(const std::string& sql);
    [[noreturn]] void failToCompile(int resultCode, const std::string& sql);
    // Where SQLite stumbled, in the text as it was before tables of the site were put into it.
    std::string placeOfError(const std::string& sql) const;
    // Interrupts the statement that is running, and no other: sqlite3_interrupt would stop all that are open.
    static int checkStopped(void* state) noexcept;
    // Whether to try again when another connection holds the store.
    static int waitForStore(void* state, int tries) noexcept;

    EngineOptions options;
    const common::Clock& clock;
    const schema::Catalog& catalog;
    CallState call;
    TableModule module;
    SiteTables siteTables;
    StatementGuard guard;
    DatabaseHandle db;  // closed before what its callbacks use goes
    Transaction transaction;
    SchemaVersion schemaVersion;
    LocalCatalog localCatalog;
    SiteStatement siteStatement;  // the one under way
};

void Engine::State::createTables(const common::CallContext& context) {
    const CallScope scope(call, context);
    std::set<std::string> attached;
    std::vector<const schema::Table*> tables = catalog.tables();
    // Attached last: "tables" without a schema keeps meaning sys.tables.
    std::stable_partition(tables.begin(), tables.end(), [](const schema::Table* table) {
        return !common::equalIgnoringAsciiCase(table->spec().schemaName, "INFORMATION_SCHEMA");
    });
    for (const schema::Table* table : tables) {
        const schema::TableSpec& spec = table->spec();
        if (attached.insert(spec.schemaName).second)
            execute(db.get(), "ATTACH ':memory:' AS " + quotedName(spec.schemaName));
        execute(db.get(), createStatementOf(spec));
    }
}

// A table of the file would be read where the site's is meant.
void Engine::State::requireNoHiddenTables() {
    for (const schema::TableSpec& spec : localCatalog.describe()) {
        const schema::Table* hidden = catalog.find("", spec.name);
        if (hidden == nullptr || hidden->spec().kind != schema::TableKind::Table) continue;
        throw common::Error(common::ErrorKind::InvalidArgument,
                            "The store of the local tables (LocalStore=" + options.store.name + ") has a table " +
                                spec.name + ", which would hide the site's table of that name. Rename it.");
    }
}

bool Engine::State::refreshNamedTables(const common::CallContext& context) {
    bool isOther = false;
    const auto named = siteStatement.tables;
    for (const auto& table : named) isOther = catalog.refreshOnSite(table->spec(), context) || isOther;
    return isOther;
}

std::string Engine::State::withSiteTables(std::string_view sql, const common::CallContext& context) {
    siteStatement = siteTables.resolve(db.get(), sql, context);
    return siteStatement.sql;
}

CompiledStatement Engine::State::compile(const std::string& sql, StatementClass kind) {
    if (sql.size() >= kLongestStatement) {
        throw common::Error(common::ErrorKind::Unsupported, "The statement is longer than 16 MB; split it.");
    }
    CompiledStatement compiled;
    compiled.kind = kind;
    std::optional<StatementGuard::Scope> trusted;
    if (changesSchema(kind)) trusted.emplace(guard, StatementGuard::Trust::SchemaChange);
    guard.begin();
    const bool isExplained = kind == StatementClass::Explain;
    compiled.handle =
        isExplained || kind == StatementClass::Query ? compileReading(sql, isExplained) : compileText(sql);
    compiled.sql = sql;
    compiled.readsLocalTables = guard.readsLocalTables();
    compiled.siteTables = siteStatement.tables;
    return compiled;
}

StatementHandle Engine::State::compileText(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const int resultCode =
        sqlite3_prepare_v3(db.get(), sql.c_str(), static_cast<int>(sql.size()) + 1, 0, &statement, nullptr);
    StatementHandle handle(statement);
    if (resultCode != SQLITE_OK) failToCompile(resultCode, sql);
    if (statement == nullptr) throw common::Error(common::ErrorKind::SyntaxError, "The SQL text holds no statement.");
    return handle;
}

StatementHandle Engine::State::compileReading(const std::string& sql, bool isExplained) {
    const std::string_view explained = isExplained ? explainedStatement(sql) : std::string_view(sql);
    PlanningHints hints = planningHintsOf(db.get(), explained);
    hints.describes = isExplained;
    guard.begin();  // what was read for the hints is not what the statement reads
    const PlanningScope planning(call, hints);
    StatementHandle handle = compileText(sql);
    if (hints.candidates.empty() || !chooseUnchecked(db.get(), explained, hints)) return handle;
    return compileText(sql);
}

std::string Engine::State::placeOfError(const std::string& sql) const {
    const int offset = sqlite3_error_offset(db.get());
    if (offset < 0) return {};
    const auto at = static_cast<std::size_t>(offset);
    const bool isRewritten = sql == siteStatement.sql;
    return " (at " +
           (isRewritten ? positionText(siteStatement.written, siteStatement.writtenOffset(at))
                        : positionText(sql, at)) +
           ")";
}

void Engine::State::failToCompile(int resultCode, const std::string& sql) {
    if (const auto& refusal = guard.refusal()) throw common::Error(*refusal);
    const common::Error busy = runError(db.get(), resultCode);
    call.rethrowFailure();
    if (busy.kind() == common::ErrorKind::SerializationFailure) throw common::Error(busy);
    throw compileError(db.get(), resultCode, placeOfError(sql), [this] { return catalog.knownNames(); });
}

std::unique_ptr<Query> Engine::State::prepareQuery(const std::string& sql, StatementClass kind) {
    return std::make_unique<SqliteQuery>(compile(sql, kind), environment());
}

TypedChange Engine::State::typesOf(const std::string& sql, StatementClass kind) {
    try {
        return typedStatement(sql, kind, db.get(), guard, call);
    } catch (...) {
        call.rethrowFailure();  // what stopped the wait for a store that is locked
        throw;
    }
}

std::unique_ptr<Query> Engine::State::prepareChange(const std::string& sql, StatementClass kind,
                                                    TransactionCommand command) {
    if (kind == StatementClass::CreateTable) {
        if (const auto parts = tableFromQuery(sql)) return prepareTableCreation(*parts);
    }
    if (isSiteTable(catalog, newTableName(sql))) {
        throw common::Error(common::ErrorKind::TableExists,
                            "There is a table " + newTableName(sql) + " already: the site's. Choose another name.");
    }
    if (kind == StatementClass::CreateView) {
        return std::make_unique<LocalChange>(compile(viewInItsPlace(sql), kind), command, environment(), guard);
    }
    TypedChange typed = typesOf(sql, kind);
    CompiledStatement compiled = compile(typed.sql, kind);
    compiled.sql = sql;
    compiled.parameterTypes = std::move(typed.parameterTypes);
    return std::make_unique<LocalChange>(std::move(compiled), command, environment(), guard);
}

std::unique_ptr<Query> Engine::State::prepareTableCreation(const TableFromQuery& parts) {
    std::unique_ptr<Query> query = prepareQuery(parts.query, StatementClass::Query);
    const std::string create = parts.head + columnList(query->columns());
    std::function<bool()> exists = [this, parts] {
        return parts.ifNotExists && !columnsOfTable(db.get(), guard, parts.tableName).empty();
    };
    // SQLite says now what is wrong with the name.
    if (!exists()) compile(create, StatementClass::CreateTable);
    const auto compileLater = [this](const std::string& sql, StatementClass kind) {
        return prepareChange(sql, kind, TransactionCommand::None);
    };
    return std::make_unique<TableCreation>(std::move(query), create, "INSERT INTO " + parts.name + " " + parts.query,
                                           std::move(exists), compileLater, environment());
}

std::string Engine::State::viewInItsPlace(const std::string& sql) {
    const auto view = viewDefinition(sql);
    if (!view || view->isTemporary || common::equalIgnoringAsciiCase(view->schema, "temp")) return sql;
    compile(view->query, StatementClass::Query);  // SQLite would look at the names when the view is used
    if (!guard.readsBeyondMain()) return sql;
    if (view->schema.empty() && options.store.kind == LocalStore::Kind::Private) return view->temporaryForm;
    throw common::Error(
        common::ErrorKind::Unsupported,
        "The view reads tables outside of schema main, such as the site's, so that it cannot be kept in "
        "main. Write CREATE TEMP VIEW: it lasts as long as the connection.");
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

int Engine::State::waitForStore(void* state, int tries) noexcept {
    auto& self = *static_cast<State*>(state);
    try {
        if (tries * kPause >= kLongestWait) return 0;
        self.clock.sleep(kPause, self.call.context());
        return 1;
    } catch (...) {
        self.call.keepFailure(std::current_exception());
        return 0;
    }
}

Engine::Engine(const schema::Catalog& catalog, const common::CallContext& context, EngineOptions options)
    : state_(std::make_unique<State>(catalog, std::move(options))) {
    sqlite3* db = state_->db.get();
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, kLongestStatement);
    sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, kMostParameters);
    sqlite3_busy_handler(db, State::waitForStore, state_.get());
    registerStoredValues(db, state_->call);
    registerFunctions(db, state_->clock, state_->options.names);
    state_->siteTables.registerFunctions(db);
    registerViewTexts(db, [this](const std::function<void()>& read) {
        const StatementGuard::Scope trusted(state_->guard, StatementGuard::Trust::Everything);
        read();
    });
    registerTableModule(db, state_->module);
    state_->createTables(context);
    const CallScope scope(state_->call, context);
    // Under the guard SQLite could not set up its JSON tables when they are first named.
    execute(db, "SELECT 1 FROM json_each('[]'), json_tree('[]')");
    state_->guard.install(db);
    if (state_->options.store.kind != LocalStore::Kind::Private) state_->requireNoHiddenTables();
    sqlite3_progress_handler(db, kStepsBetweenChecks, State::checkStopped, state_.get());
}

Engine::~Engine() = default;

std::unique_ptr<Query> Engine::prepare(std::string_view odbcSql, const common::CallContext& context) {
    if (odbcSql.find('\0') != std::string_view::npos) {
        throw common::Error(common::ErrorKind::SyntaxError, "The statement holds a NUL character; take it out.");
    }
    const TranslatedSql translated = translate(odbcSql);
    const StatementClass kind = statementClassOf(translated);
    if (kind == StatementClass::Other) {
        if (translated.kind == StatementKind::Call) {
            throw common::Error(common::ErrorKind::SyntaxError,
                                "There is no procedure to call: this data source has none. Send a SELECT.");
        }
        throw common::Error(common::ErrorKind::Unsupported, translated.verb + " is not supported by this driver.");
    }
    const CallScope scope(state_->call, context);
    if (changesSchema(kind)) state_->siteTables.refuseDefinition(state_->db.get(), translated.sql);
    const auto prepared = [&] {
        const std::string sql = alignMoments(state_->db.get(), state_->withSiteTables(translated.sql, context));
        if (readsOnly(kind)) return state_->prepareQuery(sql, kind);
        return state_->prepareChange(sql, kind, transactionCommandOf(translated));
    };
    try {
        return prepared();
    } catch (const common::Error& error) {
        const bool mayBeNew = error.kind() == common::ErrorKind::NoSuchColumn;
        if (!mayBeNew || !state_->refreshNamedTables(context)) throw;
    }
    return prepared();
}

const schema::LocalTables& Engine::localTables() const noexcept {
    return state_->localCatalog;
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

bool Engine::hasOpenTransaction() const {
    return state_->transaction.isOpen();
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
