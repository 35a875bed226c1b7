// The states of a statement, and which calls each allows: appendix B of the ODBC reference as a table. The driver
// checks them itself, because not every caller comes through a driver manager that does.
#pragma once

namespace assetsodbc::driver {

enum class StatementState {
    Allocated,              // S1
    PreparedWithoutResult,  // S2
    Prepared,               // S3
    ExecutedWithoutResult,  // S4
    CursorOpen,             // S5
    Fetched,                // S6: by SQLFetch or SQLFetchScroll
    FetchedExtended,        // S7: by SQLExtendedFetch
    NeedData,               // S8: before the first SQLParamData
    MustPut,                // S9: SQLParamData named a parameter, no piece came yet
    CanPut,                 // S10
};

enum class StatementCall {
    Prepare,  // SQLPrepare, SQLExecDirect, SQLGetTypeInfo and the catalog functions
    Execute,
    DescribeResult,      // SQLDescribeCol, SQLColAttribute
    CountResult,         // SQLNumResultCols
    DescribeParameters,  // SQLNumParams, SQLDescribeParam
    Bind,                // SQLBindCol, SQLBindParameter, attributes, SQLFreeStmt, descriptors
    Fetch,               // SQLFetch, SQLFetchScroll
    ExtendedFetch,
    ReadRow,  // SQLGetData, SQLSetPos
    BulkOperations,
    CloseCursor,
    MoreResults,
    RowCount,
    ParamData,
    PutData,
    CursorSetting,  // attributes that shape the cursor: type, concurrency, bookmarks …
    NameCursor,     // SQLSetCursorName
};

// Throws OdbcError HY010, HY011, 24000 or 07005 when the state does not allow the call.
void requireAllowed(StatementCall call, StatementState state);

constexpr bool needsData(StatementState state) {
    return state >= StatementState::NeedData;
}
constexpr bool hasCursor(StatementState state) {
    return state == StatementState::CursorOpen || state == StatementState::Fetched ||
           state == StatementState::FetchedExtended;
}
// A cursor, or a row count.
constexpr bool hasResult(StatementState state) {
    return hasCursor(state) || state == StatementState::ExecutedWithoutResult;
}

}  // namespace assetsodbc::driver
