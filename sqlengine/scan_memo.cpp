#include "sqlengine/scan_memo.h"

namespace assetsodbc::sqlengine {

const ScanRepetition& ScanMemo::repetition() {
    if (!repetition_) repetition_ = findRepetition_ ? findRepetition_() : ScanRepetition();
    return *repetition_;
}

JoinSite& ScanMemo::siteOf(const ScanStart& start) {
    const auto* address = &start.table;
    std::string key(reinterpret_cast<const char*>(&address), sizeof address);
    key += start.plan;
    auto& site = run_->sites[key];
    if (site == nullptr) {
        std::vector<bool> columns = start.request.columnsUsed;
        if (repetition().mayRepeat(start.instance, start.plan)) {
            for (const std::size_t column : repetition().columnsOf(start.instance)) {
                // An input is read only where it is given.
                if (!start.table.spec().columns.at(column).hidden) columns.at(column) = true;
            }
        }
        site = std::make_unique<JoinSite>(run_->memory, start.table, std::move(columns));
    }
    return *site;
}

std::unique_ptr<schema::RowStream> ScanMemo::scan(const ScanStart& start, const common::CallContext& context) {
    const ScanRepetition& repeated = repetition();
    if (repeated.isOnlyScan(start.instance, start.plan)) return start.table.scan(start.request, context);
    if (run_ == nullptr) run_ = std::make_unique<Run>(mostBytes_);
    JoinSite& site = siteOf(start);
    if (repeated.mayRepeat(start.instance, start.plan)) {
        return site.scan(start.request, start.lookups, start.isExact, context);
    }
    return std::make_unique<PassingScan>(run_->memory.open, site, start.table.scan(start.request, context));
}

}  // namespace assetsodbc::sqlengine
