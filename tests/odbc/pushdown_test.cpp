// What is sent: requests are counted on the site, and told the same by sys.requests.
#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

class Requests : public ::testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(GetParam() ? cloudConnection() : dataCenterConnection())))
            << describe(connection.diagnostics());
        query(connection, "SELECT Id FROM Objects LIMIT 1");
    }
    std::vector<simulator::LoggedRequest> requestsOf(const std::string& sql) {
        site().requestLog().clear();
        rows = query(connection, sql);
        return site().requestLog().entries();
    }
    void expectOne(const std::string& sql, const std::string& aql, std::size_t rowCount) {
        const auto sent = requestsOf(sql);
        ASSERT_EQ(1u, sent.size()) << sql;
        EXPECT_NE(std::string::npos, sent[0].query.find(aql)) << sent[0].query;
        EXPECT_EQ(rowCount, rows.size()) << sql;
    }
    Connection connection;
    std::vector<Row> rows;
};

TEST_P(Requests, IdsAndKeysAreAskedForDirectly) {
    const auto all = query(connection, "SELECT Id, ObjectKey FROM Objects ORDER BY Id LIMIT 3");
    expectOne("SELECT Name FROM Objects WHERE Id = " + *all[0][0], "objectId", 1);
    expectOne("SELECT Name FROM Objects WHERE Id IN (" + *all[0][0] + ", " + *all[2][0] + ")", "objectId IN", 2);
    expectOne("SELECT Name FROM Objects WHERE ObjectKey = '" + *all[1][1] + "'", "Key", 1);
    expectOne("SELECT Name FROM Objects WHERE ObjectKey IN ('" + *all[1][1] + "', '" + *all[2][1] + "', 'NOPE-1')",
              "Key IN", 2);
}

TEST_P(Requests, NothingIsAskedForWhatCannotBe) {
    for (const char* condition : {"1 = 0", "Id = NULL", "Id = 'abc'", "Id = 1.5", "Id IN (NULL)", "( 0 = 1 )"})
        EXPECT_TRUE(requestsOf(std::string("SELECT * FROM Objects WHERE ") + condition).empty()) << condition;
}

TEST_P(Requests, AttributesAreAskedForOnlyWhenAColumnNeedsThem) {
    for (const auto& request : requestsOf("SELECT Id, ObjectKey, Name, Created, Updated, ObjectTypeName FROM Objects"))
        if (!request.query.empty()) {
            EXPECT_NE(std::string::npos, request.target.find("includeAttributes=false"));
        }
    EXPECT_NE(std::string::npos,
              requestsOf("SELECT ObjectAttributes FROM Objects LIMIT 1").at(0).target.find("includeAttributes=true"));
}

TEST_P(Requests, LimitStopsThePaging) {
    EXPECT_EQ(1u, requestsOf("SELECT Id FROM Objects LIMIT 10").size());
    EXPECT_EQ(10u, rows.size());
    EXPECT_EQ(1u, requestsOf("SELECT Id FROM Objects LIMIT 10 OFFSET 20").size());
    EXPECT_EQ(10u, rows.size());
    EXPECT_EQ(1u, requestsOf("SELECT TOP 5 Id FROM Objects").size());
    EXPECT_EQ(5u, rows.size());
}

TEST_P(Requests, LimitOverAUnionLosesNothing) {
    const auto total = std::stoul(*query(connection, "SELECT COUNT(*) FROM Objects")[0][0]);
    const auto both = query(connection, "SELECT Id FROM Objects UNION ALL SELECT Id FROM Objects LIMIT 20 OFFSET " +
                                            std::to_string(total - 5));
    EXPECT_EQ(20u, both.size());
}

TEST_P(Requests, SysRequestsTellsWhatTheSiteSaw) {
    const auto sent = requestsOf("SELECT Id FROM Objects");
    const auto told = query(connection, "SELECT path, AQL, status, rows FROM sys.requests");
    ASSERT_LE(sent.size(), told.size());
    const auto& last = told.back();
    EXPECT_EQ("200", *last[2]);
    std::size_t offset = told.size() - sent.size();
    for (std::size_t at = 0; at < sent.size(); ++at) {
        EXPECT_NE(std::string::npos, told[offset + at][0]->find(sent[at].path)) << *told[offset + at][0];
        if (!sent[at].query.empty()) {
            EXPECT_EQ(sent[at].query, *told[offset + at][1]);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Odbc, Requests, ::testing::Bool(),
                         [](const auto& test) { return test.param ? "Cloud" : "DataCenter"; });

}  // namespace
}  // namespace assetsodbc::odbctest
