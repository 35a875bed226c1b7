#include "driver/api/fetch.h"

#include <algorithm>
#include <set>

#include "driver/api/output.h"
#include "driver/api/statement_call.h"
#include "driver/guard.h"
#include "driver/handles/statement.h"

namespace assetsodbc::driver::api {

namespace {

// What a fetch fills besides the bound columns.
struct RowsetReport {
    SQLULEN* rowsFetched;
    SQLUSMALLINT* rowStatus;
};

// A move, and the bookmark that it goes by.
struct Fetch {
    RowsetMove move;
    std::optional<std::int64_t> bookmark = std::nullopt;
};

Fetch fetchOf(Statement& statement, SQLSMALLINT orientation, SQLLEN offset, SQLULEN size) {
    const auto rows = static_cast<std::int64_t>(size);
    if (orientation != SQL_FETCH_BOOKMARK) return {{orientation, offset, rows}};
    if (!statement.usesBookmarks()) {
        throw OdbcError(SqlState::FetchTypeOutOfRange,
                        "SQL_FETCH_BOOKMARK needs SQL_ATTR_USE_BOOKMARKS to be set before executing.");
    }
    const std::int64_t row = Bookmark::rowNumberOf(statement.attributes.fetchBookmark);
    // A rowset that would start before the first row is none: ABSOLUTE 0.
    return {{SQL_FETCH_ABSOLUTE, std::max<std::int64_t>(0, row + offset), rows}, row};
}

void requireBookmark(RowsetCursor& cursor, std::int64_t bookmark, const common::CallContext& context) {
    if (!cursor.isScrollable() || cursor.hasRow(bookmark, context)) return;  // the move refuses a forward-only cursor
    throw OdbcError(SqlState::InvalidBookmark, "The bookmark is not one of a row of this result.");
}

void noteWarnings(Statement& statement, RowsetCursor& cursor) {
    if (cursor.wasCutAtStart()) {
        statement.diagnostics().add(SqlState::FetchBeforeFirstRowset,
                                    "The rowset was moved to the first row, before which it would have begun.");
    }
    if (cursor.takeLimitNotice()) {
        statement.diagnostics().add(
            SqlState::GeneralWarning,
            "The result has more rows than the connection property MaxRows lets through; raise it "
            "or set it to -1 to get them all.");
    }
}

// The rows, from 1, of which something was told while they were read.
std::set<std::int64_t> rowsWithRecords(const Statement& statement) {
    std::set<std::int64_t> rows;
    for (const DiagnosticRecord& record : statement.diagnostics().records()) rows.insert(record.rowNumber);
    return rows;
}

// Converts every row of the rowset into the bound buffers; tells whether there are rows and all of them failed.
bool transferRows(Statement& statement, std::size_t rows, SQLULEN size, SQLUSMALLINT* rowStatus) {
    Descriptor& ard = statement.ard();
    statement.bindings.refresh(ard, statement.ird(), statement.isOdbc2());
    const RowsetBindings::Transfer to{*statement.cursor(), ard.header(), statement.attributes.maxLength,
                                      statement.diagnostics()};
    const bool retrieves = statement.attributes.retrieveData == SQL_RD_ON;
    const auto warned = rowsWithRecords(statement);
    std::size_t failed = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        SQLUSMALLINT status = retrieves ? statement.bindings.transferRow(to, row) : SQL_ROW_SUCCESS;
        if (status == SQL_ROW_SUCCESS && warned.count(std::int64_t(row) + 1) != 0) status = SQL_ROW_SUCCESS_WITH_INFO;
        if (status == SQL_ROW_ERROR) ++failed;
        if (rowStatus != nullptr) rowStatus[row] = status;
    }
    if (rowStatus != nullptr) std::fill(rowStatus + rows, rowStatus + size, SQLUSMALLINT{SQL_ROW_NOROW});
    if (failed != 0 && failed != rows) {
        statement.diagnostics().add(SqlState::ErrorInRow, std::to_string(failed) +
                                                              " row(s) of the rowset could not be "
                                                              "converted; see their own records.");
    }
    return failed != 0 && failed == rows;
}

void requireBookmarksIfBound(Statement& statement) {
    const DescriptorRecord* const bookmark = statement.ard().record(0);
    if (statement.usesBookmarks() || bookmark == nullptr || !bookmark->isBound()) return;
    throw OdbcError(SqlState::InvalidDescriptorIndex,
                    "Column 0 is bound, but bookmarks are off. Unbind it, or set SQL_ATTR_USE_BOOKMARKS before "
                    "executing.");
}

SQLRETURN fetchRowset(Statement& statement, const Fetch& wanted, const RowsetReport& report) {
    requireBookmarksIfBound(statement);
    RowsetCursor& cursor = *statement.cursor();
    statement.getData.isActive = false;
    statement.currentRow = 0;
    store(report.rowsFetched, 0);
    const auto size = static_cast<SQLULEN>(wanted.move.size);
    std::size_t rows = 0;
    {
        const Interruptible call = interruptible(statement);
        if (wanted.bookmark) requireBookmark(cursor, *wanted.bookmark, call.context());
        rows = cursor.move(wanted.move, call.context());
    }
    noteWarnings(statement, cursor);
    store(report.rowsFetched, rows);
    const bool failed = transferRows(statement, rows, size, report.rowStatus);
    if (rows == 0) return SQL_NO_DATA;
    if (failed) return SQL_ERROR;
    return statement.diagnostics().records().empty() ? SQL_SUCCESS : SQL_SUCCESS_WITH_INFO;
}

SQLRETURN fetchByDescriptors(Statement& statement, SQLSMALLINT orientation, SQLLEN offset) {
    statement.require(StatementCall::Fetch);
    const Fetch wanted = fetchOf(statement, orientation, offset, statement.ard().header().arraySize);
    const DescriptorHeader& ird = statement.ird().header();
    statement.setState(StatementState::Fetched);
    return fetchRowset(statement, wanted, {ird.rowsProcessed, ird.arrayStatus});
}

}  // namespace

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlbindcol-function
SQLRETURN bindCol(SQLHSTMT handle, SQLUSMALLINT column, SQLSMALLINT cType, SQLPOINTER data, SQLLEN bufferLength,
                  SQLLEN* lengthOrIndicator) {
    return guard<Statement>(handle, "SQLBindCol", [&](Statement& statement) {
        statement.require(StatementCall::Bind);
        const auto number = static_cast<SQLSMALLINT>(column);
        if (number < 0) throw OdbcError(SqlState::InvalidDescriptorIndex, "Columns beyond 32767 cannot be bound.");
        if (data == nullptr && lengthOrIndicator == nullptr) return statement.ard().unbind(number);
        if (cType != SQL_C_DEFAULT && !isKnownCType(cType)) {
            throw OdbcError(SqlState::InvalidApplicationBufferType,
                            std::to_string(cType) + " is not a C type of ODBC.");
        }
        if (bufferLength < 0) {
            throw OdbcError(SqlState::InvalidStringOrBufferLength, "The buffer length is negative.");
        }
        DescriptorRecord& record = statement.ard().changeRecord(number);
        record = DescriptorRecord{};
        setConciseType(record, withoutOdbc2DateCodes(cType));
        record.data = data;
        record.octetLength = bufferLength;
        record.octetLengthPtr = lengthOrIndicator;
        record.indicator = lengthOrIndicator;
    });
}

