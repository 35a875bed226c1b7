// An open cursor: a result, and the rowset that the application stands on. A forward-only cursor with one row per
// rowset reads straight from the result and keeps nothing; with more rows it keeps the current rowset (for SQLSetPos
// and SQLGetData); a static cursor keeps all rows it has passed, each read once from the result.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "driver/result_set.h"
#include "driver/row_cache.h"
#include "driver/rowset_position.h"

namespace assetsodbc::driver {

// Rows beyond either limit are not delivered: SQL_ATTR_MAX_ROWS silently, as ODBC wants it; the connection's MaxRows
// with a warning, since it is not the application's own wish for this statement.
struct RowLimits {
    std::optional<std::uint64_t> statement;
    std::optional<std::uint64_t> connection;
};

class RowsetCursor {
public:
    RowsetCursor(std::unique_ptr<ResultSet> result, bool isScrollable, RowLimits limits);

    const std::vector<sqlengine::ResultColumn>& columns() const { return result_->columns(); }
    bool isScrollable() const noexcept { return isScrollable_; }

    // Moves, and returns the number of rows in the new rowset; 0 when there is none. Throws OdbcError HY106 for a
    // direction that a forward-only cursor does not have. After a failure that lost rows every move beyond what is kept
    // throws.
    std::size_t move(const RowsetMove& move, const common::CallContext& context);

    // Reads what is left of the result, so that its query ends and what is done to the tables from now on is not seen.
    // Position and rowset stay.
    void keepRest(const common::CallContext& context);
    const sqlengine::Query* runningQuery() const { return result_->runningQuery(); }

    // Whether a row (from 1) exists; reads the result up to it. Requires isScrollable().
    bool hasRow(std::int64_t row, const common::CallContext& context);
    // Lets a place of the rowset show a row that hasRow() found, as long as it lives: cell() and rowNumber() of that
    // place are the row's.
    class Elsewhere {
    public:
        Elsewhere(RowsetCursor& cursor, std::size_t place, std::int64_t row)
            : cursor_(cursor), firstRow_(cursor.state_.firstRow), offset_(cursor.cacheOffset_) {
            cursor_.state_.firstRow = row - static_cast<std::int64_t>(place);
            cursor_.cacheOffset_ = static_cast<std::size_t>(row - 1) - place;  // may wrap; adding the place unwraps it
        }
        ~Elsewhere() {
            cursor_.state_.firstRow = firstRow_;
            cursor_.cacheOffset_ = offset_;
        }
        Elsewhere(const Elsewhere&) = delete;
        Elsewhere& operator=(const Elsewhere&) = delete;

    private:
        RowsetCursor& cursor_;
        std::int64_t firstRow_;
        std::size_t offset_;
    };

    // Of the move just made.
    bool wasCutAtStart() const noexcept { return cutAtStart_; }
    // Once: that the connection's MaxRows ended the result.
    bool takeLimitNotice();

    // False also after a move that failed.
    bool isOnRows() const noexcept { return rowsInRowset_ != 0; }
    std::size_t rowsInRowset() const noexcept { return rowsInRowset_; }
    // Row number of a row of the rowset within the result, from 1.
    std::int64_t rowNumber(std::size_t rowInRowset) const;
    schema::CellView cell(std::size_t rowInRowset, std::size_t column) const {
        return readsDirectly_ ? result_->cell(column) : cache_.cell(cacheOffset_ + rowInRowset, column);
    }

private:
    std::size_t moveForward(std::int64_t size, const common::CallContext& context);
    std::size_t moveStatic(const RowsetMove& move, const common::CallContext& context);
    std::size_t readRowset(std::int64_t size, const common::CallContext& context);
    bool readRow(const common::CallContext& context);
    void requireWhole() const;
    void lookBeyondLimit(const common::CallContext& context);
    // firstRow: of the rowset that is read for; 0 = none.
    void readUntil(std::int64_t rows, const common::CallContext& context, std::int64_t firstRow = 0);

    std::unique_ptr<ResultSet> result_;
    bool isScrollable_;
    RowLimits limits_;
    RowCache cache_;
    RowsetState state_;
    std::size_t rowsInRowset_ = 0;
    std::size_t cacheOffset_ = 0;
    std::uint64_t rowsRead_ = 0;
    bool readsDirectly_;
    bool ended_ = false;
    bool isBroken_ = false;  // forward-only: rows were read that nothing shows
    bool cutAtStart_ = false;
    bool limitNotice_ = false;
};

}  // namespace assetsodbc::driver
