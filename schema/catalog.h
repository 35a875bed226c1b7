// Name -> Table. Holds the fixed tables today; object types join it later behind the same calls, which is why every
// call takes a context and may ask the site.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

class LocalTables;

class Catalog {
public:
    // The client must outlive the catalog.
    explicit Catalog(assets::Client& client);
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
    std::vector<std::shared_ptr<const TableSpec>> specs(const common::CallContext& context) const;

    // All SQL schema names, sorted; those of local tables only while there are any.
    std::vector<std::string> schemaNames(const common::CallContext& context) const;
    // Every table that is scanned, sorted by schema and name. Pointers live as long as the catalog.
    std::vector<const Table*> tables(const common::CallContext& context) const;
    // Case-insensitive; an empty schema name means any. nullptr when there is none.
    const Table* find(std::string_view schemaName, std::string_view tableName,
                      const common::CallContext& context) const;

private:
    void sortTables();

    std::vector<std::unique_ptr<Table>> tables_;
    const LocalTables* localTables_ = nullptr;
};

// The declarations of all fixed and system tables, without a site: for generated documentation and tests.
const std::vector<const TableSpec*>& fixedTableSpecs();

}  // namespace assetsodbc::schema
