// The whole client against the simulated site, over real HTTP: discovery, every call, faults, and complete reads of
// many objects while they come and go.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "assets/auth/basic_credentials.h"
#include "assets/auth/bearer_token.h"
#include "assets/client.h"
#include "assets/discovery.h"
#include "assets/http/transport_stack.h"
#include "assets/request_log.h"
#include "common/clock.h"
#include "common/error.h"
#include "common/log.h"
#include "tests/simulator/server.h"
#include "tests/simulator/site.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using simulator::CredentialKind;
using simulator::FaultAction;
using simulator::FaultRule;
using simulator::Simulator;
using testing::Context;

// Sanitizers make a large read take minutes.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kManyObjects = 5000;
#else
constexpr int kManyObjects = 50000;
#endif

// A connection as the driver makes it.
class Connection {
public:
    Connection(const Simulator& server, Deployment deployment, std::uint32_t pageSize = 500) {
        settings_.siteUrl = settings_.apiUrl = server.url();
        settings_.deployment = deployment;
        const bool isCloud = deployment == Deployment::Cloud;
        const auto wanted = isCloud ? CredentialKind::ApiToken : CredentialKind::PersonalAccessToken;
        for (const simulator::Account& account : simulator::demoAccounts())
            if (account.kind == wanted && !account.scopes && !account.forbidden && account.hiddenSchemas.empty() &&
                account.administrator && !credentials_)
                credentials_ = credentialsOf(account);
        options_.credentialOrigins = credentialOrigins(settings_);
        options_.retries.firstDelay = std::chrono::milliseconds(1);
        transport_ = makeTransport(options_, *credentials_, log_, file_, common::realClock());
        clientOptions_.pageSize = pageSize;
        clientOptions_.requestLog = &log_;
    }

    Client& client() {
        if (!client_) {
            const Endpoint endpoint = discover(settings_, *transport_, common::realClock(), context);
            client_ = std::make_unique<Client>(*transport_, endpoint, common::realClock(), clientOptions_);
        }
        return *client_;
    }
    const RequestLog& log() const { return log_; }

    Context context;

private:
    static std::unique_ptr<Credentials> credentialsOf(const simulator::Account& account) {
        if (account.login.empty()) return std::make_unique<BearerToken>(common::Secret(account.secret));
        return std::make_unique<BasicCredentials>(account.login, common::Secret(account.secret));
    }

    DiscoverySettings settings_;
    TransportOptions options_;
    ClientOptions clientOptions_;
    common::Log file_;
    RequestLog log_;
    std::unique_ptr<Credentials> credentials_;
    std::unique_ptr<Transport> transport_;
    std::unique_ptr<Client> client_;
};

std::set<std::int64_t> idsOf(Simulator& server) {
    const auto ids = server.site().snapshot()->all();
    std::set<std::int64_t> result;
    for (std::size_t i = 0; i < ids.size(); ++i) result.insert(static_cast<std::int64_t>(ids[i]));
    return result;
}

class SimulatedSiteTest : public ::testing::TestWithParam<Deployment> {
protected:
    void SetUp() override { forgetDiscovered(); }
    Connection connect(const Simulator& server, std::uint32_t pageSize = 500) const {
        return {server, GetParam(), pageSize};
    }
    static const char* searchPath() { return GetParam() == Deployment::Cloud ? "/object/aql?" : "/aql/objects"; }

    // Every object read, in the order of arrival; fails the test on an error.
    static std::vector<std::int64_t> readAll(Connection& connection, const std::string& aql = "",
                                             ObjectFields fields = ObjectFields::Attributes) {
        std::vector<std::int64_t> ids;
        const auto stream = connection.client().search({aql, fields, {}}, connection.context);
        while (const AssetObject* object = stream->next(connection.context)) ids.push_back(object->id);
        return ids;
    }
    static ErrorKind failureOf(Connection& connection) {
        try {
            readAll(connection);
        } catch (const Error& error) {
            return error.kind();
        }
        return ErrorKind::Internal;
    }
};

INSTANTIATE_TEST_SUITE_P(Deployments, SimulatedSiteTest, ::testing::Values(Deployment::Cloud, Deployment::DataCenter),
                         [](const auto& test) { return test.param == Deployment::Cloud ? "Cloud" : "DataCenter"; });

