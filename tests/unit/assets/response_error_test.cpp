#include "assets/response_error.h"

#include <gtest/gtest.h>

#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using testing::answer;
using testing::page;

const Asked kSearch = {operations::kSearchObjects, "api.example", "Name = x", "read:me"};
const Asked kTypes = {operations::kListTypes, "api.example", "", ""};

bool says(const Error& error, const std::string& part) {
    return std::string(error.what()).find(part) != std::string::npos;
}

TEST(ResponseError, EveryStatusHasItsKind) {
    const std::pair<int, ErrorKind> kinds[] = {
        {400, ErrorKind::BadResponse}, {401, ErrorKind::AuthenticationFailed}, {403, ErrorKind::Forbidden},
        {404, ErrorKind::NotFound},    {409, ErrorKind::ServerError},          {429, ErrorKind::RateLimited},
        {500, ErrorKind::ServerError}, {502, ErrorKind::ServerError},          {503, ErrorKind::RateLimited},
        {504, ErrorKind::ServerError}, {418, ErrorKind::BadResponse}};
    for (const auto& [status, kind] : kinds) {
        const Error error = errorOf(answer(status, R"({"errorMessages":["Because."],"errors":{}})"), kTypes);
        EXPECT_EQ(error.kind(), kind) << status;
        EXPECT_EQ(error.httpStatus(), status);
        EXPECT_TRUE(says(error, "Because.")) << error.what();
        EXPECT_TRUE(says(error, "api.example")) << error.what();
    }
}

TEST(ResponseError, ABadQueryIsQuotedWithTheSitesWords) {
    const Error error = errorOf(answer(400, R"({"errorMessages":["No attribute x"]})"), kSearch);
    EXPECT_EQ(error.kind(), ErrorKind::InvalidQuery);
    EXPECT_TRUE(says(error, "Name = x"));
    EXPECT_TRUE(says(error, "No attribute x"));
}

TEST(ResponseError, AMissingScopeIsNoBadToken) {
    const Error error = errorOf(answer(401, R"({"code":401,"message":"Unauthorized; SCOPE does not match"})"), kSearch);
    EXPECT_EQ(error.kind(), ErrorKind::ScopeMissing);
    EXPECT_TRUE(says(error, "the granular scope read:cmdb-object:jira")) << error.what();
    EXPECT_TRUE(says(error, "POST /object/aql")) << error.what();
    EXPECT_TRUE(says(error, "The property Scope must name it")) << error.what();
    EXPECT_EQ(errorOf(answer(401, R"({"code":401,"message":"Unauthorized"})"), kSearch).kind(),
              ErrorKind::AuthenticationFailed);
}

TEST(ResponseError, AScopeMayAlsoBeMissingInTheWordsOfOAuth) {
    const Response response =
        answer(403, "{}", {{"WWW-Authenticate", "Bearer realm=\"x\", error=\"insufficient_scope\""}});
    EXPECT_EQ(errorOf(response, kTypes).kind(), ErrorKind::ScopeMissing);
    Asked dataCenter = kTypes;
    dataCenter.isDataCenter = true;
    EXPECT_TRUE(says(errorOf(response, dataCenter), "the scope READ,")) << errorOf(response, dataCenter).what();
    EXPECT_EQ(errorOf(answer(403, "{}"), kTypes).kind(), ErrorKind::Forbidden);
}

TEST(ResponseError, WithoutTheScopeOfTheWorkspaceItsIdCanBeSet) {
    const Error error = errorOf(answer(401, R"({"message":"Unauthorized; scope does not match"})"),
                                {operations::kFindWorkspace, "site.example", "", ""});
    EXPECT_TRUE(says(error, "the classic scope read:servicedesk-request")) << error.what();
    EXPECT_TRUE(says(error, "set WorkspaceId and CloudId")) << error.what();
}

TEST(ResponseError, WhatIsKnownNotToBeGrantedIsRefusedBeforehand) {
    const auto grant = [](const char* scopes) -> GrantedScopes {
        return [scopes] { return scopes == nullptr ? std::nullopt : std::optional<std::string>(scopes); };
    };
    EXPECT_NO_THROW(requireGranted(nullptr, kTypes));
    EXPECT_NO_THROW(requireGranted(grant(nullptr), kTypes));
    EXPECT_NO_THROW(requireGranted(grant("read:cmdb-object:jira read:cmdb-type:jira"), kTypes));
    EXPECT_THROW(requireGranted(grant(""), kTypes), Error);
    try {
        requireGranted(grant("read:cmdb-object:jira"), kTypes);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::ScopeMissing);
        EXPECT_EQ(error.httpStatus(), 0);
        EXPECT_TRUE(says(error, "the granular scope read:cmdb-type:jira")) << error.what();
        EXPECT_TRUE(says(error, "Granted: read:cmdb-object:jira.")) << error.what();
    }
}

