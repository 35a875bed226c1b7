#include "driver/api/execute.h"

#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

class Executing : public OpenStatement {
protected:
    SQLRETURN bindText(SQLUSMALLINT number, void* data, SQLLEN capacity, SQLLEN* length) {
        return api::bindParameter(stmt, number,
                                  {SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 255, 0, data, capacity, length});
    }
    std::string lastText() { return std::get<std::string>(recorder.executions.back().at(0)); }
};

TEST_F(Executing, ReadsTheParameterAtEachExecution) {
    SQLCHAR text[10] = "one";
    SQLLEN length = SQL_NTS;
    ASSERT_EQ(SQL_SUCCESS, bindText(1, text, sizeof text, &length));
    ASSERT_EQ(SQL_SUCCESS, prepare("one ?"));
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    EXPECT_EQ("one", lastText());
    ASSERT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    text[0] = 'O';
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    EXPECT_EQ("One", lastText());
    ASSERT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    length = SQL_NULL_DATA;
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    EXPECT_TRUE(schema::isNull(recorder.executions.back().at(0)));
}

TEST_F(Executing, AParameterThatIsNotBoundIs07002) {
    EXPECT_EQ(SQL_ERROR, execDirect("one ?"));
    EXPECT_EQ("07002", state());
    EXPECT_TRUE(recorder.executions.empty());
}

TEST_F(Executing, ParametersAreCountedAndDescribed) {
    SQLSMALLINT count = 0, type = 0, digits = -1, nullable = -1;
    SQLULEN size = 0;
    EXPECT_EQ(SQL_ERROR, api::numParams(stmt, &count));
    EXPECT_EQ("HY010", state());
    ASSERT_EQ(SQL_SUCCESS, prepare("one ?"));
    EXPECT_EQ(SQL_SUCCESS, api::numParams(stmt, &count));
    EXPECT_EQ(1, count);
    EXPECT_EQ(SQL_SUCCESS, api::describeParam(stmt, 1, &type, &size, &digits, &nullable));
    EXPECT_EQ(SQL_WVARCHAR, type);
    EXPECT_EQ(255u, size);
    EXPECT_EQ(SQL_ERROR, api::describeParam(stmt, 2, &type, &size, &digits, &nullable));
    EXPECT_EQ("07009", state());
}

TEST_F(Executing, BindingRefusesWhatOdbcRefuses) {
    SQLCHAR text[4] = "";
    SQLLEN length = SQL_NTS;
    const auto bind = [&](api::ParameterBinding binding) { return api::bindParameter(stmt, 1, binding); };
    EXPECT_EQ(SQL_ERROR, bindText(0, text, sizeof text, &length));
    EXPECT_EQ("07009", state());
    EXPECT_EQ(SQL_ERROR, bind({77, SQL_C_CHAR, SQL_VARCHAR, 1, 0, text, 4, &length}));
    EXPECT_EQ("HY105", state());
    EXPECT_EQ(SQL_ERROR, bind({SQL_PARAM_OUTPUT, SQL_C_CHAR, SQL_VARCHAR, 1, 0, text, 4, &length}));
    EXPECT_EQ("HYC00", state());
    EXPECT_EQ(SQL_ERROR, bind({SQL_PARAM_INPUT, 4711, SQL_VARCHAR, 1, 0, text, 4, &length}));
    EXPECT_EQ("HY003", state());
    EXPECT_EQ(SQL_ERROR, bind({SQL_PARAM_INPUT, SQL_C_CHAR, 4711, 1, 0, text, 4, &length}));
    EXPECT_EQ("HY004", state());
    EXPECT_EQ(SQL_ERROR, bind({SQL_PARAM_INPUT, SQL_C_GUID, SQL_INTEGER, 1, 0, text, 4, &length}));
    EXPECT_EQ("07006", state());
    EXPECT_EQ(SQL_ERROR, bind({SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 1, 0, nullptr, 4, nullptr}));
    EXPECT_EQ("HY009", state());
}

