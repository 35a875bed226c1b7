// Who sees the credentials, which hosts are contacted at all, and what happens when the credentials grow old.
#include "assets/http/authorizing_transport.h"

#include <gtest/gtest.h>

#include "assets/auth/basic_credentials.h"
#include "assets/http/host_guard_transport.h"
#include "assets/http/redirecting_transport.h"
#include "assets/http/url.h"
#include "common/error.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;
using testing::answer;
using testing::Context;
using testing::FakeTransport;

Request get(const std::string& url) {
    Request request;
    request.url = url;
    return request;
}

std::string authorizationOf(const Request& request) {
    std::string all;
    for (const auto& [name, value] : request.headers)
        if (name == "Authorization") all += value + ";";
    return all;
}

class CredentialHostTest : public ::testing::Test {
protected:
    bool isAuthorized(const std::string& url, bool anonymous = false) {
        auto inner = std::make_unique<FakeTransport>([](const Request&) { return answer(200, "{}"); });
        FakeTransport* const fake = inner.get();
        AuthorizingTransport transport(std::move(inner), credentials,
                                       {*originOf("https://site.example"), *originOf("https://api.example/")});
        Request request = get(url);
        request.anonymous = anonymous;
        transport.send(std::move(request), context);
        return !authorizationOf(fake->requests.at(0)).empty();
    }

    BasicCredentials credentials{"a@b.c", Secret(std::string("token"))};
    Context context;
};

TEST_F(CredentialHostTest, TheSiteAndTheApiHostSeeTheCredentials) {
    EXPECT_TRUE(isAuthorized("https://site.example/x"));
    EXPECT_TRUE(isAuthorized("https://SITE.example:443/x"));
    EXPECT_TRUE(isAuthorized("https://api.example/ex"));
}

TEST_F(CredentialHostTest, NoOtherHostPortOrSchemeDoes) {
    for (const char* url : {"https://evil.example/x", "http://site.example/x", "https://site.example:8443/x",
                            "https://site.example.evil/", "https://site.example@evil.example/",
                            "https://notsite.example/", "https://evil.example/https://site.example"})
        EXPECT_FALSE(isAuthorized(url)) << url;
}

TEST_F(CredentialHostTest, AnonymousRequestsNeverCarryThem) {
    EXPECT_FALSE(isAuthorized("https://site.example/_edge/tenant_info", true));
}

TEST_F(CredentialHostTest, ARedirectionToAnotherHostIsNotFollowedAndOfAnAnonymousRequestWithoutThem) {
    auto inner = std::make_unique<FakeTransport>([](const Request& request) {
        return request.url == "https://site.example/x" ? answer(307, "", {{"Location", "https://evil.example/x"}})
                                                       : answer(200, "{}");
    });
    FakeTransport* const fake = inner.get();
    const std::vector<std::string> origins{*originOf("https://site.example")};
    RedirectingTransport transport(std::make_unique<AuthorizingTransport>(std::move(inner), credentials, origins),
                                   {origins, {*originOf("https://evil.example")}, {}});
    EXPECT_EQ(transport.send(get("https://site.example/x"), context).status, 307);
    ASSERT_EQ(fake->requests.size(), 1U);
    EXPECT_FALSE(authorizationOf(fake->requests[0]).empty());
    Request anonymous = get("https://site.example/x");
    anonymous.anonymous = true;
    EXPECT_EQ(transport.send(std::move(anonymous), context).status, 200);
    EXPECT_TRUE(authorizationOf(fake->requests[2]).empty());
}

