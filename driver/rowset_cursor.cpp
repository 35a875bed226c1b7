#include "driver/rowset_cursor.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/call_context.h"
#include "common/error.h"
#include "common/warnings.h"
#include "driver/cached_rows.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

constexpr std::int64_t kAllRows = std::numeric_limits<std::int64_t>::max();

// Warnings that came up while a row was read are told with its place in the rowset, from 1; 0 = in none.
void settleWarnings(const common::CallContext& context, std::int64_t place) {
    if (context.warnings != nullptr) context.warnings->settle(place);
}

}  // namespace

RowsetCursor::RowsetCursor(std::unique_ptr<ResultSet> result, bool isScrollable, RowLimits limits)
    : result_(std::move(result)),
      isScrollable_(isScrollable),
      limits_(limits),
      cache_(result_->columns().size()),
      readsDirectly_(!isScrollable) {}

std::size_t RowsetCursor::move(const RowsetMove& move, const common::CallContext& context) {
    cutAtStart_ = false;
    if (isScrollable_) return moveStatic(move, context);
    if (move.orientation != SQL_FETCH_NEXT) {
        throw OdbcError(SqlState::FetchTypeOutOfRange,
                        "A forward-only cursor moves by SQL_FETCH_NEXT only; set SQL_ATTR_CURSOR_TYPE to "
                        "SQL_CURSOR_STATIC before executing.");
    }
    return moveForward(move.size, context);
}

std::size_t RowsetCursor::moveForward(std::int64_t size, const common::CallContext& context) {
    rowsInRowset_ = 0;
    readsDirectly_ = size == 1;
    cache_.clear();
    if (state_.place == RowsetPlace::AfterEnd) return 0;
    requireWhole();
    const auto first = static_cast<std::int64_t>(rowsRead_) + 1;
    isBroken_ = true;  // unless the rowset is complete
    const std::size_t rows = readRowset(size, context);
    isBroken_ = false;
    rowsInRowset_ = rows;
    state_ = {rowsInRowset_ == 0 ? RowsetPlace::AfterEnd : RowsetPlace::OnRows, first, size};
    return rowsInRowset_;
}

std::size_t RowsetCursor::readRowset(std::int64_t size, const common::CallContext& context) {
    std::size_t rows = 0;
    while (rows < static_cast<std::size_t>(size) && readRow(context)) {
        settleWarnings(context, static_cast<std::int64_t>(++rows));
        if (!readsDirectly_) cache_.append(*result_);
    }
    settleWarnings(context, 0);
    if (rows != 0) lookBeyondLimit(context);
    return rows;
}

// A row that was read and not kept: going on behind it would leave it out.
void RowsetCursor::requireWhole() const {
    if (!isBroken_ && (!isScrollable_ || cache_.size() == rowsRead_)) return;
    throw common::Error(common::ErrorKind::Internal,
                        "An earlier call failed while it read the rows of the result; execute the statement again.");
}

std::size_t RowsetCursor::moveStatic(const RowsetMove& move, const common::CallContext& context) {
    readsDirectly_ = false;
    if (needsRowCount(state_, move)) readUntil(kAllRows, context);
    const RowsetTarget target = targetOf(state_, move, static_cast<std::int64_t>(cache_.size()));
    rowsInRowset_ = 0;
    if (target.place != RowsetPlace::OnRows) {
        state_.place = target.place;
        return 0;
    }
    readUntil(target.firstRow > kAllRows - move.size ? kAllRows : target.firstRow + move.size - 1, context,
              target.firstRow);
    const auto available = static_cast<std::int64_t>(cache_.size());
    if (target.firstRow > available) {
        state_.place = RowsetPlace::AfterEnd;
        return 0;
    }
    state_ = {RowsetPlace::OnRows, target.firstRow, move.size};
    cutAtStart_ = target.cutAtStart;
    cacheOffset_ = static_cast<std::size_t>(target.firstRow - 1);
    rowsInRowset_ = static_cast<std::size_t>(std::min(move.size, available - target.firstRow + 1));
    return rowsInRowset_;
}

void RowsetCursor::readUntil(std::int64_t rows, const common::CallContext& context, std::int64_t firstRow) {
    while (static_cast<std::int64_t>(cache_.size()) < rows) {
        requireWhole();
        if (!readRow(context)) break;
        const auto row = static_cast<std::int64_t>(rowsRead_);
        settleWarnings(context, firstRow > 0 && row >= firstRow ? row - firstRow + 1 : 0);
        cache_.append(*result_);
    }
    settleWarnings(context, 0);
    if (cache_.size() != 0) lookBeyondLimit(context);
}

bool RowsetCursor::readRow(const common::CallContext& context) {
    if (ended_) return false;
    const bool isBeyondStatementLimit = limits_.statement && rowsRead_ >= *limits_.statement;
    if (isBeyondStatementLimit || !result_->next(context)) {
        ended_ = true;
        return false;
    }
    if (limits_.connection && rowsRead_ >= *limits_.connection) {
        ended_ = true;
        limitNotice_ = true;
        return false;
    }
    ++rowsRead_;
    return true;
}

// The warning belongs to the last row that is delivered, so the row after it must be tried for now.
void RowsetCursor::lookBeyondLimit(const common::CallContext& context) {
    if (ended_ || !limits_.connection || rowsRead_ != *limits_.connection) return;
    if (readsDirectly_) {
        cache_.append(*result_);
        readsDirectly_ = false;
    }
    readRow(context);
}

bool RowsetCursor::hasRow(std::int64_t row, const common::CallContext& context) {
    if (row < 1) return false;
    readUntil(row, context);
    return row <= static_cast<std::int64_t>(cache_.size());
}

void RowsetCursor::keepRest(const common::CallContext& context) {
    if (isScrollable_) {
        readUntil(kAllRows, context);
    } else if (readsDirectly_ && isOnRows()) {  // the row may still be asked for
        cache_.append(*result_);
        readsDirectly_ = false;
    }
    const auto& columns = result_->columns();
    const bool wasBroken = std::exchange(isBroken_, true);  // unless all are kept
    result_ = ended_ ? std::make_unique<CachedRows>(columns) : std::make_unique<CachedRows>(*result_, columns, context);
    isBroken_ = wasBroken;
}

bool RowsetCursor::takeLimitNotice() {
    const bool notice = limitNotice_;
    limitNotice_ = false;
    return notice;
}

std::int64_t RowsetCursor::rowNumber(std::size_t rowInRowset) const {
    return state_.firstRow + static_cast<std::int64_t>(rowInRowset);
}

}  // namespace assetsodbc::driver
