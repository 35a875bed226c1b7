// Which requests the client sends on Cloud and on Data Center, and what it makes of the answers.
#include "assets/client.h"

#include <gtest/gtest.h>

#include "assets/discovery.h"
#include "assets/request_log.h"
#include "common/error.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using testing::answer;
using testing::Context;
using testing::FakeClock;
using testing::FakeTransport;
using testing::page;

class ClientTest : public ::testing::Test {
protected:
    ClientTest() {
        cloud.deployment = Deployment::Cloud;
        cloud.baseUrl = "https://api.example/jsm/v1";
        dataCenter.deployment = Deployment::DataCenter;
        dataCenter.baseUrl = "https://jira.example/rest/assets/1.0";
    }
    Client client(const Endpoint& endpoint) { return Client(transport, endpoint, clock, {}); }
    std::string target(std::size_t i) const {
        const Request& request = transport.requests.at(i);
        return request.query.empty() ? request.url : request.url + "?" + request.query;
    }

    FakeTransport::Answer answerOf = [](const Request&) { return answer(200, "[]"); };
    FakeTransport transport{[this](const Request& request) { return answerOf(request); }};
    FakeClock clock;
    Context context;
    Endpoint cloud, dataCenter;
};

TEST_F(ClientTest, ReadsSchemasPageByPageOnCloud) {
    answerOf = [](const Request& request) {
        const bool isFirst = request.query.find("startAt=0") != std::string::npos;
        return answer(200, isFirst ? R"({"values":[{"id":"1"},{"id":"2"}],"isLast":false,"total":3})"
                                   : R"({"values":[{"id":"3"}],"isLast":true,"total":3})");
    };
    EXPECT_EQ(client(cloud).objectSchemas(context).size(), 3U);
    ASSERT_EQ(transport.requests.size(), 2U);
    EXPECT_EQ(target(0), "https://api.example/jsm/v1/objectschema/list?startAt=0&maxResults=50&includeCounts=true");
    EXPECT_NE(target(1).find("startAt=2"), std::string::npos);
}

TEST_F(ClientTest, SchemasEndWithoutAMarkerAndDespiteRepetition) {
    answerOf = [](const Request&) { return answer(200, R"({"values":[{"id":"1"},{"id":"2"}]})"); };
    EXPECT_EQ(client(cloud).objectSchemas(context).size(), 2U);
}

TEST_F(ClientTest, SchemasGoOnWhenTheMarkerComesTooEarly) {
    answerOf = [](const Request& request) {
        const bool isFirst = request.query.find("startAt=0") != std::string::npos;
        return answer(200, isFirst ? R"({"values":[{"id":"1"}],"isLast":true,"total":2})"
                                   : R"({"values":[{"id":"2"}],"isLast":true,"total":2})");
    };
    EXPECT_EQ(client(cloud).objectSchemas(context).size(), 2U);
}

TEST_F(ClientTest, ReadsSchemasAtOnceOnDataCenter) {
    answerOf = [](const Request&) { return answer(200, R"({"objectschemas":[{"id":1},{"id":2}]})"); };
    EXPECT_EQ(client(dataCenter).objectSchemas(context).size(), 2U);
    ASSERT_EQ(transport.requests.size(), 1U);
    EXPECT_EQ(target(0), "https://jira.example/rest/assets/1.0/objectschema/list");
    EXPECT_EQ(transport.requests[0].redirects, Redirects::HandBack);
}

TEST_F(ClientTest, AsksForCountsOfTypesOnCloudOnly) {
    client(cloud).objectTypes(2, context);
    client(dataCenter).objectTypes(2, context);
    EXPECT_EQ(target(0), "https://api.example/jsm/v1/objectschema/2/objecttypes/flat?includeObjectCounts=true");
    EXPECT_EQ(target(1), "https://jira.example/rest/assets/1.0/objectschema/2/objecttypes/flat");
}

TEST_F(ClientTest, AttributesComeByPositionAndKnowTheirType) {
    answerOf = [](const Request&) {
        return answer(200,
                      R"([{"id":3,"position":2},{"id":2,"position":1,"objectType":{"id":99}},{"id":1,"position":1}])");
    };
    const auto attributes = client(cloud).attributesOfType(5, context);
    ASSERT_EQ(attributes.size(), 3U);
    EXPECT_EQ(attributes[0].id, 1);
    EXPECT_EQ(attributes[2].id, 3);
    for (const auto& attribute : attributes) EXPECT_EQ(attribute.objectTypeId, 5);
}