TEST(HostGuard, SendsNothingToAHostThatIsNotAllowed) {
    auto inner = std::make_unique<FakeTransport>([](const Request&) { return answer(200, "{}"); });
    FakeTransport* const fake = inner.get();
    HostGuardTransport guard(std::move(inner), {*originOf("https://site.example"), *originOf("http://[::1]:8080")});
    Context context;
    EXPECT_EQ(guard.send(get("https://site.example/x"), context).status, 200);
    EXPECT_EQ(guard.send(get("http://[::1]:8080/x"), context).status, 200);
    for (const char* url :
         {"https://evil.example/x", "http://site.example/", "https://site.example:8443/",
          "https://site.example@evil.example/", "file:///etc/passwd", "", "https://sub.site.example/"})
        for (const bool anonymous : {false, true}) {
            Request request = get(url);
            request.anonymous = anonymous;
            try {
                guard.send(std::move(request), context);
                ADD_FAILURE() << url;
            } catch (const Error& error) {
                EXPECT_EQ(error.kind(), ErrorKind::Forbidden);
                EXPECT_NE(std::string(error.what()).find("AllowedHosts"), std::string::npos);
                EXPECT_NE(std::string(error.what()).find("https://site.example:443"), std::string::npos);
            }
        }
    EXPECT_EQ(fake->requests.size(), 2U);
}

// Hands out "token-N", one further each time that the present one was refused.
class NumberedCredentials : public Credentials {
public:
    explicit NumberedCredentials(int last) : last_(last) {}
    Secret authorization(const common::CallContext&) override { return Secret("token-" + std::to_string(number)); }
    bool renew(const Secret& refused, const common::CallContext&) override {
        ++renewals;
        if (refused.reveal() != "token-" + std::to_string(number)) return true;
        if (number == last_) return false;
        ++number;
        return true;
    }
    int number = 1, renewals = 0;

private:
    int last_;
};

class RenewalTest : public ::testing::Test {
protected:
    // The site takes the token of that number, and no other.
    Response send(NumberedCredentials& credentials, int taken, const Response& refusal, Request request) {
        auto inner = std::make_unique<FakeTransport>([=](const Request& sent) {
            const bool isTaken = authorizationOf(sent) == "token-" + std::to_string(taken) + ";";
            return isTaken ? answer(200, sent.body) : refusal;
        });
        fake = inner.get();
        transport = std::make_unique<AuthorizingTransport>(std::move(inner), credentials,
                                                           std::vector<std::string>{*originOf("https://site.example")});
        return transport->send(std::move(request), context);
    }
    static Request post() {
        Request request = get("https://site.example/x");
        request.method = Method::Post;
        request.query = "startAt=25";
        request.body = "{\"qlQuery\":\"\"}";
        request.idempotent = false;
        return request;
    }

    Context context;
    std::unique_ptr<AuthorizingTransport> transport;
    FakeTransport* fake = nullptr;
};

TEST_F(RenewalTest, ARefusedTokenIsRenewedOnceAndTheSameRequestSentAgain) {
    NumberedCredentials credentials(9);
    const Response response = send(credentials, 2, answer(401, R"({"code":401,"message":"Unauthorized"})"), post());
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "{\"qlQuery\":\"\"}");
    EXPECT_EQ(response.retries, 1U);
    ASSERT_EQ(fake->requests.size(), 2U);
    EXPECT_EQ(authorizationOf(fake->requests[1]), "token-2;");  // and not the old one beside it
    EXPECT_EQ(fake->requests[1].method, Method::Post);
    EXPECT_EQ(fake->requests[1].query, "startAt=25");
}

TEST_F(RenewalTest, NeverTwice) {
    NumberedCredentials credentials(9);
    EXPECT_EQ(send(credentials, 99, answer(401, "{}"), post()).status, 401);
    EXPECT_EQ(fake->requests.size(), 2U);
    EXPECT_EQ(credentials.renewals, 1);
}

TEST_F(RenewalTest, WithoutAnotherTokenTheRefusalIsTheAnswer) {
    NumberedCredentials credentials(1);
    EXPECT_EQ(send(credentials, 2, answer(401, "{}"), post()).status, 401);
    EXPECT_EQ(fake->requests.size(), 1U);
}

TEST_F(RenewalTest, AMissingScopeIsNotRenewedAway) {
    NumberedCredentials credentials(9);
    const auto mismatch = answer(401, R"({"code":401,"message":"Unauthorized; scope does not match"})");
    EXPECT_EQ(send(credentials, 2, mismatch, post()).status, 401);
    EXPECT_EQ(send(credentials, 2, answer(403, "{}"), post()).status, 403);
    EXPECT_EQ(credentials.renewals, 0);
}

