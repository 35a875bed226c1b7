#include "tests/simulator/object_store.h"

#include <algorithm>
#include <mutex>
#include <unordered_set>
#include <utility>

namespace assetsodbc::simulator {

using ObjectPointers = std::vector<std::shared_ptr<const Object>>;

// Ascending by id. A write replaces the whole set: the objects themselves are shared, only the pointers are copied.
class MemoryStore::Set final : public ObjectSet {
public:
    Set(ObjectPointers objects, std::uint64_t version) : objects_(std::move(objects)), version_(version) {}

    std::size_t size() const override { return objects_.size(); }
    std::uint64_t version() const override { return version_; }

    std::shared_ptr<const Object> find(Id id) const override {
        const auto at = position(id);
        return at != objects_.end() && (*at)->id == id ? *at : nullptr;
    }

    Id typeOf(Id id) const override {
        const auto object = find(id);
        return object ? object->typeId : 0;
    }

    IdList select(const IdFilter& filter) const override {
        std::vector<Id> result;
        if (filter.ids) {
            selectByIds(filter, result);
        } else {
            const TypeFilter types(filter);
            for (auto at = position(filter.lowest); at != objects_.end() && (*at)->id <= filter.highest; ++at) {
                if (types.accepts(**at)) result.push_back((*at)->id);
            }
        }
        return IdList(std::move(result));
    }

    const ObjectPointers& objects() const { return objects_; }

    ObjectPointers::const_iterator position(Id id) const {
        return std::lower_bound(
            objects_.begin(), objects_.end(), id,
            [](const std::shared_ptr<const Object>& object, Id wanted) { return object->id < wanted; });
    }

private:
    class TypeFilter {
    public:
        explicit TypeFilter(const IdFilter& filter) : restricted_(filter.typeIds.has_value()) {
            if (filter.typeIds) types_.insert(filter.typeIds->begin(), filter.typeIds->end());
        }
        bool accepts(const Object& object) const { return !restricted_ || types_.count(object.typeId) > 0; }

    private:
        bool restricted_;
        std::unordered_set<Id> types_;
    };

    void selectByIds(const IdFilter& filter, std::vector<Id>& result) const {
        const TypeFilter types(filter);
        std::vector<Id> ids = *filter.ids;
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        for (const Id id : ids) {
            const auto object = find(id);
            if (object && id >= filter.lowest && id <= filter.highest && types.accepts(*object)) result.push_back(id);
        }
    }

    ObjectPointers objects_;
    std::uint64_t version_;
};

MemoryStore::MemoryStore(std::vector<Object> objects) {
    std::sort(objects.begin(), objects.end(), [](const Object& a, const Object& b) { return a.id < b.id; });
    ObjectPointers pointers;
    pointers.reserve(objects.size());
    for (Object& object : objects) {
        nextId_ = std::max(nextId_, object.id + 1);
        pointers.push_back(std::make_shared<const Object>(std::move(object)));
    }
    current_ = std::make_shared<const Set>(std::move(pointers), 1);
}

std::shared_ptr<const ObjectSet> MemoryStore::snapshot() const {
    const std::shared_lock lock(mutex_);
    return current_;
}

Id MemoryStore::allocateId() {
    const std::unique_lock lock(mutex_);
    return nextId_++;
}

void MemoryStore::put(Object object) {
    const auto added = std::make_shared<const Object>(std::move(object));
    const std::unique_lock lock(mutex_);
    ObjectPointers objects = current_->objects();
    const auto at = objects.begin() + (current_->position(added->id) - current_->objects().begin());
    if (at != objects.end() && (*at)->id == added->id) {
        *at = added;
    } else {
        objects.insert(at, added);
    }
    nextId_ = std::max(nextId_, added->id + 1);
    current_ = std::make_shared<const Set>(std::move(objects), current_->version() + 1);
}

bool MemoryStore::erase(Id id) {
    const std::unique_lock lock(mutex_);
    if (!current_->find(id)) return false;
    ObjectPointers objects = current_->objects();
    objects.erase(objects.begin() + (current_->position(id) - current_->objects().begin()));
    current_ = std::make_shared<const Set>(std::move(objects), current_->version() + 1);
    return true;
}

}  // namespace assetsodbc::simulator
