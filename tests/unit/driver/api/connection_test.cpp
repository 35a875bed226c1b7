#include "driver/api/connection.h"

#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

class Browsing : public OpenStatement {
protected:
    void SetUp() override {
        OpenStatement::SetUp();
        ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_DBC, env, &closed));
    }
    void TearDown() override {
        EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_DBC, closed));
        OpenStatement::TearDown();
    }
    SQLRETURN browse(const char* text) {
        const TextIn request(reinterpret_cast<const SQLCHAR*>(text), SQL_NTS);
        SQLSMALLINT length = 0;
        return api::browseConnect(closed, request, TextOut::narrow(answer, sizeof answer), &length);
    }

    SQLHDBC closed = SQL_NULL_HDBC;
    SQLCHAR answer[1000] = "";
};

TEST_F(Browsing, AFailureForgetsWhatWasGathered) {
    EXPECT_EQ(SQL_ERROR, browse("DRIVER=Assets;DSN=There is no such data source"));
    EXPECT_EQ("08001", stateOf(SQL_HANDLE_DBC, closed));
    EXPECT_EQ(SQL_NEED_DATA, browse("DRIVER=Assets;URL=team.atlassian.net"));
    EXPECT_EQ(SQL_ERROR, browse("DSN=There is no such data source"));
    EXPECT_EQ(SQL_NEED_DATA, browse("DRIVER=Assets"));
    EXPECT_NE(std::string::npos, std::string(reinterpret_cast<char*>(answer)).find("URL")) << answer;
    EXPECT_EQ(SQL_SUCCESS, api::disconnect(closed));
}

}  // namespace
}  // namespace assetsodbc::driver::test
