// What sys tells of the connection: properties, scopes, hosts.
#include "schema/tables/connection_tables.h"

#include <gmock/gmock.h>

#include <set>

#include "assets/connection_options.h"
#include "assets/http/url.h"
#include "common/config/connection_properties.h"
#include "schema/catalog.h"
#include "schema/tables/table_operations.h"
#include "tests/unit/schema/tables/site_fixture.h"

namespace assetsodbc::schema {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ConnectionTables : public testing::SiteFixture {
protected:
    ConnectionTables() {
        config.url = "https://site.example";
        config.apiUrl = "https://api.atlassian.com";
        config.apiToken = common::Secret(std::string("geheim"));
        config.proxyServer = "http://me:geheim@proxy.example:8080/";
        config.scope = "read:cmdb-object:jira read:cmdb-type:jira";
    }
    std::vector<Value> rowNamed(const Table& table, const char* name) {
        for (auto& row : rowsOf(table))
            if (row[0] == Value(name)) return row;
        ADD_FAILURE() << "no row " << name;
        return {};
    }
    common::ConnectionConfig config;
};

TEST_F(ConnectionTables, EveryPropertyIsARowAndNoSecretIsTold) {
    const auto table = makeConnectionPropsTable(&config);
    const auto rows = rowsOf(*table);
    EXPECT_EQ(rows.size(), common::connectionProperties().count);
    for (const auto& row : rows)
        for (const auto& value : row) {
            const auto* text = std::get_if<std::string>(&value);
            EXPECT_TRUE(text == nullptr || text->find("geheim") == std::string::npos);
        }
    EXPECT_EQ(rowNamed(*table, "APIToken")[1], Value("*****"));
    EXPECT_EQ(rowNamed(*table, "PAT")[1], Value()) << "a secret that is not set";
    EXPECT_EQ(rowNamed(*table, "URL")[1], Value("https://site.example"));
    EXPECT_EQ(rowNamed(*table, "ProxyServer")[1], Value("http://*****@proxy.example:8080/"));
    EXPECT_EQ(rowNamed(*table, "PageSize")[2], Value("500"));
    EXPECT_EQ(rowNamed(*table, "PageSize")[3], Value("Reading"));
    EXPECT_THAT(std::get<std::string>(rowNamed(*table, "PageSize")[4]), HasSubstr("a whole number from 1 to 999"));
    EXPECT_THAT(rowsOf(*makeConnectionPropsTable(nullptr)), IsEmpty());
}

TEST_F(ConnectionTables, EveryScopeThatAnOperationNeedsIsTold) {
    std::set<std::string> names;
    for (const auto& row : rowsOf(*makeScopesTable(cloud, nullptr))) names.insert(std::get<std::string>(row[0]));
    EXPECT_THAT(names, SizeIs(19));
    for (const auto& operation : assets::operations::kAll) {
        if (operation.scope == nullptr) continue;
        EXPECT_EQ(names.count(std::string(operation.scope->name)), 1U) << operation.name;
    }
}

TEST_F(ConnectionTables, ScopesSayWhatNeedsThemAndWhetherTheyAreRequested) {
    const auto table = makeScopesTable(cloud, &config);
    const auto type = rowNamed(*table, "read:cmdb-type:jira");
    EXPECT_EQ(type[1], Value("granular"));
    EXPECT_EQ(type[3], Value("Assets.ObjectTypes, Assets.Attributes, object types and the lists of tables"));
    EXPECT_EQ(type[4], Value("GET /objectschema/{id}/objecttypes/flat, GET /objecttype/{id}"));
    EXPECT_EQ(type[5], Value(std::int64_t{1}));
    EXPECT_EQ(type[6], Value()) << "what an API token was granted is not known";
    EXPECT_EQ(cell(*table, type, "object"), Value("object types"));
    EXPECT_EQ(cell(*table, type, "access"), Value("read"));
    EXPECT_EQ(cell(*table, type, "used"), Value(std::int64_t{1}));
    const auto write = rowNamed(*table, "write:cmdb-object:jira");
    EXPECT_EQ(write[3], Value("Assets.Objects, object types and the lists of tables"));
    EXPECT_EQ(write[4], Value("POST /object/create, PUT /object/{id}"));
    EXPECT_EQ(write[5], Value(std::int64_t{0}));
    EXPECT_EQ(cell(*table, write, "used"), Value(std::int64_t{0})) << "the driver makes no call that needs it";
    EXPECT_EQ(rowNamed(*table, "read:cmdb-config:jira")[5], Value(std::int64_t{0}));
    const auto workspace = rowNamed(*table, "read:servicedesk-request");
    EXPECT_EQ(workspace[1], Value("classic"));
    EXPECT_EQ(workspace[3], Value("all of Cloud, where WorkspaceId is not set"));
}

TEST_F(ConnectionTables, WithoutAChoiceOfScopesThoseOfReadingAreRequested) {
    config.scope.clear();
    const auto requested = [&] {
        std::string names;
        const auto table = makeScopesTable(cloud, &config);
        for (const auto& row : rowsOf(*table))
            if (row[5] == Value(std::int64_t{1})) names += (names.empty() ? "" : " ") + std::get<std::string>(row[0]);
        return names;
    };
    EXPECT_EQ(requested(), assets::minimumReadScopes());
    config.authScheme = common::AuthScheme::OAuth;
    EXPECT_EQ(requested(), assets::minimumReadScopes() + " offline_access");
}

TEST_F(ConnectionTables, WhatIsKnownToBeGrantedIsTold) {
    assets::ClientOptions options;
    std::optional<std::string> granted;
    options.grantedScopes = [&] { return granted; };
    const assets::Client client(transport, endpoint(assets::Deployment::Cloud), clock, options);
    const auto table = makeScopesTable(client, &config);
    for (const auto& row : rowsOf(*table)) EXPECT_EQ(row[6], Value());
    granted = "read:cmdb-icon:jira offline_access";
    for (const auto& row : rowsOf(*table)) {
        const bool isGranted = row[0] == Value("read:cmdb-icon:jira") || row[0] == Value("offline_access");
        EXPECT_EQ(row[6], Value(std::int64_t{isGranted ? 1 : 0})) << std::get<std::string>(row[0]);
    }
}

TEST_F(ConnectionTables, EveryScopeBelongsToATableOrToSigningInOrToImports) {
    for (const assets::Scope* scope : assets::allScopes()) {
        const auto& entries = tableOperations();
        const bool isNeeded =
            std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return needs(entry, *scope); });
        const bool isOther = scope == &assets::scopes::kImport || scope == &assets::scopes::kOfflineAccess;
        EXPECT_NE(isNeeded, isOther) << scope->name;
    }
}

