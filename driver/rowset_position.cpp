#include "driver/rowset_position.h"

#include <algorithm>

#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

constexpr RowsetTarget kBeforeStart{RowsetPlace::BeforeStart, 0, false};
constexpr RowsetTarget kAfterEnd{RowsetPlace::AfterEnd, 0, false};
constexpr RowsetTarget kCutAtStart{RowsetPlace::OnRows, 1, true};

RowsetTarget at(std::int64_t row) {
    return {RowsetPlace::OnRows, row, false};
}

RowsetTarget absolute(std::int64_t offset, std::int64_t size, std::int64_t rowCount) {
    if (offset > 0) return at(offset);
    if (offset == 0) return kBeforeStart;
    if (-offset <= rowCount) return at(rowCount + offset + 1);
    return -offset <= size ? kCutAtStart : kBeforeStart;
}

RowsetTarget next(const RowsetState& state) {
    switch (state.place) {
        case RowsetPlace::BeforeStart:
            return at(1);
        case RowsetPlace::OnRows:
            return at(state.firstRow + state.currentSize);
        case RowsetPlace::AfterEnd:
            break;
    }
    return kAfterEnd;
}

RowsetTarget prior(const RowsetState& state, std::int64_t size, std::int64_t rowCount) {
    switch (state.place) {
        case RowsetPlace::BeforeStart:
            return kBeforeStart;
        case RowsetPlace::OnRows:
            if (state.firstRow == 1) return kBeforeStart;
            return state.firstRow <= size ? kCutAtStart : at(state.firstRow - size);
        case RowsetPlace::AfterEnd:
            break;
    }
    return rowCount < size ? kCutAtStart : at(rowCount - size + 1);
}

RowsetTarget relative(const RowsetState& state, const RowsetMove& move, std::int64_t rowCount) {
    const std::int64_t offset = move.offset;
    switch (state.place) {
        case RowsetPlace::BeforeStart:
            return offset > 0 ? absolute(offset, move.size, rowCount) : kBeforeStart;
        case RowsetPlace::AfterEnd:
            return offset < 0 ? absolute(offset, move.size, rowCount) : kAfterEnd;
        case RowsetPlace::OnRows:
            break;
    }
    if (state.firstRow + offset >= 1) return at(state.firstRow + offset);
    return state.firstRow > 1 && -offset <= move.size ? kCutAtStart : kBeforeStart;
}

}  // namespace

bool needsRowCount(const RowsetState& state, const RowsetMove& move) {
    switch (move.orientation) {
        case SQL_FETCH_LAST:
            return true;
        case SQL_FETCH_ABSOLUTE:
            return move.offset < 0;
        case SQL_FETCH_RELATIVE:
            return state.place == RowsetPlace::AfterEnd && move.offset < 0;
        case SQL_FETCH_PRIOR:
            return state.place == RowsetPlace::AfterEnd;
        default:
            return false;
    }
}

RowsetTarget targetOf(const RowsetState& state, const RowsetMove& move, std::int64_t rowCount) {
    switch (move.orientation) {
        case SQL_FETCH_NEXT:
            return next(state);
        case SQL_FETCH_PRIOR:
            return prior(state, move.size, rowCount);
        case SQL_FETCH_RELATIVE:
            return relative(state, move, rowCount);
        case SQL_FETCH_ABSOLUTE:
            return absolute(move.offset, move.size, rowCount);
        case SQL_FETCH_FIRST:
            return at(1);
        case SQL_FETCH_LAST:
            return at(std::max<std::int64_t>(1, rowCount - move.size + 1));
        default:
            break;
    }
    throw OdbcError(SqlState::FetchTypeOutOfRange,
                    "Fetch type " + std::to_string(move.orientation) + " is not one that this cursor supports.");
}

}  // namespace assetsodbc::driver
