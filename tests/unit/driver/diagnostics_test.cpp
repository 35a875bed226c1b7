#include "driver/diagnostics.h"

#include "driver/api/attributes.h"
#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

TEST(Diagnostics, ErrorsComeBeforeWarningsEachInTheirOrder) {
    Diagnostics diagnostics;
    diagnostics.add(SqlState::StringTruncated, "first warning");
    diagnostics.add(SqlState::GeneralError, "first error");
    diagnostics.add(SqlState::OptionValueChanged, "second warning");
    diagnostics.add(SqlState::NumericOutOfRange, "second error");
    std::vector<std::string_view> states;
    for (const auto& record : diagnostics.records()) states.push_back(code(record.state));
    EXPECT_EQ((std::vector<std::string_view>{"HY000", "22003", "01004", "01S02"}), states);
}

TEST(Diagnostics, NameVendorAndComponentOnce) {
    Diagnostics diagnostics;
    diagnostics.add(SqlState::GeneralError, "It broke.");
    EXPECT_EQ("[Assets ODBC][Driver]It broke.", diagnostics.records()[0].message);
}

TEST(SqlStates, FollowTheKindOfErrorAndWhetherItHappenedWhileConnecting) {
    using common::ErrorKind;
    EXPECT_EQ("28000", code(sqlStateOf(ErrorKind::AuthenticationFailed, true)));
    EXPECT_EQ("08004", code(sqlStateOf(ErrorKind::Forbidden, true)));
    EXPECT_EQ("42000", code(sqlStateOf(ErrorKind::Forbidden, false)));
    EXPECT_EQ("08001", code(sqlStateOf(ErrorKind::Unreachable, true)));
    EXPECT_EQ("08S01", code(sqlStateOf(ErrorKind::Unreachable, false)));
    EXPECT_EQ("HYT00", code(sqlStateOf(ErrorKind::Timeout, false)));
    EXPECT_EQ("HY008", code(sqlStateOf(ErrorKind::Cancelled, false)));
    EXPECT_EQ("42S02", code(sqlStateOf(ErrorKind::NoSuchTable, false)));
    EXPECT_EQ("42S22", code(sqlStateOf(ErrorKind::NoSuchColumn, false)));
    EXPECT_EQ("22003", code(sqlStateOf(ErrorKind::NumericOverflow, false)));
    EXPECT_EQ("HY000", code(sqlStateOf(ErrorKind::InvalidArgument, false)));
}

TEST(SqlStates, HaveTheirOdbc2Spelling) {
    EXPECT_EQ("S0002", codeOdbc2(SqlState::TableNotFound));
    EXPECT_EQ("37000", codeOdbc2(SqlState::SyntaxErrorOrAccess));
    EXPECT_EQ("S1000", codeOdbc2(SqlState::GeneralError));
    EXPECT_EQ("24000", codeOdbc2(SqlState::InvalidCursorState));
}

class DiagnosticCalls : public OpenStatement {};

TEST_F(DiagnosticCalls, TheNextCallClearsThemButReadingDoesNot) {
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ("HY010", state());
    EXPECT_EQ("", state(2));
    EXPECT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ("", state());
}

TEST_F(DiagnosticCalls, FieldsTellNumberReturnCodeOriginAndServer) {
    session->config_.dataSourceName = "Demo";
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    const TextOut none = TextOut::narrow(nullptr, 0);
    const auto number = [&](SQLSMALLINT field, auto zero) {
        api::getDiagField(SQL_HANDLE_STMT, stmt, 0, field, &zero, none, nullptr);
        return zero;
    };
    EXPECT_EQ(1, number(SQL_DIAG_NUMBER, SQLINTEGER{0}));
    EXPECT_EQ(SQL_ERROR, number(SQL_DIAG_RETURNCODE, SQLRETURN{0}));
    const auto text = [&](SQLSMALLINT field) {
        SQLCHAR buffer[100] = "";
        api::getDiagField(SQL_HANDLE_STMT, stmt, 1, field, nullptr, TextOut::narrow(buffer, sizeof buffer), nullptr);
        return std::string(reinterpret_cast<char*>(buffer));
    };
    EXPECT_EQ("HY010", text(SQL_DIAG_SQLSTATE));
    EXPECT_EQ("ISO 9075", text(SQL_DIAG_CLASS_ORIGIN));
    EXPECT_EQ("Demo", text(SQL_DIAG_SERVER_NAME));
    SQLINTEGER native = 7;
    EXPECT_EQ(SQL_NO_DATA, api::getDiagField(SQL_HANDLE_STMT, stmt, 2, SQL_DIAG_NATIVE, &native, none, nullptr));
}

TEST_F(DiagnosticCalls, ASelectIsNamedAsADynamicFunction) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    SQLINTEGER function = 0;
    api::getDiagField(SQL_HANDLE_STMT, stmt, 0, SQL_DIAG_DYNAMIC_FUNCTION_CODE, &function, TextOut::narrow(nullptr, 0),
                      nullptr);
    EXPECT_EQ(SQL_DIAG_SELECT_CURSOR, function);
}

TEST_F(DiagnosticCalls, ACutMessageTellsItsFullLength) {
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    const std::string whole = messageOf(SQL_HANDLE_STMT, stmt);
    SQLCHAR state[6] = "", message[10] = "";
    SQLSMALLINT length = 0;
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::getDiagRec(SQL_HANDLE_STMT, stmt, 1, TextOut::narrow(state, sizeof state),
                                                     nullptr, TextOut::narrow(message, sizeof message), &length));
    EXPECT_EQ(whole.substr(0, 9), reinterpret_cast<char*>(message));
    EXPECT_EQ(whole.size(), std::size_t(length));
}

TEST_F(DiagnosticCalls, SqlErrorReturnsEachRecordOnce) {
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    const auto next = [&] {
        SQLCHAR state[6] = "";
        const SQLRETURN result = api::error({env, dbc, stmt}, TextOut::narrow(state, sizeof state), nullptr,
                                            TextOut::narrow(nullptr, 0), nullptr);
        return std::make_pair(result, std::string(reinterpret_cast<char*>(state)));
    };
    EXPECT_EQ("HY010", next().second);
    EXPECT_EQ(SQL_NO_DATA, next().first);
}

TEST_F(DiagnosticCalls, AnOdbc2ApplicationGetsOdbc2States) {
    ASSERT_EQ(SQL_SUCCESS,
              api::setEnvAttr(env, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_OV_ODBC2})));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("S1010", state());
}

}  // namespace
}  // namespace assetsodbc::driver::test
