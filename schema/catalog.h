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

class Catalog {
public:
    // The client must outlive the catalog.
    explicit Catalog(assets::Client& client);
    // A catalog of just these tables; system tables are not added.
    explicit Catalog(std::vector<std::unique_ptr<Table>> tables);
    ~Catalog();
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

    // All SQL schema names, sorted.
    std::vector<std::string> schemaNames(const common::CallContext& context) const;
    // Every table, sorted by schema and name. Pointers live as long as the catalog.
    std::vector<const Table*> tables(const common::CallContext& context) const;
    // Case-insensitive; an empty schema name means any. nullptr when there is none.
    const Table* find(std::string_view schemaName, std::string_view tableName,
                      const common::CallContext& context) const;

private:
    void sortTables();

    std::vector<std::unique_ptr<Table>> tables_;
};

// The declarations of all fixed and system tables, without a site: for generated documentation and tests.
const std::vector<const TableSpec*>& fixedTableSpecs();

}  // namespace assetsodbc::schema
