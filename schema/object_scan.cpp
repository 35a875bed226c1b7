#include "schema/object_scan.h"

#include <algorithm>
#include <utility>

namespace assetsodbc::schema {
namespace {

// Beyond it a bound saves nothing, and the objects read under a bound are remembered.
constexpr std::uint64_t kLargestBound = 10000;

}  // namespace

QueryPlace queryPlaceOf(const assets::Client& client) {
    return client.sendsQueriesInUrl() ? QueryPlace::Url : QueryPlace::Body;
}

ObjectScan::ObjectScan(assets::Client& client, ObjectConditions conditions, assets::ObjectFields fields,
                       std::optional<std::uint64_t> objectBound)
    : client_(client), conditions_(std::move(conditions)), fields_(fields) {
    // Under a bound, objects that fail a check would use it up.
    if (conditions_.checks.empty() && objectBound && *objectBound <= kLargestBound) objectBound_ = objectBound;
}

const assets::AssetObject* ObjectScan::next(const common::CallContext& context) {
    while (true) {
        if (!stream_) {
            if (nextBatch_ == conditions_.batches.size()) return nullptr;
            startSearch(context);
        }
        const assets::AssetObject* object = stream_->next(context);
        if (object == nullptr) {
            stream_.reset();
            if (goOnBeyondBound()) --nextBatch_;
        } else if (passesChecks(*object) && isNew(*object)) {
            ++delivered_;
            return object;
        }
    }
}

void ObjectScan::startSearch(const common::CallContext& context) {
    assets::SearchRequest request;
    request.aql = conditions_.batches[nextBatch_++].render();
    request.fields = fields_;
    if (objectBound_) request.rowBound = *objectBound_ - delivered_;
    stream_ = client_.search(std::move(request), context);
}

bool ObjectScan::passesChecks(const assets::AssetObject& object) const {
    return std::all_of(conditions_.checks.begin(), conditions_.checks.end(), [&](const IdCheck& check) {
        return std::binary_search(check.allowed.begin(), check.allowed.end(), object.*check.id);
    });
}

bool ObjectScan::isNew(const assets::AssetObject& object) {
    const bool mayComeAgain = conditions_.mayRepeat || objectBound_.has_value();
    return !mayComeAgain || seen_.insert(object.id).second;
}

// A search that ended at the bound may have left objects out; that it is asked for more says that they matter.
bool ObjectScan::goOnBeyondBound() {
    if (!objectBound_ || delivered_ < *objectBound_) return false;
    objectBound_.reset();
    conditions_.mayRepeat = true;
    return true;
}

}  // namespace assetsodbc::schema
