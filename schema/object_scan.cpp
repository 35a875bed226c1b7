#include "schema/object_scan.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/error.h"
#include "schema/ordered_objects.h"

namespace assetsodbc::schema {
namespace {

// Beyond it a bound saves nothing, and the objects read under a bound are remembered.
constexpr std::uint64_t kLargestBound = 10000;

}  // namespace

QueryPlace queryPlaceOf(const assets::Client& client) {
    return client.sendsQueriesInUrl() ? QueryPlace::Url : QueryPlace::Body;
}

ObjectScan::ObjectScan(assets::Client& client, RefusableConditions conditions, SearchFields fields,
                       std::optional<std::uint64_t> objectBound, std::optional<ObjectOrder> order)
    : client_(client), conditions_(std::move(conditions)), fields_(std::move(fields)) {
    if (order)
        ordered_ = std::make_unique<OrderedObjects>(client, std::move(*order), fields_,
                                                    objectBound.value_or(std::numeric_limits<std::uint64_t>::max()));
    else if (objectBound && *objectBound <= kLargestBound)
        objectBound_ = objectBound;
}

ObjectScan::~ObjectScan() = default;
ObjectScan::ObjectScan(ObjectScan&&) noexcept = default;

const assets::AssetObject* ObjectScan::next(const common::CallContext& context) {
    if (!ordered_) return nextFound(context);
    const AllObjects all = {conditions_.current(), [this] { restart(); },
                            [this](const common::CallContext& call) -> ObjectOnPage {
                                const assets::AssetObject* object = nextFound(call);
                                return {object, object == nullptr ? nullptr : &stream_->page()};
                            }};
    return ordered_->next(all, context).object;
}

const assets::ObjectPage& ObjectScan::page() const {
    return ordered_ ? ordered_->page() : stream_->page();
}

ObjectOnPage ObjectScan::ahead(std::size_t steps) const {
    if (ordered_) return ordered_->ahead(steps);
    const assets::AssetObject* object = stream_ ? stream_->ahead(steps) : nullptr;
    return object == nullptr ? ObjectOnPage{} : ObjectOnPage{object, &stream_->page()};
}

const assets::AssetObject* ObjectScan::nextFound(const common::CallContext& context) {
    while (true) {
        try {
            if (!stream_) {
                if (nextBatch_ == conditions_.current().batches.size()) return nullptr;
                startSearch(context);
            }
            const assets::AssetObject* object = stream_->next(context);
            conditions_.accepted();
            if (object == nullptr) {
                stream_.reset();
                if (goOnBeyondBound()) --nextBatch_;
                continue;
            }
            ++taken_;
            if (passesChecks(*object) && isNew(*object)) {
                ++delivered_;
                return object;
            }
        } catch (const common::Error& error) {
            if (!conditions_.weaken(error)) throw;
            stream_.reset();
            nextBatch_ = 0;
            if (delivered_ > 0) objectBound_.reset();  // those delivered come again, and would use it up
        }
    }
}

void ObjectScan::restart() {
    stream_.reset();
    nextBatch_ = 0;
    delivered_ = 0;
    seen_.clear();
}

void ObjectScan::startSearch(const common::CallContext& context) {
    assets::SearchRequest request;
    request.aql = conditions_.current().batches[nextBatch_++].render();
    request.fields = fields_.fields;
    request.attributeIds = fields_.attributeIds;
    taken_ = 0;
    searchBound_.reset();
    // Under a bound, objects that fail a check would use it up.
    if (objectBound_ && delivered_ < *objectBound_ && conditions_.current().checks.empty())
        searchBound_ = *objectBound_ - delivered_;
    request.rowBound = searchBound_;
    stream_ = client_.search(std::move(request), context);
}

bool ObjectScan::passesChecks(const assets::AssetObject& object) const {
    const auto& checks = conditions_.current().checks;
    return std::all_of(checks.begin(), checks.end(), [&](const IdCheck& check) {
        return std::binary_search(check.allowed.begin(), check.allowed.end(), object.*check.id);
    });
}

bool ObjectScan::isNew(const assets::AssetObject& object) {
    mayComeAgain_ = mayComeAgain_ || objectBound_ || conditions_.current().mayRepeat || conditions_.mayBeRefused();
    return !mayComeAgain_ || seen_.insert(object.id);
}

// A search that ended at the bound may have left objects out; that it is asked for more says that they matter.
bool ObjectScan::goOnBeyondBound() {
    if (!searchBound_ || taken_ < *searchBound_) return false;
    objectBound_.reset();
    mayComeAgain_ = true;
    return true;
}

std::optional<std::uint64_t> countObjects(assets::Client& client, const ObjectConditions& conditions,
                                          const common::CallContext& context) {
    if (!conditions.isExact || conditions.mayRepeat || !conditions.checks.empty()) return std::nullopt;
    std::uint64_t count = 0;
    try {
        for (const assets::AqlExpression& batch : conditions.batches) count += client.count(batch.render(), context);
    } catch (const common::Error& error) {
        if (!RefusableConditions::isRefusal(error)) throw;
        return std::nullopt;
    }
    return count;
}

}  // namespace assetsodbc::schema
