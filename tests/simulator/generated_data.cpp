#include "tests/simulator/generated_data.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "tests/simulator/calendar.h"
#include "tests/simulator/generated_types.h"

namespace assetsodbc::simulator {

namespace {

// Object types repeat in this pattern over the ids, so that which objects a type has is a matter of arithmetic.
constexpr int kPeriod = 20;
constexpr auto H = GeneratedType::Hosts;
constexpr auto V = GeneratedType::VirtualMachines;
constexpr auto A = GeneratedType::Applications;
constexpr auto P = GeneratedType::People;
constexpr auto L = GeneratedType::Locations;
constexpr std::array<GeneratedType, kPeriod> kPattern = {L, P, H, A, H, V, H, P, H, H, V, A, H, V, H, P, H, A, V, H};

// The ids of some of the pattern's places between two bounds, ascending.
class PatternSequence final : public IdSequence {
public:
    PatternSequence(const std::array<bool, kPeriod>& places, std::uint64_t first, std::uint64_t last) {
        for (std::size_t i = 0; i < kPeriod; ++i) {
            before_[i] = chosen_;
            if (places[i]) places_[chosen_++] = i;
        }
        skipped_ = countBelow(first);
        size_ = countBelow(std::max(first, last)) - skipped_;
    }

    std::size_t size() const override { return size_; }
    Id at(std::size_t position) const override {
        const std::uint64_t index = skipped_ + position;
        return static_cast<Id>(index / chosen_ * kPeriod + places_[index % chosen_] + 1);
    }

private:
    // How many of the places are there among the ids 1 to `index`.
    std::uint64_t countBelow(std::uint64_t index) const {
        return index / kPeriod * chosen_ + before_[static_cast<std::size_t>(index % kPeriod)];
    }

    std::array<std::size_t, kPeriod> places_{};
    std::array<std::size_t, kPeriod> before_{};
    std::size_t chosen_ = 0;
    std::uint64_t skipped_ = 0;
    std::uint64_t size_ = 0;
};

std::array<bool, kPeriod> placesOf(const std::vector<Id>& typeIds) {
    std::array<bool, kPeriod> places{};
    for (std::size_t i = 0; i < kPeriod; ++i) {
        const Id typeId = static_cast<Id>(kPattern[i]) + 1;
        places[i] = std::find(typeIds.begin(), typeIds.end(), typeId) != typeIds.end();
    }
    return places;
}

// A rule with the id of the attribute that it fills.
struct Column {
    Id attributeId;
    ValueRule rule;
    int percentSet;
};

class GeneratedSet final : public ObjectSet, private GeneratedReferences {
public:
    GeneratedSet(const GeneratedOptions& options, const SiteDescription& site) : options_(options) {
        for (int type = 0; type < kGeneratedTypes; ++type) {
            members_.emplace_back(placesOf({type + 1}), 0, options.objects);
            columns_.push_back(columnsOf(site, type));
        }
    }

    std::size_t size() const override { return options_.objects; }
    std::uint64_t version() const override { return 1; }

    std::shared_ptr<const Object> find(Id id) const override {
        if (id < 1 || static_cast<std::uint64_t>(id) > options_.objects) return nullptr;
        return std::make_shared<const Object>(make(id));
    }

    Id typeOf(Id id) const override {
        const bool exists = id >= 1 && static_cast<std::uint64_t>(id) <= options_.objects;
        return exists ? static_cast<Id>(kPattern[static_cast<std::size_t>(id - 1) % kPeriod]) + 1 : 0;
    }