TEST_F(ClientTest, WhatDoesNotExistIsNullopt) {
    answerOf = [](const Request& request) {
        if (request.url.find("/list") != std::string::npos) return answer(200, R"({"values":[]})");
        return answer(404, R"({"errorMessages":["gone"],"errors":{}})");
    };
    auto c = client(cloud);
    EXPECT_FALSE(c.objectSchema(1, context));
    EXPECT_FALSE(c.objectType(1, context));
    EXPECT_FALSE(c.icon("a/b", context));
    ASSERT_EQ(transport.requests.size(), 4U);  // that Assets is there was asked once, after the first
    EXPECT_EQ(target(3), "https://api.example/jsm/v1/icon/a%2Fb");
}

TEST_F(ClientTest, NothingIsMissingWhereAssetsIsNot) {
    answerOf = [](const Request&) { return answer(404, R"({"errorMessages":["no such workspace"],"errors":{}})"); };
    const auto kindOf = [&](auto call) {
        auto c = client(cloud);
        try {
            call(c);
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find("WorkspaceId"), std::string::npos);
            return error.kind();
        }
        return ErrorKind::Internal;
    };
    EXPECT_EQ(kindOf([&](Client& c) { c.objectType(1, context); }), ErrorKind::Forbidden);
    EXPECT_EQ(kindOf([&](Client& c) { c.attributesOfType(1, context); }), ErrorKind::Forbidden);
}

TEST_F(ClientTest, ARefusedSignInIsToldWithTheAdviceOfTheOptions) {
    answerOf = [](const Request&) { return answer(401, "{}"); };
    ClientOptions options;
    options.signInAdvice = "Log in with: assets-odbc login --dsn Mine";
    Client c(transport, cloud, clock, options);
    try {
        c.ping(context);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
        EXPECT_NE(std::string(error.what()).find(options.signInAdvice), std::string::npos) << error.what();
    }
}

TEST_F(ClientTest, SchemasThatEndTooEarlyAreReadAgain) {
    const char* const later[] = {R"({"values":[],"isLast":false})", R"({"values":[{"id":"1"}],"isLast":false})",
                                 R"({"values":[],"isLast":true,"total":2})"};
    for (const char* second : later) {
        int lists = 0;
        answerOf = [&](const Request& request) {
            if (request.query.find("startAt=0") != std::string::npos) ++lists;
            const bool isFirst = request.query.find("startAt=0") != std::string::npos;
            const std::string total = std::string(second).find("total") != std::string::npos ? ",\"total\":2" : "";
            if (isFirst) return answer(200, R"({"values":[{"id":"1"}],"isLast":false)" + total + "}");
            return answer(200, lists == 1 ? second : R"({"values":[{"id":"2"}],"isLast":true)" + total + "}");
        };
        EXPECT_EQ(client(cloud).objectSchemas(context).size(), 2U) << second;
        EXPECT_EQ(lists, 2) << second;
    }
}

TEST_F(ClientTest, SchemasAreNeverSilentlyShort) {
    for (const char* whole : {R"({"values":[{"id":"1"}],"isLast":true,"total":3})",
                              R"({"values":[{"id":"1"}],"isLast":false})", R"({"values":[],"total":3})"}) {
        answerOf = [&](const Request&) { return answer(200, whole); };
        try {
            client(cloud).objectSchemas(context);
            FAIL() << whole;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::ResultChanged);
        }
    }
}

TEST_F(ClientTest, ATypeWhoseAttributesNobodyTellsIsAnErrorOnDataCenter) {
    bool isAbstract = false;
    answerOf = [&](const Request& request) {
        if (request.url.find("/attributes") != std::string::npos) return answer(200, "[]");
        if (request.url.find("/aql/objects") != std::string::npos)
            return answer(200, R"({"objectEntries":[],"objectTypeAttributes":[],"totalFilterCount":0})");
        return answer(
            200, std::string(R"({"id":5,"name":"Host","abstractObjectType":)") + (isAbstract ? "true}" : "false}"));
    };
    try {
        client(dataCenter).attributesOfType(5, context);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Forbidden);
        EXPECT_NE(std::string(error.what()).find("Host"), std::string::npos);
    }
    isAbstract = true;
    EXPECT_TRUE(client(dataCenter).attributesOfType(5, context).empty());
    EXPECT_TRUE(client(cloud).attributesOfType(5, context).empty());
}