std::string scopesOf(std::string_view table, Access access) {
    std::string names;
    for (const assets::Scope* scope : scopesOfTable(table, access))
        names += (names.empty() ? "" : " ") + std::string(scope->name);
    return names;
}

TEST(ScopesOfTable, AreWhatItsCallsNeed) {
    EXPECT_EQ(scopesOf("Assets.Icons", Access::Read), "read:cmdb-icon:jira read:servicedesk-request");
    EXPECT_EQ(scopesOf("statustypes", Access::Read),
              "read:cmdb-schema:jira read:cmdb-config:jira read:servicedesk-request");
    EXPECT_EQ(scopesOf("StatusTypes", Access::Write),
              "read:cmdb-schema:jira read:cmdb-config:jira write:cmdb-config:jira delete:cmdb-config:jira "
              "read:servicedesk-request");
    EXPECT_EQ(scopesOf("ITSM.Laptops", Access::Read),
              "read:cmdb-object:jira read:cmdb-schema:jira read:cmdb-type:jira read:cmdb-attribute:jira "
              "read:servicedesk-request");
    EXPECT_EQ(scopesOf("Assets.Workspaces", Access::Read), "read:servicedesk-request");
    EXPECT_EQ(scopesOf("sys.endpoints", Access::Read), "");
}

TEST_F(ConnectionTables, TheOperationsAreThoseOfFixedTables) {
    std::set<std::string> tables;
    for (const TableSpec* spec : fixedTableSpecs()) tables.insert(spec->schemaName + "." + spec->name);
    for (const auto& entry : tableOperations()) {
        if (entry.table.find('.') == std::string_view::npos) continue;
        EXPECT_EQ(tables.erase(std::string(entry.table)), 1U) << entry.table;
    }
    tables.erase("Assets.Workspaces");  // told without a request
    for (const auto& table : tables) EXPECT_THAT(table, ::testing::Not(::testing::StartsWith("Assets.")));
}