    IdList select(const IdFilter& filter) const override {
        std::vector<Id> types = filter.typeIds.value_or(std::vector<Id>{1, 2, 3, 4, 5});
        const auto places = placesOf(types);
        if (filter.ids) return selectIds(filter, places);
        const auto largest = static_cast<Id>(options_.objects);
        const Id first = std::clamp<Id>(filter.lowest, 1, largest + 1);
        const Id last = std::clamp<Id>(filter.highest, 0, largest);
        return IdList(std::make_shared<const PatternSequence>(places, static_cast<std::uint64_t>(first - 1),
                                                              static_cast<std::uint64_t>(last)));
    }

private:
    static std::vector<Column> columnsOf(const SiteDescription& site, int type) {
        std::vector<Column> columns;
        for (const GeneratedAttribute& attribute : generatedTypes()[static_cast<std::size_t>(type)].attributes) {
            const auto found =
                std::find_if(site.attributes.begin(), site.attributes.end(), [&](const auto& definition) {
                    return definition.typeId == type + 1 && definition.name == attribute.spec.name;
                });
            columns.push_back({found->id, attribute.rule, attribute.percentSet});
        }
        return columns;
    }

    IdList selectIds(const IdFilter& filter, const std::array<bool, kPeriod>& places) const {
        std::vector<Id> ids = *filter.ids;
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        const auto isOutside = [&](Id id) {
            return id < 1 || id > static_cast<Id>(options_.objects) || id < filter.lowest || id > filter.highest ||
                   !places[static_cast<std::size_t>(id - 1) % kPeriod];
        };
        ids.erase(std::remove_if(ids.begin(), ids.end(), isOutside), ids.end());
        return IdList(std::move(ids));
    }

    Object make(Id id) const {
        Object object;
        object.id = id;
        object.typeId = typeOf(id);
        const auto type = static_cast<std::size_t>(object.typeId - 1);
        Draw times(options_.seed, id, -2);
        object.created = timesStart() + id * kMsPerMinute + times.below(static_cast<int>(kMsPerMinute));
        object.updated = object.created + times.below(300) * kMsPerDay + times.below(static_cast<int>(kMsPerDay));
        object.hasAvatar = times.chance(2);
        int number = 0;
        for (const Column& column : columns_[type]) {
            Draw draw(options_.seed, id, number++);
            if (!draw.chance(column.percentSet)) continue;
            AttributeValues values;
            values.attributeId = column.attributeId;
            column.rule(draw, id, *this, values.values);
            if (!values.values.empty()) object.attributes.push_back(std::move(values));
        }
        return object;
    }

    static EpochMs timesStart() {
        static const EpochMs start = timeOf("2020-01-01");
        return start;
    }

    Id pick(GeneratedType type, Draw& draw) const override {
        const PatternSequence& members = members_[static_cast<std::size_t>(type)];
        return members.size() == 0 ? 0 : members.at(static_cast<std::size_t>(draw.next() % members.size()));
    }

    GeneratedOptions options_;
    std::vector<PatternSequence> members_;
    std::vector<std::vector<Column>> columns_;
};

class GeneratedStore final : public ObjectStore {
public:
    explicit GeneratedStore(std::shared_ptr<const GeneratedSet> set) : set_(std::move(set)) {}

    std::shared_ptr<const ObjectSet> snapshot() const override { return set_; }
    bool isWritable() const override { return false; }
    Id allocateId() override { refuse(); }
    void put(Object) override { refuse(); }
    bool erase(Id) override { refuse(); }

private:
    [[noreturn]] static void refuse() { throw std::logic_error("The generated site cannot be written to."); }

    std::shared_ptr<const GeneratedSet> set_;
};

std::vector<Object> allObjects(const GeneratedSet& set) {
    std::vector<Object> objects;
    objects.reserve(set.size());
    const IdList ids = set.all();
    for (std::size_t i = 0; i < ids.size(); ++i) objects.push_back(*set.find(ids[i]));
    return objects;
}

}  // namespace

std::unique_ptr<Site> makeGeneratedSite(const GeneratedOptions& options) {
    SiteDescription description = describeGeneratedSite();
    auto set = std::make_shared<const GeneratedSet>(options, description);
    std::unique_ptr<ObjectStore> store;
    if (options.inMemory) {
        store = std::make_unique<MemoryStore>(allObjects(*set));
    } else {
        store = std::make_unique<GeneratedStore>(std::move(set));
    }
    return std::make_unique<Site>(std::move(description), std::move(store));
}

}  // namespace assetsodbc::simulator