// Fetching is not asynchronous: unixODBC takes a statement whose SQLFetch was polled to SQL_NO_DATA or to an error for
// one that still executes, and lets the application neither close nor free it.
SQLRETURN fetch(SQLHSTMT handle) {
    return guard<Statement>(handle, "SQLFetch",
                            [](Statement& statement) { return fetchByDescriptors(statement, SQL_FETCH_NEXT, 0); });
}

SQLRETURN fetchScroll(SQLHSTMT handle, SQLSMALLINT orientation, SQLLEN offset) {
    return guard<Statement>(handle, "SQLFetchScroll",
                            [&](Statement& statement) { return fetchByDescriptors(statement, orientation, offset); });
}

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlextendedfetch-function
// The bookmark of SQL_FETCH_BOOKMARK is the offset itself here.
SQLRETURN extendedFetch(SQLHSTMT handle, SQLUSMALLINT orientation, SQLLEN offset, SQLULEN* rowCount,
                        SQLUSMALLINT* rowStatus) {
    return guard<Statement>(handle, "SQLExtendedFetch", [&](Statement& statement) {
        statement.require(StatementCall::ExtendedFetch);
        const auto size = std::max<std::int64_t>(1, static_cast<std::int64_t>(statement.attributes.rowsetSize));
        Fetch wanted{{static_cast<SQLSMALLINT>(orientation), offset, size}};
        if (orientation == SQL_FETCH_BOOKMARK) wanted = {{SQL_FETCH_ABSOLUTE, offset, size}, offset};
        statement.setState(StatementState::FetchedExtended);
        return fetchRowset(statement, wanted, {rowCount, rowStatus});
    });
}

