// SQL over a schema::Catalog, run by an embedded SQLite whose virtual tables scan the catalog's tables.
// One Engine per ODBC connection; not thread-safe (the connection's lock serialises), except interrupt via the
// context's CancelToken.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sqlengine/functions.h"
#include "sqlengine/local/local_store.h"
#include "sqlengine/query.h"

namespace assetsodbc::common {
class Clock;
}

namespace assetsodbc::schema {
class Catalog;
class LocalTables;
}  // namespace assetsodbc::schema

namespace assetsodbc::sqlengine {

struct EngineOptions {
    // Off: scans ask the site for whole tables, and SQLite alone applies the conditions. The rows are the same.
    bool pushdown = true;
    // Whether the connection must not change the site. Nothing does yet, so that this decides about messages only.
    // Local tables can be changed either way.
    bool readOnly = true;
    SessionNames names;
    LocalStore store;
    const common::Clock* clock = nullptr;  // nullptr = common::realClock(); must outlive the engine
    // Bytes of rows that one statement may keep in memory to read them again; more go to a temporary file.
    std::size_t joinMemory = std::size_t{64} * 1024 * 1024;
};

class Engine {
public:
    // The catalog must outlive the engine.
    Engine(const schema::Catalog& catalog, const common::CallContext& context, EngineOptions options = {});
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // Compiles ODBC SQL (escape sequences allowed). Throws Error{SyntaxError, NoSuchTable, NoSuchColumn, Unsupported…}.
    // Makes no request for fixed tables.
    std::unique_ptr<Query> prepare(std::string_view odbcSql, const common::CallContext& context);

    // What schema::Catalog::setLocalTables takes; lives as long as the engine.
    const schema::LocalTables& localTables() const noexcept;

    // Transactions cover the local tables; the site's are read as they are. With autocommit (the start) each statement
    // is its own transaction; without, the first statement opens one that lasts until commit() or rollback(). Turning
    // it on commits. SAVEPOINT, RELEASE and ROLLBACK TO come as statements.
    // Throws Error{SerializationFailure, ConstraintViolation, …}; after a failed commit the transaction is still open.
    void setAutocommit(bool on, const common::CallContext& context);
    // Without an open transaction both do nothing. rollback() ends the runs of all queries of this engine.
    void commit(const common::CallContext& context);
    void rollback(const common::CallContext& context);
    bool inTransaction() const;
    // Whether a transaction is open at all, be it that nothing was changed yet.
    bool hasOpenTransaction() const;

    // What SQLNativeSql answers: the text with its escape sequences replaced.
    static std::string nativeSql(std::string_view odbcSql);

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Version text of the embedded SQLite, e.g. "3.40.1".
std::string sqliteVersion();

// The scalar functions that {fn NAME(...)} accepts, upper case, as ODBC spells them: what SQLGetInfo may claim.
const std::vector<std::string_view>& odbcScalarFunctions();

}  // namespace assetsodbc::sqlengine
