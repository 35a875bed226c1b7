// The object types of a site as tables, one SQL schema per object schema. Knows names at once and details only of what
// is asked for: the list of object schemas, then the types of one, then the attributes of one type. What is known is
// kept (assets/metadata_cache.h) and asked again when a name is not found, when it is too old, or when an answer
// contradicts it. Used under the connection's lock. Every call may ask the site and throw common::Error.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/site/object_table_shape.h"
#include "schema/table_filter.h"

namespace assetsodbc::assets {
class Client;
class MetadataCache;
}  // namespace assetsodbc::assets
namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::schema {

class SiteTables {
public:
    // Client and cache must outlive the object.
    SiteTables(assets::Client& client, assets::MetadataCache& cache, SiteTableOptions options);
    ~SiteTables();
    SiteTables(const SiteTables&) = delete;
    SiteTables& operator=(const SiteTables&) = delete;

    // One per object schema, as SQL names them, sorted. At most the requests of the list of object schemas.
    std::vector<std::string> schemaNames(const common::CallContext& context);

    // Ignores ASCII case. Asks the site anew before it says that there is no such table: the list of object schemas,
    // the types of this one, and the attributes of types whose bridge it could be. Of a type that is known it asks
    // nothing. The same definition is the same table, whose foreign keys are left out: only specs() looks up where they
    // lead. Tables stay usable after a change of the definition, and are outdated then (Table::isOutdated). Throws
    // Forbidden for a type of which the account may see neither attributes nor objects.
    std::shared_ptr<const Table> find(std::string_view schemaName, std::string_view tableName,
                                      const common::CallContext& context);
    // Asks the site anew for the attributes of the table. Whether its definition is another one now.
    bool refresh(const TableSpec& spec, const common::CallContext& context);
    // The SQL schemas that have a table of this name. Loads the types of every object schema; where none has it, they
    // are asked anew, but not more often than once a minute. Schemas that are hidden from this account are left out,
    // with a warning.
    std::vector<std::string> schemasWith(std::string_view tableName, const common::CallContext& context);

    // What the filter selects, sorted by schema and name; the types of schemas that it excludes are not loaded. Without
    // filter.columns nothing but names, kinds and remarks is promised.
    // An exact table name costs the types of each schema and the attributes of that type. Anything else costs at most
    // one request per object schema, where the site tells the attributes of a schema with the types they belong to, and
    // as many types as the schema is said to have. Where it does not, the types are listed by one more request and,
    // with filter.columns, attributes are asked type by type; without, bridges are told of types that are known.
    // A type whose attributes the account may not see is described by the columns that every table has.
    // Foreign keys into a schema that is not selected cost one request for its types.
    std::vector<std::shared_ptr<const TableSpec>> specs(const TableFilter& filter, const common::CallContext& context);
    // "ITSM.Laptops": all that is known without a request, for suggestions.
    std::vector<std::string> knownNames() const;

private:
    struct State;
    class Listing;
    std::shared_ptr<State> state_;  // tables that outlive this still ask it
};

}  // namespace assetsodbc::schema
