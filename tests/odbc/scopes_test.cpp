// What each OAuth scope is needed for: with just the scopes that sys.scopes names every table is read, and with any one
// of them missing the tables that need it say so, in the same words however the driver came to know of it.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "test_site.h"
#include "tests/simulator/accounts.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

using Names = std::set<std::string>;

// How the token is presented. Of an API token and of a bearer token the driver learns what it lacks from the site, of
// OAuth from the sign-in.
enum class Way { ApiToken, Bearer, OAuth };

// A table, as sys.scopes calls it, and a statement that makes every kind of call that it needs.
struct Reading {
    const char* table;
    const char* named;  // in messages
    const char* sql;
};

constexpr Reading kReadings[] = {
    {"Assets.Objects", "Assets.Objects", "SELECT Id FROM Assets.Objects WHERE ObjectTypeName = 'Laptops'"},
    {"Assets.Schemas", "Assets.Schemas", "SELECT * FROM Assets.Schemas"},
    {"Assets.ObjectTypes", "Assets.ObjectTypes",
     "SELECT Id, Name FROM Assets.ObjectTypes UNION ALL SELECT ObjectCount, Name FROM Assets.ObjectTypes WHERE Id = "
     "{type}"},
    {"Assets.Attributes", "Assets.Attributes", "SELECT * FROM Assets.Attributes"},
    {"Assets.Icons", "Assets.Icons", "SELECT * FROM Assets.Icons"},
    {"Assets.ObjectAttributeValues", "Assets.ObjectAttributeValues",
     "SELECT * FROM Assets.ObjectAttributeValues LIMIT 5"},
    {"Assets.ObjectHistory", "Assets.ObjectHistory", "SELECT * FROM Assets.ObjectHistory WHERE ObjectId = {changed}"},
    {"Assets.ObjectReferences", "Assets.ObjectReferences",
     "SELECT * FROM Assets.ObjectReferences WHERE ObjectId = {changed}"},
    {"Assets.ConnectedTickets", "Assets.ConnectedTickets",
     "SELECT * FROM Assets.ConnectedTickets WHERE ObjectId = {changed}"},
    {"Assets.StatusTypes", "Assets.StatusTypes", "SELECT * FROM Assets.StatusTypes"},
    {"Assets.ReferenceTypes", "Assets.ReferenceTypes", "SELECT * FROM Assets.ReferenceTypes"},
    {"Assets.Usage", "Assets.Usage", "SELECT * FROM Assets.Usage"},
    {"object types and the lists of tables", "ITSM.Laptops", "SELECT Name, Status FROM ITSM.Laptops"},
};

