#include "driver/api/set_pos.h"

#include <algorithm>
#include <cstring>

#include "driver/api/output.h"
#include "driver/api/statement_call.h"
#include "driver/guard.h"
#include "driver/handles/statement.h"

namespace assetsodbc::driver::api {

namespace {

RowsetBindings::Transfer transferInto(Statement& statement, bool skipsIgnored) {
    statement.bindings.refresh(statement.ard(), statement.ird(), statement.isOdbc2());
    return {*statement.cursor(), statement.ard().header(), statement.attributes.maxLength, statement.diagnostics(),
            skipsIgnored};
}

void setStatus(Statement& statement, std::size_t row, SQLUSMALLINT status) {
    if (SQLUSMALLINT* const statuses = statement.ird().header().arrayStatus) statuses[row] = status;
}

// All rows failed: an error. Some did: their records are errors, the call has done something.
SQLRETURN outcomeOf(Statement& statement, std::size_t failed, std::size_t rows) {
    if (failed != 0 && failed == rows) return SQL_ERROR;
    if (failed != 0) {
        statement.diagnostics().add(SqlState::ErrorInRow,
                                    std::to_string(failed) + " row(s) failed; see their own records.");
    }
    return statement.diagnostics().records().empty() ? SQL_SUCCESS : SQL_SUCCESS_WITH_INFO;
}

void requireRow(Statement& statement, SQLSETPOSIROW row) {
    const std::size_t rows = statement.cursor()->rowsInRowset();
    if (row <= rows) return;
    throw OdbcError(SqlState::RowValueOutOfRange,
                    "The rowset has " + std::to_string(rows) + " row(s), not a row " + std::to_string(row) + ".");
}

SQLRETURN position(Statement& statement, SQLSETPOSIROW row) {
    if (row == 0) {
        throw OdbcError(SqlState::InvalidCursorPosition, "SQL_POSITION names one row of the rowset, from 1 on.");
    }
    statement.currentRow = row - 1;
    statement.getData.isActive = false;
    return SQL_SUCCESS;
}

// One row of the rowset (0: all that are not to be ignored) again into the bound buffers: the data is static, so that
// is all there is to refresh.
SQLRETURN refresh(Statement& statement, SQLSETPOSIROW row) {
    if (row != 0) position(statement, row);
    const RowsetBindings::Transfer to = transferInto(statement, false);
    const SQLUSMALLINT* const operations = row == 0 ? statement.ard().header().arrayStatus : nullptr;
    const std::size_t first = row == 0 ? 0 : row - 1;
    const std::size_t last = row == 0 ? statement.cursor()->rowsInRowset() : row;
    std::size_t failed = 0, tried = 0;
    for (std::size_t at = first; at < last; ++at) {
        if (operations != nullptr && operations[at] == SQL_ROW_IGNORE) continue;
        const SQLUSMALLINT status = statement.bindings.transferRow(to, at);
        ++tried;
        if (status == SQL_ROW_ERROR) ++failed;
        setStatus(statement, at, status);
    }
    return outcomeOf(statement, failed, tried);
}

[[noreturn]] void throwReadOnly() {
    throw OdbcError(SqlState::InvalidAttributeIdentifier,
                    "Rows cannot be changed through a cursor: its concurrency is SQL_CONCUR_READ_ONLY. Use INSERT, "
                    "UPDATE or DELETE.");
}

}  // namespace

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlsetpos-function
SQLRETURN setPos(SQLHSTMT handle, SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lockType) {
    return guard<Statement>(handle, "SQLSetPos", [&](Statement& statement) -> SQLRETURN {
        statement.require(StatementCall::ReadRow);
        if (!statement.cursor()->isOnRows()) {
            throw OdbcError(SqlState::InvalidCursorState, "The cursor is not on a row.");
        }
        if (lockType > SQL_LOCK_UNLOCK || operation > SQL_ADD) {
            throw OdbcError(SqlState::InvalidAttributeIdentifier, "SQLSetPos has no such operation or lock type.");
        }
        if (operation != SQL_POSITION && operation != SQL_REFRESH) throwReadOnly();
        if (lockType != SQL_LOCK_NO_CHANGE) {
            throw OdbcError(SqlState::OptionalFeatureNotImplemented, "Rows cannot be locked; pass SQL_LOCK_NO_CHANGE.");
        }
        requireRow(statement, row);
        return operation == SQL_POSITION ? position(statement, row) : refresh(statement, row);
    });
}

namespace {

// The bookmarks that the application put where column 0 is bound, one for each row of the rowset to be.
class BoundBookmarks {
public:
    explicit BoundBookmarks(Statement& statement)
        : header_(statement.ard().header()), record_(statement.ard().record(0)) {
        if (!statement.usesBookmarks() || record_ == nullptr || record_->data == nullptr) {
            throw OdbcError(SqlState::InvalidAttributeIdentifier,
                            "SQL_FETCH_BY_BOOKMARK needs SQL_ATTR_USE_BOOKMARKS to be set before executing, and a "
                            "bookmark bound to column 0.");
        }
        const std::size_t fixed = fixedSizeOfCType(record_->conciseType);
        elementSize_ = fixed != 0 ? fixed : std::size_t(std::max<SQLLEN>(0, record_->octetLength));
        if (elementSize_ != sizeof(std::int64_t) && elementSize_ != sizeof(std::int32_t) && fixed != 0) {
            throw OdbcError(SqlState::InvalidApplicationBufferType,
                            "A bookmark is bound as SQL_C_VARBOOKMARK or SQL_C_BOOKMARK.");
        }
        if (fixed == 0 && elementSize_ < sizeof(std::int64_t)) {
            throw OdbcError(SqlState::InvalidStringOrBufferLength, "A bookmark has 8 bytes.");
        }
    }
    std::int64_t rowNumber(std::size_t row) const {
        const void* const at = boundElement(record_->data, header_, row, elementSize_);
        if (elementSize_ != sizeof(std::int32_t)) return Bookmark::rowNumberOf(at);
        std::uint32_t number = 0;
        std::memcpy(&number, at, sizeof number);
        return number;
    }

private:
    const DescriptorHeader& header_;
    const DescriptorRecord* record_;
    std::size_t elementSize_;
};

SQLRETURN fetchByBookmark(Statement& statement) {
    const BoundBookmarks bookmarks(statement);
    RowsetCursor& cursor = *statement.cursor();
    if (!cursor.isScrollable()) {
        throw OdbcError(SqlState::OptionalFeatureNotImplemented,
                        "A forward-only cursor has no row to go back to; set SQL_ATTR_CURSOR_TYPE to SQL_CURSOR_STATIC "
                        "before executing.");
    }
    statement.getData.isActive = false;
    const RowsetBindings::Transfer to = transferInto(statement, true);
    const Interruptible call = interruptible(statement);
    const std::size_t rows = statement.ard().header().arraySize;
    std::size_t failed = 0;
    for (std::size_t at = 0; at < rows; ++at) {
        const std::int64_t row = bookmarks.rowNumber(at);
        SQLUSMALLINT status = SQL_ROW_ERROR;
        if (cursor.hasRow(row, call.context())) {
            const RowsetCursor::Elsewhere shown(cursor, at, row);
            status = statement.bindings.transferRow(to, at);
        } else {
            statement.diagnostics().add(SqlState::InvalidBookmark, "The bookmark is not one of a row of this result.",
                                        0, std::int64_t(at) + 1, 0);
        }
        if (status == SQL_ROW_ERROR) ++failed;
        setStatus(statement, at, status);
    }
    store(statement.ird().header().rowsProcessed, rows - failed);
    return outcomeOf(statement, failed, rows);
}

}  // namespace

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlbulkoperations-function
SQLRETURN bulkOperations(SQLHSTMT handle, SQLSMALLINT operation) {
    return guard<Statement>(handle, "SQLBulkOperations", [&](Statement& statement) -> SQLRETURN {
        statement.require(StatementCall::BulkOperations);
        switch (operation) {
            case SQL_FETCH_BY_BOOKMARK:
                return fetchByBookmark(statement);
            case SQL_ADD:
            case SQL_UPDATE_BY_BOOKMARK:
            case SQL_DELETE_BY_BOOKMARK:
                throwReadOnly();
            default:
                throw OdbcError(SqlState::InvalidAttributeIdentifier,
                                "SQLBulkOperations has no operation " + std::to_string(operation) + ".");
        }
    });
}

}  // namespace assetsodbc::driver::api
