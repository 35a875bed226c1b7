#include "driver/rows_ahead.h"

#include <utility>

#include "common/call_context.h"

namespace assetsodbc::driver {

RowsAhead::RowsAhead(std::unique_ptr<ResultSet> inner, std::optional<std::uint64_t> most)
    : inner_(std::move(inner)),
      most_(most),
      rows_{RowCache(inner_->columns().size()), RowCache(inner_->columns().size())} {}

bool RowsAhead::next(const common::CallContext& context) {
    if (!std::exchange(isStarted_, true)) readAhead(context);
    if (!hasRowAhead_ && !failure_ && most_ && read_ >= *most_) readAhead(context);  // he wants more after all
    passOn(context);
    if (!hasRowAhead_) {
        if (failure_) std::rethrow_exception(failure_);
        return false;
    }
    current_ = 1 - current_;
    hasRowAhead_ = false;
    if (!most_ || read_ < *most_) readAhead(context);
    return true;
}

// A failure must not take the current row away: it belongs to the next one, however it came about.
void RowsAhead::readAhead(const common::CallContext& context) {
    common::Warnings heard;
    common::CallContext own = context;
    own.warnings = &heard;
    RowCache& ahead = rows_[1 - current_];
    try {
        ahead.clear();
        hasRowAhead_ = inner_->next(own);
        if (hasRowAhead_) ahead.append(*inner_);
    } catch (...) {
        hasRowAhead_ = false;
        failure_ = std::current_exception();
    }
    read_ += hasRowAhead_ ? 1 : 0;
    warnings_ = heard.take();
    if (!hasRowAhead_ && !failure_) passOn(context);
}

void RowsAhead::passOn(const common::CallContext& context) {
    for (common::Warning& warning : std::exchange(warnings_, {}))
        if (context.warnings != nullptr) context.warnings->add(warning.kind, std::move(warning.message));
}

}  // namespace assetsodbc::driver
