#include "assets/response_error.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "assets/http/login_signs.h"
#include "assets/http/rate_limit.h"
#include "assets/http/redirecting_transport.h"
#include "assets/http/url.h"
#include "assets/json_decode.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;

constexpr std::size_t kLongestQuote = 300;

bool containsIgnoringCase(std::string_view text, std::string_view lowerPart) {
    return common::asciiLower(text).find(lowerPart) != std::string::npos;
}

// What the person who signs in can do about a refusal.
std::string signInCure(const Asked& asked) {
    return asked.signInAdvice.empty() ? "Check User and APIToken (Cloud), or PAT or password (Data Center)."
                                      : asked.signInAdvice;
}

// What the site itself says, ready to follow "(HTTP 403)"; empty when it says nothing.
std::string siteWords(const Response& response) {
    if (!isJson(response)) {
        if (response.body.empty()) return "";
        return ": a web page instead of JSON, as a proxy or a login page sends it";
    }
    std::string words;
    for (const std::string& message : decodeErrorMessages(response.body))
        words += (words.empty() ? "" : "; ") + message;
    return words.empty() ? "" : ": \"" + quotable(words) + "\"";
}

struct StatusMeaning {
    int status;
    ErrorKind kind;
    const char* what;
    const char* cure;  // null = that of the kind of sign-in
};

constexpr StatusMeaning kMeanings[] = {
    {400, ErrorKind::BadResponse, "did not accept", "Check URL, WorkspaceId and CloudId."},
    {401, ErrorKind::AuthenticationFailed, "refused the credentials for", nullptr},
    {403, ErrorKind::Forbidden, "forbids this account",
     "Ask the administrator for permission to read these Assets objects or schemas, or use another account."},
    {404, ErrorKind::NotFound, "does not know, or hides from this account,",
     "Check URL, WorkspaceId and CloudId; the object, type or schema may have been removed."},
    {409, ErrorKind::ServerError, "reports a conflict for", "Try again when other changes on the site have ended."},
    {429, ErrorKind::RateLimited, "limits the rate of requests and still refuses",
     "Wait a few minutes, or let fewer programs use this account at once."},
    {500, ErrorKind::ServerError, "failed inside while answering",
     "Try again later; if it stays so, ask the site's administrator."},
    {502, ErrorKind::ServerError, "could not be reached behind its gateway for", "Try again later."},
    {503, ErrorKind::RateLimited, "is overloaded or under maintenance and still refuses", "Try again later."},
    {504, ErrorKind::ServerError, "did not answer its gateway in time for", "Try again later, or lower PageSize."},
};

constexpr StatusMeaning kOtherStatus = {0, ErrorKind::BadResponse, "gave an unexpected answer to",
                                        "Check URL and ApiUrl, and what stands between."};

const StatusMeaning& meaningOf(int status) {
    const auto* const found = std::find_if(std::begin(kMeanings), std::end(kMeanings),
                                           [status](const StatusMeaning& m) { return m.status == status; });
    return found == std::end(kMeanings) ? kOtherStatus : *found;
}

std::string httpStatus(const Response& response) {
    return " (HTTP " + std::to_string(response.status) + ")";
}

Error loginRequired(const Response& response, const Asked& asked, const std::string& how) {
    return {
        ErrorKind::AuthenticationFailed,
        asked.host + " did not accept the credentials" + httpStatus(response) + ": " + how + ". " + signInCure(asked),
        response.status};
}

Error redirectionError(const Response& response, const Asked& asked) {
    const std::string_view location = response.header("Location");
    if (isLoginPage(location)) return loginRequired(response, asked, "it sends to its login page");
    const auto target = originOf(location);
    return {ErrorKind::BadResponse,
            asked.host + " redirects " + std::string(asked.operation.name) + " to " +
                (target ? *target : quotable(location)) + httpStatus(response) +
                ". If that is the site's address, put it into URL.",
            response.status};
}

// Data Center knows four scopes, each of which includes those before it: READ, WRITE, ADMIN, SYSTEM_ADMIN.
bool hasItsOwnScopes(const Asked& asked) {
    return asked.isDataCenter || asked.operation.scope == nullptr;
}

// Where the scope is to be added, and what does without it.
std::string scopeCure(const Asked& asked) {
    if (hasItsOwnScopes(asked)) return " Let the incoming link of the site's administrator allow it and sign in again.";
    const Scope& scope = *asked.operation.scope;
    std::string cure = " Add it to the OAuth app and sign in again, or create an API token that has it";
    cure += scope.kind == ScopeKind::Granular ? " or that has no scopes at all." : ".";
    if (!asked.scopes.empty() && !grants(asked.scopes, scope)) cure += " The property Scope must name it, too.";
    if (asked.operation.name == operations::kFindWorkspace.name)
        cure += " Or set WorkspaceId and CloudId, so that nobody need ask for them.";
    return cure;
}

