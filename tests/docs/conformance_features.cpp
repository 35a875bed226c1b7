#include "tests/docs/conformance_features.h"

namespace assetsodbc::docs {

const std::vector<Feature>& conformanceFeatures() {
    // clang-format off
    static const std::vector<Feature> features = {
        {1, "Core", "Allocate and free all kinds of handles", "yes", "Conformance.EveryKindOfHandleIsAllocatedAndFreed"},
        {2, "Core", "All forms of SQLFreeStmt", "yes", "Conformance.EveryFormOfSqlFreeStmt"},
        {3, "Core", "Bind result columns", "yes", "Buffers.RowsFillArraysInBothBindings"},
        {4, "Core", "Dynamic parameters and arrays of them, input", "yes", "Executing.AnArrayInsertsAllSets"},
        {5, "Core", "Bind offsets", "yes", "Executing.RowWiseArraysAreReadAtTheirOffset"},
        {6, "Core", "Data at execution", "yes", "Executing.ATextInPiecesArrivesWhole"},
        {7, "Core", "Cursors and their names", "yes", "Conformance.CursorsHaveNames"},
        {8, "Core", "Descriptions of results", "yes", "Conformance.AllAttributesOfColumnsAreTheSameBeforeAndAfterExecution"},
        {9, "Core", "SQLColumns, SQLGetTypeInfo, SQLStatistics, SQLTables", "yes", "CatalogFunctions.KeysAndIndexesAreTold"},
        {10, "Core", "Data sources and connections", "yes", "Connecting.ByDataSourceName"},
        {11, "Core", "Prepare and execute", "yes", "Handles.APreparedStatementRunsAgainWithOtherParameters"},
        {12, "Core", "Fetch one row or several, forward", "yes", "Buffers.RowsFillArraysInBothBindings"},
        {13, "Core", "Unbound columns in parts", "yes", "Buffers.TextArrivesWholeWhateverThePieceSize"},
        {14, "Core", "Attributes of all handles", "yes", "Attributes.AreKeptSubstitutedOrRefusedAsTheTableSays"},
        {15, "Core", "Fields of descriptors", "yes", "Conformance.DescriptorsBindThroughTheManager"},
        {16, "Core", "SQLGetDiagField and SQLGetDiagRec", "yes", "Conformance.DiagnosticsTellTheirFields"},
        {17, "Core", "SQLGetFunctions, SQLGetInfo, SQLNativeSql", "yes", "InfoValues.EveryAnsweredItemIsProven"},
        {18, "Core", "The syntax of SQLEndTran", "yes", "Transactions.RollingBackUndoesAndCommittingKeeps"},
        {19, "Core", "SQLCancel, also from another thread", "yes", "SiteErrors.CancelEndsAWaitingRequestWithHY008"},
        {20, "Core", "SQLSpecialColumns with SQL_BEST_ROWID", "yes", "Conformance.TheBestRowIdentifierIsThePrimaryKey"},
        {101, "Level 1", "Two-part names", "yes", "Conformance.TablesAreNamedWithTheirSchema"},
        {102, "Level 1", "Asynchronous execution, for all statements of a connection", "yes, but for the fetching functions, which always run in the caller's thread", "Async.AScanIsPolledUntilItsRowsComeAndHasAllOfThem"},
        {103, "Level 1", "Scrollable cursors", "yes", "InfoValues.AreWhatTheDriverDoes"},
        {104, "Level 1", "SQLPrimaryKeys", "yes", "CatalogFunctions.KeysAndIndexesAreTold"},
        {105, "Level 1", "Stored procedures, {call}, SQLProcedures, SQLProcedureColumns", "no: the sites have none; the catalog functions answer no rows", "Conformance.ThereAreNoProcedures"},
        {106, "Level 1", "SQLBrowseConnect", "yes", "Conformance.BrowsingAsksForWhatIsMissing"},
        {107, "Level 1", "SQLSetPos with SQL_POSITION and SQL_REFRESH", "yes", "InfoValues.AreWhatTheDriverDoes"},
        {108, "Level 1", "Several results, SQLMoreResults", "yes", "Batches.ResultsComeInOrder"},
        {109, "Level 1", "Transactions with rollback", "yes, of local tables", "Transactions.RollingBackUndoesAndCommittingKeeps"},
        {201, "Level 2", "Three-part names", "no: there are no catalogs", "InfoValues.AreWhatTheDriverDoes"},
        {202, "Level 2", "SQLDescribeParam", "yes", "ResultTypes.ParametersTakeTheTypeOfTheirColumn"},
        {203, "Level 2", "Output parameters", "no: there are no procedures", "Conformance.ThereAreNoProcedures"},
        {204, "Level 2", "Bookmarks", "fetching: yes; changing by bookmark: no, cursors are read-only", "Conformance.BookmarksAreDescribedAndFetched"},
        {205, "Level 2", "SQLColumnPrivileges, SQLForeignKeys, SQLTablePrivileges", "yes", "Conformance.PrivilegesAndForeignKeysAreTold"},
        {206, "Level 2", "SQLBulkOperations with SQL_ADD, SQLSetPos with SQL_DELETE and SQL_UPDATE", "no: cursors are read-only", "Conformance.CursorsChangeNoRows"},
        {207, "Level 2", "Asynchronous execution of single statements", "yes, but for the fetching functions", "Async.CatalogFunctionsAndChangesGoTheSameWay"},
        {208, "Level 2", "SQLSpecialColumns with SQL_ROWVER", "yes: no table has such a column", "Conformance.TheBestRowIdentifierIsThePrimaryKey"},
        {209, "Level 2", "SQL_ATTR_CONCURRENCY other than SQL_CONCUR_READ_ONLY", "no: cursors are read-only", "Conformance.CursorsChangeNoRows"},
        {210, "Level 2", "Time limits of logins and queries", "yes", "SiteErrors.AQueryTimeoutIsHYT00"},
        {211, "Level 2", "Isolation levels, serializable among them", "serializable, always", "InfoValues.OfChangesAreWhatTheDriverDoes"},
    };
    // clang-format on
    return features;
}

}  // namespace assetsodbc::docs
