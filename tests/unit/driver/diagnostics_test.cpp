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

TEST(Diagnostics, OfRowsComeInTheOrderOfTheRowsAfterThoseOfNone) {
    Diagnostics diagnostics;
    diagnostics.add(SqlState::StringTruncated, "warning of row 2", 0, 2, 1);
    diagnostics.add(SqlState::NumericOutOfRange, "error of row 3", 0, 3, 1);
    diagnostics.add(SqlState::InvalidCharacterValue, "error of row 2", 0, 2, 2);
    diagnostics.add(SqlState::ErrorInRow, "of no row");
    diagnostics.add(SqlState::GeneralError, "of an unknown row", 0, SQL_ROW_NUMBER_UNKNOWN);
    std::vector<std::string_view> states;
    for (const auto& record : diagnostics.records()) states.push_back(code(record.state));
    EXPECT_EQ((std::vector<std::string_view>{"HY000", "01S01", "22018", "01004", "22003"}), states);
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

struct Mapping {
    SqlState state;
    const char *odbc3, *odbc2;
};

// "SQLSTATE Mappings" of appendix A.
TEST(SqlStates, MapToOdbc2AsTheReferenceHasThem) {
    const Mapping all[] = {
        {SqlState::OptionValueChanged, "01S02", "01S02"},
        {SqlState::FractionalTruncation, "01S07", "01004"},
        {SqlState::WrongParameterCount, "07002", "07001"},
        {SqlState::NotACursorSpecification, "07005", "24000"},
        {SqlState::InvalidDescriptorIndex, "07009", "S1002"},
        {SqlState::InvalidDatetimeFormat, "22007", "22008"},
        {SqlState::InvalidCharacterValue, "22018", "22005"},
        {SqlState::TableNotFound, "42S02", "S0002"},
        {SqlState::ColumnNotFound, "42S22", "S0022"},
        {SqlState::MemoryAllocation, "HY001", "S1001"},
        {SqlState::InvalidApplicationBufferType, "HY003", "S1003"},
        {SqlState::InvalidSqlDataType, "HY004", "S1004"},
        {SqlState::AssociatedStatementNotPrepared, "HY007", "S1010"},
        {SqlState::OperationCanceled, "HY008", "S1008"},
        {SqlState::InvalidNullPointer, "HY009", "S1009"},
        {SqlState::AttributeCannotBeSetNow, "HY011", "S1011"},
        {SqlState::InvalidTransactionOperation, "HY012", "S1012"},
        {SqlState::InvalidAttributeValue, "HY024", "S1009"},
        {SqlState::InvalidStringOrBufferLength, "HY090", "S1090"},
        {SqlState::InvalidDescriptorField, "HY091", "S1091"},
        {SqlState::InvalidAttributeIdentifier, "HY092", "S1092"},
        {SqlState::FunctionTypeOutOfRange, "HY095", "S1095"},
        {SqlState::InvalidInformationType, "HY096", "S1096"},
        {SqlState::ColumnTypeOutOfRange, "HY097", "S1097"},
        {SqlState::ScopeOutOfRange, "HY098", "S1098"},
        {SqlState::NullableTypeOutOfRange, "HY099", "S1099"},
        {SqlState::UniquenessOptionOutOfRange, "HY100", "S1100"},
        {SqlState::AccuracyOptionOutOfRange, "HY101", "S1101"},
        {SqlState::InvalidRetrievalCode, "HY103", "S1103"},
        {SqlState::InvalidPrecisionOrScale, "HY104", "S1104"},
        {SqlState::InvalidParameterType, "HY105", "S1105"},
        {SqlState::FetchTypeOutOfRange, "HY106", "S1106"},
        {SqlState::RowValueOutOfRange, "HY107", "S1107"},
        {SqlState::InvalidCursorPosition, "HY109", "S1109"},
        {SqlState::InvalidDriverCompletion, "HY110", "S1110"},
        {SqlState::InvalidBookmark, "HY111", "S1111"},
        {SqlState::OptionalFeatureNotImplemented, "HYC00", "S1C00"},
        {SqlState::TimeoutExpired, "HYT00", "S1T00"},
    };
    for (const Mapping& expected : all) {
        EXPECT_EQ(expected.odbc3, code(expected.state));
        EXPECT_EQ(expected.odbc2, codeOdbc2(expected.state)) << expected.odbc3;
    }
}

class DiagnosticCalls : public OpenStatement {
protected:
    SQLRETURN field(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record, SQLSMALLINT id, void* value = nullptr) {
        return api::getDiagField(kind, handle, record, id, value, TextOut::narrow(nullptr, 0), nullptr);
    }
    std::string fieldText(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT id) {
        SQLCHAR buffer[200] = "";
        EXPECT_EQ(SQL_SUCCESS,
                  api::getDiagField(kind, handle, 1, id, nullptr, TextOut::narrow(buffer, sizeof buffer), nullptr));
        return reinterpret_cast<char*>(buffer);
    }
};

TEST_F(DiagnosticCalls, StatementFieldsAreErrorsOnOtherHandles) {
    const SQLHDESC desc = descriptor(SQL_ATTR_APP_ROW_DESC);
    const SQLSMALLINT ofStatements[] = {SQL_DIAG_CURSOR_ROW_COUNT, SQL_DIAG_ROW_COUNT, SQL_DIAG_DYNAMIC_FUNCTION,
                                        SQL_DIAG_DYNAMIC_FUNCTION_CODE};
    SQLLEN value = 0;
    for (const SQLSMALLINT id : ofStatements) {
        EXPECT_EQ(SQL_SUCCESS, field(SQL_HANDLE_STMT, stmt, 0, id, &value)) << id;
        EXPECT_EQ(SQL_ERROR, field(SQL_HANDLE_DBC, dbc, 0, id, &value)) << id;
        EXPECT_EQ(SQL_ERROR, field(SQL_HANDLE_ENV, env, 0, id, &value)) << id;
        EXPECT_EQ(SQL_ERROR, field(SQL_HANDLE_DESC, desc, 0, id, &value)) << id;
    }
}

TEST_F(DiagnosticCalls, RecordFieldsNeedARecord) {
    EXPECT_EQ(SQL_NO_DATA, field(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_SQLSTATE));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ(SQL_ERROR, field(SQL_HANDLE_STMT, stmt, 0, SQL_DIAG_SQLSTATE));
    EXPECT_EQ(SQL_ERROR, field(SQL_HANDLE_STMT, stmt, -1, SQL_DIAG_SQLSTATE));
    EXPECT_EQ(SQL_SUCCESS, field(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_SQLSTATE));
    EXPECT_EQ(SQL_ERROR, field(SQL_HANDLE_STMT, stmt, 1, 4711));
    EXPECT_EQ(SQL_INVALID_HANDLE, field(99, stmt, 1, SQL_DIAG_SQLSTATE));
    EXPECT_EQ(SQL_INVALID_HANDLE, field(SQL_HANDLE_DBC, stmt, 1, SQL_DIAG_SQLSTATE));
}

TEST_F(DiagnosticCalls, OriginsTellWhatOdbcDefinedItself) {
    EXPECT_EQ(SQL_ERROR, execDirect("no such script"));  // 42000
    EXPECT_EQ("ISO 9075", fieldText(SQL_HANDLE_STMT, stmt, SQL_DIAG_CLASS_ORIGIN));
    EXPECT_EQ("ISO 9075", fieldText(SQL_HANDLE_STMT, stmt, SQL_DIAG_SUBCLASS_ORIGIN));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_DYNAMIC));  // 01S02
    EXPECT_EQ("ISO 9075", fieldText(SQL_HANDLE_STMT, stmt, SQL_DIAG_CLASS_ORIGIN));
    EXPECT_EQ("ODBC 3.0", fieldText(SQL_HANDLE_STMT, stmt, SQL_DIAG_SUBCLASS_ORIGIN));
    EXPECT_EQ(SQL_ERROR, set(99999, 0));  // HY092, which the standard has
    EXPECT_EQ("ISO 9075", fieldText(SQL_HANDLE_STMT, stmt, SQL_DIAG_SUBCLASS_ORIGIN));
    ASSERT_EQ(SQL_SUCCESS,
              api::setEnvAttr(env, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_OV_ODBC2})));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_DYNAMIC));
    EXPECT_EQ("ODBC 3.0", fieldText(SQL_HANDLE_STMT, stmt, SQL_DIAG_SUBCLASS_ORIGIN)) << "also told in ODBC 2";
}