TEST_F(ClientTest, AnUnknownRouteIsNotAMissingThing) {
    answerOf = [](const Request&) { return page(404, "application/xml", "<status/>"); };
    try {
        client(dataCenter).objectType(1, context);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::BadResponse);
    }
}

TEST_F(ClientTest, CountsByTheCountCallOnCloud) {
    answerOf = [](const Request&) { return answer(200, R"({"totalCount":123456})"); };
    EXPECT_EQ(client(cloud).count("Name = \"a\\\\b\"", context), 123456U);
    ASSERT_EQ(transport.requests.size(), 1U);
    EXPECT_EQ(target(0), "https://api.example/jsm/v1/object/aql/totalcount");
    EXPECT_EQ(transport.requests[0].body, R"({"qlQuery":"Name = \"a\\\\b\""})");
    EXPECT_TRUE(transport.requests[0].idempotent);
}

TEST_F(ClientTest, CountsByAPageOfOneOnDataCenter) {
    answerOf = [](const Request&) { return answer(200, R"({"objectEntries":[{"id":1}],"totalFilterCount":77})"); };
    EXPECT_EQ(client(dataCenter).count("Name = x", context), 77U);
    EXPECT_NE(target(0).find("/aql/objects?qlQuery=Name%20%3D%20x&page=1&resultPerPage=1&"), std::string::npos);
}

TEST_F(ClientTest, CountsObjectsWhenTheCountIsForbidden) {
    answerOf = [](const Request& request) {
        if (request.url.find("totalcount") != std::string::npos) return answer(403, "{}");
        return answer(200, R"({"values":[{"id":1},{"id":2}],"isLast":true})");
    };
    EXPECT_EQ(client(cloud).count("", context), 2U);
}

TEST_F(ClientTest, OldInsightIsAskedInIql) {
    dataCenter.usesIql = true;
    answerOf = [](const Request&) { return answer(200, R"({"objectEntries":[],"totalFilterCount":0})"); };
    auto c = client(dataCenter);
    EXPECT_EQ(c.search({"Name = x", ObjectFields::Attributes, {}}, context)->next(context), nullptr);
    EXPECT_NE(target(0).find("/iql/objects?iql=Name"), std::string::npos);
    EXPECT_NE(target(0).find("includeAttributes=true&includeAttributesDeep=1&includeTypeAttributes=true"),
              std::string::npos);
}

TEST_F(ClientTest, SearchesOnCloudWithPagingInTheQueryString) {
    answerOf = [](const Request&) { return answer(200, R"({"values":[{"id":"5"}],"isLast":true})"); };
    auto c = client(cloud);
    const auto stream = c.search({"", ObjectFields::Attributes, {}}, context);
    ASSERT_NE(stream->next(context), nullptr);
    EXPECT_EQ(stream->page().objects.size(), 1U);
    EXPECT_EQ(stream->next(context), nullptr);
    EXPECT_EQ(target(0), "https://api.example/jsm/v1/object/aql?startAt=0&maxResults=100&includeAttributes=true");
    EXPECT_EQ(transport.requests[0].body, R"({"qlQuery":"ORDER BY Key ASC"})");
}

TEST_F(ClientTest, WhatIsNotGrantedIsNotSent) {
    ClientOptions options;
    std::optional<std::string> granted;
    options.grantedScopes = [&] { return granted; };
    Client cloudClient(transport, cloud, clock, options);
    answerOf = [](const Request&) { return answer(200, "[]"); };
    EXPECT_NO_THROW(cloudClient.globalIcons(context)) << "nobody knows what is granted";
    granted = "read:cmdb-object:jira offline_access";
    transport.requests.clear();
    try {
        cloudClient.globalIcons(context);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::ScopeMissing);
        EXPECT_NE(std::string(error.what()).find("read:cmdb-icon:jira"), std::string::npos) << error.what();
    }
    EXPECT_TRUE(transport.requests.empty());
    EXPECT_NO_THROW(cloudClient.history(1, context));
    EXPECT_EQ(cloudClient.grantedScopes(), granted);
    Client dataCenterClient(transport, dataCenter, clock, options);
    EXPECT_NO_THROW(dataCenterClient.globalIcons(context)) << "scopes of Cloud say nothing there";
    EXPECT_EQ(dataCenterClient.grantedScopes(), std::nullopt);
}

