// Redirections: where they lead, and which are followed.
#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "assets/http/redirecting_transport.h"
#include "assets/http/url.h"
#include "common/error.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using testing::answer;
using testing::Context;
using testing::FakeTransport;

Request get(const std::string& url) {
    Request request;
    request.url = url;
    return request;
}

class RedirectTest : public ::testing::Test {
protected:
    Response send(const FakeTransport::Answer& answerOf, Request request) {
        auto inner = std::make_unique<FakeTransport>(answerOf);
        fake = inner.get();
        transport = std::make_unique<RedirectingTransport>(std::move(inner), settings);
        return transport->send(std::move(request), context);
    }
    std::string failure(const FakeTransport::Answer& answerOf, Request request) {
        try {
            send(answerOf, std::move(request));
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::BadResponse);
            return error.what();
        }
        return "nothing was thrown";
    }
    static FakeTransport::Answer redirectOnce(int status, const std::string& location) {
        auto isFirst = std::make_shared<bool>(true);
        return [=](const Request&) {
            const bool now = std::exchange(*isFirst, false);
            return now ? answer(status, "", {{"Location", location}}) : answer(200, "{}");
        };
    }
    static Request post() {
        Request request = get("https://a.example/x");
        request.method = Method::Post;
        request.query = "startAt=0";
        request.body = "{}";
        request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
        return request;
    }

    Context context;
    RedirectSettings settings{
        {*originOf("https://a.example"), *originOf("https://b.example")}, {*originOf("https://open.example")}, {}};
    std::unique_ptr<RedirectingTransport> transport;
    FakeTransport* fake = nullptr;
};

TEST_F(RedirectTest, SeeOtherBecomesAGet) {
    EXPECT_EQ(send(redirectOnce(303, "/progress/1?x=y"), post()).status, 200);
    EXPECT_EQ(fake->requests[1].url, "https://a.example/progress/1?x=y");
    EXPECT_EQ(fake->requests[1].method, Method::Get);
    EXPECT_TRUE(fake->requests[1].body.empty());
    EXPECT_TRUE(fake->requests[1].query.empty());
    EXPECT_EQ(fake->requests[1].headers, (std::vector<Header>{{"Accept", "application/json"}}));
}

TEST_F(RedirectTest, TemporaryAndPermanentKeepTheMethod) {
    for (const int status : {307, 308}) {
        EXPECT_EQ(send(redirectOnce(status, "https://b.example/y"), post()).status, 200);
        EXPECT_EQ(fake->requests[1].method, Method::Post);
        EXPECT_EQ(fake->requests[1].body, "{}");
        EXPECT_EQ(fake->requests[1].url, "https://b.example/y");
        EXPECT_EQ(fake->requests[1].headers.size(), 2U);
    }
}

TEST_F(RedirectTest, FollowsFiveAndNoMore) {
    int hops = 5;
    const auto away = [&](const Request&) {
        return hops-- > 0 ? answer(307, "", {{"Location", "/" + std::to_string(hops)}}) : answer(200, "{}");
    };
    EXPECT_EQ(send(away, get("https://a.example/x")).status, 200);
    EXPECT_EQ(fake->requests.size(), 6U);
    hops = 6;
    EXPECT_NE(failure(away, get("https://a.example/x")).find("a.example redirects more than 5 times"),
              std::string::npos);
    EXPECT_EQ(fake->requests.size(), 6U);
}

TEST_F(RedirectTest, ALoopIsToldAsSuch) {
    const auto loop = [](const Request& request) {
        return answer(302, "", {{"Location", request.url == "https://a.example/x" ? "/y" : "/x"}});
    };
    EXPECT_NE(failure(loop, get("https://a.example/x")).find("in a loop, back to /x"), std::string::npos);
    EXPECT_EQ(fake->requests.size(), 6U);
    int times = 4;  // that lead back to where they come from, until it answers
    const auto same = [&](const Request&) {
        return times-- > 0 ? answer(307, "", {{"Location", "/x"}}) : answer(200, "{}");
    };
    EXPECT_EQ(send(same, get("https://a.example/x")).status, 200);
}