std::string lacksScope(const Asked& asked) {
    const std::string scope = hasItsOwnScopes(asked) ? std::string("the scope ") +
                                                           (asked.operation.effect == Effect::Reads ? "READ" : "WRITE")
                                                     : described(*asked.operation.scope);
    return "The token for " + asked.host + " lacks " + scope + ", which " + std::string(asked.operation.name) +
           " needs";
}

Error scopeError(const Response& response, const Asked& asked) {
    return {ErrorKind::ScopeMissing, lacksScope(asked) + httpStatus(response) + "." + scopeCure(asked),
            response.status};
}

Error queryError(const Response& response, const Asked& asked) {
    return {ErrorKind::InvalidQuery,
            asked.host + " refused the AQL query \"" + quotable(asked.aql) + "\"" + httpStatus(response) +
                siteWords(response) + ". Check the names of attributes and types in it, and the syntax of AQL.",
            response.status};
}

// With what the site says of its limit, which is also what to do about it.
std::string limitedMessage(const std::string& message, const Response& response, const std::string& cure) {
    const std::string words = rateLimitWords(response);
    if (words.empty()) return message + ". " + cure;
    return message + "; " + words +
           ". Try again then, or let fewer programs use this account at once; RetryAfterMax says how long a query "
           "waits "
           "for it by itself.";
}

}  // namespace

std::string quotable(std::string_view text) {
    std::string line = common::repairedUtf8(text.substr(0, common::prefixWithin(text, kLongestQuote)));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }, ' ');
    return text.size() > kLongestQuote ? line + "..." : line;
}

bool isJson(const Response& response) {
    const std::string_view type = response.header("Content-Type");
    if (!type.empty()) return containsIgnoringCase(type, "json");
    const auto first = response.body.find_first_not_of(" \t\r\n");
    return first != std::string::npos && (response.body[first] == '{' || response.body[first] == '[');
}

// In the words of Atlassian's gateway, or by RFC 6750.
bool isScopeMismatch(const Response& response) {
    if (response.status != 401 && response.status != 403) return false;
    return containsIgnoringCase(response.body, "scope does not match") ||
           containsIgnoringCase(response.header("WWW-Authenticate"), "insufficient_scope");
}

void requireGranted(const GrantedScopes& granted, const Asked& asked) {
    if (!granted || asked.operation.scope == nullptr) return;
    const auto known = granted();
    if (!known || grants(*known, *asked.operation.scope)) return;
    throw Error(ErrorKind::ScopeMissing, lacksScope(asked) + ", so that was not sent." + scopeCure(asked) +
                                             " Granted: " + (known->empty() ? "nothing" : quotable(*known)) + ".");
}

Error errorOf(const Response& response, const Asked& asked) {
    if (isAnsweredAnonymously(response))
        return loginRequired(response, asked,
                             "it answers as to an anonymous visitor (X-Seraph-LoginReason). If it asks for a CAPTCHA, "
                             "log in with a browser once");
    if (isRedirection(response)) return redirectionError(response, asked);
    if (isLoginForm(response)) return loginRequired(response, asked, "it answers with its log-in page");
    if (isScopeMismatch(response)) return scopeError(response, asked);
    if (response.status == 400 && !asked.aql.empty()) return queryError(response, asked);
    const StatusMeaning& meaning = meaningOf(response.status);
    std::string message = asked.host + " " + meaning.what + " " + std::string(asked.operation.name) +
                          httpStatus(response) + siteWords(response);
    if (response.retries > 0) message += ", tried " + std::to_string(response.retries + 1) + " times";
    // Only the API itself can say that a thing is not there; a page of something in front of it says nothing of it.
    const bool isForeign = meaning.kind == ErrorKind::NotFound && !isJson(response);
    const std::string cure = meaning.cure == nullptr ? signInCure(asked) : meaning.cure;
    return {isForeign ? ErrorKind::BadResponse : meaning.kind, limitedMessage(message, response, cure),
            response.status};
}

void requireUsable(const Response& response, const Asked& asked) {
    if (!response.isSuccess() || isAnsweredAnonymously(response) || isLoginForm(response))
        throw errorOf(response, asked);
    if (isJson(response)) return;
    const std::string type(response.header("Content-Type"));
    throw Error(ErrorKind::BadResponse,
                asked.host + " answered " + std::string(asked.operation.name) + " with " +
                    (type.empty() ? "something that is not JSON" : "\"" + quotable(type) + "\" instead of JSON") +
                    httpStatus(response) +
                    ". A proxy or a login page may stand between: check URL, ApiUrl and ProxyServer.",
                response.status);
}

}  // namespace assetsodbc::assets
