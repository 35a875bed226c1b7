// What sys tells of the connection: properties, scopes, hosts.
#include "schema/tables/connection_tables.h"

#include <gmock/gmock.h>

#include <set>

#include "common/config/connection_properties.h"
#include "schema/catalog.h"
#include "schema/tables/table_operations.h"
#include "tests/unit/schema/tables/site_fixture.h"

namespace assetsodbc::schema {
namespace {

using ::testing::ElementsAre;
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
    for (const auto& row : rowsOf(*makeScopesTable(nullptr))) names.insert(std::get<std::string>(row[0]));
    EXPECT_THAT(names, SizeIs(19));
    for (const auto& operation : assets::operations::kAll)
        EXPECT_EQ(names.count(std::string(operation.scope)), 1U) << operation.name;
}

TEST_F(ConnectionTables, ScopesSayWhatNeedsThemAndWhetherTheyAreRequested) {
    const auto table = makeScopesTable(&config);
    const auto type = rowNamed(*table, "read:cmdb-type:jira");
    EXPECT_EQ(type[1], Value("granular"));
    EXPECT_EQ(type[3], Value("Assets.ObjectTypes, Assets.Attributes, object types and the lists of tables"));
    EXPECT_EQ(type[4], Value("GET /objectschema/{id}/objecttypes/flat, GET /objecttype/{id}"));
    EXPECT_EQ(type[5], Value(std::int64_t{1}));
    EXPECT_EQ(type[6], Value()) << "what an API token was granted is not known";
    const auto write = rowNamed(*table, "write:cmdb-object:jira");
    EXPECT_EQ(write[3], Value());
    EXPECT_EQ(write[4], Value()) << "the driver makes no call that needs it";
    EXPECT_EQ(write[5], Value(std::int64_t{0}));
    EXPECT_EQ(rowNamed(*table, "read:cmdb-config:jira")[5], Value(std::int64_t{0}));
    EXPECT_EQ(rowNamed(*table, "read:servicedesk-request")[1], Value("classic"));
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
    const auto rows = rowsOf(*makeEndpointsTable(cloud, &config));
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_THAT(rows[0],
                ElementsAre(Value("api.atlassian.com"), Value(std::int64_t{443}), Value("https://api.atlassian.com"),
                            Value(std::int64_t{1}), ::testing::_, ::testing::_));
    EXPECT_EQ(rows[1][0], Value("site.example"));
    EXPECT_EQ(rows[1][3], Value(std::int64_t{0}));
    EXPECT_EQ(rows[2][0], Value("proxy.example"));
    EXPECT_EQ(rows[2][1], Value(std::int64_t{8080}));
    EXPECT_EQ(rows[2][2], Value("http://*****@proxy.example:8080/"));
    config.workspaceId = config.cloudId = "1";
    EXPECT_THAT(rowsOf(*makeEndpointsTable(cloud, &config)), SizeIs(2)) << "the site itself is not asked then";
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
