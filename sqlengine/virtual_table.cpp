#include "sqlengine/virtual_table.h"

#include <algorithm>
#include <new>
#include <optional>

#include "schema/catalog.h"
#include "schema/missing_scope.h"
#include "sqlengine/local/statement_guard.h"
#include "sqlengine/row_checks.h"
#include "sqlengine/row_order.h"
#include "sqlengine/scan_arguments.h"
#include "sqlengine/scan_memo.h"
#include "sqlengine/scan_plan.h"
#include "sqlengine/scan_planner.h"
#include "sqlengine/sqlite_handles.h"
#include "sqlengine/unchecked_scans.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr const char* kModuleName = "assets_table";

struct VirtualTable : sqlite3_vtab {
    VirtualTable(TableModule& owner, const schema::Table& shown) : sqlite3_vtab{}, module(owner), table(shown) {}
    TableModule& module;
    const schema::Table& table;
};

struct Cursor : sqlite3_vtab_cursor {
    Cursor() : sqlite3_vtab_cursor{} {}
    std::unique_ptr<schema::RowStream> rows;
    bool atEnd = true;
    std::optional<std::uint64_t> wholeCount;  // of the table, once counted
};

VirtualTable& tableOf(sqlite3_vtab* table) {
    return *static_cast<VirtualTable*>(table);
}
Cursor& cursorOf(sqlite3_vtab_cursor* cursor) {
    return *static_cast<Cursor*>(cursor);
}

// The only way from C++ back into SQLite: no exception passes, each is kept for the caller of SQLite.
template <class Body>
int guarded(CallState& call, Body&& body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        call.keepFailure(std::current_exception());
        return SQLITE_NOMEM;
    } catch (...) {
        call.keepFailure(std::current_exception());
        return SQLITE_ERROR;
    }
}

// The same while a table is read: where a scope is missing, the message names the table.
template <class Body>
int guardedReading(const VirtualTable& table, Body&& body) noexcept {
    return guarded(table.module.call, [&] {
        const schema::TableSpec& spec = table.table.spec();
        return schema::tellingNeed([&] { return "read " + spec.schemaName + "." + spec.name; }, body);
    });
}

int declare(sqlite3* db, TableModule& module, const schema::Table& table, sqlite3_vtab** result) {
    // SQLite connects again after it has forgotten the schema, as when a definition is rolled back, and asks the guard
    // about the declaration as if it were a CREATE TABLE.
    const StatementGuard::Scope trusted(module.guard, StatementGuard::Trust::Everything);
    const int declared = sqlite3_declare_vtab(db, declarationOf(table.spec()).c_str());
    if (declared != SQLITE_OK) return declared;
    *result = new VirtualTable(module, table);  // NOLINT: SQLite owns it until xDisconnect
    return SQLITE_OK;
}

int connect(sqlite3* db, void* aux, int argc, const char* const* argv, sqlite3_vtab** result, char**) noexcept {
    auto& module = *static_cast<TableModule*>(aux);
    return guarded(module.call, [&] {
        if (argc < 3) return SQLITE_ERROR;  // module, database, table
        const schema::Table* table = module.catalog.find(argv[1], argv[2]);
        return table == nullptr ? SQLITE_ERROR : declare(db, module, *table, result);
    });
}

// A table of the site, as the client data of its own module.
struct SiteTableModule {
    TableModule& module;
    std::shared_ptr<const schema::Table> table;
};

int connectSiteTable(sqlite3* db, void* aux, int, const char* const*, sqlite3_vtab** result, char**) noexcept {
    auto& own = *static_cast<SiteTableModule*>(aux);
    return guarded(own.module.call, [&] { return declare(db, own.module, *own.table, result); });
}

void destroySiteTable(void* own) noexcept {
    delete static_cast<SiteTableModule*>(own);
}

int disconnect(sqlite3_vtab* table) noexcept {
    delete &tableOf(table);
    return SQLITE_OK;
}

int bestIndex(sqlite3_vtab* base, sqlite3_index_info* info) noexcept {
    VirtualTable& table = tableOf(base);
    const TableModule& module = table.module;
    return guarded(module.call, [&] { return planScan(table.table, module.pushdown, module.call.planning(), *info); });
}

