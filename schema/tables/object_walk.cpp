#include "schema/tables/object_walk.h"

#include <algorithm>
#include <utility>

#include "schema/key_constraints.h"

namespace assetsodbc::schema {
namespace {

// Beyond it the whole list costs hardly more.
constexpr std::uint64_t kMostFew = 500;

}  // namespace

ObjectWalk::ObjectWalk(assets::Client& client, const ScanRequest& request, std::size_t idColumn) : client_(client) {
    if (const Constraint* byId = constraintOn(request, idColumn)) {
        ids_ = idsOf(*byId);
        return;
    }
    source_ = IdSource::SiteList;
    few_ = std::max<std::uint64_t>(1, request.rowBound.value_or(0));
    nextListing_ = request.rowBound && few_ <= kMostFew ? Listing::FirstFew : Listing::All;
}

std::optional<std::int64_t> ObjectWalk::next(const common::CallContext& context) {
    while (next_ == ids_.size() && nextListing_ != Listing::Nothing) listMore(context);
    if (next_ == ids_.size()) return std::nullopt;
    return ids_[next_++];
}

// A list is read to its end before the first object is asked for: asking takes long, and the list would change
// meanwhile. A reader who wants few rows is taken to need few objects, until he asks for more.
void ObjectWalk::listMore(const common::CallContext& context) {
    const bool isFirst = nextListing_ == Listing::FirstFew;
    assets::SearchRequest search;
    if (isFirst) search.rowBound = few_;
    const auto objects = client_.search(std::move(search), context);
    std::vector<std::int64_t> ids;
    while (!isFirst || ids.size() < few_) {
        const assets::AssetObject* const object = objects->next(context);
        if (object == nullptr) break;
        if (listed_.count(object->id) == 0) ids.push_back(object->id);
    }
    if (isFirst) listed_.insert(ids.begin(), ids.end());
    nextListing_ = isFirst ? Listing::All : Listing::Nothing;
    ids_ = std::move(ids);
    next_ = 0;
}

}  // namespace assetsodbc::schema
