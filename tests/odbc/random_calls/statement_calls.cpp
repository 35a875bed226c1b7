// Random calls that bind, prepare, execute, fetch and describe.
#include <cstring>

#include "tests/odbc/random_calls/caller.h"

namespace assetsodbc::randomcalls {

namespace {

SQLUSMALLINT columnNumber(Caller& c) {
    return static_cast<SQLUSMALLINT>(c.choices.oneIn(30) ? c.choices.below(65536) : c.choices.below(6));
}

SQLLEN boundLength(Caller& c) {
    constexpr SQLLEN kLengths[] = {0, 1, 2, 3, 4, 5, 8, 11, 16, 20, 64, 100, 1000, 1024, -1};
    return c.choices.of(kLengths);
}

SQLHSTMT statement(Caller& c) {
    return c.handle(SQL_HANDLE_STMT);
}

void answered(Caller& c, const char* function, SQLHSTMT stmt, SQLRETURN result) {
    c.answered(function, SQL_HANDLE_STMT, stmt, result);
}

void bindCol(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    SQLPOINTER const data = c.choices.oneIn(8) ? nullptr : c.memory.data(c.choices);
    SQLLEN* const length = c.choices.oneIn(8) ? nullptr : c.memory.written(c.choices);
    answered(c, "SQLBindCol", stmt, SQLBindCol(stmt, columnNumber(c), c.cType(), data, boundLength(c), length));
}

void bindParameter(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    constexpr SQLSMALLINT kDirections[] = {SQL_PARAM_INPUT, SQL_PARAM_INPUT,  SQL_PARAM_INPUT,        SQL_PARAM_INPUT,
                                           SQL_PARAM_INPUT, SQL_PARAM_OUTPUT, SQL_PARAM_INPUT_OUTPUT, 99};
    SQLPOINTER const data = c.choices.oneIn(12) ? nullptr : c.memory.data(c.choices);
    SQLLEN* const length = c.choices.oneIn(5) ? nullptr : c.memory.given(c.choices);
    const auto digits = static_cast<SQLSMALLINT>(c.choices.between(-2, 12));
    switch (c.choices.below(8)) {
        case 0:
            return answered(
                c, "SQLBindParam", stmt,
                SQLBindParam(stmt, columnNumber(c), c.cType(), c.sqlType(), c.smallNumber(), digits, data, length));
        case 1:
            return answered(
                c, "SQLSetParam", stmt,
                SQLSetParam(stmt, columnNumber(c), c.cType(), c.sqlType(), c.smallNumber(), digits, data, length));
        default:
            return answered(c, "SQLBindParameter", stmt,
                            SQLBindParameter(stmt, columnNumber(c), c.choices.of(kDirections), c.cType(), c.sqlType(),
                                             c.smallNumber(), digits, data, boundLength(c), length));
    }
}

template <SQLRETURN (*Narrow)(SQLHSTMT, SQLCHAR*, SQLINTEGER), SQLRETURN (*Wide)(SQLHSTMT, SQLWCHAR*, SQLINTEGER)>
void withSql(Caller& c, const char* function) {
    SQLHSTMT const stmt = statement(c);
    if (c.choices.oneIn(2)) SQLFreeStmt(stmt, SQL_CLOSE);
    if (c.choices.oneIn(2)) {
        const auto sql = c.narrowText(c.texts.statements);
        return answered(c, function, stmt, Narrow(stmt, sql.narrow(), sql.as<SQLINTEGER>()));
    }
    const auto sql = c.wideText(stmt, c.texts.statements);
    answered(c, function, stmt, Wide(stmt, sql.wide(), sql.as<SQLINTEGER>()));
}

void prepare(Caller& c) {
    withSql<SQLPrepare, SQLPrepareW>(c, "SQLPrepare");
}

void execDirect(Caller& c) {
    withSql<SQLExecDirect, SQLExecDirectW>(c, "SQLExecDirect");
}

void execute(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLExecute", stmt, SQLExecute(stmt));
}

void moreResults(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLMoreResults", stmt, SQLMoreResults(stmt));
}

void numParams(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLNumParams", stmt, SQLNumParams(stmt, c.result<SQLSMALLINT>()));
}

void describeParam(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLDescribeParam", stmt,
             SQLDescribeParam(stmt, columnNumber(c), c.result<SQLSMALLINT>(), c.result<SQLULEN>(),
                              c.result<SQLSMALLINT>(), c.result<SQLSMALLINT>()));
}

void paramData(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLParamData", stmt, SQLParamData(stmt, c.result<SQLPOINTER>()));
}

// The driver reads as much as the C type says whatever the length, so there is always that much.
void putData(Caller& c) {
    constexpr SQLLEN kLengths[] = {0, 1, 2, 3, 4, 7, 8, 16, 60, SQL_NTS, SQL_NULL_DATA, SQL_DEFAULT_PARAM, -9};
    SQLHSTMT const stmt = statement(c);
    SQLPOINTER const data = c.choices.oneIn(10) ? nullptr : c.buffer(64);
    if (data != nullptr) std::memset(data, c.choices.oneIn(2) ? '1' : '\xD8', c.choices.below(61));
    answered(c, "SQLPutData", stmt, SQLPutData(stmt, data, c.choices.of(kLengths)));
}

void numResultCols(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLNumResultCols", stmt, SQLNumResultCols(stmt, c.result<SQLSMALLINT>()));
}

void rowCount(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLRowCount", stmt, SQLRowCount(stmt, c.result<SQLLEN>()));
}

void describeCol(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    const SQLSMALLINT capacity = c.capacity();
    const SQLUSMALLINT column = columnNumber(c);
    SQLPOINTER const name = c.bufferOf(capacity, 4);
    SQLSMALLINT *const length = c.result<SQLSMALLINT>(), *const type = c.result<SQLSMALLINT>(),
                       *const digits = c.result<SQLSMALLINT>(), *const nullable = c.result<SQLSMALLINT>();
    SQLULEN* const size = c.result<SQLULEN>();
    answered(c, "SQLDescribeCol", stmt,
             c.choices.oneIn(2) ? SQLDescribeCol(stmt, column, static_cast<SQLCHAR*>(name), capacity, length, type,
                                                 size, digits, nullable)
                                : SQLDescribeColW(stmt, column, static_cast<SQLWCHAR*>(name), capacity, length, type,
                                                  size, digits, nullable));
}

void colAttribute(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    const SQLSMALLINT capacity = c.capacity();
    const SQLUSMALLINT column = columnNumber(c);
    const auto field =
        static_cast<SQLUSMALLINT>(c.choices.oneIn(2) ? c.choices.between(0, 35) : c.choices.between(1000, 1030));
    SQLPOINTER const text = c.bufferOf(capacity);
    SQLSMALLINT* const length = c.result<SQLSMALLINT>();
    SQLLEN* const number = c.result<SQLLEN>();
    const auto call = [&]() -> SQLRETURN {
        switch (c.choices.below(4)) {
            case 0:
                return SQLColAttribute(stmt, column, field, text, capacity, length, number);
            case 1:
                return SQLColAttributeW(stmt, column, field, text, capacity, length, number);
            case 2:
                return SQLColAttributes(stmt, column, field, text, capacity, length, number);
            default:
                return SQLColAttributesW(stmt, column, field, text, capacity, length, number);
        }
    };
    answered(c, "SQLColAttribute", stmt, call());
}

void fetch(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLFetch", stmt, SQLFetch(stmt));
}

SQLLEN rowOffset(Caller& c) {
    return static_cast<SQLLEN>(c.choices.oneIn(20) ? c.choices.between(INT32_MIN, INT32_MAX)
                                                   : c.choices.between(-12, 12));
}

void fetchScroll(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    const auto orientation = static_cast<SQLSMALLINT>(c.choices.between(0, 9));
    answered(c, "SQLFetchScroll", stmt, SQLFetchScroll(stmt, orientation, rowOffset(c)));
}

void extendedFetch(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    const auto orientation = static_cast<SQLUSMALLINT>(c.choices.between(0, 9));
    answered(c, "SQLExtendedFetch", stmt,
             SQLExtendedFetch(stmt, orientation, rowOffset(c), c.memory.count(c.choices),
                              c.choices.oneIn(3) ? nullptr : c.memory.statuses(c.choices)));
}

// Values of fixed length are written whole, whatever the length given.
void getData(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    const SQLSMALLINT type = c.cType();
    const SQLLEN length = boundLength(c);
    const bool isText = type == SQL_C_CHAR || type == SQL_C_WCHAR || type == SQL_C_BINARY;
    SQLPOINTER const data = c.bufferOf(length, 1, isText ? 0 : 64);
    answered(c, "SQLGetData", stmt, SQLGetData(stmt, columnNumber(c), type, data, length, c.result<SQLLEN>()));
}

void setPos(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    const auto row = static_cast<SQLSETPOSIROW>(c.choices.oneIn(20) ? c.choices.below(70000) : c.choices.below(18));
    answered(c, "SQLSetPos", stmt,
             SQLSetPos(stmt, row, static_cast<SQLUSMALLINT>(c.choices.below(6)),
                       static_cast<SQLUSMALLINT>(c.choices.below(4))));
}

void bulkOperations(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLBulkOperations", stmt, SQLBulkOperations(stmt, static_cast<SQLSMALLINT>(c.choices.between(0, 9))));
}

void closeCursor(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    answered(c, "SQLCloseCursor", stmt, SQLCloseCursor(stmt));
}

void getCursorName(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    const SQLSMALLINT capacity = c.capacity();
    SQLPOINTER const name = c.bufferOf(capacity, 4);
    SQLSMALLINT* const length = c.result<SQLSMALLINT>();
    answered(c, "SQLGetCursorName", stmt,
             c.choices.oneIn(2) ? SQLGetCursorName(stmt, static_cast<SQLCHAR*>(name), capacity, length)
                                : SQLGetCursorNameW(stmt, static_cast<SQLWCHAR*>(name), capacity, length));
}

void setCursorName(Caller& c) {
    SQLHSTMT const stmt = statement(c);
    if (c.choices.oneIn(2)) {
        const auto name = c.narrowText(c.texts.names);
        return answered(c, "SQLSetCursorName", stmt, SQLSetCursorName(stmt, name.narrow(), name.as<SQLSMALLINT>()));
    }
    const auto name = c.wideText(stmt, c.texts.names);
    answered(c, "SQLSetCursorNameW", stmt, SQLSetCursorNameW(stmt, name.wide(), name.as<SQLSMALLINT>()));
}

}  // namespace