int open(sqlite3_vtab* base, sqlite3_vtab_cursor** result) noexcept {
    return guarded(tableOf(base).module.call, [&] {
        *result = new Cursor;  // NOLINT: SQLite owns it until xClose
        return SQLITE_OK;
    });
}

int close(sqlite3_vtab_cursor* cursor) noexcept {
    delete &cursorOf(cursor);
    return SQLITE_OK;
}

void advance(Cursor& cursor, const common::CallContext& context) {
    cursor.atEnd = true;  // also when next() throws
    cursor.atEnd = !cursor.rows->next(context);
    if (cursor.atEnd) cursor.rows.reset();  // gives the last page back at once
}

void startScan(VirtualTable& table, Cursor& cursor, const char* text, const ScanPlan& plan,
               const PlannedRequest& planned) {
    const CallState& call = table.module.call;
    if (call.memo() == nullptr) {
        cursor.rows = table.table.scan(planned.request, call.context());
        return;
    }
    const ScanStart start{table.table, static_cast<sqlite3_vtab*>(&table), text, planned.request, planned.lookups,
                          plan.counted};
    cursor.rows = call.memo()->scan(start, call.context());
}

// A whole table is counted once per cursor, however often it is scanned.
std::optional<std::uint64_t> countOf(VirtualTable& table, Cursor& cursor, const schema::ScanRequest& request) {
    if (!request.constraints.empty()) return table.table.count(request, table.module.call.context());
    if (!cursor.wholeCount) cursor.wholeCount = table.table.count(request, table.module.call.context());
    return cursor.wholeCount;
}

void startPlanned(VirtualTable& table, Cursor& cursor, const char* text, const ScanPlan& plan,
                  const PlannedRequest& planned) {
    if (plan.counted && planned.leftOut.empty()) {
        if (const auto count = countOf(table, cursor, planned.request)) {
            cursor.rows = phantomRows(*count, planned.request.constraints);
            return;
        }
    }
    startScan(table, cursor, text, plan, planned);
    if (plan.isUnchecked() && !planned.leftOut.empty())
        cursor.rows = checkedRows(std::move(cursor.rows), planned.leftOut);
    if (planned.toSort) {
        cursor.rows = sortedRows(std::move(cursor.rows), *planned.toSort, planned.request.columnsUsed);
    }
    if (plan.oneRow) cursor.rows = firstRow(std::move(cursor.rows));
}

int filter(sqlite3_vtab_cursor* base, int, const char* plan, int argc, sqlite3_value** argv) noexcept {
    Cursor& cursor = cursorOf(base);
    VirtualTable& table = tableOf(base->pVtab);
    return guardedReading(table, [&] {
        cursor.rows.reset();
        cursor.atEnd = true;
        const ScanPlan decoded = decodeScanPlan(plan);
        auto planned = plannedRequest(table.table.spec(), decoded, {argv, static_cast<std::size_t>(argc)});
        if (!planned) return SQLITE_OK;  // no row can match: nothing is asked for
        if (!planned->request.rowBound && !planned->toSort)
            planned->request.rowBound = table.module.call.expectedRows();
        startPlanned(table, cursor, plan, decoded, *planned);
        advance(cursor, table.module.call.context());
        return SQLITE_OK;
    });
}

int next(sqlite3_vtab_cursor* base) noexcept {
    const VirtualTable& table = tableOf(base->pVtab);
    return guardedReading(table, [&] {
        advance(cursorOf(base), table.module.call.context());
        return SQLITE_OK;
    });
}

int eof(sqlite3_vtab_cursor* cursor) noexcept {
    return cursorOf(cursor).atEnd ? 1 : 0;
}

struct ResultSetter {
    sqlite3_context* target;
    void operator()(std::monostate) const { sqlite3_result_null(target); }
    void operator()(std::int64_t value) const { sqlite3_result_int64(target, value); }
    void operator()(double value) const { sqlite3_result_double(target, value); }
    // Copied: SQLite keeps values of earlier rows (max(), GROUP BY) without copying them itself.
    void operator()(std::string_view text) const {
        sqlite3_result_text64(target, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8);
    }
    void operator()(schema::Blob blob) const {
        sqlite3_result_blob64(target, blob.bytes.data() == nullptr ? "" : blob.bytes.data(), blob.bytes.size(),
                              SQLITE_TRANSIENT);
    }
};

