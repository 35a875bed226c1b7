// What is known of a site's object schemas, types and attributes, as the API told it: in memory, and in a file of the
// user's cache directory, so that the next connection need not ask again. The file belongs to one site and account, has
// mode 0600, holds no secret, and is replaced as a whole; one that cannot be read, or is foreign, is ignored and
// replaced. Entries older than the time to live count as unknown. Not thread-safe; several processes may share the
// file.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assets/discovery.h"
#include "assets/model.h"

namespace assetsodbc::common {
class Clock;
}

namespace assetsodbc::assets {

struct MetadataCacheSettings {
    std::string directory;                  // empty: in memory only
    std::string site;                       // URL of the site
    std::string account;                    // whoever the site answers to; no secret, or a hash
    std::chrono::seconds timeToLive{3600};  // 0: nothing is kept beyond this connection
};

// $XDG_CACHE_HOME/assetsodbc or ~/.cache/assetsodbc; empty when neither is known.
std::string defaultCacheDirectory();

class MetadataCache {
public:
    MetadataCache(MetadataCacheSettings settings, const common::Clock& clock);
    ~MetadataCache();
    MetadataCache(const MetadataCache&) = delete;
    MetadataCache& operator=(const MetadataCache&) = delete;

    // nullptr: not known, or too old. The same pointer comes back until the entry is set, forgotten or too old.
    std::shared_ptr<const Endpoint> endpoint() const;
    std::shared_ptr<const std::vector<ObjectSchema>> objectSchemas() const;
    std::shared_ptr<const std::vector<ObjectType>> objectTypes(std::int64_t objectSchemaId) const;
    std::shared_ptr<const std::vector<AttributeDefinition>> attributes(std::int64_t objectTypeId) const;

    // How long ago the site told attributes(); nullopt where they are not known, or a clock was wrong.
    std::optional<std::chrono::system_clock::duration> ageOfAttributes(std::int64_t objectTypeId) const;

    // Return what is kept now.
    void setEndpoint(Endpoint endpoint);
    std::shared_ptr<const std::vector<ObjectSchema>> setObjectSchemas(std::vector<ObjectSchema> schemas);
    std::shared_ptr<const std::vector<ObjectType>> setObjectTypes(std::int64_t objectSchemaId,
                                                                  std::vector<ObjectType> types);
    std::shared_ptr<const std::vector<AttributeDefinition>> setAttributes(std::int64_t objectTypeId,
                                                                          std::vector<AttributeDefinition> attributes);

    void forgetObjectSchemas();
    void forgetObjectTypes(std::int64_t objectSchemaId);
    void forgetAttributes(std::int64_t objectTypeId);
    void forgetEverything();

    // Counts up whenever anything is set or forgotten.
    std::uint64_t version() const;
    // Writes the file if anything changed. Never throws: a cache that cannot be written is no cache.
    void save() noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace assetsodbc::assets
