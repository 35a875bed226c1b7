#include <algorithm>
#include <iterator>

#include "common/config/connection_config.h"
#include "schema/tables/connection_tables.h"
#include "schema/tables/snapshot_table.h"
#include "schema/tables/table_operations.h"

namespace assetsodbc::schema {
namespace {

using assets::Operation;

struct Scope {
    std::string_view name, kind, allows;
};

constexpr std::string_view kGranular = "granular";

constexpr Scope kScopes[] = {
    {"read:cmdb-object:jira", kGranular, "Read objects, their history, references and tickets, and search them."},
    {"write:cmdb-object:jira", kGranular, "Create and change objects."},
    {"delete:cmdb-object:jira", kGranular, "Delete objects."},
    {"read:cmdb-schema:jira", kGranular, "Read object schemas."},
    {"write:cmdb-schema:jira", kGranular, "Create and change object schemas."},
    {"delete:cmdb-schema:jira", kGranular, "Delete object schemas."},
    {"read:cmdb-type:jira", kGranular, "Read object types, but not their attributes."},
    {"write:cmdb-type:jira", kGranular, "Create and change object types."},
    {"delete:cmdb-type:jira", kGranular, "Delete object types."},
    {"read:cmdb-attribute:jira", kGranular, "Read the definitions of attributes."},
    {"write:cmdb-attribute:jira", kGranular, "Create and change the definitions of attributes."},
    {"delete:cmdb-attribute:jira", kGranular, "Delete the definitions of attributes."},
    {"read:cmdb-config:jira", kGranular, "Read statuses, kinds of reference, global configuration and usage."},
    {"write:cmdb-config:jira", kGranular, "Create and change statuses and kinds of reference."},
    {"delete:cmdb-config:jira", kGranular, "Delete statuses."},
    {"read:cmdb-icon:jira", kGranular, "Read icons."},
    {"import:import-configuration:cmdb", kGranular, "Set up imports and run them."},
    {"read:servicedesk-request", "classic", "Find the Assets workspace of the site."},
    {"offline_access", "standard", "Renew the access without a new log-in."},
};

struct ScopeRow {
    const Scope* scope;
    std::string tables, operations;
    bool requested;
};

void append(std::string& list, std::string_view name) {
    if (!list.empty()) list += ", ";
    list += name;
}

bool needs(const TableOperations& table, std::string_view scope) {
    return std::any_of(table.operations.begin(), table.operations.end(),
                       [&](const Operation& operation) { return operation.scope == scope; });
}

// Whether the blank-separated list has the name.
bool lists(std::string_view list, std::string_view name) {
    constexpr std::string_view kBlanks = " \t\r\n,";
    while (!list.empty()) {
        const std::size_t end = std::min(list.find_first_of(kBlanks), list.size());
        if (list.substr(0, end) == name) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

ScopeRow rowOf(const Scope& scope, std::string_view requested) {
    ScopeRow row{&scope, {}, {}, lists(requested, scope.name)};
    for (const TableOperations& table : tableOperations())
        if (needs(table, scope.name)) append(row.tables, table.table);
    for (const Operation& operation : assets::operations::kAll)
        if (operation.scope == scope.name) append(row.operations, operation.name);
    return row;
}

CellView textOrNull(const std::string& text) {
    return text.empty() ? CellView() : cellOf(text);
}

template <std::string_view Scope::*Member>
CellView ofScope(const ScopeRow& row, const CellPlace&) {
    return row.scope->*Member;
}

const RecordColumns<ScopeRow>& columns() {
    static const RecordColumns<ScopeRow> kColumns = {
        {{"name", varchar(64), false, Push::None, "Name of the scope."}, ofScope<&Scope::name>},
        {{"kind", varchar(16), false, Push::None, "granular, classic, or standard (of OAuth itself)."},
         ofScope<&Scope::kind>},
        {{"allows", wvarchar(255), false, Push::None, "What a token with the scope may do."}, ofScope<&Scope::allows>},
        {{"tables", wlongvarchar(), true, Push::None, "Tables that need it to be read; NULL when none does."},
         [](const ScopeRow& row, const CellPlace&) { return textOrNull(row.tables); }},
        {{"operations", wlongvarchar(), true, Push::None,
          "Calls of the Assets API that need it and that the driver makes; NULL when it makes none."},
         [](const ScopeRow& row, const CellPlace&) { return textOrNull(row.operations); }},
        {{"requested", bit(), false, Push::None, "Whether the connection property Scope names it."},
         member<&ScopeRow::requested>},
        {{"granted", bit(), true, Push::None,
          "Whether the token has it; NULL when that is not known, as of API tokens and on Data Center."},
         [](const ScopeRow&, const CellPlace&) { return CellView(); }},
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

std::unique_ptr<Table> makeScopesTable(const common::ConnectionConfig* config) {
    constexpr Cost kCost = {0, static_cast<double>(std::size(kScopes))};
    return std::make_unique<SnapshotTable<ScopeRow>>(scopesSpec(), columns(), kCost, [config](const auto&) {
        const std::string_view requested = config == nullptr ? std::string_view() : config->scope;
        std::vector<ScopeRow> rows;
        for (const Scope& scope : kScopes) rows.push_back(rowOf(scope, requested));
        return rows;
    });
}

}  // namespace assetsodbc::schema
