// What one call sees of the site: object schemas, types and attributes, asked for when they are needed and taken from
// the metadata cache where it knows them. All of it stays the same, and in place, for as long as the view lives or
// until distrust().
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assets/model.h"

namespace assetsodbc::assets {
class Client;
class MetadataCache;
}  // namespace assetsodbc::assets
namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::schema {

using AttributeList = std::vector<assets::AttributeDefinition>;

// The object schemas and how SQL names them.
struct SqlSchemas {
    std::shared_ptr<const std::vector<assets::ObjectSchema>> list;
    std::map<std::int64_t, std::string> names;
    std::map<std::string, std::int64_t> byName;  // in lower case
};

// The types of one object schema and how SQL names their tables.
struct SqlTypes {
    std::shared_ptr<const std::vector<assets::ObjectType>> list;
    std::map<std::int64_t, std::string> names;
    std::map<std::string, const assets::ObjectType*> byName;  // in lower case
    std::map<std::int64_t, const assets::ObjectType*> byId;
};

// What outlives a call. Client and cache must outlive it.
struct SiteMemory {
    assets::Client& client;
    assets::MetadataCache& cache;
    std::shared_ptr<const SqlSchemas> schemas;
    std::map<std::int64_t, std::shared_ptr<const SqlTypes>> types;  // by schema
    // By type: what is known of attributes that were told without all of what a table needs: names and cardinalities.
    std::map<std::int64_t, AttributeList> outlines;
    // The site does not tell which types the attributes of a schema belong to.
    bool tellsNoTypesWithAttributes = false;
};

class SiteView {
public:
    // context nullptr: nothing is asked; what is not known is missing. Both must outlive the view.
    SiteView(SiteMemory& memory, const common::CallContext* context) : memory_(memory), context_(context) {}

    // Only where there is one.
    const common::CallContext& context() const { return *context_; }

    const SqlSchemas* schemas();
    // nullptr: the site knows no such schema.
    const SqlTypes* types(std::int64_t objectSchemaId);
    // nullptr: the site knows no such type.
    std::shared_ptr<const AttributeList> attributes(std::int64_t objectTypeId);
    // The same, but none for a type whose definitions the account may not see.
    std::shared_ptr<const AttributeList> visibleAttributes(std::int64_t objectTypeId);
    // Whether visibleAttributes() told none for that.
    bool hidesAttributes(std::int64_t objectTypeId) const { return hidden_.count(objectTypeId) != 0; }
    // Without a request: the attributes, or at least their names and cardinalities; nullptr when neither is known.
    const AttributeList* outline(std::int64_t objectTypeId);

    // Makes the attributes of these types known by as few requests as the site allows.
    void prepareAttributes(std::int64_t objectSchemaId, const std::vector<std::int64_t>& objectTypeIds);
    // Makes the types of a schema known, and the attributes of all of them as far as one request tells them.
    void prepareSchema(std::int64_t objectSchemaId);
    // The schema of a type; asks the site when it is not known.
    std::optional<std::int64_t> schemaOf(std::int64_t objectTypeId, std::optional<std::int64_t> likelySchemaId);

    // The types of the schema are asked anew when they are next needed, unless this call has asked them already.
    void reloadTypes(std::int64_t objectSchemaId);
    // From now on what was known before this call is asked anew. Returns false when there was nothing such in use, so
    // that asking again would tell nothing else.
    bool distrust();
    // Whether something was missing that could not be asked for.
    bool isLacking() const { return isLacking_; }

private:
    template <typename T>
    struct Seen {
        std::shared_ptr<const T> what;  // nullptr: the site knows no such thing
        bool isFresh = false;           // asked in this call
    };

    bool mayAsk();
    std::shared_ptr<const SqlSchemas> namedSchemas(std::shared_ptr<const std::vector<assets::ObjectSchema>> list);
    std::shared_ptr<const SqlTypes> namedTypes(std::int64_t objectSchemaId,
                                               std::shared_ptr<const std::vector<assets::ObjectType>> list);
    bool knowsTypes(std::int64_t objectSchemaId) const;
    bool knowsAttributes(std::int64_t objectTypeId);
    bool isWhollyKnown(std::int64_t objectSchemaId);
    std::optional<std::int64_t> findSchemaOf(std::int64_t objectTypeId, std::optional<std::int64_t> likelySchemaId);
    void takeTypes(std::int64_t objectSchemaId, std::vector<assets::ObjectType> embedded);
    void takeAttributes(const SqlTypes& types, std::map<std::int64_t, AttributeList> byType);

    SiteMemory& memory_;
    const common::CallContext* context_;
    Seen<SqlSchemas> schemas_;
    std::map<std::int64_t, Seen<SqlTypes>> types_;
    std::map<std::int64_t, Seen<AttributeList>> attributes_;
    std::set<std::int64_t> hidden_;    // types whose attributes the account may not see
    std::set<std::int64_t> prepared_;  // schemas that prepareSchema asked in this call
    std::map<std::int64_t, std::optional<std::int64_t>> schemaOfType_;
    bool distrusts_ = false, usesKept_ = false, isLacking_ = false;
};

}  // namespace assetsodbc::schema