std::string joined(const Names& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
    return text;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// One site for all tests of a way: what its one token is granted changes.
simulator::Simulator& scopedSite() {
    static simulator::Simulator* const server = [] {
        simulator::SimulatorOptions options;
        options.oauth.accessTokenLength = 40;
        auto* const made = new simulator::Simulator(options);  // NOLINT: lives as long as the process
        made->start();
        return made;
    }();
    return *server;
}

class Scopes : public ::testing::TestWithParam<Way> {
protected:
    static void SetUpTestSuite() { scopedSite(); }

    // From sys.scopes: the scopes of reading, by table.
    static std::map<std::string, Names> documented() {
        Connection plain;
        EXPECT_TRUE(SQL_SUCCEEDED(plain.driverConnect(cloudConnectionTo(scopedSite().url()))));
        std::map<std::string, Names> scopes;
        for (const Row& row : query(plain, "SELECT name, tables FROM sys.scopes WHERE access = 'read'")) {
            std::istringstream tables(row[1].value_or(""));
            for (std::string table; std::getline(tables, table, ',');)
                scopes[table.substr(table.find_first_not_of(' '))].insert(*row[0]);
        }
        return scopes;
    }

    std::string connectionWith(const Names& scopes, bool givesIds = true) {
        auto& server = scopedSite();
        const auto& description = server.site().description();
        std::string ids;
        if (givesIds) ids = ";WorkspaceId=" + description.workspaceId + ";CloudId=" + description.cloudId;
        return cloudConnectionTo(server.url(), signIn(scopes) + ";MetadataTTL=0" + ids);
    }

    // Connects with a token of just these scopes.
    void connect(const Names& scopes, bool givesIds = true) {
        connection = std::make_unique<Connection>();
        const SQLRETURN rc = connection->driverConnect(connectionWith(scopes, givesIds));
        ASSERT_TRUE(SQL_SUCCEEDED(rc)) << describe(connection->diagnostics());
    }

    static std::string sqlOf(const Reading& reading) {
        const auto& description = scopedSite().site().description();
        const auto type = std::find_if(description.types.begin(), description.types.end(),
                                       [](const auto& each) { return !each.abstractType; });
        const std::pair<std::string, std::int64_t> ids[] = {{"{changed}", description.history.front().objectId},
                                                            {"{type}", type->id}};
        std::string sql = reading.sql;
        for (const auto& [place, id] : ids)
            if (const auto at = sql.find(place); at != std::string::npos)
                sql.replace(at, place.size(), std::to_string(id));
        return sql;
    }

    // What a statement reports when it fails; empty when it does not.
    std::vector<Diagnostic> failureOf(const std::string& sql) {
        Statement statement(*connection);
        SQLRETURN rc = statement.execute(sql);
        while (SQL_SUCCEEDED(rc)) rc = statement.fetch();
        return rc == SQL_NO_DATA ? std::vector<Diagnostic>() : statement.diagnostics();
    }

    std::unique_ptr<Connection> connection;

private:
    std::string signIn(const Names& scopes) {
        if (GetParam() == Way::ApiToken) {
            simulator::Account account;
            account.kind = simulator::CredentialKind::ApiToken;
            account.login = "scoped@example.com";
            account.secret = "scoped-token";
            account.scopes = scopes;
            scopedSite().configure([&](simulator::SimulatorOptions& options) {
                options.accounts = simulator::demoAccounts();
                options.accounts.push_back(account);
            });
            return "User=scoped@example.com;APIToken=scoped-token";
        }
        Names granted = scopes;
        if (GetParam() == Way::OAuth) granted.insert("offline_access");
        const auto tokens = scopedSite().issueTokens("demo-client", joined(granted));
        if (GetParam() == Way::Bearer) return "AuthScheme=Bearer;OAuthAccessToken=" + tokens.accessToken;
        return "AuthScheme=OAuth;InitiateOAuth=REFRESH;OAuthClientId=demo-client;OAuthClientSecret=demo-client-secret"
               ";AuthUrl=" +
               scopedSite().url() + ";OAuthSettingsLocation=" + ::testing::TempDir() + "scopes" +
               std::to_string(++stores_) + ";OAuthRefreshToken=" + tokens.refreshToken;
    }

    static inline int stores_ = 0;
};
std::string nameOf(const ::testing::TestParamInfo<Way>& tested) {
    const char* const names[] = {"ApiToken", "Bearer", "OAuth"};
    return names[static_cast<int>(tested.param)];
}
INSTANTIATE_TEST_SUITE_P(Ways, Scopes, ::testing::Values(Way::ApiToken, Way::Bearer, Way::OAuth), nameOf);

TEST_P(Scopes, ThatAreDocumentedForATableAreAllThatItNeeds) {
    const auto scopes = documented();
    for (const Reading& reading : kReadings) {
        ASSERT_EQ(scopes.count(reading.table), 1U) << reading.table;
        connect(scopes.at(reading.table));
        const auto failure = failureOf(sqlOf(reading));
        EXPECT_TRUE(failure.empty()) << reading.table << ": " << describe(failure);
    }
}

TEST_P(Scopes, ThatAreMissingAreNamedByTheTablesThatNeedThemAndByNoOthers) {
    const auto scopes = documented();
    Names all;
    for (const auto& [table, names] : scopes) all.insert(names.begin(), names.end());
    ASSERT_EQ(all.size(), 7U);
    for (const std::string& missing : all) {
        if (missing == "read:servicedesk-request") continue;
        Names others = all;
        others.erase(missing);
        connect(others);
        for (const Reading& reading : kReadings) {
            const auto failure = failureOf(sqlOf(reading));
            const bool needsIt = scopes.at(reading.table).count(missing) != 0;
            ASSERT_EQ(needsIt, !failure.empty()) << missing << ", " << reading.table << ": " << describe(failure);
            if (!needsIt) continue;
            EXPECT_EQ("42000", failure[0].state) << describe(failure);
            EXPECT_TRUE(contains(failure[0].message, "the granular scope " + missing)) << describe(failure);
            EXPECT_TRUE(contains(failure[0].message, reading.named)) << describe(failure);
            EXPECT_EQ(GetParam() == Way::OAuth ? 0 : 401, failure[0].native) << describe(failure);
        }
    }
}

TEST_P(Scopes, ThatAreKnownToBeMissingAreNotAskedFor) {
    connect({"read:cmdb-object:jira"});
    const auto before = scopedSite().requestLog().count("/icon/global");
    EXPECT_EQ("42000", failureOf("SELECT * FROM Icons").at(0).state);
    EXPECT_EQ(GetParam() == Way::OAuth ? 0U : 1U, scopedSite().requestLog().count("/icon/global") - before);
}

TEST_P(Scopes, OfTheGrantAreToldWhereItIsKnown) {
    connect({"read:cmdb-object:jira", "read:cmdb-icon:jira"});
    EXPECT_TRUE(failureOf("SELECT * FROM Icons").empty());
    const std::string sql = "SELECT name FROM sys.scopes WHERE granted = 1 AND name <> 'offline_access' ORDER BY name";
    const auto granted = query(*connection, sql);
    if (GetParam() != Way::OAuth) {
        EXPECT_TRUE(granted.empty());
        EXPECT_EQ("19", *query(*connection, "SELECT COUNT(*) FROM sys.scopes WHERE granted IS NULL")[0][0]);
        return;
    }
    ASSERT_EQ(granted.size(), 2U);
    EXPECT_EQ("read:cmdb-icon:jira", *granted[0][0]);
    EXPECT_EQ("read:cmdb-object:jira", *granted[1][0]);
}

TEST_P(Scopes, OfTheListsOfTablesAreNamed) {
    connect({"read:cmdb-schema:jira"});
    const auto failure = failureOf("SELECT * FROM sys.columns");
    ASSERT_FALSE(failure.empty());
    EXPECT_EQ("42000", failure[0].state) << describe(failure);
    EXPECT_TRUE(contains(failure[0].message, "list the schemas and tables of the site")) << describe(failure);
}

// Finding the workspace is the one call that needs a classic scope.
TEST_P(Scopes, OfTheWorkspaceAreNeededOnlyWhereItsIdIsNotGiven) {
    Connection refused;
    ASSERT_EQ(SQL_ERROR, refused.driverConnect(connectionWith({"read:cmdb-icon:jira"}, false)));
    const auto failure = refused.diagnostics();
    EXPECT_EQ("42000", failure[0].state) << describe(failure);
    EXPECT_TRUE(contains(failure[0].message, "the classic scope read:servicedesk-request")) << describe(failure);
    EXPECT_TRUE(contains(failure[0].message, "WorkspaceId")) << describe(failure);
    connect({"read:cmdb-icon:jira", "read:servicedesk-request"}, false);
    EXPECT_TRUE(failureOf("SELECT * FROM Icons").empty());
    connect({"read:cmdb-icon:jira"});
    EXPECT_TRUE(failureOf("SELECT * FROM Icons").empty());
}

}  // namespace
}  // namespace assetsodbc::odbctest
