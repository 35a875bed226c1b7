// Data Center in all its forms against Cloud: both serve the same simulated site, so every table must hold the same
// rows in all columns but those whose content is Cloud's or Data Center's own.
#include <algorithm>
#include <functional>
#include <memory>
#include <set>

#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

using simulator::FaultAction;
using simulator::FaultRule;
using simulator::LoginFailure;
using simulator::SimulatorOptions;

// A form of Data Center: how its site answers, and how one signs in.
struct Form {
    const char* name;
    std::function<void(SimulatorOptions&)> answers;
    const char* signIn = "AuthScheme=PAT;PAT=demo-pat";
    const char* path = "";
};

const Form kForms[] = {
    {"Assets", [](SimulatorOptions&) {}},
    {"Password", [](SimulatorOptions&) {}, "AuthScheme=Basic;User=demo;PWD=demo"},
    {"OldInsight", [](SimulatorOptions& options) { options.insightPathOnly = true; }},
    {"EasternTime", [](SimulatorOptions& options) { options.shape.dataCenterZoneMinutes = 180; }},
    {"WesternTime", [](SimulatorOptions& options) { options.shape.dataCenterZoneMinutes = -570; }},
    {"NoAdministrator", [](SimulatorOptions& options) { options.dataCenterMetadataEmpty = true; }},
    {"NumericTypeIds",
     [](SimulatorOptions& options) {
         options.shape.typeIdAsText = false;
         options.shape.embedDefinitionsOnDataCenter = true;
         options.shape.unsetAsEmptyArray = true;
     }},
    {"SmallPages", [](SimulatorOptions& options) { options.paging.shorterPages = 7; }},
    {"UnderAPath", [](SimulatorOptions& options) { options.contextPath = "/jira"; }, "AuthScheme=PAT;PAT=demo-pat",
     "/jira"},
    {"OldInsightForOrdinaryPeople",
     [](SimulatorOptions& options) {
         options.insightPathOnly = true;
         options.dataCenterMetadataEmpty = true;
         options.shape.dataCenterZoneMinutes = 180;
     }},
};

// What only one of the two tells, and what the two call by different names: ids of users and of icons, addresses, and
// the attributes as the site writes them, with users in them.
const std::set<std::string> kOwnColumns = {
    "WorkspaceId",      "GlobalId", "Link",           "AvatarUrl16",  "AvatarUrl48", "AvatarUrl72", "AvatarUrl144",
    "AvatarUrl288",     "Url16",    "Url48",          "IconId",       "IconUrl16",   "IconUrl48",   "CanManage",
    "ObjectAttributes", "Reporter", "ActorAccountId", "UserAccountId"};

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

class DataCenter : public ::testing::TestWithParam<Form> {
protected:
    void SetUp() override {
        SimulatorOptions options;
        GetParam().answers(options);
        server = std::make_unique<simulator::Simulator>(options);
        server->start();
        ASSERT_TRUE(SQL_SUCCEEDED(cloud.driverConnect(cloudConnectionTo(server->url()))))
            << describe(cloud.diagnostics());
        const std::string url = server->url() + GetParam().path;
        ASSERT_TRUE(SQL_SUCCEEDED(dataCenter.driverConnect(dataCenterConnectionTo(url, GetParam().signIn))))
            << describe(dataCenter.diagnostics());
    }

    // The columns of a query that both must agree in.
    std::vector<std::string> sharedColumns(const std::string& table) {
        Statement statement(cloud);
        EXPECT_TRUE(SQL_SUCCEEDED(statement.prepare("SELECT * FROM " + table))) << describe(statement.diagnostics());
        std::vector<std::string> names;
        for (SQLSMALLINT i = 1; i <= statement.columnCount(); ++i) {
            const std::string name = statement.column(static_cast<SQLUSMALLINT>(i)).name;
            const bool isUserId = name.size() > 10 && name.substr(name.size() - 10) == "_AccountId";
            if (kOwnColumns.count(name) == 0 && !isUserId) names.push_back(name);
        }
        return names;
    }
    void expectAgreement(const std::string& table, const std::string& condition = "",
                         const std::set<std::string>& but = {}) {
        std::string list;
        for (const std::string& name : sharedColumns(table))
            if (but.count(name) == 0) list += (list.empty() ? "" : ", ") + quoted(name);
        const std::string sql = "SELECT " + list + " FROM " + table + condition;
        auto expected = query(cloud, sql);
        auto actual = query(dataCenter, sql);
        std::sort(expected.begin(), expected.end());
        std::sort(actual.begin(), actual.end());
        EXPECT_FALSE(expected.empty()) << sql;
        ASSERT_EQ(expected.size(), actual.size()) << sql;
        for (std::size_t row = 0; row < expected.size(); ++row)
            for (std::size_t i = 0; i < expected[row].size(); ++i)
                ASSERT_EQ(expected[row][i], actual[row][i]) << sql << "\nrow " << row << ", column " << i;
    }
    // Whether the account is one that is told no metadata.
    static bool isOrdinary() {
        SimulatorOptions options;
        GetParam().answers(options);
        return options.dataCenterMetadataEmpty;
    }
    bool isAbstract(const std::string& typeName) const {
        const auto& types = server->site().description().types;
        return std::any_of(types.begin(), types.end(),
                           [&](const auto& type) { return type.name == typeName && type.abstractType; });
    }
    static std::vector<Row> sortedRows(const Connection& connection, const std::string& sql) {
        auto rows = query(connection, sql);
        std::sort(rows.begin(), rows.end());
        return rows;
    }
    // Objects that something happened to, as a list for IN.
    std::string someObjects() const {
        std::set<std::int64_t> ids;
        for (const auto& entry : server->site().description().history)
            if (ids.size() < 12) ids.insert(entry.objectId);
        std::string list;
        for (const std::int64_t id : ids) list += (list.empty() ? "" : ", ") + std::to_string(id);
        return list;
    }

