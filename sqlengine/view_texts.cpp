#include "sqlengine/view_texts.h"

#include <sqlite3.h>

#include <exception>
#include <memory>

#include "common/error.h"
#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

// SQLite keeps the trust for us, under the name of a function of the connection.
constexpr const char* kFunction = "odbc_view_text";

StatementHandle prepare(sqlite3* db, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    return StatementHandle(statement);
}

std::string firstText(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_ROW) return {};
    const unsigned char* text = sqlite3_column_text(statement, 0);
    return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

void bind(sqlite3_stmt* statement, int index, const std::string& text) {
    sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

std::string readText(sqlite3* db, const std::string& schemaName, const std::string& viewName) {
    const bool temporary = sqlite3_stricmp(schemaName.c_str(), "temp") == 0;
    const StatementHandle statement =
        prepare(db, std::string("SELECT sql FROM ") + (temporary ? "temp" : "main") +
                        ".sqlite_master WHERE type = 'view' AND name = ?1 COLLATE NOCASE");
    if (!statement) return {};
    bind(statement.get(), 1, viewName);
    return firstText(statement.get());
}

std::string valueText(sqlite3_value* value) {
    const unsigned char* text = sqlite3_value_text(value);
    return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

void answer(sqlite3_context* context, int, sqlite3_value** values) noexcept {
    try {
        const auto& withTrust = *static_cast<const WithTrust*>(sqlite3_user_data(context));
        std::string text;
        withTrust([&] {
            sqlite3* db = sqlite3_context_db_handle(context);
            text = readText(db, valueText(values[0]), valueText(values[1]));
        });
        sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

void destroy(void* withTrust) noexcept {
    delete static_cast<WithTrust*>(withTrust);
}

}  // namespace

void registerViewTexts(sqlite3* db, WithTrust withTrust) {
    auto kept = std::make_unique<WithTrust>(std::move(withTrust));
    const int code = sqlite3_create_function_v2(db, kFunction, 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, kept.release(),
                                                answer, nullptr, nullptr, destroy);
    if (code == SQLITE_OK) return;
    throw common::Error(common::ErrorKind::Internal,
                        std::string("SQLite refuses the function ") + kFunction + ": " + sqlite3_errmsg(db));
}

std::string viewText(sqlite3* db, const std::string& schemaName, const std::string& viewName) {
    const StatementHandle statement = prepare(db, std::string("SELECT ") + kFunction + "(?1, ?2)");
    if (!statement) return {};  // nobody registered it
    const auto of = [&](const std::string& schema) {
        sqlite3_reset(statement.get());
        bind(statement.get(), 1, schema);
        bind(statement.get(), 2, viewName);
        return firstText(statement.get());
    };
    if (!schemaName.empty()) {
        const bool local =
            sqlite3_stricmp(schemaName.c_str(), "main") == 0 || sqlite3_stricmp(schemaName.c_str(), "temp") == 0;
        return local ? of(schemaName) : std::string();
    }
    const std::string temporary = of("temp");
    return temporary.empty() ? of("main") : temporary;
}

}  // namespace assetsodbc::sqlengine