TEST_F(RenewalTest, AnAnswerAsToNobodyIsARefusal) {
    NumberedCredentials credentials(9);
    const auto anonymous = answer(200, "[]", {{"X-Seraph-LoginReason", "AUTHENTICATED_FAILED"}});
    EXPECT_EQ(send(credentials, 2, anonymous, get("https://site.example/x")).body, "");
    EXPECT_EQ(fake->requests.size(), 2U);
}

TEST_F(RenewalTest, ALogInPageInsteadOfAnAnswerIsARefusal) {
    const Response refusals[] = {testing::page(302, "text/html", "", {{"Location", "/login.jsp?os_destination=x"}}),
                                 testing::page(200, "text/html", "<form><input name=\"os_username\"></form>"),
                                 testing::page(403, "text/html", "<form id=\"login-form\"></form>")};
    for (const Response& refusal : refusals) {
        NumberedCredentials credentials(9);
        EXPECT_EQ(send(credentials, 2, refusal, get("https://site.example/x")).status, 200) << refusal.status;
        EXPECT_EQ(fake->requests.size(), 2U) << refusal.status;
    }
    NumberedCredentials credentials(9);
    const Response moved = testing::page(302, "text/html", "", {{"Location", "https://site.example/elsewhere"}});
    EXPECT_EQ(send(credentials, 2, moved, get("https://site.example/x")).status, 302);
    EXPECT_EQ(send(credentials, 2, testing::page(403, "text/html", "<p>no</p>"), get("https://site.example/x")).status,
              403);
    EXPECT_EQ(credentials.renewals, 0);
}

TEST_F(RenewalTest, WhatMayHaveBeenDoneIsNotSentAgain) {
    const auto anonymous = answer(200, "[]", {{"X-Seraph-LoginReason", "AUTHENTICATED_FAILED"}});
    NumberedCredentials credentials(9);
    EXPECT_EQ(send(credentials, 2, anonymous, post()).body, "[]");
    EXPECT_EQ(fake->requests.size(), 1U);
    const auto forbidden = answer(403, "{}", {{"X-Seraph-LoginReason", "AUTHENTICATED_FAILED"}});
    EXPECT_EQ(send(credentials, 2, forbidden, post()).status, 200);
    EXPECT_EQ(fake->requests.size(), 2U);
}

TEST_F(RenewalTest, TheWaitsOfBothCount) {
    NumberedCredentials credentials(9);
    Response refusal = answer(401, "{}");
    refusal.waited = std::chrono::seconds(3);
    EXPECT_EQ(send(credentials, 2, refusal, post()).waited, std::chrono::seconds(3));
}

TEST(WipedRequest, HoldsNoCredentialsAndEverythingElse) {
    Request request = get("https://site.example/x");
    request.headers = {{"Accept", "application/json"}, {"authorization", "Bearer geheim"}};
    wipeCredentials(request);
    EXPECT_EQ(request.headers, (std::vector<Header>{{"Accept", "application/json"}, {"authorization", ""}}));
}

TEST_F(RenewalTest, RequestsInFlightTogetherAllGoOnWithTheOneNewToken) {
    NumberedCredentials credentials(2);
    send(credentials, 2, answer(401, "{}"), get("https://site.example/warm"));
    credentials.number = 1;
    credentials.renewals = 0;
    auto first = transport->start(get("https://site.example/1"), context);
    auto second = transport->start(get("https://site.example/2"), context);
    EXPECT_EQ(second->wait(context).status, 200);
    EXPECT_EQ(first->wait(context).status, 200);
    EXPECT_EQ(credentials.number, 2);
    EXPECT_EQ(credentials.renewals, 2);
}

TEST_F(RenewalTest, RequestsWithoutCredentialsRenewNothing) {
    NumberedCredentials credentials(9);
    Request request = get("https://site.example/_edge/tenant_info");
    request.anonymous = true;
    EXPECT_EQ(send(credentials, 2, answer(401, "{}"), std::move(request)).status, 401);
    EXPECT_EQ(credentials.renewals, 0);
}

}  // namespace
}  // namespace assetsodbc::assets
