#include "assets/metadata_cache.h"

#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "assets/metadata_snapshot.h"
#include "assets/private_file.h"
#include "common/clock.h"

namespace assetsodbc::assets {

namespace {

constexpr std::size_t kLongestFile = 128U << 20;

// FNV-1a, for a name only: two halves from two starts.
std::uint64_t hashOf(std::string_view text, std::uint64_t hash) {
    constexpr std::uint64_t kPrime = 0x100000001b3;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    return hash;
}

std::string fileNameOf(const MetadataCacheSettings& settings) {
    const std::string text = settings.site + '\0' + settings.account;
    char name[40];
    std::snprintf(name, sizeof name, "%016llx%016llx",
                  static_cast<unsigned long long>(hashOf(text, 0xcbf29ce484222325)),
                  static_cast<unsigned long long>(hashOf(text, 0x9e3779b97f4a7c15)));
    return std::string(name) + ".json";
}

}  // namespace

std::string defaultCacheDirectory() {
    const auto absolute = [](const char* name) {
        const char* const value = std::getenv(name);
        return value != nullptr && value[0] == '/' ? std::string(value) : std::string();
    };
    if (const std::string cache = absolute("XDG_CACHE_HOME"); !cache.empty()) return cache + "/assetsodbc";
    const std::string home = absolute("HOME");
    return home.empty() ? std::string() : home + "/.cache/assetsodbc";
}

struct MetadataCache::State {
    State(MetadataCacheSettings given, const common::Clock& usedClock)
        : settings(std::move(given)), clock(usedClock), fileName(fileNameOf(settings)) {}

    // Nothing is read before anybody asks, so that a connection that does not is not slowed down.
    MetadataSnapshot& held() {
        if (std::exchange(isRead, true) || !hasFile()) return snapshot;
        if (const auto text = readPrivateFile(settings.directory, fileName, kLongestFile))
            if (auto kept = snapshotOfText(*text, settings.site)) snapshot = std::move(*kept);
        return snapshot;
    }
    bool hasFile() const { return !settings.directory.empty() && settings.timeToLive.count() > 0; }

    // With no time to live, what this connection learned serves this connection. What was told in the future was told
    // by a clock that was wrong.
    template <typename T>
    std::shared_ptr<const T> fresh(const Told<T>& told) const {
        if (settings.timeToLive.count() <= 0) return told.what;
        const auto now = clock.wallClock();
        const bool isFresh = told.when <= now && now - told.when < settings.timeToLive;
        return isFresh ? told.what : nullptr;
    }
    template <typename T>
    std::shared_ptr<const T> fresh(const std::map<std::int64_t, Told<T>>& entries, std::int64_t id) const {
        const auto found = entries.find(id);
        return found == entries.end() ? nullptr : fresh(found->second);
    }
    template <typename T>
    Told<T> toldNow(T what) {
        noteChange();
        return {std::make_shared<const T>(std::move(what)), clock.wallClock()};
    }
    // What nobody would read again.
    void dropOld() {
        const auto dropFrom = [this](auto& entries) {
            for (auto each = entries.begin(); each != entries.end();)
                each = fresh(each->second) == nullptr ? entries.erase(each) : std::next(each);
        };
        if (fresh(snapshot.endpoint) == nullptr) snapshot.endpoint = {};
        if (fresh(snapshot.objectSchemas) == nullptr) snapshot.objectSchemas = {};
        dropFrom(snapshot.objectTypes);
        dropFrom(snapshot.attributes);
    }
    void noteChange() {
        ++version;
        isSaved = false;
    }

    const MetadataCacheSettings settings;
    const common::Clock& clock;
    const std::string fileName;
    MetadataSnapshot snapshot;
    std::uint64_t version = 0;
    bool isRead = false, isSaved = true;
};

MetadataCache::MetadataCache(MetadataCacheSettings settings, const common::Clock& clock)
    : state_(std::make_unique<State>(std::move(settings), clock)) {}

MetadataCache::~MetadataCache() = default;

std::shared_ptr<const Endpoint> MetadataCache::endpoint() const {
    return state_->fresh(state_->held().endpoint);
}

std::shared_ptr<const std::vector<ObjectSchema>> MetadataCache::objectSchemas() const {
    return state_->fresh(state_->held().objectSchemas);
}

std::shared_ptr<const std::vector<ObjectType>> MetadataCache::objectTypes(std::int64_t objectSchemaId) const {
    return state_->fresh(state_->held().objectTypes, objectSchemaId);
}

std::shared_ptr<const std::vector<AttributeDefinition>> MetadataCache::attributes(std::int64_t objectTypeId) const {
    return state_->fresh(state_->held().attributes, objectTypeId);
}

std::optional<std::chrono::system_clock::duration> MetadataCache::ageOfAttributes(std::int64_t objectTypeId) const {
    if (attributes(objectTypeId) == nullptr) return std::nullopt;
    const auto age = state_->clock.wallClock() - state_->held().attributes.at(objectTypeId).when;
    return age.count() < 0 ? std::nullopt : std::optional(age);
}

void MetadataCache::setEndpoint(Endpoint endpoint) {
    state_->held().endpoint = state_->toldNow(std::move(endpoint));
}

std::shared_ptr<const std::vector<ObjectSchema>> MetadataCache::setObjectSchemas(std::vector<ObjectSchema> schemas) {
    auto& entry = state_->held().objectSchemas;
    entry = state_->toldNow(std::move(schemas));
    return entry.what;
}

std::shared_ptr<const std::vector<ObjectType>> MetadataCache::setObjectTypes(std::int64_t objectSchemaId,
                                                                             std::vector<ObjectType> types) {
    auto& entry = state_->held().objectTypes[objectSchemaId];
    entry = state_->toldNow(std::move(types));
    return entry.what;
}

std::shared_ptr<const std::vector<AttributeDefinition>> MetadataCache::setAttributes(
    std::int64_t objectTypeId, std::vector<AttributeDefinition> attributes) {
    auto& entry = state_->held().attributes[objectTypeId];
    entry = state_->toldNow(std::move(attributes));
    return entry.what;
}

void MetadataCache::forgetObjectSchemas() {
    state_->held().objectSchemas = {};
    state_->noteChange();
}

void MetadataCache::forgetObjectTypes(std::int64_t objectSchemaId) {
    if (state_->held().objectTypes.erase(objectSchemaId) != 0) state_->noteChange();
}

void MetadataCache::forgetAttributes(std::int64_t objectTypeId) {
    if (state_->held().attributes.erase(objectTypeId) != 0) state_->noteChange();
}

void MetadataCache::forgetEverything() {
    state_->held() = {};
    state_->noteChange();
}

std::uint64_t MetadataCache::version() const {
    return state_->version;
}

void MetadataCache::save() noexcept {
    if (state_->isSaved || !state_->hasFile()) return;
    try {
        // Also when it fails: the next change tries again.
        state_->isSaved = true;
        state_->held();
        state_->dropOld();
        replacePrivateFile(state_->settings.directory, state_->fileName,
                           snapshotText(state_->snapshot, state_->settings.site));
    } catch (...) {  // NOLINT(bugprone-empty-catch): what cannot be kept is asked again
    }
}

}  // namespace assetsodbc::assets