TEST_P(SimulatedSiteTest, ReadsTheMetadata) {
    Simulator server;
    server.start();
    Connection connection = connect(server);
    Client& client = connection.client();
    client.ping(connection.context);
    const auto schemas = client.objectSchemas(connection.context);
    EXPECT_EQ(schemas.size(), server.site().description().schemas.size());
    std::size_t types = 0, objects = 0;
    for (const ObjectSchema& schema : schemas) {
        for (const ObjectType& type : client.objectTypes(schema.id, connection.context)) {
            EXPECT_EQ(type.objectSchemaId, schema.id);
            const auto attributes = client.attributesOfType(type.id, connection.context);
            EXPECT_EQ(attributes.size(), server.site().attributesOf(type.id).size());
            EXPECT_EQ(client.objectType(type.id, connection.context)->name, type.name);
            ++types;
        }
        objects += static_cast<std::size_t>(schema.objectCount);
        EXPECT_EQ(client.objectSchema(schema.id, connection.context)->name, schema.name);
    }
    EXPECT_EQ(types, server.site().description().types.size());
    EXPECT_EQ(objects, server.site().snapshot()->size());
    EXPECT_FALSE(client.objectSchema(999999, connection.context));
    const auto icons = client.globalIcons(connection.context);
    ASSERT_FALSE(icons.empty());
    EXPECT_EQ(client.icon(icons[0].id, connection.context)->name, icons[0].name);
}

TEST_P(SimulatedSiteTest, ReadsTheCompanyAndCountsIt) {
    Simulator server;
    server.start();
    Connection connection = connect(server, 25);
    const auto ids = readAll(connection);
    const auto expected = idsOf(server);
    EXPECT_EQ(ids.size(), expected.size());
    EXPECT_EQ(std::set<std::int64_t>(ids.begin(), ids.end()), expected);
    EXPECT_EQ(connection.client().count("", connection.context), expected.size());
}

TEST_P(SimulatedSiteTest, ReadsManyObjectsExactlyOnce) {
    Simulator::Options options;
    options.objects = kManyObjects;
    Simulator server(options);
    server.start();
    Connection connection = connect(server);
    const auto ids = readAll(connection);
    EXPECT_EQ(ids.size(), std::size_t{kManyObjects});
    EXPECT_EQ(std::set<std::int64_t>(ids.begin(), ids.end()), idsOf(server));
    EXPECT_LE(server.requestLog().count(searchPath()), kManyObjects / 500U + 8U);
}

TEST_P(SimulatedSiteTest, ReadsManyObjectsWhileTheyComeAndGo) {
    Simulator::Options options;
    options.objects = kManyObjects;
    options.writable = true;
    options.paging.isLast = simulator::EndMarker::Text;
    options.paging.shorterPages = 450;
    Simulator server(options);
    server.start();
    FaultRule rule = FaultRule::of(FaultAction::ChangeData, searchPath());
    rule.nth = 3;
    rule.times = kManyObjects / 1250;  // over by the last pages of the first pass
    rule.insert = 3;
    rule.eraseServed = 2;
    server.faults().add(rule);
    const auto before = idsOf(server);
    Connection connection = connect(server);
    const auto ids = readAll(connection, "", ObjectFields::Identity);
    const auto after = idsOf(server);
    const std::set<std::int64_t> read(ids.begin(), ids.end());
    EXPECT_EQ(read.size(), ids.size());
    std::vector<std::int64_t> always;
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(always));
    EXPECT_TRUE(std::includes(read.begin(), read.end(), always.begin(), always.end()));
    EXPECT_EQ(server.faults().played(FaultAction::ChangeData), kManyObjects / 1250);
}

TEST_P(SimulatedSiteTest, RidesOutThrottlingAndBrokenConnections) {
    Simulator server;
    server.start();
    int nth = 2;
    for (const FaultAction action :
         {FaultAction::Status, FaultAction::BadGateway, FaultAction::Drop, FaultAction::CutBody}) {
        FaultRule rule = FaultRule::of(action, searchPath());
        rule.status = 429;
        rule.retryAfter = "0";
        rule.nth = nth;
        nth += 3;
        server.faults().add(rule);
    }
    Connection connection = connect(server, 25);
    EXPECT_EQ(readAll(connection).size(), server.site().snapshot()->size());
    std::uint32_t retries = 0;
    for (const RequestRecord& record : connection.log().records()) retries += record.retries;
    EXPECT_GE(retries, 3U);  // a kept connection that is dropped is made anew below the retries
}

