#include "assets/auth/redirect_answer.h"

#include "tests/unit/assets/auth/auth_fixture.h"

namespace assetsodbc::assets {
namespace {

using testing::contains;
using testing::errorOfCall;

std::string code(const std::string& answer, bool mayLackState = true) {
    return codeFrom(answer, "s1", mayLackState).reveal();
}

std::string refusal(const std::string& answer, bool mayLackState = true) {
    const common::Error error = errorOfCall([&] { code(answer, mayLackState); });
    EXPECT_EQ(error.kind(), common::ErrorKind::AuthenticationFailed);
    return error.what();
}

TEST(RedirectAnswer, findsTheCodeInAnAddressAQueryOrAlone) {
    EXPECT_EQ(code("http://localhost:33333/?code=abc&state=s1"), "abc");
    EXPECT_EQ(code("http://localhost:33333/callback?state=s1&code=abc#part"), "abc");
    EXPECT_EQ(code("code=abc&state=s1"), "abc");
    EXPECT_EQ(code("state=s1&code=abc"), "abc");
    EXPECT_EQ(code("abc"), "abc");
    EXPECT_EQ(code("eyJhbGciOiJIUzI1NiJ9.e30.x-_="), "eyJhbGciOiJIUzI1NiJ9.e30.x-_=");
}

TEST(RedirectAnswer, forgivesWhatPastingAddsAround) {
    EXPECT_EQ(code("  \"http://localhost:33333/?code=abc&state=s1\"\r\n"), "abc");
    EXPECT_EQ(code("<http://localhost:33333/?code=abc&state=s1>"), "abc");
    EXPECT_EQ(code("abc\n"), "abc");
}

TEST(RedirectAnswer, decodesTheParameters) {
    EXPECT_EQ(code("http://localhost/?code=a%2Fb%3d+c&state=s1"), "a/b= c");
    const auto parameters = queryParameters("a=1&b=two%20words&c&=x&a=2&d=%zz%4");
    EXPECT_EQ(parameters.at("a"), "1");
    EXPECT_EQ(parameters.at("b"), "two words");
    EXPECT_EQ(parameters.at("c"), "");
    EXPECT_EQ(parameters.at("d"), "%zz%4");
}

TEST(RedirectAnswer, refusesAnotherState) {
    for (const char* query : {"code=abc&state=s2", "code=abc", "code=abc&state=", "code=abc&state=s1x",
                              "state=s&code=abc", "error=access_denied&state=s2"})
        EXPECT_TRUE(contains(refusal(std::string("http://localhost:33333/?") + query), "state differs")) << query;
}

TEST(RedirectAnswer, tellsThatTheAccessWasDenied) {
    const std::string message = refusal("http://localhost/?error=access_denied&error_description=No%0Aaccess&state=s1");
    EXPECT_TRUE(contains(message, "\"access_denied: No access\"")) << message;
    EXPECT_TRUE(contains(message, "allow the access")) << message;
    EXPECT_TRUE(contains(refusal("http://localhost/?error=invalid_scope&state=s1"), "Scope"));
}

TEST(RedirectAnswer, refusesWhatHoldsNoCode) {
    for (const char* answer : {"", "  ", "http://localhost:33333/", "two words", "http://localhost/?state=s1",
                               "http://localhost/?code=&state=s1"})
        EXPECT_TRUE(contains(refusal(answer), "no code")) << answer;
    EXPECT_TRUE(contains(refusal("abc", false), "no code")) << "a listener takes nothing without a state";
}

TEST(RedirectAnswer, takesAVerifierWhoseStateNobodyKnows) {
    EXPECT_EQ(codeFrom("abc").reveal(), "abc");
    EXPECT_EQ(codeFrom("http://localhost/?code=abc&state=whatever").reveal(), "abc");
    EXPECT_TRUE(contains(errorOfCall([] { codeFrom("http://localhost/?error=access_denied"); }).what(), "denied"));
}

}  // namespace
}  // namespace assetsodbc::assets
