#include "schema/tables/table_operations.h"

#include <algorithm>

#include "common/unicode.h"

namespace assetsodbc::schema {

namespace {

using assets::Operation;
using assets::Scope;

constexpr std::string_view kObjectTypes = "object types and the lists of tables";
constexpr std::string_view kWorkspace = "all of Cloud, where WorkspaceId is not set";

bool needsOneOf(const std::vector<Operation>& operations, const Scope& scope) {
    return std::any_of(operations.begin(), operations.end(),
                       [&](const Operation& operation) { return operation.scope == &scope; });
}

// "Assets.Objects", "objects"
bool isCalled(const TableOperations& entry, std::string_view name) {
    constexpr std::string_view kSchema = "Assets.";
    const std::string_view bare =
        entry.table.substr(entry.table.substr(0, kSchema.size()) == kSchema ? kSchema.size() : 0);
    return common::equalIgnoringAsciiCase(entry.table, name) || common::equalIgnoringAsciiCase(bare, name);
}

bool isSystemTable(std::string_view name) {
    const std::string lower = common::asciiLower(name);
    return lower.rfind("sys.", 0) == 0 || lower.rfind("information_schema.", 0) == 0;
}

const TableOperations* entryOf(std::string_view table) {
    const auto& entries = tableOperations();
    const auto find = [&](std::string_view name) {
        const auto found = std::find_if(entries.begin(), entries.end(),
                                        [&](const TableOperations& entry) { return isCalled(entry, name); });
        return found == entries.end() ? nullptr : &*found;
    };
    const bool makesNoCalls = isSystemTable(table) || common::equalIgnoringAsciiCase(table, "Assets.Workspaces") ||
                              common::equalIgnoringAsciiCase(table, "Workspaces");
    if (makesNoCalls) return nullptr;
    const TableOperations* fixed = find(table);
    return fixed != nullptr ? fixed : find(kObjectTypes);
}

}  // namespace

const std::vector<TableOperations>& tableOperations() {
    using namespace assets::operations;
    static const std::vector<TableOperations> entries = {
        {"Assets.Objects",
         {kSearchObjects, kSearchObjectsByPage, kCountObjects},
         {},
         {kCreateObject, kUpdateObject, kDeleteObject}},
        {"Assets.Schemas", {kListSchemas, kSchema}, {}, {kCreateSchema, kUpdateSchema, kDeleteSchema}},
        {"Assets.ObjectTypes",
         {kListSchemas, kListTypes, kType},
         {kCountObjects, kSearchObjectsByPage},
         {kCreateType, kUpdateType, kMoveType, kDeleteType}},
        {"Assets.Attributes",
         {kListSchemas, kListTypes, kType, kTypeAttributes, kSearchObjectsByPage},
         {},
         {kCreateAttribute, kUpdateAttribute, kDeleteAttribute}},
        {"Assets.Icons", {kListIcons, kIcon}},
        {"Assets.ObjectAttributeValues", {kSearchObjects, kSearchObjectsByPage, kCountObjects}},
        {"Assets.ObjectHistory", {kSearchObjects, kSearchObjectsByPage, kCountObjects, kHistory}},
        {"Assets.ObjectReferences", {kSearchObjects, kSearchObjectsByPage, kCountObjects, kReferrers}},
        {"Assets.ConnectedTickets", {kSearchObjects, kSearchObjectsByPage, kCountObjects, kTickets}},
        {"Assets.StatusTypes",
         {kListSchemas, kListStatusTypes},
         {},
         {kCreateStatusType, kUpdateStatusType, kDeleteStatusType}},
        {"Assets.ReferenceTypes", {kListSchemas, kListReferenceTypes}, {}, {kCreateReferenceType}},
        {"Assets.Usage", {kUsage}},
        {kObjectTypes,
         {kListSchemas, kListTypes, kType, kTypeAttributes, kSchemaAttributes, kSearchObjects, kSearchObjectsByPage,
          kCountObjects},
         {},
         {kCreateObject, kUpdateObject, kDeleteObject}},
        {kWorkspace, {kFindWorkspace}},
    };
    return entries;
}

bool needs(const TableOperations& table, const Scope& scope) {
    return needsOneOf(table.reads, scope) || needsOneOf(table.atTimes, scope) || needsOneOf(table.writes, scope);
}

std::vector<const Scope*> scopesOfTable(std::string_view table, Access access) {
    const TableOperations* entry = entryOf(table);
    std::vector<const Scope*> scopes;
    for (const Scope* scope : assets::allScopes()) {
        const bool isNeeded =
            entry != nullptr && (needsOneOf(entry->reads, *scope) || needsOneOf(entry->atTimes, *scope) ||
                                 (access == Access::Write && needsOneOf(entry->writes, *scope)));
        if (isNeeded || (scope == &assets::scopes::kFindWorkspace && !isSystemTable(table))) scopes.push_back(scope);
    }
    return scopes;
}

}  // namespace assetsodbc::schema
