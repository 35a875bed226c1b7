#include "sqlengine/read_only_guard.h"

#include <sqlite3.h>

#include <array>
#include <string_view>

namespace assetsodbc::sqlengine {
namespace {

bool isInternalTable(std::string_view name) {
    constexpr std::array<std::string_view, 3> kPrefixes = {"sqlite_", "pragma_", "dbstat"};
    for (const auto prefix : kPrefixes) {
        if (name.size() >= prefix.size() &&
            sqlite3_strnicmp(name.data(), prefix.data(), static_cast<int>(prefix.size())) == 0) {
            return true;
        }
    }
    return false;
}

int authorize(void*, int action, const char* first, const char*, const char*, const char*) noexcept {
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_FUNCTION:
        case SQLITE_RECURSIVE:
            return SQLITE_OK;
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
