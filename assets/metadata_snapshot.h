// What a metadata cache holds, and the text that a file keeps of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assets/discovery.h"
#include "assets/model.h"

namespace assetsodbc::assets {

// A thing that the site told, and when.
template <typename T>
struct Told {
    std::shared_ptr<const T> what;  // nullptr: nothing
    std::chrono::system_clock::time_point when;
};

struct MetadataSnapshot {
    Told<Endpoint> endpoint;
    Told<std::vector<ObjectSchema>> objectSchemas;
    std::map<std::int64_t, Told<std::vector<ObjectType>>> objectTypes;          // by schema
    std::map<std::int64_t, Told<std::vector<AttributeDefinition>>> attributes;  // by type
};

// JSON, with the number of its format and the site that it tells of.
std::string snapshotText(const MetadataSnapshot& snapshot, std::string_view site);
// nullopt for anything that snapshotText did not write for this site: other formats, truncated or altered text.
std::optional<MetadataSnapshot> snapshotOfText(std::string_view text, std::string_view site);

}  // namespace assetsodbc::assets
