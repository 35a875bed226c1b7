#include "schema/catalog.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "common/unicode.h"
#include "schema/local_tables.h"
#include "schema/missing_scope.h"
#include "schema/site/site_tables.h"
#include "schema/tables/attributes.h"
#include "schema/tables/connection_tables.h"
#include "schema/tables/icons.h"
#include "schema/tables/information_schema.h"
#include "schema/tables/object_attribute_values.h"
#include "schema/tables/object_details.h"
#include "schema/tables/object_types.h"
#include "schema/tables/objects.h"
#include "schema/tables/schemas.h"
#include "schema/tables/site_configuration.h"
#include "schema/tables/system_tables.h"

namespace assetsodbc::schema {
namespace {

bool precedes(const TableSpec& a, const TableSpec& b) {
    return std::tie(a.schemaName, a.name) < std::tie(b.schemaName, b.name);
}

std::string listing() {
    return "list the schemas and tables of the site";
}

std::string lookingUp(std::string_view schemaName, std::string_view tableName) {
    return "look up table " + std::string(schemaName) + (schemaName.empty() ? "" : ".") + std::string(tableName);
}

}  // namespace

Catalog::Catalog(assets::Client& client, const common::ConnectionConfig* config) {
    addFixedTables(client, config);
}

Catalog::Catalog(assets::Client& client, assets::MetadataCache& cache, const SiteTableOptions& options,
                 const common::ConnectionConfig* config)
    : siteTables_(std::make_unique<SiteTables>(client, cache, options)) {
    addFixedTables(client, config);
}

void Catalog::addFixedTables(assets::Client& client, const common::ConnectionConfig* config) {
    tables_.push_back(makeObjectsTable(client));
    tables_.push_back(makeSchemasTable(client));
    tables_.push_back(makeObjectTypesTable(client));
    tables_.push_back(makeAttributesTable(client));
    tables_.push_back(makeIconsTable(client));
    tables_.push_back(makeObjectAttributeValuesTable(client));
    tables_.push_back(makeObjectHistoryTable(client));
    tables_.push_back(makeObjectReferencesTable(client));
    tables_.push_back(makeConnectedTicketsTable(client));
    tables_.push_back(makeStatusTypesTable(client));
    tables_.push_back(makeReferenceTypesTable(client));
    tables_.push_back(makeUsageTable(client));
    tables_.push_back(makeWorkspacesTable(client));
    tables_.push_back(makeRequestsTable(client));
    for (auto& table : makeConnectionTables(client, config)) tables_.push_back(std::move(table));
    for (auto& table : makeSystemTables(*this)) tables_.push_back(std::move(table));
    for (auto& table : makeInformationSchema(*this)) tables_.push_back(std::move(table));
    sortTables();
}

Catalog::Catalog(std::vector<std::unique_ptr<Table>> tables) : tables_(std::move(tables)) {
    sortTables();
}

Catalog::~Catalog() = default;

void Catalog::sortTables() {
    std::sort(tables_.begin(), tables_.end(),
              [](const auto& a, const auto& b) { return precedes(a->spec(), b->spec()); });
}

std::vector<std::shared_ptr<const TableSpec>> Catalog::specs(const TableFilter& filter,
                                                             const common::CallContext& context) const {
    std::vector<std::shared_ptr<const TableSpec>> specs;
    const auto selects = [&](const TableSpec& spec) {
        return filter.schema.matches(spec.schemaName) && filter.table.matches(spec.name);
    };
    // Not owned: the table keeps it.
    for (const auto& table : tables_)
        if (selects(table->spec())) specs.emplace_back(std::shared_ptr<void>(), &table->spec());
    if (localTables_ != nullptr) {
        for (TableSpec& spec : localTables_->describe())
            if (selects(spec)) specs.push_back(std::make_shared<TableSpec>(std::move(spec)));
    }
    if (siteTables_ != nullptr) {
        const auto ask = [&] { return siteTables_->specs(filter, context); };
        for (auto& spec : tellingNeed(listing, ask)) specs.push_back(std::move(spec));
    }
    std::stable_sort(specs.begin(), specs.end(), [](const auto& a, const auto& b) { return precedes(*a, *b); });
    return specs;
}

std::vector<std::string> Catalog::schemaNames(const common::CallContext& context) const {
    std::set<std::string> names;
    for (const auto& table : tables_) names.insert(table->spec().schemaName);
    if (localTables_ != nullptr)
        for (const TableSpec& spec : localTables_->describe()) names.insert(spec.schemaName);
    if (siteTables_ != nullptr)
        for (std::string& name : tellingNeed(listing, [&] { return siteTables_->schemaNames(context); }))
            names.insert(std::move(name));
    return {names.begin(), names.end()};
}

std::vector<const Table*> Catalog::tables() const {
    std::vector<const Table*> tables;
    for (const auto& table : tables_) tables.push_back(table.get());
    return tables;
}

const Table* Catalog::find(std::string_view schemaName, std::string_view tableName) const {
    const auto matches = [&](const auto& table) {
        return (schemaName.empty() || common::equalIgnoringAsciiCase(table->spec().schemaName, schemaName)) &&
               common::equalIgnoringAsciiCase(table->spec().name, tableName);
    };
    const auto found = std::find_if(tables_.begin(), tables_.end(), matches);
    return found == tables_.end() ? nullptr : found->get();
}

std::shared_ptr<const Table> Catalog::findOnSite(std::string_view schemaName, std::string_view tableName,
                                                 const common::CallContext& context) const {
    if (siteTables_ == nullptr) return nullptr;
    return tellingNeed([&] { return lookingUp(schemaName, tableName); },
                       [&] { return siteTables_->find(schemaName, tableName, context); });
}

bool Catalog::refreshOnSite(const TableSpec& spec, const common::CallContext& context) const {
    if (siteTables_ == nullptr) return false;
    return tellingNeed([&] { return lookingUp(spec.schemaName, spec.name); },
                       [&] { return siteTables_->refresh(spec, context); });
}

std::vector<std::string> Catalog::siteSchemasWith(std::string_view tableName,
                                                  const common::CallContext& context) const {
    if (siteTables_ == nullptr) return {};
    return tellingNeed([&] { return lookingUp("", tableName); },
                       [&] { return siteTables_->schemasWith(tableName, context); });
}

std::vector<std::string> Catalog::knownNames() const {
    std::vector<std::string> names;
    for (const auto& table : tables_) names.push_back(table->spec().schemaName + '.' + table->spec().name);
    if (localTables_ != nullptr)
        for (const TableSpec& spec : localTables_->describe()) names.push_back(spec.schemaName + '.' + spec.name);
    if (siteTables_ != nullptr)
        for (std::string& name : siteTables_->knownNames()) names.push_back(std::move(name));
    return names;
}

const std::vector<const TableSpec*>& fixedTableSpecs() {
    static const std::vector<const TableSpec*> specs = [] {
        std::vector<const TableSpec*> all = {&objectsSpec(),
                                             &schemasSpec(),
                                             &objectTypesSpec(),
                                             &attributesSpec(),
                                             &iconsSpec(),
                                             &objectAttributeValuesSpec(),
                                             &objectHistorySpec(),
                                             &objectReferencesSpec(),
                                             &connectedTicketsSpec(),
                                             &statusTypesSpec(),
                                             &referenceTypesSpec(),
                                             &usageSpec(),
                                             &workspacesSpec(),
                                             &requestsSpec(),
                                             &connectionPropsSpec(),
                                             &scopesSpec(),
                                             &endpointsSpec()};
        all.insert(all.end(), systemTableSpecs().begin(), systemTableSpecs().end());
        all.insert(all.end(), informationSchemaSpecs().begin(), informationSchemaSpecs().end());
        std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return precedes(*a, *b); });
        return all;
    }();
    return specs;
}

}  // namespace assetsodbc::schema
