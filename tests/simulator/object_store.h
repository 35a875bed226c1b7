// The objects of a site. Readers take a snapshot, an immutable ObjectSet, and see one state of the site for as long as
// they hold it; writers put and erase objects meanwhile. Two kinds exist: MemoryStore, and the computed store of
// generated_data.h, which cannot be written to. All members are safe to call from any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <vector>

#include "tests/simulator/id_list.h"
#include "tests/simulator/model.h"

namespace assetsodbc::simulator {

// Conditions on ids and types that a store can answer without looking into objects. Unset means unrestricted.
struct IdFilter {
    std::optional<std::vector<Id>> typeIds;
    std::optional<std::vector<Id>> ids;
    Id lowest = 0;
    Id highest = std::numeric_limits<Id>::max();
};

class ObjectSet {
public:
    virtual ~ObjectSet() = default;
    virtual std::size_t size() const = 0;
    virtual std::shared_ptr<const Object> find(Id id) const = 0;  // null when there is none
    virtual Id typeOf(Id id) const = 0;                           // 0 when there is none; cheaper than find()
    virtual IdList select(const IdFilter& filter) const = 0;      // ascending
    virtual std::uint64_t version() const = 0;                    // differs from set to set of one store

    IdList all() const { return select({}); }
};

class ObjectStore {
public:
    virtual ~ObjectStore() = default;
    virtual std::shared_ptr<const ObjectSet> snapshot() const = 0;

    virtual bool isWritable() const = 0;
    virtual Id allocateId() = 0;          // the next free id; never given out twice
    virtual void put(Object object) = 0;  // inserts, or replaces the object of the same id
    virtual bool erase(Id id) = 0;        // false when there is none
};

class MemoryStore final : public ObjectStore {
public:
    explicit MemoryStore(std::vector<Object> objects = {});

    std::shared_ptr<const ObjectSet> snapshot() const override;
    bool isWritable() const override { return true; }
    Id allocateId() override;
    void put(Object object) override;
    bool erase(Id id) override;

private:
    class Set;

    mutable std::shared_mutex mutex_;
    std::shared_ptr<const Set> current_;
    Id nextId_ = 1;
};

}  // namespace assetsodbc::simulator