TEST_F(RedirectTest, HandsLoginPagesAndRefusedOnesBack) {
    EXPECT_EQ(send(redirectOnce(302, "/login.jsp?os_destination=x"), get("https://a.example/x")).status, 302);
    EXPECT_EQ(fake->requests.size(), 1U);
    Request dataCenter = get("https://a.example/x");
    dataCenter.redirects = Redirects::HandBack;
    EXPECT_EQ(send(redirectOnce(307, "/y"), dataCenter).status, 307);
    for (const int status : {301, 302})
        EXPECT_EQ(send(redirectOnce(status, "/y"), post()).status, status);  // a POST would lose its body
    EXPECT_EQ(fake->requests.size(), 1U);
}

TEST_F(RedirectTest, AForeignHostIsNotFollowed) {
    EXPECT_EQ(send(redirectOnce(307, "https://evil.example/x"), get("https://a.example/x")).status, 307);
    EXPECT_EQ(send(redirectOnce(307, "https://a.example:8443/x"), get("https://a.example/x")).status, 307);
    EXPECT_EQ(send(redirectOnce(307, "https://open.example/x"), get("https://a.example/x")).status, 307);
    EXPECT_EQ(fake->requests.size(), 1U);
}

TEST_F(RedirectTest, AnonymousRequestsMayLeadToEveryAllowedHostAndNoOther) {
    Request request = get("https://a.example/x");
    request.anonymous = true;
    EXPECT_EQ(send(redirectOnce(307, "https://open.example/x"), request).status, 200);
    EXPECT_EQ(send(redirectOnce(307, "https://evil.example/x"), request).status, 307);
}

TEST_F(RedirectTest, ALoginPageIsToldByItsPathOrHost) {
    for (const char* location :
         {"/login", "/login.jsp?x=y", "login.jsp", "https://a.example/jira/Login.jsp",
          "https://id.atlassian.com/whatever", "https://ID.atlassian.com", "https://a.example/login#x"})
        EXPECT_TRUE(isLoginPage(location)) << location;
    for (const char* location : {"/objects?next=login", "https://login.example/x", "/catalogins/5", "", "/"})
        EXPECT_FALSE(isLoginPage(location)) << location;
}