TEST_F(ClientTest, ATokenThatLacksTheScopeOfThePingIsGoodAllTheSame) {
    answerOf = [](const Request&) { return answer(401, R"({"message":"Unauthorized; scope does not match"})"); };
    EXPECT_NO_THROW(client(cloud).ping(context));
    answerOf = [](const Request&) { return answer(401, R"({"message":"Unauthorized"})"); };
    EXPECT_THROW(client(cloud).ping(context), Error);
}

TEST_F(ClientTest, ACountThatLacksAScopeIsNoReasonToReadEverything) {
    answerOf = [](const Request& request) {
        return request.url.find("/totalcount") == std::string::npos
                   ? answer(200, R"({"values":[],"isLast":true})")
                   : answer(403, "{}", {{"WWW-Authenticate", "Bearer error=\"insufficient_scope\""}});
    };
    EXPECT_THROW(client(cloud).count("Name = x", context), Error);
    EXPECT_EQ(transport.requests.size(), 1U);
}

class AlternateBaseTest : public ClientTest {
protected:
    AlternateBaseTest() {
        cloud.baseUrl = "https://api.example/ex/jira/c/jsm";
        cloud.alternateBaseUrl = "https://api.example/jsm";
    }
    static bool isFirstStyle(const Request& request) { return request.url.find("/ex/jira/") != std::string::npos; }
};

TEST_F(AlternateBaseTest, TheOtherAddressIsTriedOnceAndKept) {
    for (const int status : {401, 404}) {
        transport.requests.clear();
        answerOf = [status](const Request& request) {
            return isFirstStyle(request) ? answer(status, R"({"code":401,"message":"Unauthorized"})")
                                         : answer(200, R"({"values":[]})");
        };
        auto c = client(cloud);
        c.ping(context);
        c.ping(context);
        ASSERT_EQ(transport.requests.size(), 3U);
        EXPECT_TRUE(isFirstStyle(transport.requests[0]));
        EXPECT_FALSE(isFirstStyle(transport.requests[2]));
    }
}

TEST_F(AlternateBaseTest, AnAddressThatKnowsTheTokenButNotItsScopeIsTheRightOne) {
    const char* const mismatch = R"({"code":401,"message":"Unauthorized; scope does not match"})";
    for (const bool isFirstRight : {true, false}) {
        transport.requests.clear();
        answerOf = [&](const Request& request) {
            return isFirstStyle(request) == isFirstRight ? answer(401, mismatch) : answer(401, "{}");
        };
        auto c = client(cloud);
        for (int i = 0; i < 2; ++i) {
            try {
                c.usage(context);
                FAIL();
            } catch (const Error& error) {
                EXPECT_EQ(error.kind(), ErrorKind::ScopeMissing) << error.what();
            }
        }
        EXPECT_EQ(transport.requests.size(), isFirstRight ? 2U : 3U);
        EXPECT_EQ(isFirstStyle(transport.requests.back()), isFirstRight);
    }
}

TEST_F(AlternateBaseTest, WhereBothRefuseTheFirstAnswerCounts) {
    answerOf = [](const Request& request) { return answer(isFirstStyle(request) ? 401 : 404, "{}"); };
    auto c = client(cloud);
    for (int i = 0; i < 2; ++i) {
        try {
            c.ping(context);
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
        }
    }
    EXPECT_EQ(transport.requests.size(), 4U);  // neither has served a call, so either may yet
}

TEST_F(AlternateBaseTest, AMissingScopeIsNotAMatterOfTheAddress) {
    answerOf = [](const Request&) { return answer(401, R"({"message":"Unauthorized; scope does not match"})"); };
    auto c = client(cloud);
    c.ping(context);  // who may not read object schemas has signed in all the same
    EXPECT_THROW(c.objectSchemas(context), Error);
    EXPECT_EQ(transport.requests.size(), 2U);
}

TEST_F(AlternateBaseTest, OnceServedANotFoundIsJustThat) {
    answerOf = [](const Request& request) {
        return request.url.find("list") != std::string::npos ? answer(200, R"({"values":[]})") : answer(404, "{}");
    };
    auto c = client(cloud);
    c.ping(context);
    EXPECT_FALSE(c.objectType(1, context));
    EXPECT_EQ(transport.requests.size(), 2U);
}

}  // namespace
}  // namespace assetsodbc::assets