TEST_F(Executing, DataAtExecutionComesInPieces) {
    SQLLEN length = SQL_LEN_DATA_AT_EXEC(6);
    SQLCHAR token = 0;
    ASSERT_EQ(SQL_SUCCESS, bindText(1, &token, 0, &length));
    ASSERT_EQ(SQL_SUCCESS, prepare("one ?"));
    EXPECT_EQ(SQL_NEED_DATA, api::execute(stmt));
    EXPECT_TRUE(recorder.executions.empty());
    EXPECT_EQ(SQL_ERROR, api::putData(stmt, &token, 1));
    EXPECT_EQ("HY010", state());
    SQLPOINTER wanted = nullptr;
    EXPECT_EQ(SQL_NEED_DATA, api::paramData(stmt, &wanted));
    EXPECT_EQ(&token, wanted);
    SQLCHAR first[] = "abc", second[] = "def";
    EXPECT_EQ(SQL_SUCCESS, api::putData(stmt, first, 3));
    EXPECT_EQ(SQL_SUCCESS, api::putData(stmt, second, SQL_NTS));
    EXPECT_EQ(SQL_SUCCESS, api::paramData(stmt, &wanted));
    EXPECT_EQ("abcdef", lastText());
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
}

TEST_F(Executing, NothingElseIsAllowedWhileDataIsAwaitedUntilCancelled) {
    SQLLEN length = SQL_DATA_AT_EXEC;
    SQLCHAR token = 0;
    ASSERT_EQ(SQL_SUCCESS, bindText(1, &token, 0, &length));
    ASSERT_EQ(SQL_SUCCESS, prepare("one ?"));
    ASSERT_EQ(SQL_NEED_DATA, api::execute(stmt));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ(SQL_ERROR, api::freeStatement(stmt, SQL_CLOSE));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ(SQL_SUCCESS, api::cancel(stmt));
    EXPECT_EQ(SQL_NEED_DATA, api::execute(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::cancel(stmt));
}

TEST_F(Executing, EveryRowOfAParameterArrayHasItsResult) {
    SQLCHAR texts[3][4] = {"aa", "bb", "cc"};
    SQLLEN lengths[3] = {SQL_NTS, SQL_NTS, SQL_NTS};
    SQLUSMALLINT operations[3] = {SQL_PARAM_PROCEED, SQL_PARAM_IGNORE, SQL_PARAM_PROCEED};
    SQLUSMALLINT statuses[3] = {99, 99, 99};
    SQLULEN processed = 0;
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_PARAMSET_SIZE, 3));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAM_OPERATION_PTR, operations));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAM_STATUS_PTR, statuses));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed));
    ASSERT_EQ(SQL_SUCCESS, bindText(1, texts, sizeof texts[0], lengths));
    ASSERT_EQ(SQL_SUCCESS, execDirect("one ?"));
    EXPECT_EQ(3u, processed);
    EXPECT_EQ(SQL_PARAM_SUCCESS, statuses[0]);
    EXPECT_EQ(SQL_PARAM_UNUSED, statuses[1]);
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ("aa", lastText());
    EXPECT_EQ(SQL_SUCCESS, api::moreResults(stmt));
    EXPECT_EQ("cc", lastText());
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
}

TEST_F(Executing, AParameterSetThatCannotBeConvertedIsMarkedAndTheOthersRun) {
    SQLCHAR texts[2][8] = {"pears", "2"};
    SQLLEN lengths[2] = {SQL_NTS, SQL_NTS};
    SQLUSMALLINT statuses[2] = {99, 99};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_PARAMSET_SIZE, 2));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAM_STATUS_PTR, statuses));
    ASSERT_EQ(SQL_SUCCESS,
              api::bindParameter(stmt, 1,
                                 {SQL_PARAM_INPUT, SQL_C_CHAR, SQL_INTEGER, 10, 0, texts, sizeof texts[0], lengths}));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, execDirect("one ?"));
    EXPECT_EQ("22018", state());
    EXPECT_EQ(SQL_PARAM_ERROR, statuses[0]);
    EXPECT_EQ(SQL_PARAM_SUCCESS, statuses[1]);
    EXPECT_EQ(1u, recorder.executions.size());
}