TEST_F(RedirectTest, ALoginFormIsToldByItsFields) {
    EXPECT_TRUE(isLoginForm(testing::page(200, "text/html;charset=UTF-8", "<FORM><input Name=\"os_username\">")));
    EXPECT_FALSE(isLoginForm(testing::page(200, "text/html", "<html>Blocked by the proxy</html>")));
    EXPECT_FALSE(isLoginForm(answer(200, R"({"x":"name=\"os_username\""})")));
}

TEST_F(RedirectTest, NeverGoesFromHttpsToHttp) {
    EXPECT_NE(failure(redirectOnce(307, "http://a.example/x"), get("https://a.example/x")).find("in the clear"),
              std::string::npos);
    EXPECT_NE(failure(redirectOnce(307, "ftp://a.example/x"), get("https://a.example/x")).find("neither"),
              std::string::npos);
    EXPECT_EQ(fake->requests.size(), 1U);
}

// -- Where a Location leads while we talk to the API gateway --

constexpr const char* kSite = "https://acme.atlassian.net";
constexpr const char* kApi = "https://api.atlassian.com";
constexpr const char* kTenant = "https://api.atlassian.com/ex/jira/c-1";
constexpr const char* kAql = "/jsm/assets/workspace/w-1/v1/object/aql";

class RebaseTest : public ::testing::Test {
protected:
    std::string target(const std::string& requested, const std::string& location) const {
        return redirectionTarget(rules, requested, location).value_or("none");
    }
    RedirectRules rules{kSite, kApi};
};

TEST_F(RebaseTest, PathsOfTheApiGoUnderTheTenantWhateverTheirHost) {
    const std::string tenant = kTenant;
    for (const std::string host :
         {"", "https://acme.atlassian.net", "https://ACME.atlassian.net:443", "//acme.atlassian.net",
          "https://api.atlassian.com", "https://jira-internal.prod.atlassian.com"})
        for (const std::string path :
             {"/jsm/assets/workspace/w-1/v1/progress/1?x=y", "/jsm/insight/workspace/w-1/v1/icon/1",
              "/rest/servicedeskapi/assets/workspace?start=0"}) {
            EXPECT_EQ(target(tenant + kAql, host + path), tenant + path) << host;
            EXPECT_EQ(target(tenant + kAql, host + "/gateway/api" + path), tenant + path) << host;
            EXPECT_EQ(target(tenant + kAql, host + "/ex/jira/c-1" + path), tenant + path) << host;
        }
}

TEST_F(RebaseTest, AnyPathOfTheSiteGoesUnderTheTenantButAnotherHostsOwnDoNot) {
    EXPECT_EQ(target(std::string(kTenant) + kAql, "https://acme.atlassian.net/secure/x"),
              std::string(kTenant) + "/secure/x");
    EXPECT_EQ(target(std::string(kTenant) + kAql, "/secure/x"), std::string(kTenant) + "/secure/x");
    EXPECT_EQ(target(std::string(kTenant) + kAql, "https://other.atlassian.net/secure/x"),
              "https://other.atlassian.net/secure/x");
    EXPECT_EQ(target(std::string(kTenant) + kAql, "https://api.atlassian.com/me"), "https://api.atlassian.com/me");
}

TEST_F(RebaseTest, AForeignHostStaysWhatItIs) {
    for (const std::string host :
         {"https://evil.example", "https://notatlassian.com", "https://acme.atlassian.net.evil.example"})
        EXPECT_EQ(target(std::string(kTenant) + kAql, host + kAql), host + kAql);
}

TEST_F(RebaseTest, WithoutATenantTheApiKeepsItsPathsAndTheSiteItsOwn) {
    const std::string requested = std::string(kApi) + kAql;
    EXPECT_EQ(target(requested, std::string(kSite) + "/jsm/assets/x"), std::string(kApi) + "/jsm/assets/x");
    EXPECT_EQ(target(requested, "/gateway/api/jsm/assets/x"), std::string(kApi) + "/jsm/assets/x");
    EXPECT_EQ(target(requested, "/ex/jira/c-1/jsm/assets/x"), std::string(kTenant) + "/jsm/assets/x");
    EXPECT_EQ(target(requested, std::string(kSite) + "/rest/x"), std::string(kSite) + "/rest/x");
    EXPECT_EQ(target(requested, "/rest/x"), std::string(kSite) + "/rest/x");
    EXPECT_EQ(target(requested, std::string(kSite) + "/secure/x"), std::string(kSite) + "/secure/x");
}

TEST_F(RebaseTest, RelativePathsBelongToTheRequest) {
    EXPECT_EQ(target(std::string(kTenant) + kAql, "totalcount"),
              std::string(kTenant) + "/jsm/assets/workspace/w-1/v1/object/totalcount");
    EXPECT_EQ(target(std::string(kTenant) + kAql, "?page=2"), std::string(kTenant) + kAql + "?page=2");
}

TEST_F(RebaseTest, RequestsToTheSiteItselfAreRedirectedAsWritten) {
    const std::string workspace = std::string(kSite) + "/rest/servicedeskapi/assets/workspace";
    EXPECT_EQ(target(workspace, "/rest/other"), std::string(kSite) + "/rest/other");
    EXPECT_EQ(target(workspace, "https://new.example/rest/other"), "https://new.example/rest/other");
    rules.apiUrl.clear();
    EXPECT_EQ(target(std::string(kTenant) + kAql, "/rest/x"), std::string(kApi) + "/rest/x");
}

TEST_F(RebaseTest, AGatewayBelowAPathKeepsIt) {
    rules.apiUrl = "https://gw.example/atlassian";
    const std::string requested = "https://gw.example/atlassian/ex/jira/c-1" + std::string(kAql);
    EXPECT_EQ(target(requested, "https://acme.atlassian.net/gateway/api/jsm/assets/x"),
              "https://gw.example/atlassian/ex/jira/c-1/jsm/assets/x");
    EXPECT_EQ(target(requested, "https://api.atlassian.com/ex/jira/c-1/jsm/assets/x"),
              "https://gw.example/atlassian/ex/jira/c-1/jsm/assets/x");
    EXPECT_EQ(target(requested, "/atlassian/ex/jira/c-1/jsm/assets/x"),
              "https://gw.example/atlassian/ex/jira/c-1/jsm/assets/x");
}

}  // namespace
}  // namespace assetsodbc::assets
