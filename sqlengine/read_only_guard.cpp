#include "sqlengine/read_only_guard.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace assetsodbc::sqlengine {
namespace {

bool hasPrefix(const char* name, std::string_view prefix) {
    return sqlite3_strnicmp(name, prefix.data(), static_cast<int>(prefix.size())) == 0;
}

bool isInternalTable(const char* name) {
    constexpr std::array<std::string_view, 3> kPrefixes = {"sqlite_", "pragma_", "dbstat"};
    return std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](auto prefix) { return hasPrefix(name, prefix); });
}

bool reachesOutside(const char* function) {
    return sqlite3_stricmp(function, "load_extension") == 0 || sqlite3_stricmp(function, "fts3_tokenizer") == 0;
}

// `first` and `second` mean what https://sqlite.org/c3ref/c_alter_table.html says of the action.
int authorize(void*, int action, const char* first, const char* second, const char*, const char*) noexcept {
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_RECURSIVE:
            return SQLITE_OK;
        case SQLITE_FUNCTION:
            return second != nullptr && reachesOutside(second) ? SQLITE_DENY : SQLITE_OK;
        case SQLITE_READ:
            return first != nullptr && isInternalTable(first) ? SQLITE_DENY : SQLITE_OK;
        default:
            return SQLITE_DENY;
    }
}

}  // namespace

void installReadOnlyGuard(sqlite3* db) {
    sqlite3_set_authorizer(db, authorize, nullptr);
}

}  // namespace assetsodbc::sqlengine
