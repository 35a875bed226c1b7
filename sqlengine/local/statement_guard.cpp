#include "sqlengine/local/statement_guard.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

bool hasPrefix(const char* name, std::string_view prefix) {
    return sqlite3_strnicmp(name, prefix.data(), static_cast<int>(prefix.size())) == 0;
}

bool isInternalTable(const char* name) {
    constexpr std::array<std::string_view, 2> kPrefixes = {"sqlite_", "pragma_"};
    return sqlite3_stricmp(name, "dbstat") == 0 ||
           std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](auto prefix) { return hasPrefix(name, prefix); });
}

bool reachesOutside(const char* function) {
    return sqlite3_stricmp(function, "load_extension") == 0 || sqlite3_stricmp(function, "fts3_tokenizer") == 0;
}

std::string_view orEmpty(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

bool changesLocalSchema(int action) {
    switch (action) {
        case SQLITE_CREATE_INDEX:
        case SQLITE_CREATE_TEMP_INDEX:
        case SQLITE_CREATE_TEMP_TRIGGER:
        case SQLITE_CREATE_TRIGGER:
        case SQLITE_DROP_INDEX:
        case SQLITE_DROP_TABLE:
        case SQLITE_DROP_TEMP_INDEX:
        case SQLITE_DROP_TEMP_TABLE:
        case SQLITE_DROP_TEMP_TRIGGER:
        case SQLITE_DROP_TEMP_VIEW:
        case SQLITE_DROP_TRIGGER:
        case SQLITE_DROP_VIEW:
        case SQLITE_REINDEX:
            return true;
        default:
            return false;
    }
}

}  // namespace

bool isLocalSchema(std::string_view schemaName) {
    return common::equalIgnoringAsciiCase(schemaName, "main") || common::equalIgnoringAsciiCase(schemaName, "temp");
}

common::Error refusedWrite(std::string_view schemaName, bool readOnly) {
    const std::string tables = "The tables of schema " + std::string(schemaName);
    const std::string instead =
        " Tables of your own, made with CREATE TABLE and no schema name, take INSERT, UPDATE and DELETE.";
    if (common::equalIgnoringAsciiCase(schemaName, "sys") ||
        common::equalIgnoringAsciiCase(schemaName, "INFORMATION_SCHEMA"))
        return {common::ErrorKind::Forbidden, tables + " describe this connection and can never be changed." + instead};
    if (readOnly)
        return {common::ErrorKind::Forbidden,
                tables + " are read only: this connection must not change the site (ReadOnly=true). Nothing was sent." +
                    instead};
    return {common::ErrorKind::Unsupported,
            tables +
                " cannot be changed: writing to the site is not supported yet, whatever ReadOnly says. Nothing "
                "was sent." +
                instead};
}

void StatementGuard::install(sqlite3* db) {
    sqlite3_set_authorizer(db, authorize, this);
}

void StatementGuard::begin() noexcept {
    refusal_.reset();
    readsLocalTables_ = false;
    readsBeyondMain_ = false;
}

int StatementGuard::authorize(void* guard, int action, const char* first, const char* second, const char* schemaName,
                              const char*) noexcept {
    try {
        return static_cast<StatementGuard*>(guard)->judge(action, first, second, schemaName);
    } catch (...) {
        return SQLITE_DENY;  // for want of memory
    }
}

// `first` and `second` mean what https://sqlite.org/c3ref/c_alter_table.html says of the action.
int StatementGuard::judge(int action, const char* first, const char* second, const char* schemaName) {
    if (trust_ == Trust::Everything) return SQLITE_OK;
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_RECURSIVE:
        case SQLITE_TRANSACTION:
        case SQLITE_SAVEPOINT:
            return SQLITE_OK;
        case SQLITE_FUNCTION:
            return second != nullptr && reachesOutside(second) ? SQLITE_DENY : SQLITE_OK;
        case SQLITE_READ:
            return judgeRead(first, schemaName);
        case SQLITE_INSERT:
        case SQLITE_UPDATE:
        case SQLITE_DELETE:
            return judgeChange(action, first, schemaName);
        case SQLITE_CREATE_TABLE:
        case SQLITE_CREATE_TEMP_TABLE:
        case SQLITE_CREATE_VIEW:
        case SQLITE_CREATE_TEMP_VIEW:
            return judgeNewTable(first, schemaName);
        case SQLITE_ALTER_TABLE:  // here the schema comes first
            return isLocalSchema(orEmpty(first)) ? SQLITE_OK : refuseWriting(first);
        default:
            if (!changesLocalSchema(action)) return SQLITE_DENY;
            return isLocalSchema(orEmpty(schemaName)) ? SQLITE_OK : refuseWriting(schemaName);
    }
}

int StatementGuard::judgeRead(const char* table, const char* schemaName) {
    if (table == nullptr) return SQLITE_OK;
    // Object types of the site stand in "main" for SQLite, since they stand in no schema at all.
    const bool isSites = (schemaName == nullptr || isLocalSchema(schemaName)) && isSiteTable_(table);
    if (!isSites && isInternalTable(table)) {
        return trust_ == Trust::SchemaChange && isLocalSchema(orEmpty(schemaName)) ? SQLITE_OK : SQLITE_DENY;
    }
    // Where no column is read SQLite tells no schema for a name that has none.
    if (schemaName == nullptr ? !isSites : isLocalSchema(schemaName) && !isSites) readsLocalTables_ = true;
    if (isSites || schemaName == nullptr || !common::equalIgnoringAsciiCase(schemaName, "main"))
        readsBeyondMain_ = true;
    return SQLITE_OK;
}

int StatementGuard::judgeChange(int, const char* table, const char* schemaName) {
    if (!isLocalSchema(orEmpty(schemaName))) return refuseWriting(schemaName);
    const bool isInternal = table != nullptr && isInternalTable(table);
    return isInternal && trust_ != Trust::SchemaChange ? SQLITE_DENY : SQLITE_OK;
}

int StatementGuard::judgeNewTable(const char* name, const char* schemaName) {
    if (!isLocalSchema(orEmpty(schemaName))) return refuseWriting(schemaName);
    if (!isSiteTable_(orEmpty(name))) return SQLITE_OK;
    refusal_ = common::Error(common::ErrorKind::TableExists,
                             "There is a table " + std::string(orEmpty(name)) +
                                 " already: the site's, which a local one would hide. Choose another name.");
    return SQLITE_DENY;
}

int StatementGuard::refuseWriting(const char* schemaName) {
    if (!refusal_) refusal_ = refusedWrite(orEmpty(schemaName), readOnly_);
    return SQLITE_DENY;
}

}  // namespace assetsodbc::sqlengine
