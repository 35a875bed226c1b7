// What SQL text may do: read the tables of the site, and do as it likes with those that the connection keeps itself
// (schemas "main" and "temp"). It may not write to the site's tables, attach files, change settings, make virtual
// tables or load code, even through a bug in translate(), a trigger or the schema of a foreign file. SQLite's
// authorizer is asked while a statement is compiled, also when SQLite compiles it anew by itself.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "common/error.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

// Schemas of what the connection keeps itself.
bool isLocalSchema(std::string_view schemaName);

class StatementGuard {
public:
    // `isSiteTable` says whether an unqualified name is one of the site's tables: no local table may hide it.
    // `readOnly` is for messages: whether the connection forbids to change the site, which nothing here does anyway.
    explicit StatementGuard(std::function<bool(std::string_view)> isSiteTable, bool readOnly = true)
        : isSiteTable_(std::move(isSiteTable)), readOnly_(readOnly) {}
    StatementGuard(const StatementGuard&) = delete;
    StatementGuard& operator=(const StatementGuard&) = delete;

    // From then on every statement is judged. The guard must outlive the connection.
    void install(sqlite3* db);

    // Before a statement is compiled: forgets what was noted of the last one.
    void begin() noexcept;
    // Why the last statement was refused, where that needs more words than SQLite has.
    const std::optional<common::Error>& refusal() const noexcept { return refusal_; }
    // Whether the last statement reads a table of the connection's own.
    bool readsLocalTables() const noexcept { return readsLocalTables_; }
    // Whether it reads a table of any other schema than "main".
    bool readsBeyondMain() const noexcept { return readsBeyondMain_; }

    // While one lives, statements of the engine itself are compiled, or statements that change the schema, for which
    // SQLite reads and writes its own tables.
    enum class Trust { SchemaChange, Everything };
    class Scope {
    public:
        Scope(StatementGuard& guard, Trust trust) noexcept : guard_(guard), previous_(guard.trust_) {
            guard.trust_ = trust;
        }
        ~Scope() { guard_.trust_ = previous_; }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

    private:
        StatementGuard& guard_;
        std::optional<Trust> previous_;
    };

private:
    static int authorize(void* guard, int action, const char* first, const char* second, const char* schemaName,
                         const char* cause) noexcept;
    int judge(int action, const char* first, const char* second, const char* schemaName);
    int judgeRead(const char* table, const char* schemaName);
    int judgeChange(int action, const char* table, const char* schemaName);
    int judgeNewTable(const char* name, const char* schemaName);
    int refuseWriting(const char* schemaName);

    std::function<bool(std::string_view)> isSiteTable_;
    std::optional<Trust> trust_;
    bool readOnly_;
    std::optional<common::Error> refusal_;
    bool readsLocalTables_ = false;
    bool readsBeyondMain_ = false;
};

// What is thrown for a statement that would change a table of this schema, which is none of the connection's own:
// Error{Forbidden} where nothing may be changed, Error{Unsupported} where ReadOnly=false would allow it.
common::Error refusedWrite(std::string_view schemaName, bool readOnly);

}  // namespace assetsodbc::sqlengine
