// Short sequences as a sane application makes them, so that the others also meet statements with a result, a cursor on
// a row, and parameters that wait for data.
#include "tests/odbc/random_calls/caller.h"

namespace assetsodbc::randomcalls {

namespace {

SQLRETURN answered(Caller& c, const char* function, SQLHSTMT stmt, SQLRETURN result) {
    return c.answered(function, SQL_HANDLE_STMT, stmt, result);
}

// A statement with nothing open; SQL_NULL_HSTMT when there is none.
SQLHSTMT idleStatement(Caller& c) {
    SQLHSTMT const stmt = c.living(SQL_HANDLE_STMT);
    if (stmt == SQL_NULL_HSTMT) return stmt;
    answered(c, "SQLCancel", stmt, SQLCancel(stmt));
    answered(c, "SQLFreeStmt", stmt, SQLFreeStmt(stmt, SQL_CLOSE));
    if (c.choices.oneIn(2)) answered(c, "SQLFreeStmt", stmt, SQLFreeStmt(stmt, SQL_UNBIND));
    return stmt;
}

template <class Text>
Text* copied(Caller& c, const std::string& text) {
    auto* const copy = static_cast<char*>(c.buffer(text.size() + 1));
    text.copy(copy, text.size());
    copy[text.size()] = '\0';
    return reinterpret_cast<Text*>(copy);
}

SQLRETURN fetchSomehow(Caller& c, SQLHSTMT stmt) {
    switch (c.choices.below(4)) {
        case 0:
            return answered(c, "SQLFetchScroll", stmt, SQLFetchScroll(stmt, SQL_FETCH_NEXT, 0));
        case 1:
            return answered(
                c, "SQLExtendedFetch", stmt,
                SQLExtendedFetch(stmt, SQL_FETCH_NEXT, 0, c.memory.count(c.choices), c.memory.statuses(c.choices)));
        default:
            return answered(c, "SQLFetch", stmt, SQLFetch(stmt));
    }
}

// One column to its end, piece by piece.
void readColumn(Caller& c, SQLHSTMT stmt, SQLUSMALLINT column) {
    constexpr SQLSMALLINT kTypes[] = {SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY, SQL_C_DEFAULT};
    const SQLSMALLINT type = c.choices.of(kTypes);
    const SQLLEN length = c.choices.between(1, 100);
    for (int pieces = 0; pieces < 50; ++pieces) {
        SQLPOINTER const piece = c.buffer(std::size_t(type == SQL_C_DEFAULT ? 100 : length));
        SQLLEN* const available = static_cast<SQLLEN*>(c.buffer(sizeof(SQLLEN)));
        const SQLRETURN result =
            answered(c, "SQLGetData", stmt, SQLGetData(stmt, column, type, piece, length, available));
        if (result != SQL_SUCCESS_WITH_INFO) return;
    }
}

void query(Caller& c) {
    SQLHSTMT const stmt = idleStatement(c);
    if (stmt == SQL_NULL_HSTMT) return;
    constexpr SQLULEN kCursors[] = {SQL_CURSOR_FORWARD_ONLY, SQL_CURSOR_STATIC};
    answered(c, "SQLSetStmtAttr", stmt,
             SQLSetStmtAttr(stmt, SQL_ATTR_CURSOR_TYPE, reinterpret_cast<SQLPOINTER>(c.choices.of(kCursors)), 0));
    auto* const sql = copied<SQLCHAR>(c, c.texts.queries[c.choices.below(c.texts.queries.size())]);
    if (!SQL_SUCCEEDED(answered(c, "SQLExecDirect", stmt, SQLExecDirect(stmt, sql, SQL_NTS)))) return;
    for (auto rows = c.choices.below(4); rows > 0; --rows) {
        if (!SQL_SUCCEEDED(fetchSomehow(c, stmt))) return;
        for (SQLUSMALLINT column = 1; column <= 3; ++column) readColumn(c, stmt, column);
        answered(c, "SQLSetPos", stmt, SQLSetPos(stmt, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE));
    }
}

void parameters(Caller& c) {
    SQLHSTMT const stmt = idleStatement(c);
    if (stmt == SQL_NULL_HSTMT) return;
    auto* const sql = copied<SQLCHAR>(c, c.texts.parametered[c.choices.below(c.texts.parametered.size())]);
    if (!SQL_SUCCEEDED(answered(c, "SQLPrepare", stmt, SQLPrepare(stmt, sql, SQL_NTS)))) return;
    for (SQLUSMALLINT number = 1; number <= 4; ++number) {
        answered(c, "SQLDescribeParam", stmt,
                 SQLDescribeParam(stmt, number, c.result<SQLSMALLINT>(), c.result<SQLULEN>(), nullptr, nullptr));
        answered(c, "SQLBindParameter", stmt,
                 SQLBindParameter(stmt, number, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 0, 0,
                                  c.memory.data(c.choices), 0, c.memory.given(c.choices)));
    }
    SQLRETURN result = answered(c, "SQLExecute", stmt, SQLExecute(stmt));
    for (int rounds = 0; result == SQL_NEED_DATA && rounds < 10; ++rounds) {
        result = answered(c, "SQLParamData", stmt, SQLParamData(stmt, c.result<SQLPOINTER>()));
        for (auto pieces = c.choices.below(3); result == SQL_NEED_DATA && pieces > 0; --pieces) {
            answered(c, "SQLPutData", stmt, SQLPutData(stmt, copied<SQLCHAR>(c, "12"), 2));
        }
    }
    if (SQL_SUCCEEDED(result)) fetchSomehow(c, stmt);
}

}  // namespace

const std::vector<Call>& legalCalls() {
    static const std::vector<Call> calls = {
        {"(a query)", kResults | kDescriptors, 8, query},
        {"(a query with parameters)", kParameters | kDescriptors, 5, parameters},
    };
    return calls;
}

}  // namespace assetsodbc::randomcalls
