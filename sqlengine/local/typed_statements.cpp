#include "sqlengine/local/typed_statements.h"

#include "common/error.h"
#include "sqlengine/call_scope.h"
#include "sqlengine/local/statement_guard.h"
#include "sqlengine/local/table_definition.h"
#include "sqlengine/sqlite_error.h"
#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

std::string literalOf(sqlite3* db, CallState& call, const std::string& expression) {
    const std::string sql = "SELECT quote(" + expression + ")";
    sqlite3_stmt* compiled = nullptr;
    const int code = sqlite3_prepare_v2(db, sql.c_str(), -1, &compiled, nullptr);
    const StatementHandle statement(compiled);
    if (code != SQLITE_OK) throw common::Error(common::ErrorKind::SyntaxError, "A default is no constant.");
    const int stepped = sqlite3_step(compiled);
    if (stepped != SQLITE_ROW) {
        const common::Error error = runError(db, stepped);
        call.rethrowFailure();
        throw error;
    }
    const auto* literal = reinterpret_cast<const char*>(sqlite3_column_text(compiled, 0));
    if (literal == nullptr) throw runError(db, SQLITE_NOMEM);
    return literal;
}

}  // namespace

TypedChange typedStatement(const std::string& sql, StatementClass kind, sqlite3* db, StatementGuard& guard,
                           CallState& call) {
    const ColumnsOfTable columnsOf = [&](const QualifiedName& table) {
        try {
            return columnsOfTable(db, guard, table);
        } catch (...) {
            call.rethrowFailure();  // what stopped it: the deadline, a cancel
            throw;
        }
    };
    const LiteralOf literal = [&](const std::string& expression) { return literalOf(db, call, expression); };
    switch (kind) {
        case StatementClass::Insert:
        case StatementClass::Update:
            return typedChange(sql, columnsOf);
        case StatementClass::CreateTrigger:
            return typedTrigger(sql, columnsOf);
        case StatementClass::CreateTable:
        case StatementClass::AlterTable:
            return {typedDefinition(sql, literal), {}};
        default:
            return {sql, {}};
    }
}

}  // namespace assetsodbc::sqlengine