TEST_P(SimulatedSiteTest, TellsBadAnswersApart) {
    const std::pair<FaultAction, ErrorKind> faults[] = {{FaultAction::TruncateJson, ErrorKind::BadResponse},
                                                        {FaultAction::LoginPage, ErrorKind::AuthenticationFailed},
                                                        {FaultAction::Unauthorized, ErrorKind::AuthenticationFailed},
                                                        {FaultAction::ScopeMismatch, ErrorKind::ScopeMissing},
                                                        {FaultAction::Forbidden, ErrorKind::Forbidden},
                                                        {FaultAction::LoginRedirect, ErrorKind::AuthenticationFailed},
                                                        {FaultAction::AnonymousOk, ErrorKind::AuthenticationFailed}};
    Simulator server;
    server.start();
    for (const auto& [action, kind] : faults) {
        Connection connection = connect(server, 25);
        connection.client().ping(connection.context);
        FaultRule rule = FaultRule::of(action, searchPath());
        rule.nth = 3;
        server.faults().add(rule);
        EXPECT_EQ(failureOf(connection), kind) << nameOf(action);
        server.faults().clear();
        EXPECT_FALSE(readAll(connection).empty());  // the connection goes on
    }
}

TEST_P(SimulatedSiteTest, OddJsonIsReadAllTheSame) {
    Simulator server;
    server.start();
    for (const FaultAction action : {FaultAction::ExtraFields, FaultAction::ReorderMembers, FaultAction::InvalidUtf8}) {
        FaultRule rule = FaultRule::of(action, searchPath());
        rule.times = 0;
        server.faults().add(rule);
        Connection connection = connect(server, 50);
        EXPECT_EQ(readAll(connection).size(), server.site().snapshot()->size()) << nameOf(action);
        server.faults().clear();
    }
}

TEST_P(SimulatedSiteTest, ARefusedQueryIsQuoted) {
    Simulator server;
    server.start();
    Connection connection = connect(server);
    try {
        readAll(connection, "\"No such attribute\" = 1");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidQuery);
        EXPECT_NE(std::string(error.what()).find("No such attribute"), std::string::npos);
    }
}

TEST_P(SimulatedSiteTest, ABoundOfTenIsOneSearchOfTen) {
    Simulator server;
    server.start();
    Connection connection = connect(server);
    connection.client();
    server.requestLog().clear();
    const auto stream = connection.client().search({"", ObjectFields::Identity, 10}, connection.context);
    int rows = 0;
    while (stream->next(connection.context) != nullptr) ++rows;
    EXPECT_EQ(rows, 10);
    const auto requests = server.requestLog().entries();
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].maxResults, 10);
    EXPECT_EQ(connection.log().records().back().rows, 10U);
}

TEST_P(SimulatedSiteTest, AsksForCompressedAnswers) {
    std::uint64_t bytes[2] = {0, 0};
    for (const bool compresses : {false, true}) {
        Simulator::Options options;
        options.gzip = compresses;
        Simulator server(options);
        server.start();
        Connection connection = connect(server, 100);
        const auto stream = connection.client().search({"", ObjectFields::Attributes, 100}, connection.context);
        std::size_t rows = 0;
        while (stream->next(connection.context) != nullptr) ++rows;
        EXPECT_EQ(rows, 100U);
        bytes[compresses ? 1 : 0] = connection.log().records().back().bytes;
    }
    EXPECT_GT(bytes[1], 0U);
    EXPECT_LT(bytes[1], bytes[0] / 3);
}

// Data Center answers [] to whoever is no administrator.
TEST(DataCenterWithoutRights, AttributesComeWithTheObjects) {
    forgetDiscovered();
    Simulator::Options options;
    options.dataCenterMetadataEmpty = true;
    Simulator server(options);
    server.start();
    Connection connection(server, Deployment::DataCenter);
    const auto stream = connection.client().search({"", ObjectFields::Identity, 1}, connection.context);
    const AssetObject* const object = stream->next(connection.context);
    ASSERT_NE(object, nullptr);
    const auto attributes = connection.client().attributesOfType(object->objectTypeId, connection.context);
    EXPECT_EQ(attributes.size(), server.site().attributesOf(object->objectTypeId).size());
}

}  // namespace
}  // namespace assetsodbc::assets