const std::vector<Call>& statementCalls() {
    static const std::vector<Call> calls = {
        {"SQLBindCol", kResults | kDescriptors, 5, bindCol},
        {"SQLBindParameter", kParameters | kDescriptors, 6, bindParameter},
        {"SQLPrepare", kExecution | kParameters, 4, prepare},
        {"SQLExecDirect", kExecution | kResults | kParameters | kDescriptors, 6, execDirect},
        {"SQLExecute", kExecution | kParameters, 4, execute},
        {"SQLMoreResults", kExecution | kResults, 2, moreResults},
        {"SQLNumParams", kParameters, 1, numParams},
        {"SQLDescribeParam", kParameters, 2, describeParam},
        {"SQLParamData", kParameters, 4, paramData},
        {"SQLPutData", kParameters, 4, putData},
        {"SQLNumResultCols", kResults, 1, numResultCols},
        {"SQLRowCount", kResults, 1, rowCount},
        {"SQLDescribeCol", kResults, 3, describeCol},
        {"SQLColAttribute", kResults, 5, colAttribute},
        {"SQLFetch", kResults | kDescriptors, 5, fetch},
        {"SQLFetchScroll", kResults, 5, fetchScroll},
        {"SQLExtendedFetch", kResults, 3, extendedFetch},
        {"SQLGetData", kResults, 10, getData},
        {"SQLSetPos", kResults, 3, setPos},
        {"SQLBulkOperations", kResults, 2, bulkOperations},
        {"SQLCloseCursor", kResults | kExecution, 2, closeCursor},
        {"SQLGetCursorName", kInformation, 1, getCursorName},
        {"SQLSetCursorName", kInformation, 1, setCursorName},
    };
    return calls;
}

}  // namespace assetsodbc::randomcalls