TEST_F(ConnectionTables, CloudIsReachedAtTheGatewayAndTheSiteTellsItsIds) {
    const auto table = makeEndpointsTable(cloud, &config);
    const auto rows = rowsOf(*table);
    ASSERT_THAT(rows, SizeIs(4));
    EXPECT_EQ(rows[0][0], Value("api.atlassian.com"));
    EXPECT_EQ(rows[0][1], Value(std::int64_t{443}));
    EXPECT_EQ(rows[0][2], Value("https://api.atlassian.com"));
    EXPECT_EQ(rows[0][3], Value(std::int64_t{1}));
    EXPECT_EQ(cell(*table, rows[0], "paths"), Value("/v1/*"));
    EXPECT_EQ(rows[1][0], Value("site.example"));
    EXPECT_EQ(rows[1][3], Value(std::int64_t{0}));
    EXPECT_EQ(cell(*table, rows[1], "paths"), Value("/_edge/tenant_info, /rest/servicedeskapi/assets/workspace"));
    EXPECT_EQ(rows[2][0], Value("api.atlassian.com"));
    EXPECT_EQ(rows[3][0], Value("proxy.example"));
    EXPECT_EQ(rows[3][1], Value(std::int64_t{8080}));
    EXPECT_EQ(rows[3][2], Value("http://*****@proxy.example:8080/"));
    EXPECT_EQ(cell(*table, rows[3], "paths"), Value());
    config.workspaceId = config.cloudId = "1";
    EXPECT_THAT(rowsOf(*makeEndpointsTable(cloud, &config)), SizeIs(2)) << "the site itself is not asked then";
}

TEST_F(ConnectionTables, OAuthAddsTheAuthorizationServer) {
    config.proxyServer.clear();
    config.authUrl = "https://auth.atlassian.com";
    config.authScheme = common::AuthScheme::OAuth;
    config.workspaceId = config.cloudId = "1";
    const auto table = makeEndpointsTable(cloud, &config);
    auto row = rowNamed(*table, "auth.atlassian.com");
    EXPECT_EQ(row[3], Value(std::int64_t{0}));
    EXPECT_EQ(cell(*table, row, "paths"), Value("/authorize, /oauth/token"));
    config.authScheme = common::AuthScheme::OAuthClient;
    row = rowNamed(*table, "auth.atlassian.com");
    EXPECT_EQ(cell(*table, row, "paths"), Value("/oauth/token")) << "no browser signs in a service account";
    config.authScheme = common::AuthScheme::OAuth;
    config.deployment = common::Deployment::DataCenter;
    const auto rows = rowsOf(*makeEndpointsTable(dataCenter, &config));
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[1][0], Value("site.example"));
    EXPECT_EQ(cell(*table, rows[1], "paths"), Value("/rest/oauth2/latest/authorize, /rest/oauth2/latest/token"));
}

// So that nobody is told less than what the driver may do.
TEST_F(ConnectionTables, EveryHostThatTheTransportLetsPassIsTold) {
    config.allowedHosts = "gateway.example, http://other.example:8080";
    config.authUrl = "https://auth.atlassian.com";
    config.authScheme = common::AuthScheme::OAuth;
    config.deployment = common::Deployment::Cloud;
    const auto options = assets::transportOptions(config);
    std::set<std::string> told;
    for (const auto& row : rowsOf(*makeEndpointsTable(cloud, &config)))
        if (const auto origin = assets::originOf(std::get<std::string>(row[2]))) told.insert(*origin);
    for (const auto& origins : {options.credentialOrigins, options.allowedOrigins})
        for (const std::string& origin : origins) EXPECT_EQ(told.count(origin), 1U) << origin;
    EXPECT_EQ(rowNamed(*makeEndpointsTable(cloud, &config), "other.example")[1], Value(std::int64_t{8080}));
}

TEST_F(ConnectionTables, ProxyExceptionsAndPortsAreTold) {
    config.proxyServer = "proxy.example";
    config.proxyPort = 3128;
    EXPECT_EQ(rowNamed(*makeEndpointsTable(cloud, &config), "proxy.example")[1], Value(std::int64_t{3128}));
    config.proxyExceptions = "*.internal";
    const auto row = rowNamed(*makeEndpointsTable(cloud, &config), "proxy.example");
    EXPECT_EQ(row[3], Value(std::int64_t{0}));
    EXPECT_THAT(std::get<std::string>(row[4]), HasSubstr("ProxyExceptions"));
}

TEST_F(ConnectionTables, DataCenterIsReachedAtTheSiteAlone) {
    config.proxyServer.clear();
    const auto rows = rowsOf(*makeEndpointsTable(dataCenter, &config));
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows[0][0], Value("site.example"));
    EXPECT_EQ(rows[0][3], Value(std::int64_t{1}));
    for (const auto& row : rows) EXPECT_NE(row[0], Value("api.atlassian.com"));
}

}  // namespace
}  // namespace assetsodbc::schema
