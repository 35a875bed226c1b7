#include <string>

#include "assets/client.h"
#include "common/config/connection_config.h"
#include "schema/tables/connection_tables.h"
#include "schema/tables/snapshot_table.h"
#include "schema/tables/table_operations.h"

namespace assetsodbc::schema {
namespace {

using assets::Operation;
using assets::Scope;

struct ScopeRow {
    const Scope* scope = nullptr;
    std::string tables, operations;
    bool requested = false;
    std::optional<bool> granted;
    bool used = false;
};

void append(std::string& list, std::string_view name) {
    if (!list.empty()) list += ", ";
    list += name;
}

// What a sign-in of the connection asks for.
std::string requestedScopes(const common::ConnectionConfig* config) {
    if (config == nullptr) return {};
    const std::string chosen = config->scope.empty() ? assets::minimumReadScopes() : config->scope;
    return config->authScheme == common::AuthScheme::OAuth ? assets::withOfflineAccess(chosen) : chosen;
}

ScopeRow rowOf(const Scope& scope, std::string_view requested, const std::optional<std::string>& granted) {
    ScopeRow row;
    row.scope = &scope;
    for (const TableOperations& table : tableOperations())
        if (needs(table, scope)) append(row.tables, table.table);
    for (const Operation& operation : assets::operations::kAll) {
        if (operation.scope != &scope) continue;
        append(row.operations, operation.name);
        row.used = row.used || operation.use == assets::Use::Made;
    }
    row.requested = grants(requested, scope);
    if (granted) row.granted = grants(*granted, scope);
    return row;
}

CellView textOrNull(const std::string& text) {
    return text.empty() ? CellView() : cellOf(text);
}

const RecordColumns<ScopeRow>& columns() {
    static const RecordColumns<ScopeRow> kColumns = {
        {{"name", varchar(64), false, Push::None, "Name of the scope."},
         [](const ScopeRow& row, const CellPlace&) -> CellView { return row.scope->name; }},
        {{"kind", varchar(16), false, Push::None, "granular, classic, or standard (of OAuth itself)."},
         [](const ScopeRow& row, const CellPlace&) -> CellView { return nameOf(row.scope->kind); }},
        {{"allows", wvarchar(255), false, Push::None, "What a token with the scope may do."},
         [](const ScopeRow& row, const CellPlace&) -> CellView { return row.scope->allows; }},
        {{"tables", wlongvarchar(), true, Push::None,
          "Tables that need it to be read, or to be written where access is write or delete; NULL when none does."},
         [](const ScopeRow& row, const CellPlace&) { return textOrNull(row.tables); }},
        {{"operations", wlongvarchar(), true, Push::None,
          "Calls of the Assets API that need it; NULL when none does. See used."},
         [](const ScopeRow& row, const CellPlace&) { return textOrNull(row.operations); }},
        {{"requested", bit(), false, Push::None,
          "Whether the connection property Scope names it; when that is not set, what reading needs is requested."},
         member<&ScopeRow::requested>},
        {{"granted", bit(), true, Push::None,
          "Whether the sign-in has it; NULL when that is not known, as of API tokens, before the first request of an "
          "OAuth connection, and on Data Center."},
         member<&ScopeRow::granted>},
        {{"object", varchar(32), false, Push::None, "What it is about, such as object types."},
         [](const ScopeRow& row, const CellPlace&) -> CellView { return row.scope->object; }},
        {{"access", varchar(16), false, Push::None, "read, write, delete, import, or renew (the sign-in itself)."},
         [](const ScopeRow& row, const CellPlace&) -> CellView { return nameOf(row.scope->access); }},
        {{"used", bit(), false, Push::None,
          "Whether the driver makes any call that needs it. It makes none yet that changes the site."},
         member<&ScopeRow::used>},
    };
    return kColumns;
}

}  // namespace

const TableSpec& scopesSpec() {
    static const TableSpec spec = {
        "sys",
        "scopes",
        TableKind::SystemTable,
        "The OAuth scopes of Assets on Cloud: what each allows, and what of the driver needs it.",
        specsOf(columns()),
        {"name"},
        {}};
    return spec;
}

std::unique_ptr<Table> makeScopesTable(const assets::Client& client, const common::ConnectionConfig* config) {
    const Cost cost = {0, static_cast<double>(assets::allScopes().size())};
    return std::make_unique<SnapshotTable<ScopeRow>>(scopesSpec(), columns(), cost, [&client, config](const auto&) {
        const std::string requested = requestedScopes(config);
        const auto granted = client.grantedScopes();
        std::vector<ScopeRow> rows;
        for (const Scope* scope : assets::allScopes()) rows.push_back(rowOf(*scope, requested, granted));
        return rows;
    });
}

}  // namespace assetsodbc::schema
