#include "driver/api/attributes.h"

#include "driver/api/connection.h"
#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

const TextOut kNoText = TextOut::narrow(nullptr, 0);

class Attributes : public OpenStatement {
protected:
    SQLRETURN setConnection(SQLINTEGER attribute, SQLULEN value) {
        return api::setConnectAttr(dbc, attribute, reinterpret_cast<SQLPOINTER>(value), {});
    }
    SQLUINTEGER getConnection(SQLINTEGER attribute) {
        SQLUINTEGER value = 0;
        EXPECT_EQ(SQL_SUCCESS, api::getConnectAttr(dbc, attribute, &value, kNoText, nullptr));
        return value;
    }
    std::string connectionState() { return stateOf(SQL_HANDLE_DBC, dbc); }
};

TEST_F(Attributes, OfStatementsAreReadBackAsTheyWereSet) {
    for (SQLINTEGER attribute : {SQL_ATTR_QUERY_TIMEOUT, SQL_ATTR_MAX_ROWS, SQL_ATTR_MAX_LENGTH}) {
        EXPECT_EQ(0u, get(attribute));
        EXPECT_EQ(SQL_SUCCESS, set(attribute, 30));
        EXPECT_EQ(30u, get(attribute));
    }
}

TEST_F(Attributes, UnknownOnesAreHy092AndBadValuesHy024) {
    for (SQLINTEGER attribute : {1227, 1228, 99999}) {
        EXPECT_EQ(SQL_ERROR, set(attribute, 1));
        EXPECT_EQ("HY092", state());
    }
    EXPECT_EQ(SQL_ERROR, setConnection(30002, 1));
    EXPECT_EQ("HY092", connectionState());
    EXPECT_EQ(SQL_ERROR, set(SQL_ATTR_CURSOR_TYPE, 77));
    EXPECT_EQ("HY024", state());
    EXPECT_EQ(SQL_ERROR, set(SQL_ATTR_ROW_ARRAY_SIZE, 0));
    EXPECT_EQ("HY024", state());
    EXPECT_EQ(SQL_ERROR, set(SQL_ATTR_ENABLE_AUTO_IPD, SQL_TRUE));
    EXPECT_EQ("HYC00", state());
}

TEST_F(Attributes, OfConnectionsAreReadBackInTheirOwnWidth) {
    EXPECT_EQ(SQL_SUCCESS, setConnection(SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF));
    SQLUINTEGER guarded[2] = {7, 7};
    SQLINTEGER length = 0;
    EXPECT_EQ(SQL_SUCCESS, api::getConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, guarded, kNoText, &length));
    EXPECT_EQ(SQLUINTEGER{SQL_AUTOCOMMIT_OFF}, guarded[0]);
    EXPECT_EQ(7u, guarded[1]);
    EXPECT_EQ(4, length);
    EXPECT_EQ(SQLUINTEGER{SQL_CD_FALSE}, getConnection(SQL_ATTR_CONNECTION_DEAD));
}

TEST_F(Attributes, ThereAreNoCatalogs) {
    SQLCHAR name[10] = "x";
    SQLINTEGER length = 9;
    EXPECT_EQ(SQL_SUCCESS,
              api::getConnectAttr(dbc, SQL_ATTR_CURRENT_CATALOG, nullptr, TextOut::narrow(name, sizeof name), &length));
    EXPECT_STREQ("", reinterpret_cast<char*>(name));
    EXPECT_EQ(0, length);
    const SQLCHAR other[] = "other";
    EXPECT_EQ(SQL_ERROR, api::setConnectAttr(dbc, SQL_ATTR_CURRENT_CATALOG, nullptr, {other, SQL_NTS}));
    EXPECT_EQ("HYC00", connectionState());
}

TEST_F(Attributes, StatementOptionsOfTheConnectionAreDefaultsOfNewStatements) {
    EXPECT_EQ(SQL_SUCCESS, setConnection(SQL_ATTR_QUERY_TIMEOUT, 5));
    EXPECT_EQ(SQL_SUCCESS, setConnection(SQL_ATTR_METADATA_ID, SQL_TRUE));
    stmt = newStatement();
    EXPECT_EQ(5u, get(SQL_ATTR_QUERY_TIMEOUT));
    EXPECT_EQ(SQLULEN{SQL_TRUE}, get(SQL_ATTR_METADATA_ID));
}

TEST_F(Attributes, AResetConnectionStartsAfresh) {
    EXPECT_EQ(SQL_SUCCESS, setConnection(SQL_ATTR_QUERY_TIMEOUT, 5));
    EXPECT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS, setConnection(SQL_ATTR_RESET_CONNECTION, SQL_RESET_CONNECTION_YES));
    EXPECT_EQ(SQL_SUCCESS, execDirect("numbers"));
    stmt = newStatement();
    EXPECT_EQ(0u, get(SQL_ATTR_QUERY_TIMEOUT));
}

TEST_F(Attributes, ScrollabilityAndCursorTypeAgree) {
    EXPECT_EQ(SQL_SUCCESS, set(SQL_ATTR_CURSOR_SCROLLABLE, SQL_SCROLLABLE));
    EXPECT_EQ(SQLULEN{SQL_CURSOR_STATIC}, get(SQL_ATTR_CURSOR_TYPE));
    EXPECT_EQ(SQL_SUCCESS, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY));
    EXPECT_EQ(SQLULEN{SQL_NONSCROLLABLE}, get(SQL_ATTR_CURSOR_SCROLLABLE));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, set(SQL_ATTR_CURSOR_SENSITIVITY, SQL_SENSITIVE));
    EXPECT_EQ("01S02", state());
    EXPECT_EQ(SQLULEN{SQL_CURSOR_STATIC}, get(SQL_ATTR_CURSOR_TYPE));
}

TEST_F(Attributes, TransactionsEndWithoutAnythingToDo) {
    EXPECT_EQ(SQL_SUCCESS, api::endTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
    EXPECT_EQ(SQL_SUCCESS, api::endTran(SQL_HANDLE_ENV, env, SQL_ROLLBACK));
    EXPECT_EQ(SQL_ERROR, api::endTran(SQL_HANDLE_DBC, dbc, 7));
    EXPECT_EQ("HY012", connectionState());
}

TEST_F(Attributes, AnOpenConnectionCannotBeOpenedAgainAndAClosedOneNotClosed) {
    const SQLCHAR dsn[] = "X";
    EXPECT_EQ(SQL_ERROR, api::connect(dbc, {dsn, SQL_NTS}, {}, {}));
    EXPECT_EQ("08002", connectionState());
    EXPECT_EQ(SQL_SUCCESS, api::disconnect(dbc));
    EXPECT_EQ(SQL_INVALID_HANDLE, api::fetch(stmt));
    EXPECT_EQ(SQL_ERROR, api::disconnect(dbc));
    EXPECT_EQ("08003", connectionState());
}

}  // namespace
}  // namespace assetsodbc::driver::test