TEST(ResponseError, AnAnonymousAnswerIsARefusal) {
    const Response response = answer(200, "[]", {{"X-Seraph-LoginReason", "AUTHENTICATED_FAILED"}});
    try {
        requireUsable(response, kTypes);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
    }
    EXPECT_NO_THROW(requireUsable(answer(200, "[]", {{"X-Seraph-LoginReason", "OK"}}), kTypes));
}

TEST(ResponseError, AWebPageIsNotParsed) {
    try {
        requireUsable(page(200, "text/html; charset=utf-8", "<html>log in</html>"), kTypes);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::BadResponse);
        EXPECT_TRUE(says(error, "text/html"));
        EXPECT_TRUE(says(error, "proxy"));
    }
    EXPECT_TRUE(says(errorOf(page(502, "text/html", "<html>"), kTypes), "web page"));
    EXPECT_EQ(errorOf(page(404, "application/xml", "<status/>"), kTypes).kind(), ErrorKind::BadResponse);
}

TEST(ResponseError, RedirectionsTellLoginPagesFromMovedSites) {
    EXPECT_EQ(errorOf(page(302, "text/html", "", {{"Location", "/login.jsp"}}), kTypes).kind(),
              ErrorKind::AuthenticationFailed);
    const Error moved = errorOf(page(301, "text/html", "", {{"Location", "https://new.example/x"}}), kTypes);
    EXPECT_EQ(moved.kind(), ErrorKind::BadResponse);
    EXPECT_TRUE(says(moved, "https://new.example"));
}

TEST(ResponseError, TheSitesWordsAreCutAndCleaned) {
    const Error error = errorOf(answer(500, "{\"message\":\"a\\r\\nb\\u0001" + std::string(1000, 'x') + "\"}"), kTypes);
    EXPECT_LT(std::string(error.what()).size(), 700U);
    for (const char c : std::string(error.what())) EXPECT_GE(static_cast<unsigned char>(c), 32);
    EXPECT_EQ(quotable("ok"), "ok");
    EXPECT_EQ(quotable(std::string(299, 'x') + "é").substr(299), "...");  // never half a character
}

TEST(ResponseError, SaysHowOftenItWasTried) {
    Response response = answer(429, "{}");
    response.retries = 4;
    EXPECT_TRUE(says(errorOf(response, kTypes), "5 times"));
}

TEST(ResponseError, TellsWhichLimitItWasAndWhenItEnds) {
    const Error error =
        errorOf(answer(429, "{}", {{"Retry-After", "3600"}, {"RateLimit-Reason", "jira-burst-based"}}), kTypes);
    EXPECT_EQ(error.kind(), ErrorKind::RateLimited);
    EXPECT_TRUE(says(error, "jira-burst-based"));
    EXPECT_TRUE(says(error, "60 min"));
    EXPECT_TRUE(says(error, "RetryAfterMax"));
}

TEST(ResponseError, ALogInFormIsAFailedSignInWhateverItsStatus) {
    for (const int status : {200, 401, 403, 404}) {
        const Response form = page(status, "text/html", "<form><input name=\"os_username\"></form>");
        EXPECT_EQ(errorOf(form, kTypes).kind(), ErrorKind::AuthenticationFailed) << status;
        EXPECT_THROW(requireUsable(form, kTypes), Error);
    }
}

TEST(ResponseError, ARefusedSignInIsToldWithTheAdviceForItsKind) {
    const Response refusals[] = {answer(401, "{}"),
                                 answer(200, "[]", {{"X-Seraph-LoginReason", "AUTHENTICATED_FAILED"}}),
                                 page(302, "text/html", "", {{"Location", "/login.jsp"}}),
                                 page(200, "text/html", "<form><input name=\"os_username\"></form>")};
    Asked asked = kTypes;
    asked.signInAdvice = "Log in with: assets-odbc login --dsn Mine";
    for (const Response& refusal : refusals) {
        const Error error = errorOf(refusal, asked);
        EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
        EXPECT_TRUE(says(error, ". Log in with: assets-odbc login --dsn Mine")) << error.what();
        EXPECT_FALSE(says(error, "APIToken")) << error.what();
        EXPECT_TRUE(says(errorOf(refusal, kTypes), "Check User and APIToken (Cloud), or PAT")) << error.what();
    }
    EXPECT_FALSE(says(errorOf(answer(403, "{}"), asked), "Log in"));
}

TEST(ResponseError, JsonIsKnownByItsTypeOrItsLook) {
    EXPECT_TRUE(isJson(answer(200, "")));
    EXPECT_FALSE(isJson(page(200, "text/html", "{}")));
    Response untyped;
    untyped.body = " \n[1]";
    EXPECT_TRUE(isJson(untyped));
    untyped.body = "<html>";
    EXPECT_FALSE(isJson(untyped));
}

}  // namespace
}  // namespace assetsodbc::assets