namespace {

struct DataRequest {
    SQLUSMALLINT column;
    CTarget target;
};

// The C type asked for, taken from the column's binding where SQL_ARD_TYPE says so.
CTarget targetOf(Statement& statement, const DataRequest& request, const schema::TypeSpec& type) {
    CTarget target = request.target;
    target.odbc2 = statement.isOdbc2();
    target.wideUnit = statement.wideUnit();
    const DescriptorRecord* const bound = statement.ard().record(SQLSMALLINT(request.column));
    const bool fromDescriptor = target.cType == SQL_ARD_TYPE && bound != nullptr;
    if (fromDescriptor) target.cType = bound->conciseType;
    if (target.cType == SQL_C_DEFAULT) target.cType = defaultCType(type, target.odbc2);
    target.cType = withoutOdbc2DateCodes(target.cType);
    target.scale = type.scale;
    if (target.cType == SQL_C_NUMERIC && bound != nullptr && bound->conciseType == SQL_C_NUMERIC) {
        target.precision = bound->precision;
        target.scale = bound->scale;
    }
    return target;
}

void requireReadable(Statement& statement, const DataRequest& request) {
    statement.require(StatementCall::ReadRow);
    const std::size_t count = statement.columns()->size();
    if (request.column > count || (request.column == 0 && !statement.usesBookmarks())) {
        throw OdbcError(SqlState::InvalidDescriptorIndex, "The result has no column " + std::to_string(request.column) +
                                                              "; it has " + std::to_string(count) + ".");
    }
    const SQLSMALLINT cType = request.target.cType;
    if (cType != SQL_C_DEFAULT && cType != SQL_ARD_TYPE && !isKnownCType(cType)) {
        throw OdbcError(SqlState::InvalidApplicationBufferType, std::to_string(cType) + " is not a C type of ODBC.");
    }
    if (request.target.bufferLength < 0) {
        throw OdbcError(SqlState::InvalidStringOrBufferLength, "The buffer length is negative.");
    }
    RowsetCursor& cursor = *statement.cursor();
    if (!cursor.isOnRows()) throw OdbcError(SqlState::InvalidCursorState, "The cursor is not on a row.");
}

GetDataProgress& progressFor(Statement& statement, SQLUSMALLINT column, SQLSMALLINT cType) {
    GetDataPosition& at = statement.getData;
    if (at.isActive && at.row == statement.currentRow && at.column == column && at.cType == cType) return at.progress;
    at.row = statement.currentRow;
    at.column = column;
    at.cType = cType;
    at.isActive = true;
    at.progress.restart();
    return at.progress;
}

SQLRETURN readCell(Statement& statement, const DataRequest& request) {
    requireReadable(statement, request);
    const RowsetCursor& cursor = *statement.cursor();
    const std::size_t row = statement.currentRow;
    const bool isBookmark = request.column == 0;
    const std::size_t index = request.column - std::size_t{1};
    const Bookmark bookmark(cursor.rowNumber(row));
    const schema::TypeSpec type =
        isBookmark ? Bookmark::type(request.target.cType) : (*statement.columns())[index].type;
    const CTarget target = targetOf(statement, request, type);
    const schema::CellView cell = isBookmark
                                      ? bookmark.cell(target.cType)
                                      : limitedCell(cursor.cell(row, index), type, statement.attributes.maxLength);
    GetDataProgress& progress = progressFor(statement, request.column, target.cType);
    const Conversion conversion = sqlToC(cell, type, target, progress);
    if (conversion == Conversion::NoMoreData) return SQL_NO_DATA;
    addConversionWarning(statement.diagnostics(), conversion, std::int64_t(row) + 1, request.column);
    return SQL_SUCCESS;
}

}  // namespace

// Programs that read in pieces of this size or more (pyodbc, LibreOffice: 4096 bytes) take every piece but the last as
// full, whatever was written: one that ends early, so as not to split a character, would put a NUL into their text.
constexpr SQLLEN kFullPiece = 1024;

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlgetdata-function
SQLRETURN getData(SQLHSTMT handle, SQLUSMALLINT column, SQLSMALLINT cType, SQLPOINTER data, SQLLEN bufferLength,
                  SQLLEN* lengthOrIndicator) {
    return guard<Statement>(handle, "SQLGetData", [&](Statement& statement) {
        if (data == nullptr) throw OdbcError(SqlState::InvalidNullPointer, "There is no buffer for the value.");
        DataRequest request{column, {}};
        request.target.cType = cType;
        request.target.buffer = data;
        request.target.bufferLength = bufferLength;
        request.target.octetLength = lengthOrIndicator;
        request.target.indicator = lengthOrIndicator;
        request.target.fullPieces = bufferLength >= kFullPiece;
        return readCell(statement, request);
    });
}

}  // namespace assetsodbc::driver::api
