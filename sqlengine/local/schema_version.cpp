#include "sqlengine/local/schema_version.h"

#include "sqlengine/local/statement_guard.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr std::array kTexts = {"PRAGMA main.schema_version", "PRAGMA temp.schema_version"};

}  // namespace

std::optional<SchemaVersion::Value> SchemaVersion::read() noexcept {
    const StatementGuard::Scope trusted(guard_, StatementGuard::Trust::Everything);
    Value value{};
    for (std::size_t i = 0; i < kTexts.size(); ++i) {
        if (!statements_[i]) {
            sqlite3_stmt* compiled = nullptr;
            const int code = sqlite3_prepare_v3(db_, kTexts[i], -1, SQLITE_PREPARE_PERSISTENT, &compiled, nullptr);
            statements_[i].reset(compiled);
            if (code != SQLITE_OK) return std::nullopt;
        }
        sqlite3_stmt* const statement = statements_[i].get();
        const bool isRead = sqlite3_step(statement) == SQLITE_ROW;
        if (isRead) value[i] = sqlite3_column_int64(statement, 0);
        if (sqlite3_reset(statement) != SQLITE_OK || !isRead) return std::nullopt;
    }
    return value;
}

}  // namespace assetsodbc::sqlengine
