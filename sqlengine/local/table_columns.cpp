#include "sqlengine/local/table_columns.h"

#include <sqlite3.h>

#include <algorithm>

#include "common/unicode.h"
#include "schema/declared_type.h"
#include "sqlengine/local/statement_guard.h"
#include "sqlengine/sqlite_error.h"
#include "sqlengine/sqlite_handles.h"
#include "sqlengine/virtual_table.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr int kName = 1, kDeclaration = 2, kHidden = 6;  // columns of PRAGMA table_xinfo

std::string textAt(sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    return text == nullptr ? std::string() : std::string(text);
}

}  // namespace

// What the driver declared itself is spelled as declarationOf spells it; other files may hold anything.
std::optional<schema::TypeSpec> TableColumn::enforcedType() const {
    const auto type = schema::namedType(declaration);
    if (!type) return std::nullopt;
    const bool isOurs = common::equalIgnoringAsciiCase(declaration, schema::declarationOf(*type)) ||
                        common::equalIgnoringAsciiCase(declaration, "INT");
    return isOurs ? type : std::nullopt;
}

std::vector<TableColumn> columnsOfTable(sqlite3* db, StatementGuard& guard, const QualifiedName& table) {
    if (!table.schema.empty() && !isLocalSchema(table.schema)) return {};
    const StatementGuard::Scope trusted(guard, StatementGuard::Trust::Everything);
    std::vector<TableColumn> columns;
    const std::vector<std::string> schemas =
        table.schema.empty() ? std::vector<std::string>{"temp", "main"} : std::vector<std::string>{table.schema};
    for (const std::string& schemaName : schemas) {
        const std::string sql = "PRAGMA " + quotedName(schemaName) + ".table_xinfo(" + quotedName(table.name) + ")";
        sqlite3_stmt* compiled = nullptr;
        int code = sqlite3_prepare_v2(db, sql.c_str(), -1, &compiled, nullptr);
        const StatementHandle statement(compiled);
        while (code == SQLITE_OK && (code = sqlite3_step(compiled)) == SQLITE_ROW) {
            code = SQLITE_OK;
            columns.push_back(
                {textAt(compiled, kName), textAt(compiled, kDeclaration), sqlite3_column_int(compiled, kHidden) > 1});
        }
        // SQLITE_ERROR is of a view that reads what is not there. After everything else, such as a lock, the table may
        // well be there, and must not be written to without its types.
        if (code != SQLITE_DONE && code != SQLITE_ERROR) throw runError(db, code);
        if (!columns.empty()) break;
    }
    return columns;
}

const TableColumn* findColumn(const std::vector<TableColumn>& columns, const std::string& name) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const TableColumn& column) {
        return common::equalIgnoringAsciiCase(column.name, name);
    });
    return found == columns.end() ? nullptr : &*found;
}

}  // namespace assetsodbc::sqlengine
