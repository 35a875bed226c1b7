// assets-odbc scopes: which OAuth scopes to ask the administrator for.
#include <algorithm>
#include <ostream>

#include "assets/scopes.h"
#include "common/unicode.h"
#include "installer/command/command.h"
#include "installer/command/json_text.h"
#include "installer/command/row_writer.h"
#include "schema/tables/table_operations.h"

namespace assetsodbc::installer {
namespace {

using assets::Scope;

std::vector<std::string> namedTables(const Arguments& arguments) {
    if (!arguments.operands().empty()) return arguments.operands();
    std::vector<std::string> all;
    for (const schema::TableOperations& table : schema::tableOperations()) all.emplace_back(table.table);
    return all;
}

struct NeededScope {
    const Scope* scope;
    std::string tables;
};

std::vector<NeededScope> neededScopes(const std::vector<std::string>& tables, schema::Access access) {
    std::vector<NeededScope> needed;
    for (const Scope* scope : assets::allScopes()) {
        NeededScope entry{scope, {}};
        for (const std::string& table : tables) {
            const auto scopes = schema::scopesOfTable(table, access);
            if (std::find(scopes.begin(), scopes.end(), scope) != scopes.end())
                entry.tables.append(entry.tables.empty() ? "" : ", ").append(table);
        }
        if (!entry.tables.empty()) needed.push_back(std::move(entry));
    }
    needed.push_back({&assets::scopes::kOfflineAccess, "signing in with OAuth"});
    return needed;
}

int run(const Arguments& arguments, Terminal& terminal) {
    const schema::Access access = arguments.has("--write") ? schema::Access::Write : schema::Access::Read;
    const auto needed = neededScopes(namedTables(arguments), access);
    const auto writer = makeRowWriter(arguments.has("--json") ? RowFormat::Json : RowFormat::Table, terminal.out);
    writer->begin({{"scope"}, {"kind"}, {"allows"}, {"needed for"}});
    std::string list;
    for (const auto& [scope, tables] : needed) {
        writer->row(
            {std::string(scope->name), std::string(assets::nameOf(scope->kind)), std::string(scope->allows),
             arguments.operands().empty() && scope != &assets::scopes::kOfflineAccess ? "reading all tables" : tables});
        list.append(list.empty() ? "" : " ").append(scope->name);
    }
    writer->end();
    if (!arguments.has("--json")) terminal.out << "\nScope = " << list << "\n";
    return kDone;
}

constexpr std::string_view kDetails =
    R"(Tables are named as in SQL: Objects, ITSM.Laptops. Without any it is all of them. The granular scopes are found under
Jira in Atlassian's developer console, the classic one under Jira Service Management; offline_access is set nowhere,
only asked for. API tokens without scopes and Data Center need none of this.
)";

}  // namespace

const CommandSpec& scopesCommand() {
    static const CommandSpec spec{"scopes",
                                  "[TABLE...]",
                                  "tell which OAuth scopes reading or writing tables needs",
                                  kDetails,
                                  {{"--write", "", "also those for changing rows"}, {"--json", "", "as a JSON array"}},
                                  0,
                                  kAnyNumber,
                                  run};
    return spec;
}

}  // namespace assetsodbc::installer