int column(sqlite3_vtab_cursor* base, sqlite3_context* target, int index) noexcept {
    return guardedReading(tableOf(base->pVtab), [&] {
        std::visit(ResultSetter{target}, cursorOf(base).rows->cell(static_cast<std::size_t>(index)));
        return SQLITE_OK;
    });
}

// Never called: every table has a primary key in place of row ids. SQLite wants the function to be there.
int rowid(sqlite3_vtab_cursor*, sqlite3_int64*) noexcept {
    return SQLITE_MISUSE;
}

const sqlite3_module& tableModule() {
    static const sqlite3_module module = [] {
        sqlite3_module functions{};
        functions.iVersion = 1;
        functions.xCreate = connect;
        functions.xConnect = connect;
        functions.xBestIndex = bestIndex;
        functions.xDisconnect = disconnect;
        functions.xDestroy = disconnect;
        functions.xOpen = open;
        functions.xClose = close;
        functions.xFilter = filter;
        functions.xNext = next;
        functions.xEof = eof;
        functions.xColumn = column;
        functions.xRowid = rowid;
        return functions;
    }();
    return module;
}

// Without xCreate a module is eponymous only: its name is its one table.
const sqlite3_module& siteTableModule() {
    static const sqlite3_module module = [] {
        sqlite3_module functions = tableModule();
        functions.xCreate = nullptr;
        functions.xConnect = connectSiteTable;
        return functions;
    }();
    return module;
}

}  // namespace

void registerSiteTable(sqlite3* db, const std::string& name, TableModule& module,
                       std::shared_ptr<const schema::Table> table) {
    auto own = std::make_unique<SiteTableModule>(SiteTableModule{module, std::move(table)});
    // SQLite calls the destructor also when it refuses.
    if (sqlite3_create_module_v2(db, name.c_str(), &siteTableModule(), own.release(), destroySiteTable) != SQLITE_OK) {
        throw common::Error(common::ErrorKind::Internal, std::string("SQLite: ") + sqlite3_errmsg(db));
    }
}

std::string quotedName(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name) {
        quoted += c;
        if (c == '"') quoted += c;
    }
    return quoted + '"';
}

namespace {

// Only these are promised to SQLite, which takes "x IS NULL" for false without a look at the rows where x is declared
// NOT NULL. An attribute that was made a required one is still missing in older objects.
bool isOfPrimaryKey(const schema::TableSpec& spec, const schema::ColumnSpec& column) {
    return !column.nullable &&
           std::find(spec.primaryKey.begin(), spec.primaryKey.end(), column.name) != spec.primaryKey.end();
}

}  // namespace

std::string declarationOf(const schema::TableSpec& spec) {
    std::string text = "CREATE TABLE x(";
    for (const auto& column : spec.columns) {
        text += quotedName(column.name) + ' ' + schema::declarationOf(column.type);
        text += std::string(isOfPrimaryKey(spec, column) ? " NOT NULL" : "") + (column.hidden ? " HIDDEN, " : ", ");
    }
    text += "PRIMARY KEY(";
    for (std::size_t i = 0; i < spec.primaryKey.size(); ++i) {
        text += (i == 0 ? "" : ", ") + quotedName(spec.primaryKey[i]);
    }
    return text + ")) WITHOUT ROWID";
}

std::string createStatementOf(const schema::TableSpec& spec) {
    return "CREATE VIRTUAL TABLE " + quotedName(spec.schemaName) + '.' + quotedName(spec.name) + " USING " +
           kModuleName;
}

void registerTableModule(sqlite3* db, TableModule& module) {
    if (sqlite3_create_module_v2(db, kModuleName, &tableModule(), &module, nullptr) != SQLITE_OK) {
        throw common::Error(common::ErrorKind::Internal, std::string("SQLite: ") + sqlite3_errmsg(db));
    }
}

}  // namespace assetsodbc::sqlengine