    std::unique_ptr<simulator::Simulator> server;
    Connection cloud, dataCenter;
};
INSTANTIATE_TEST_SUITE_P(Forms, DataCenter, ::testing::ValuesIn(kForms),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST_P(DataCenter, HoldsTheFixedTablesOfCloud) {
    expectAgreement("Assets.Objects");
    expectAgreement("Assets.Schemas");
    expectAgreement("Assets.ObjectTypes");
    expectAgreement("Assets.Icons", "", {"Id"});
    expectAgreement("Assets.StatusTypes");
    expectAgreement("Assets.ObjectAttributeValues", "", {"Value", "SearchValue"});
}

// Who is no administrator is told the attributes of types by their objects, so only where there are any.
TEST_P(DataCenter, HoldsTheAttributesOfCloud) {
    std::string types;
    for (const Row& row : query(cloud, "SELECT DISTINCT ObjectTypeId FROM Assets.Objects"))
        types += (types.empty() ? "" : ", ") + *row[0];
    expectAgreement("Assets.Attributes", " WHERE ObjectTypeId IN (" + types + ")");
    if (!isOrdinary()) expectAgreement("Assets.Attributes");
}

TEST_P(DataCenter, HoldsTheDetailsOfObjectsOfCloud) {
    const std::string condition = " WHERE ObjectId IN (" + someObjects() + ")";
    expectAgreement("Assets.ObjectHistory", condition, {"Type"});  // Cloud leaves it out
    expectAgreement("Assets.ObjectReferences", condition);
    std::string ticketed;
    for (const auto& ticket : server->site().description().tickets)
        for (const std::int64_t id : ticket.objectIds) ticketed += (ticketed.empty() ? "" : ", ") + std::to_string(id);
    expectAgreement("Assets.ConnectedTickets", " WHERE ObjectId IN (" + ticketed + ")");
}

TEST_P(DataCenter, HoldsTheObjectTypesOfCloud) {
    const auto tables = query(cloud,
                              "SELECT table_schema, table_name FROM sys.tables WHERE table_type = 'TABLE' AND "
                              "table_schema NOT IN ('Assets', 'sys', 'INFORMATION_SCHEMA')");
    std::set<std::string> compared;
    for (const Row& table : tables) {
        const std::string name = quoted(*table[0]) + "." + quoted(*table[1]);
        if (query(cloud, "SELECT 1 FROM " + name + " LIMIT 1").empty()) continue;
        // The attributes of types without objects of their own are not told to ordinary people, so that only the
        // columns that every table has are sure to be there.
        if (isOrdinary() && isAbstract(*table[1])) {
            const std::string sql = "SELECT ObjectId, ObjectTypeName, HasAvatar FROM " + name;
            EXPECT_EQ(sortedRows(cloud, sql), sortedRows(dataCenter, sql));
            continue;
        }
        expectAgreement(name);
        compared.insert(name);
    }
    EXPECT_LT(10U, compared.size());
    EXPECT_EQ(1U, compared.count("\"ITSM\".\"Laptops\""));
}

TEST_P(DataCenter, PutsUsersByTheirKeys) {
    const auto rows =
        query(dataCenter, "SELECT DISTINCT UserAccountId FROM ObjectAttributeValues WHERE UserAccountId IS NOT NULL");
    ASSERT_FALSE(rows.empty());
    std::set<std::string> keys;
    for (const auto& person : server->site().description().users) keys.insert(person.userKey);
    for (const Row& row : rows) EXPECT_EQ(1U, keys.count(*row[0])) << *row[0];
}

TEST_P(DataCenter, AppliesConditionsAndBoundsAsCloudDoes) {
    for (const char* condition :
         {" WHERE Name LIKE '%1%'", " WHERE Status = 'In use'", " WHERE \"Warranty Expires\" > {d '2024-01-01'}",
          " WHERE Created >= {ts '2020-01-01 00:00:00'} ", " WHERE Owner_Id IS NOT NULL AND RAM >= 16"})
        expectAgreement("ITSM.Laptops", condition);
    for (const char* sql : {"SELECT COUNT(*) FROM ITSM.Laptops", "SELECT COUNT(*) FROM Objects",
                            "SELECT Name FROM ITSM.Laptops ORDER BY Name LIMIT 5",
                            "SELECT p.Key, COUNT(*) FROM ITSM.Laptops l JOIN HR.People p ON p.ObjectId = l.Owner_Id "
                            "GROUP BY p.Key ORDER BY 2 DESC, 1"})
        EXPECT_EQ(query(cloud, sql), query(dataCenter, sql)) << sql;
}

TEST_P(DataCenter, SaysWhatOnlyCloudHas) {
    for (const char* table : {"ReferenceTypes", "Usage"}) {
        Statement statement(dataCenter);
        SQLRETURN rc = statement.execute(std::string("SELECT * FROM ") + table);
        while (SQL_SUCCEEDED(rc)) rc = statement.fetch();
        EXPECT_EQ("HYC00", statement.state()) << describe(statement.diagnostics());
    }
    EXPECT_TRUE(query(dataCenter, "SELECT * FROM Workspaces").empty());
}

// Each kind of answer that is none, on every form of address.
TEST_P(DataCenter, TellsErrorsOfEveryShapeApart) {
    struct Expected {
        FaultRule rule;
        const char* state;
        const char* says;
    };
    const auto answer = [](int status, const char* type, const char* text) {
        auto rule = FaultRule::of(FaultAction::Status, "/config/statustype");
        rule.status = status;
        rule.contentType = type;
        rule.text = text;
        return rule;
    };
    auto anonymous = FaultRule::of(FaultAction::AnonymousOk, "/config/statustype");
    const Expected expected[] = {
        {answer(404, "application/xml", "<status><status-code>404</status-code></status>"), "08S01", "404"},
        {answer(403, "text/html", "<html>no</html>"), "42000", "web page instead of JSON"},
        {answer(500, "application/json", R"({"errorMessages":["NotFoundInsightException: x"],"errors":{}})"), "08S01",
         "NotFoundInsightException: x"},
        {answer(200, "text/html", "<html>log in</html>"), "08S01", "text/html"},
        {FaultRule::of(FaultAction::LoginRedirect, "/config/statustype"), "28000", "login page"},
        {FaultRule::of(FaultAction::Unauthorized, "/config/statustype"), "28000", "refused the credentials"},
        {anonymous, "28000", "X-Seraph-LoginReason"},
    };
    for (const Expected& each : expected) {
        server->faults().clear();
        auto rule = each.rule;
        rule.times = 0;
        server->faults().add(rule);
        Statement statement(dataCenter);
        SQLRETURN rc = statement.execute("SELECT * FROM StatusTypes");
        while (SQL_SUCCEEDED(rc)) rc = statement.fetch();
        const auto records = statement.diagnostics();
        ASSERT_FALSE(records.empty()) << each.says;
        EXPECT_EQ(each.state, records[0].state) << each.says << ": " << describe(records);
        EXPECT_NE(std::string::npos, records[0].message.find(each.says)) << describe(records);
    }
}

// However a site says no to a sign-in, it is told as one.
TEST(DataCenterSignIn, ThatFailsIs28000InEachWayThatSitesSayIt) {
    for (const LoginFailure failure :
         {LoginFailure::Status401, LoginFailure::LoginRedirect, LoginFailure::AnonymousOk}) {
        SimulatorOptions options;
        options.loginFailure = failure;
        simulator::Simulator server(options);
        server.start();
        for (const char* wrong : {"AuthScheme=PAT;PAT=wrong", "AuthScheme=Basic;User=demo;PWD=wrong"}) {
            Connection connection;
            EXPECT_EQ(SQL_ERROR, connection.driverConnect(dataCenterConnectionTo(server.url(), wrong)));
            const auto records = connection.diagnostics();
            ASSERT_FALSE(records.empty());
            EXPECT_EQ("28000", records[0].state) << describe(records);
        }
    }
}

// A type that shows this account nothing must not look like one without attributes.
TEST(DataCenterWithoutRights, SaysWhichTypeItCannotDescribe) {
    SimulatorOptions options;
    options.dataCenterMetadataEmpty = true;
    simulator::Simulator server(options);
    server.start();
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(dataCenterConnectionTo(server.url()))));
    Statement statement(connection);
    SQLRETURN rc = statement.execute("SELECT * FROM Assets.Attributes");
    while (SQL_SUCCEEDED(rc)) rc = statement.fetch();
    EXPECT_EQ(SQL_ERROR, rc);
    EXPECT_EQ("42000", statement.state()) << describe(statement.diagnostics());
    EXPECT_NE(std::string::npos, statement.diagnostics()[0].message.find("object type"))
        << describe(statement.diagnostics());
}

}  // namespace
}  // namespace assetsodbc::odbctest