TEST_F(DiagnosticCalls, ConnectionAndServerAreNamed) {
    session->config_.dataSourceName = "Demo";
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("Demo", fieldText(SQL_HANDLE_STMT, stmt, SQL_DIAG_SERVER_NAME));
    const std::string name = fieldText(SQL_HANDLE_STMT, stmt, SQL_DIAG_CONNECTION_NAME);
    EXPECT_EQ(0u, name.find("dbc")) << name;
    EXPECT_EQ(SQL_ERROR, api::setConnectAttr(dbc, 99999, nullptr, {}));
    EXPECT_EQ(name, fieldText(SQL_HANDLE_DBC, dbc, SQL_DIAG_CONNECTION_NAME));
    EXPECT_EQ(SQL_ERROR, api::setEnvAttr(env, 99999, nullptr));
    EXPECT_EQ("", fieldText(SQL_HANDLE_ENV, env, SQL_DIAG_CONNECTION_NAME));
    EXPECT_EQ("", fieldText(SQL_HANDLE_ENV, env, SQL_DIAG_SERVER_NAME));
}

TEST_F(DiagnosticCalls, ABadRowOfABlockIsNamedByRowAndColumn) {
    scripts["numbers"].rows[2][1] = std::string("not a number");
    for (const std::size_t row : {0, 1, 3}) scripts["numbers"].rows[row][1] = std::to_string(row);
    SQLBIGINT values[4];
    SQLLEN lengths[4];
    SQLUSMALLINT statuses[4];
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 4));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROW_STATUS_PTR, statuses));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_SBIGINT, values, sizeof values[0], lengths));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt));
    EXPECT_EQ(SQL_ROW_ERROR, statuses[2]);
    EXPECT_EQ(SQL_ROW_SUCCESS, statuses[3]);
    EXPECT_EQ("01S01", state(1));
    EXPECT_EQ("22018", state(2));
    SQLLEN row = 0;
    SQLINTEGER column = 0;
    EXPECT_EQ(SQL_SUCCESS, field(SQL_HANDLE_STMT, stmt, 2, SQL_DIAG_ROW_NUMBER, &row));
    EXPECT_EQ(SQL_SUCCESS, field(SQL_HANDLE_STMT, stmt, 2, SQL_DIAG_COLUMN_NUMBER, &column));
    EXPECT_EQ(3, row);
    EXPECT_EQ(2, column);
    EXPECT_EQ(SQL_SUCCESS, field(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_ROW_NUMBER, &row));
    EXPECT_EQ(SQL_NO_ROW_NUMBER, row);
}

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
