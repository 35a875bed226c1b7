#include "sqlengine/lookup_scan.h"

#include "common/error.h"
#include "sqlengine/join_key.h"
#include "sqlengine/join_site.h"

namespace assetsodbc::sqlengine {

LookupScan::LookupScan(OpenScans& open, const JoinSite& site, LookupTarget target, std::shared_ptr<IndexedScan> found)
    : OpenScan(open, site),
      target_(std::move(target)),
      found_(std::move(found)),
      index_(&found_->by(target_.columns)) {}

bool LookupScan::advance(const common::CallContext& context) {
    if (target_.isUnique && position_.found) return false;
    try {
        return index_->next(target_.values, position_, context);
    } catch (const common::Error& error) {
        // The statement has asked for this value only.
        const bool mayRetry = found_->keys > 1 && !position_.row && mayBeOfOneValue(error);
        if (!mayRetry) throw;
    }
    found_ = target_.rows->ask(target_.columns.front(), {target_.values.front()}, context);
    index_ = &found_->by(target_.columns);
    position_ = {};
    return index_->next(target_.values, position_, context);
}

// Of rows that were asked for together all are wanted; of a whole table those of the keys to come.
std::vector<schema::Value> LookupScan::upcoming(std::size_t column, std::size_t most) const {
    const SharedScan& scan = *found_->scan();
    std::vector<schema::Value> values = valuesAtHand(scan, *position_.row, column, found_->keys > 0 ? most : 1);
    if (found_->keys > 0) {
        for (auto& value : valuesAtHand(scan, 0, column, most - values.size())) values.push_back(std::move(value));
    } else {
        addRowsOfUpcomingKeys(values, column, most);
    }
    return values;
}

void LookupScan::addRowsOfUpcomingKeys(std::vector<schema::Value>& values, std::size_t column, std::size_t most) const {
    if (target_.columns.size() != 1) return;
    const std::size_t keyColumn = target_.columns.front();
    for (const auto& cell : site().upcomingKeys(*this, keyColumn, target_.values.front(), most)) {
        const auto key = keyFor(site().table().spec().columns[keyColumn], schema::viewOf(cell));
        const auto row = key ? index_->firstKnown(*key) : std::nullopt;
        if (!row) continue;
        for (auto& value : valuesAtHand(*found_->scan(), *row, column, 1)) values.push_back(std::move(value));
    }
}

bool mayBeOfOneValue(const common::Error& error) {
    switch (error.kind()) {
        case common::ErrorKind::InvalidQuery:
        case common::ErrorKind::BadResponse:
        case common::ErrorKind::ServerError:
        case common::ErrorKind::NotFound:
        case common::ErrorKind::ValueUnreadable:
        case common::ErrorKind::Unsupported:
            return true;
        default:
            return false;
    }
}

}  // namespace assetsodbc::sqlengine
