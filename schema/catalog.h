// Name -> Table: the fixed and system tables, which are there from the start, and the object types of the site, which
// are looked up when they are named (schema/site). Calls that take a context may ask the site.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/site/object_table_shape.h"
#include "schema/table.h"
#include "schema/table_filter.h"

namespace assetsodbc::assets {
class Client;
class MetadataCache;
}  // namespace assetsodbc::assets
namespace assetsodbc::common {
struct ConnectionConfig;
}

namespace assetsodbc::schema {

class LocalTables;
class SiteTables;

class Catalog {
public:
    // Fixed tables only. Client and config must outlive the catalog; of the config tell tables of "sys", nullptr = they
    // know of none.
    explicit Catalog(assets::Client& client, const common::ConnectionConfig* config = nullptr);
    // With the object types of the site. The cache, too, must outlive the catalog.
    Catalog(assets::Client& client, assets::MetadataCache& cache, const SiteTableOptions& options,
            const common::ConnectionConfig* config = nullptr);
    // A catalog of just these tables; system tables are not added.
    explicit Catalog(std::vector<std::unique_ptr<Table>> tables);
    ~Catalog();
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

    // The connection's own tables, to be told beside those of the site; nullptr = none. Must outlive the catalog, or be
    // taken away before it goes.
    void setLocalTables(const LocalTables* localTables) noexcept { localTables_ = localTables; }

    // Every table that there is, the connection's own included, sorted by schema and name: what catalog functions tell.
    // Those of the site live as long as the catalog; the others are a picture of now.
    std::vector<std::shared_ptr<const TableSpec>> specs(const common::CallContext& context) const {
        return specs({}, context);
    }
    // Those that the filter selects; the site is not asked about the others.
    std::vector<std::shared_ptr<const TableSpec>> specs(const TableFilter& filter,
                                                        const common::CallContext& context) const;

    // All SQL schema names, sorted; those of local tables only while there are any.
    std::vector<std::string> schemaNames(const common::CallContext& context) const;
    // The fixed and system tables, sorted by schema and name. Pointers live as long as the catalog.
    std::vector<const Table*> tables() const;
    // The same by name; case-insensitive; an empty schema name means any. nullptr when there is none.
    const Table* find(std::string_view schemaName, std::string_view tableName) const;
    // The table of an object type or a bridge; see SiteTables. nullptr when there is none.
    std::shared_ptr<const Table> findOnSite(std::string_view schemaName, std::string_view tableName,
                                            const common::CallContext& context) const;
    // Asks the site anew for the columns of such a table; whether they are others now.
    bool refreshOnSite(const TableSpec& spec, const common::CallContext& context) const;
    // The SQL schemas that have an object type or bridge of this name: for names without a schema.
    std::vector<std::string> siteSchemasWith(std::string_view tableName, const common::CallContext& context) const;
    // "Assets.Objects", "ITSM.Laptops": every table that is known without a request, for suggestions.
    std::vector<std::string> knownNames() const;

private:
    void addFixedTables(assets::Client& client, const common::ConnectionConfig* config);
    void sortTables();

    std::vector<std::unique_ptr<Table>> tables_;
    std::unique_ptr<SiteTables> siteTables_;  // null: fixed tables only
    const LocalTables* localTables_ = nullptr;
};

// The declarations of all fixed and system tables, without a site: for generated documentation and tests.
const std::vector<const TableSpec*>& fixedTableSpecs();

}  // namespace assetsodbc::schema
