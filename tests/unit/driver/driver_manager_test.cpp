#include "driver/driver_manager.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

TEST(DriverManager, IsToldByTheNameOfItsLibrary) {
    EXPECT_EQ(managerNamed("/usr/lib/x86_64-linux-gnu/libiodbc.so.2"), ManagerName::Iodbc);
    EXPECT_EQ(managerNamed("libiodbc.so.2.1.20"), ManagerName::Iodbc);
    EXPECT_EQ(managerNamed("/opt/libiodbc.2.dylib"), ManagerName::Iodbc);
    EXPECT_EQ(managerNamed("/site-packages/pyodbc.libs/libodbc-77b9c4a1.so.2.0.0"), ManagerName::UnixOdbc);
    EXPECT_EQ(managerNamed("/usr/lib/libodbc.so.2"), ManagerName::UnixOdbc);
    for (const char* other : {"", "/usr/bin/isql", "/usr/lib/libodbcinst.so.2", "/usr/lib/libiodbcinst.so.2",
                              "/usr/lib/libiodbc/program", "/opt/libodbc.so/program", "libodbcdrizzle.so"}) {
        EXPECT_EQ(managerNamed(other), ManagerName::Other) << other;
    }
}

// This program calls the driver itself, without a manager: SQLWCHAR is what the headers that the driver was built with
// say.
TEST(DriverManager, ACallerWithoutOneHasUtf16) {
    static const int here = 0;
    EXPECT_EQ(wideUnitOfCaller(&here), WideUnit::Utf16);
    EXPECT_EQ(wideUnitOfCaller(nullptr), WideUnit::Utf16);
    EXPECT_EQ(wideUnitOfCaller(reinterpret_cast<const void*>(&std::strlen)), WideUnit::Utf16);
}

// The handles of one application, whose SQLWCHAR has four bytes.
class Utf32Application : public OpenStatement {
protected:
    WideUnit wideUnit() const override { return WideUnit::Utf32; }
};

TEST_F(Utf32Application, AllItsHandlesSayIt) {
    for (const SQLHANDLE handle :
         {SQLHANDLE{env}, SQLHANDLE{dbc}, SQLHANDLE{stmt}, SQLHANDLE{descriptor(SQL_ATTR_IMP_ROW_DESC)}}) {
        EXPECT_EQ(Registry::wideUnitOf(handle), WideUnit::Utf32);
    }
    SQLHANDLE other = SQL_NULL_HANDLE;
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &other));
    EXPECT_EQ(Registry::wideUnitOf(other), WideUnit::Utf16) << "the width is of the environment, not of the process";
    EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_ENV, other));
}

TEST_F(Utf32Application, TheEnvironmentAnswersNewerVersionsOfIodbc) {
    SQLINTEGER type = 0;
    ASSERT_EQ(SQL_SUCCESS, api::getEnvAttr(env, kDriverUnicodeType, &type, nullptr));
    EXPECT_EQ(type, 3) << "SQL_DM_CP_UCS4";
}

TEST_F(Utf32Application, ReadsBoundAndFetchedTextInItsUnit) {
    scripts["text"] = {{{"T", schema::wvarchar(20), sqlengine::Nullability::Yes, "", "", ""}},
                       {{std::string("Zoë 日本 😀")}},
                       {},
                       std::nullopt};
    ASSERT_EQ(SQL_SUCCESS, execDirect("text"));
    char32_t bound[20];
    SQLLEN boundLength = 0;
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_WCHAR, bound, sizeof bound, &boundLength));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(std::u32string(bound), U"Zoë 日本 😀");
    EXPECT_EQ(boundLength, 8 * 4);
    std::u32string pieces;
    char32_t piece[3];
    SQLLEN left = 0;
    for (SQLLEN expected = 8;; expected -= 2) {
        const SQLRETURN result = api::getData(stmt, 1, SQL_C_WCHAR, piece, sizeof piece, &left);
        if (result == SQL_NO_DATA) break;
        ASSERT_TRUE(SQL_SUCCEEDED(result));
        EXPECT_EQ(left, expected * 4);
        pieces += piece;
    }
    EXPECT_EQ(pieces, U"Zoë 日本 😀");
}

TEST_F(Utf32Application, SendsParametersInItsUnit) {
    ASSERT_EQ(SQL_SUCCESS, prepare("one ?"));
    const char32_t value[] = U"Zoë😀";
    SQLLEN length = SQL_NTS;
    const auto bind = [&](SQLPOINTER data) {
        return api::bindParameter(stmt, 1, {SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR, 20, 0, data, 0, &length});
    };
    ASSERT_EQ(SQL_SUCCESS, bind(const_cast<char32_t*>(value)));
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::freeStatement(stmt, SQL_CLOSE));
    length = 12;
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::freeStatement(stmt, SQL_CLOSE));
    length = 6;
    EXPECT_EQ(SQL_ERROR, api::execute(stmt));
    EXPECT_EQ("HY090", state());
    length = SQL_DATA_AT_EXEC;
    SQLPOINTER token = nullptr;
    ASSERT_EQ(SQL_NEED_DATA, api::execute(stmt));
    ASSERT_EQ(SQL_NEED_DATA, api::paramData(stmt, &token));
    ASSERT_EQ(SQL_SUCCESS, api::putData(stmt, const_cast<char32_t*>(value), 16));
    ASSERT_EQ(SQL_SUCCESS, api::putData(stmt, const_cast<char32_t*>(value + 4), SQL_NTS));
    ASSERT_EQ(SQL_SUCCESS, api::paramData(stmt, &token));
    ASSERT_EQ(3u, recorder.executions.size());
    EXPECT_EQ(recorder.executions[0][0], schema::Value("Zoë😀"));
    EXPECT_EQ(recorder.executions[1][0], schema::Value("Zoë"));
    EXPECT_EQ(recorder.executions[2][0], schema::Value("Zoë😀"));
}

TEST_F(Utf32Application, RefusesCodePointsThatAreNone) {
    ASSERT_EQ(SQL_SUCCESS, prepare("one ?"));
    for (const char32_t wrong : {0xD800u, 0xDFFFu, 0x110000u}) {
        char32_t value[] = {'a', wrong, 0};
        ASSERT_EQ(SQL_SUCCESS,
                  api::bindParameter(stmt, 1, {SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR, 20, 0, value, 0, nullptr}));
        EXPECT_EQ(SQL_ERROR, api::execute(stmt));
        EXPECT_EQ("22018", state());
    }
}

}  // namespace
}  // namespace assetsodbc::driver::test