TEST_F(Executing, CursorNamesAreGivenKeptAndUnique) {
    SQLCHAR name[50] = "";
    SQLSMALLINT length = 0;
    const auto setName = [&](SQLHSTMT on, const char* text) {
        return api::setCursorName(on, {reinterpret_cast<const SQLCHAR*>(text), SQL_NTS});
    };
    EXPECT_EQ(SQL_SUCCESS, api::getCursorName(stmt, TextOut::narrow(name, sizeof name), &length));
    EXPECT_EQ(0, std::string(reinterpret_cast<char*>(name)).rfind("SQL_CUR", 0));
    EXPECT_EQ(SQL_SUCCESS, setName(stmt, "mine"));
    EXPECT_EQ(SQL_SUCCESS, api::getCursorName(stmt, TextOut::narrow(name, sizeof name), &length));
    EXPECT_STREQ("mine", reinterpret_cast<char*>(name));
    EXPECT_EQ(SQL_ERROR, setName(stmt, "SQL_CUR7"));
    EXPECT_EQ("34000", state());
    const SQLHSTMT other = newStatement();
    EXPECT_EQ(SQL_ERROR, setName(other, "MINE"));
    EXPECT_EQ("3C000", stateOf(SQL_HANDLE_STMT, other));
}

TEST_F(Executing, AnArrayOfTheDefaultTypeIsReadElementByElement) {
    SQLINTEGER numbers[3] = {11, 22, 33};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_PARAMSET_SIZE, 3));
    ASSERT_EQ(SQL_SUCCESS,
              api::bindParameter(stmt, 1, {SQL_PARAM_INPUT, SQL_C_DEFAULT, SQL_INTEGER, 10, 0, numbers, 0, nullptr}));
    ASSERT_EQ(SQL_SUCCESS, execDirect("one ?"));
    for (const std::int64_t expected : {11, 22, 33}) {
        EXPECT_EQ(expected, std::get<std::int64_t>(recorder.executions.back().at(0)));
        EXPECT_EQ(expected == 33 ? SQL_NO_DATA : SQL_SUCCESS, api::moreResults(stmt));
    }
}

TEST_F(Executing, DataAtExecutionOfTheDefaultTypeHasThatTypesSize) {
    SQLBIGINT number = 1234567890123;
    SQLLEN length = SQL_DATA_AT_EXEC;
    ASSERT_EQ(SQL_SUCCESS,
              api::bindParameter(stmt, 1, {SQL_PARAM_INPUT, SQL_C_DEFAULT, SQL_BIGINT, 19, 0, &number, 0, &length}));
    ASSERT_EQ(SQL_NEED_DATA, execDirect("one ?"));
    SQLPOINTER token = nullptr;
    ASSERT_EQ(SQL_NEED_DATA, api::paramData(stmt, &token));
    ASSERT_EQ(SQL_SUCCESS, api::putData(stmt, &number, 0));  // the type tells the length
    ASSERT_EQ(SQL_SUCCESS, api::paramData(stmt, &token));
    EXPECT_EQ(1234567890123, std::get<std::int64_t>(recorder.executions.back().at(0)));
}

TEST_F(Executing, APieceThatIsRefusedEndsTheExecution) {
    SQLBIGINT number = 5;
    SQLLEN length = SQL_DATA_AT_EXEC;
    ASSERT_EQ(SQL_SUCCESS,
              api::bindParameter(stmt, 1, {SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 19, 0, &number, 0, &length}));
    ASSERT_EQ(SQL_SUCCESS, prepare("one ?"));
    ASSERT_EQ(SQL_NEED_DATA, api::execute(stmt));
    SQLPOINTER token = nullptr;
    ASSERT_EQ(SQL_NEED_DATA, api::paramData(stmt, &token));
    ASSERT_EQ(SQL_SUCCESS, api::putData(stmt, &number, 0));
    EXPECT_EQ(SQL_ERROR, api::putData(stmt, &number, 0));
    EXPECT_EQ("HY019", state());
    EXPECT_EQ(SQL_SUCCESS, api::freeStatement(stmt, SQL_CLOSE));
    EXPECT_EQ(SQL_NEED_DATA, api::execute(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::cancel(stmt));
}

TEST_F(Executing, AFailingParameterSetLeavesTheQueuedOnes) {
    scripts["one ?"].failingExecution = 1;
    SQLCHAR texts[3][4] = {"aa", "bb", "cc"};
    SQLLEN lengths[3] = {SQL_NTS, SQL_NTS, SQL_NTS};
    SQLUSMALLINT statuses[3] = {99, 99, 99};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_PARAMSET_SIZE, 3));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAM_STATUS_PTR, statuses));
    ASSERT_EQ(SQL_SUCCESS, bindText(1, texts, sizeof texts[0], lengths));
    ASSERT_EQ(SQL_SUCCESS, execDirect("one ?"));
    EXPECT_EQ(SQL_PARAM_SUCCESS, statuses[0]);
    EXPECT_EQ(SQL_PARAM_DIAG_UNAVAILABLE, statuses[1]);
    EXPECT_EQ(SQL_PARAM_DIAG_UNAVAILABLE, statuses[2]);
    EXPECT_EQ(SQL_ERROR, api::moreResults(stmt));
    EXPECT_EQ("08S01", state());
    EXPECT_EQ(SQL_SUCCESS, api::moreResults(stmt));
    EXPECT_EQ("cc", lastText());
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
}

