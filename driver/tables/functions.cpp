#include "driver/tables/functions.h"

#include <algorithm>

namespace assetsodbc::driver {

const std::vector<Function>& exportedFunctions() {
    static const std::vector<Function> all = {
        {SQL_API_SQLALLOCHANDLE, "SQLAllocHandle", false, true},
        {SQL_API_SQLBINDCOL, "SQLBindCol", false, true},
        {SQL_API_SQLBINDPARAM, "SQLBindParam", false, true, FunctionLevel::Odbc2},
        {SQL_API_SQLBINDPARAMETER, "SQLBindParameter", false, true},
        {SQL_API_SQLBROWSECONNECT, "SQLBrowseConnect", true, true, FunctionLevel::Level1},
        {SQL_API_SQLBULKOPERATIONS, "SQLBulkOperations", false, true, FunctionLevel::Level1},
        {SQL_API_SQLCANCEL, "SQLCancel", false, true},
        {SQL_API_SQLCANCELHANDLE, "SQLCancelHandle", false, true, FunctionLevel::Optional},
        {SQL_API_SQLCLOSECURSOR, "SQLCloseCursor", false, true},
        {SQL_API_SQLCOLATTRIBUTE, "SQLColAttribute", true, true},
        {SQL_API_SQLCOLATTRIBUTES, "SQLColAttributes", true, true, FunctionLevel::Odbc2},
        {SQL_API_SQLCOLUMNPRIVILEGES, "SQLColumnPrivileges", true, true, FunctionLevel::Level2},
        {SQL_API_SQLCOLUMNS, "SQLColumns", true, true},
        {SQL_API_SQLCONNECT, "SQLConnect", true, true},
        {SQL_API_SQLCOPYDESC, "SQLCopyDesc", false, true},
        {SQL_API_SQLDESCRIBECOL, "SQLDescribeCol", true, true},
        {SQL_API_SQLDESCRIBEPARAM, "SQLDescribeParam", false, true, FunctionLevel::Level2},
        {SQL_API_SQLDISCONNECT, "SQLDisconnect", false, true},
        {SQL_API_SQLDRIVERCONNECT, "SQLDriverConnect", true, true},
        {SQL_API_SQLENDTRAN, "SQLEndTran", false, true},
        {SQL_API_SQLERROR, "SQLError", true, true, FunctionLevel::Odbc2},
        {SQL_API_SQLEXECDIRECT, "SQLExecDirect", true, true},
        {SQL_API_SQLEXECUTE, "SQLExecute", false, true},
        {SQL_API_SQLEXTENDEDFETCH, "SQLExtendedFetch", false, true, FunctionLevel::Odbc2},
        {SQL_API_SQLFETCH, "SQLFetch", false, true},
        {SQL_API_SQLFETCHSCROLL, "SQLFetchScroll", false, true},
        {SQL_API_SQLFOREIGNKEYS, "SQLForeignKeys", true, true, FunctionLevel::Level2},
        {SQL_API_SQLFREEHANDLE, "SQLFreeHandle", false, true},
        {SQL_API_SQLFREESTMT, "SQLFreeStmt", false, true},
        {SQL_API_SQLGETCONNECTATTR, "SQLGetConnectAttr", true, true},
        {SQL_API_SQLGETCONNECTOPTION, "SQLGetConnectOption", true, true, FunctionLevel::Odbc2},
        {SQL_API_SQLGETCURSORNAME, "SQLGetCursorName", true, true},
        {SQL_API_SQLGETDATA, "SQLGetData", false, true},
        {SQL_API_SQLGETDESCFIELD, "SQLGetDescField", true, true},
        {SQL_API_SQLGETDESCREC, "SQLGetDescRec", true, true},
        {SQL_API_SQLGETDIAGFIELD, "SQLGetDiagField", true, true},
        {SQL_API_SQLGETDIAGREC, "SQLGetDiagRec", true, true},
        {SQL_API_SQLGETENVATTR, "SQLGetEnvAttr", false, true},
        {SQL_API_SQLGETFUNCTIONS, "SQLGetFunctions", false, true},
        {SQL_API_SQLGETINFO, "SQLGetInfo", true, true},
        {SQL_API_SQLGETSTMTATTR, "SQLGetStmtAttr", true, true},
        {SQL_API_SQLGETSTMTOPTION, "SQLGetStmtOption", false, true, FunctionLevel::Odbc2},
        {SQL_API_SQLGETTYPEINFO, "SQLGetTypeInfo", true, true},
        {SQL_API_SQLMORERESULTS, "SQLMoreResults", false, true, FunctionLevel::Level1},
        {SQL_API_SQLNATIVESQL, "SQLNativeSql", true, true},
        {SQL_API_SQLNUMPARAMS, "SQLNumParams", false, true},
        {SQL_API_SQLNUMRESULTCOLS, "SQLNumResultCols", false, true},
        {SQL_API_SQLPARAMDATA, "SQLParamData", false, true},
        {SQL_API_SQLPARAMOPTIONS, "SQLParamOptions", false, true, FunctionLevel::Odbc2},
        {SQL_API_SQLPREPARE, "SQLPrepare", true, true},
        {SQL_API_SQLPRIMARYKEYS, "SQLPrimaryKeys", true, true, FunctionLevel::Level1},
        {SQL_API_SQLPROCEDURECOLUMNS, "SQLProcedureColumns", true, true, FunctionLevel::Level1},
        {SQL_API_SQLPROCEDURES, "SQLProcedures", true, true, FunctionLevel::Level1},
        {SQL_API_SQLPUTDATA, "SQLPutData", false, true},
        {SQL_API_SQLROWCOUNT, "SQLRowCount", false, true},
        {SQL_API_SQLSETCONNECTATTR, "SQLSetConnectAttr", true, true},
        {SQL_API_SQLSETCONNECTOPTION, "SQLSetConnectOption", true, true, FunctionLevel::Odbc2},
        {SQL_API_SQLSETCURSORNAME, "SQLSetCursorName", true, true},
        {SQL_API_SQLSETDESCFIELD, "SQLSetDescField", true, true},
        {SQL_API_SQLSETDESCREC, "SQLSetDescRec", false, true},
        {SQL_API_SQLSETENVATTR, "SQLSetEnvAttr", false, true},
        {SQL_API_SQLSETPARAM, "SQLSetParam", false, true, FunctionLevel::Odbc2},
        {SQL_API_SQLSETPOS, "SQLSetPos", false, true, FunctionLevel::Level1},
        {SQL_API_SQLSETSCROLLOPTIONS, "SQLSetScrollOptions", false, true, FunctionLevel::Odbc2},
        {SQL_API_SQLSETSTMTATTR, "SQLSetStmtAttr", true, true},
        {SQL_API_SQLSETSTMTOPTION, "SQLSetStmtOption", false, true, FunctionLevel::Odbc2},
        {SQL_API_SQLSPECIALCOLUMNS, "SQLSpecialColumns", true, true},
        {SQL_API_SQLSTATISTICS, "SQLStatistics", true, true},
        {SQL_API_SQLTABLEPRIVILEGES, "SQLTablePrivileges", true, true, FunctionLevel::Level2},
        {SQL_API_SQLTABLES, "SQLTables", true, true},
        {SQL_API_SQLTRANSACT, "SQLTransact", false, true, FunctionLevel::Odbc2},
    };
    return all;
}

const std::vector<Function>& functions() {
    static const std::vector<Function> listed = [] {
        std::vector<Function> result;
        std::copy_if(exportedFunctions().begin(), exportedFunctions().end(), std::back_inserter(result),
                     [](const Function& function) { return function.isListed; });
        return result;
    }();
    return listed;
}

bool isSupported(SQLUSMALLINT id) {
    return std::any_of(functions().begin(), functions().end(), [&](const Function& f) { return f.id == id; });
}

}  // namespace assetsodbc::driver
