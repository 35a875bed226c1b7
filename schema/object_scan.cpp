#include "schema/object_scan.h"

#include <utility>

namespace assetsodbc::schema {

ObjectScan::ObjectScan(assets::Client& client, ObjectConditions conditions, assets::ObjectFields fields,
                       std::optional<std::uint64_t> objectBound)
    : client_(client), conditions_(std::move(conditions)), fields_(fields), objectBound_(objectBound) {}

const assets::AssetObject* ObjectScan::next(const common::CallContext& context) {
    while (true) {
        if (!stream_) {
            if (nextBatch_ == conditions_.batches.size()) return nullptr;
            startSearch(context);
        }
        const assets::AssetObject* object = stream_->next(context);
        if (object == nullptr) {
            stream_.reset();
        } else if (!isRepeated(*object)) {
            ++delivered_;
            return object;
        }
    }
}

void ObjectScan::startSearch(const common::CallContext& context) {
    assets::SearchRequest request;
    request.aql = conditions_.batches[nextBatch_++].render();
    request.fields = fields_;
    if (objectBound_ && !conditions_.mayRepeat && *objectBound_ > delivered_)
        request.rowBound = *objectBound_ - delivered_;
    stream_ = client_.search(std::move(request), context);
}

bool ObjectScan::isRepeated(const assets::AssetObject& object) {
    return conditions_.mayRepeat && !seen_.insert(object.id).second;
}

}  // namespace assetsodbc::schema
