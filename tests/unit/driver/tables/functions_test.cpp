#include "driver/tables/functions.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <set>
#include <string>

#include "driver/api/info.h"
#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

std::set<std::string> exportedSymbols() {
    const std::string command = "nm -D --defined-only '" ASSETSODBC_LIBRARY "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> listing(popen(command.c_str(), "r"), pclose);
    std::set<std::string> symbols;
    char line[512];
    while (listing != nullptr && std::fgets(line, sizeof line, listing.get()) != nullptr) {
        std::string text(line);
        text.erase(text.find_last_not_of('\n') + 1);
        symbols.insert(text.substr(text.rfind(' ') + 1));
    }
    return symbols;
}

TEST(Functions, TheTableIsWhatTheLibraryExports) {
    std::set<std::string> expected;
    for (const Function& function : exportedFunctions()) {
        expected.insert(std::string(function.name));
        if (function.hasWide) expected.insert(std::string(function.name) + "W");
    }
    EXPECT_EQ(expected, exportedSymbols());
}

class FunctionCalls : public OpenStatement {};

TEST_F(FunctionCalls, TheThreeFormsOfSqlGetFunctionsAgree) {
    SQLUSMALLINT bits[SQL_API_ODBC3_ALL_FUNCTIONS_SIZE];
    SQLUSMALLINT old[100];
    ASSERT_EQ(SQL_SUCCESS, api::getFunctions(dbc, SQL_API_ODBC3_ALL_FUNCTIONS, bits));
    ASSERT_EQ(SQL_SUCCESS, api::getFunctions(dbc, SQL_API_ALL_FUNCTIONS, old));
    for (SQLUSMALLINT id = 1; id <= SQL_API_SQLCANCELHANDLE; ++id) {
        SQLUSMALLINT one = 99;
        ASSERT_EQ(SQL_SUCCESS, api::getFunctions(dbc, id == SQL_API_ODBC3_ALL_FUNCTIONS ? SQLUSMALLINT{1} : id, &one));
        if (id == SQL_API_ODBC3_ALL_FUNCTIONS) continue;
        EXPECT_EQ(one == SQL_TRUE, SQL_FUNC_EXISTS(bits, id) == SQL_TRUE) << id;
        if (id < 100) {
            EXPECT_EQ(one, old[id]) << id;
        }
    }
}

TEST_F(FunctionCalls, AFunctionThatOdbcDoesNotHaveIsHy095) {
    SQLUSMALLINT supported = 99;
    ASSERT_EQ(SQL_SUCCESS, api::getFunctions(dbc, SQL_API_SQLFETCHSCROLL, &supported));
    EXPECT_EQ(SQL_TRUE, supported);
    EXPECT_EQ(SQL_ERROR, api::getFunctions(dbc, 5000, &supported));
    EXPECT_EQ("HY095", stateOf(SQL_HANDLE_DBC, dbc));
}

}  // namespace
}  // namespace assetsodbc::driver::test