TEST_F(Executing, AFirstParameterSetThatFailsIsMarked) {
    scripts["one ?"].failingExecution = 0;
    SQLCHAR texts[2][4] = {"aa", "bb"};
    SQLLEN lengths[2] = {SQL_NTS, SQL_NTS};
    SQLUSMALLINT statuses[2] = {99, 99};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_PARAMSET_SIZE, 2));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAM_STATUS_PTR, statuses));
    ASSERT_EQ(SQL_SUCCESS, bindText(1, texts, sizeof texts[0], lengths));
    EXPECT_EQ(SQL_ERROR, execDirect("one ?"));
    EXPECT_EQ(SQL_PARAM_ERROR, statuses[0]);
    EXPECT_EQ(SQL_PARAM_DIAG_UNAVAILABLE, statuses[1]);
    EXPECT_EQ(SQL_SUCCESS, api::moreResults(stmt));
    EXPECT_EQ("bb", lastText());
}

TEST_F(Executing, WithAllParameterSetsIgnoredThereIsNoData) {
    SQLCHAR texts[2][4] = {"aa", "bb"};
    SQLLEN lengths[2] = {SQL_NTS, SQL_NTS};
    SQLUSMALLINT operations[2] = {SQL_PARAM_IGNORE, SQL_PARAM_IGNORE};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_PARAMSET_SIZE, 2));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAM_OPERATION_PTR, operations));
    ASSERT_EQ(SQL_SUCCESS, bindText(1, texts, sizeof texts[0], lengths));
    ASSERT_EQ(SQL_SUCCESS, prepare("one ?"));
    EXPECT_EQ(SQL_NO_DATA, api::execute(stmt));
    EXPECT_TRUE(recorder.executions.empty());
    operations[1] = SQL_PARAM_PROCEED;
    EXPECT_EQ(SQL_SUCCESS, api::execute(stmt));
    EXPECT_EQ("bb", lastText());
}

TEST_F(Executing, WithAllOtherParameterSetsFailedTheExecutionFails) {
    SQLCHAR texts[2][8] = {"pears", "2"};
    SQLLEN lengths[2] = {SQL_NTS, SQL_NTS};
    SQLUSMALLINT operations[2] = {SQL_PARAM_PROCEED, SQL_PARAM_IGNORE};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_PARAMSET_SIZE, 2));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAM_OPERATION_PTR, operations));
    ASSERT_EQ(SQL_SUCCESS,
              api::bindParameter(stmt, 1,
                                 {SQL_PARAM_INPUT, SQL_C_CHAR, SQL_INTEGER, 10, 0, texts, sizeof texts[0], lengths}));
    EXPECT_EQ(SQL_ERROR, execDirect("one ?"));
    EXPECT_EQ("22018", state());
}

TEST_F(Executing, ParameterNumbersEndWhereDescriptorsDo) {
    SQLCHAR text[4] = "";
    SQLLEN length = SQL_NTS;
    EXPECT_EQ(SQL_ERROR, bindText(32768, text, sizeof text, &length));
    EXPECT_EQ("07009", state());
    EXPECT_EQ(SQL_ERROR, bindText(65535, text, sizeof text, &length));
    EXPECT_EQ("07009", state());
}

TEST_F(Executing, SqlTextThatIsNotUtf8IsRefused) {
    EXPECT_EQ(SQL_ERROR, execDirect("SELECT 'Zo\xEB'"));
    EXPECT_EQ("42000", state());
    EXPECT_NE(std::string::npos, messageOf(SQL_HANDLE_STMT, stmt).find("UTF-8"));
}

}  // namespace
}  // namespace assetsodbc::driver::test
