#include "sqlengine/open_scan.h"

#include <algorithm>

#include "common/error.h"

namespace assetsodbc::sqlengine {

OpenScan::OpenScan(OpenScans& open, const JoinSite& site) : open_(open), site_(site) {
    open_.scans_.push_back(this);
}

OpenScan::~OpenScan() {
    auto& scans = open_.scans_;
    scans.erase(std::find(scans.begin(), scans.end(), this));
}

std::vector<schema::Value> ReplayedScan::upcoming(std::size_t column, std::size_t most) const {
    return valuesAtHand(*scan_, next_ - 1, column, most);
}

std::vector<schema::Value> valuesAtHand(const SharedScan& scan, std::size_t row, std::size_t column, std::size_t most) {
    std::vector<schema::Value> values;
    for (; row < scan.size() && values.size() < most; ++row) {
        try {
            values.push_back(schema::ownedValue(scan.cell(row, column)));
        } catch (const common::Error&) {
            continue;  // matters only to who reads it
        }
    }
    for (auto& value : scan.ahead(column, most - values.size())) values.push_back(std::move(value));
    return values;
}

}  // namespace assetsodbc::sqlengine
