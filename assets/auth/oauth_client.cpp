#include "assets/auth/oauth_client.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "assets/http/transport.h"
#include "assets/http/url.h"
#include "assets/json_request.h"
#include "assets/json_text.h"
#include "assets/json_tree.h"
#include "assets/response_error.h"
#include "common/clock.h"
#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;
using std::chrono::seconds;

using Parameters = std::vector<std::pair<std::string_view, std::string_view>>;

// With room for all of it, so that growing leaves no copies of the secrets behind: an escaped character takes six.
std::string roomFor(const Parameters& parameters) {
    std::size_t room = 2;
    for (const auto& [name, value] : parameters) room += 6 * (name.size() + value.size()) + 6;
    std::string body;
    body.reserve(room);
    return body;
}

std::string jsonBody(const Parameters& parameters) {
    std::string body = roomFor(parameters);
    body += "{";
    for (const auto& [name, value] : parameters) {
        const Secret quoted(jsonQuoted(value));
        body.append(body.size() > 1 ? "," : "").append(jsonQuoted(name)).append(":").append(quoted.reveal());
    }
    return body += "}";
}

std::string formBody(const Parameters& parameters) {
    std::string body = roomFor(parameters);
    for (const auto& [name, value] : parameters) {
        const Secret encoded(percentEncoded(value));
        body.append(body.empty() ? "" : "&").append(percentEncoded(name)).append("=").append(encoded.reveal());
    }
    return body;
}

bool isDataCenter(const OAuthSettings& settings) {
    return settings.provider == OAuthSettings::Provider::DataCenter;
}

Request requestFor(const OAuthSettings& settings, const char* dataCenterPath, const Parameters& parameters) {
    Request request = isDataCenter(settings) ? postJson(settings.serverUrl() + dataCenterPath, formBody(parameters))
                                             : postJson(settings.serverUrl() + "/oauth/token", jsonBody(parameters));
    if (isDataCenter(settings)) request.headers.back().second = "application/x-www-form-urlencoded";
    request.anonymous = true;
    request.redirects = Redirects::HandBack;  // the secrets in the body are for nobody else
    return request;
}

constexpr const char* kDataCenterToken = "/rest/oauth2/latest/token";
constexpr const char* kDataCenterRevoke = "/rest/oauth2/latest/revoke";

// What was asked for, for messages: what failed, and what to do when the server refuses.
struct Question {
    std::string what;
    std::string cure;
    std::vector<const Secret*> secrets;  // never quoted, even where the server does
};

std::string withoutSecrets(std::string text, const std::vector<const Secret*>& secrets) {
    for (const Secret* secret : secrets) {
        const std::string& hidden = secret->reveal();
        if (hidden.empty()) continue;
        // Behind the asterisks: a secret may be made of them.
        for (auto at = text.find(hidden); at != std::string::npos;
             at = text.find(hidden, at + common::kMaskedSecret.size()))
            text.replace(at, hidden.size(), common::kMaskedSecret);
    }
    return text;
}

struct Refusal {
    std::string code;   // "invalid_grant"
    std::string words;  // ready to follow "(HTTP 403)"
};

Refusal refusalIn(const Response& response, const Question& question) {
    if (!isJson(response)) return {"", response.body.empty() ? "" : ": a page instead of JSON, as a proxy sends it"};
    const json::Tree tree(response.body, "the error");
    if (!tree.isComplete()) return {"", ": JSON that is not whole"};
    Refusal refusal;
    refusal.code = json::text(tree.root(), "error");
    std::string words = refusal.code;
    for (const char* name : {"error_description", "message"}) {
        const std::string text = json::text(tree.root(), name);
        if (!text.empty()) words += (words.empty() ? "" : ": ") + text;
    }
    words = quotable(withoutSecrets(words, question.secrets));
    if (!words.empty()) refusal.words = ": \"" + words + "\"";
    return refusal;
}

struct CodeCure {
    std::string_view code;
    const char* cure;
};

// By the codes of RFC 6749, section 5.2; other than these, what was asked for tells the cure.
constexpr CodeCure kCures[] = {
    {"invalid_client", "Check OAuthClientId and OAuthClientSecret."},
    {"unsupported_grant_type", "Check AuthUrl, and whether the server is Cloud or Data Center."},
    {"invalid_scope", "Check Scope, and add the scopes to the app."},
};

std::string cureFor(const Refusal& refusal, const Question& question) {
    const auto* const found = std::find_if(std::begin(kCures), std::end(kCures),
                                           [&](const CodeCure& cure) { return cure.code == refusal.code; });
    return found == std::end(kCures) ? question.cure : found->cure;
}

Error errorOf(const Response& response, const std::string& host, const Question& question) {
    const int status = response.status;
    const Refusal refusal = refusalIn(response, question);
    const std::string said = " (HTTP " + std::to_string(status) + ")" + refusal.words + ". ";
    if (status >= 400 && status < 500 && status != 429 && status != 404 && status != 407)
        return {ErrorKind::AuthenticationFailed, host + " refused " + question.what + said + cureFor(refusal, question),
                status};
    if (status == 429 || status == 503)
        return {ErrorKind::RateLimited,
                host + " is too busy for " + question.what + said + "Try again in a few minutes.", status};
    if (status >= 500)
        return {ErrorKind::ServerError, host + " failed at " + question.what + said + "Try again later.", status};
    return {ErrorKind::BadResponse,
            host + " gave an unexpected answer to " + question.what + said + "Check AuthUrl, and what stands between.",
            status};
}

bool isSendable(const std::string& token) {
    return std::none_of(token.begin(), token.end(),
                        [](char c) { return static_cast<unsigned char>(c) <= 32 || c == 127; });
}

// nullopt for what tells no time that lies ahead: the token is then used until it is refused.
std::optional<seconds> lifetimeIn(const json::Value& root) {
    constexpr std::int64_t kMost = std::int64_t{366} * 24 * 3600;
    const auto told = integerOf(json::text(root, "expires_in"));
    return told && *told > 0 ? std::optional(seconds(std::min(*told, kMost))) : std::nullopt;
}

Error unusable(const Response& response, const std::string& host, const Question& question,
               const std::string& problem) {
    return {ErrorKind::BadResponse,
            host + " answered " + question.what + " with " + problem + " (HTTP " + std::to_string(response.status) +
                "). Check AuthUrl, and what stands between.",
            response.status};
}

// An answer that holds tokens; its body is wiped with it.
class SecretResponse {
public:
    SecretResponse(Transport& transport, Request&& request, const common::CallContext& context)
        : response_(transport.send(std::move(request), context)) {}
    ~SecretResponse() { common::wipe(response_.body); }
    SecretResponse(const SecretResponse&) = delete;
    SecretResponse& operator=(const SecretResponse&) = delete;

    const Response& operator*() const { return response_; }

private:
    Response response_;
};

TokenSet tokensIn(const Response& response, const std::string& host, const Question& question, TokenSet::Time sentAt) {
    if (response.status != 200) throw errorOf(response, host, question);
    if (!isJson(response)) throw unusable(response, host, question, "a page instead of JSON, as a proxy sends it");
    const json::Tree tree(response.body, "the answer");
    if (!tree.isComplete() || !tree.root().IsObject())
        throw unusable(response, host, question, "something that is no JSON object");
    TokenSet tokens;
    tokens.accessToken = Secret(json::text(tree.root(), "access_token"));
    tokens.refreshToken = Secret(json::text(tree.root(), "refresh_token"));
    if (tokens.accessToken.empty()) throw unusable(response, host, question, "no access token");
    if (!isSendable(tokens.accessToken.reveal()) || !isSendable(tokens.refreshToken.reveal()))
        throw unusable(response, host, question, "a token that holds a blank or line break");
    const std::string type = json::text(tree.root(), "token_type");
    if (!type.empty() && !common::equalIgnoringAsciiCase(type, "bearer"))
        throw unusable(response, host, question, "a token of the kind \"" + quotable(type) + "\" instead of Bearer");
    tokens.scope = json::text(tree.root(), "scope");
    tokens.lifetime = lifetimeIn(tree.root());
    if (tokens.lifetime) tokens.expiresAt = sentAt + *tokens.lifetime;
    tokens.rotatedAt = sentAt;
    return tokens;
}

}  // namespace

OAuthClient::OAuthClient(const OAuthSettings& settings, Transport& transport, const common::Clock& clock)
    : settings_(settings), transport_(transport), clock_(clock) {}

TokenSet OAuthClient::exchangeCode(const Secret& code, const common::CallContext& context) {
    Request request = requestFor(settings_, kDataCenterToken,
                                 {{"grant_type", "authorization_code"},
                                  {"client_id", settings_.clientId},
                                  {"client_secret", settings_.clientSecret.reveal()},
                                  {"code", code.reveal()},
                                  {"redirect_uri", settings_.callbackUrl}});
    request.idempotent = false;  // a code is good once
    const Question question{
        "the code of the log-in",
        "A code is good once and for some minutes; OAuthClientId, OAuthClientSecret and CallbackURL must be "
        "those of the app. Log in anew with: " +
            settings_.loginCommand(),
        {&code, &settings_.clientSecret}};
    const auto sentAt = clock_.wallClock();
    const SecretResponse response(transport_, std::move(request), context);
    return tokensIn(*response, hostOf(settings_.serverUrl()), question, sentAt);
}

TokenSet OAuthClient::refresh(const Secret& refreshToken, const common::CallContext& context) {
    Parameters parameters = {{"grant_type", "refresh_token"},
                             {"client_id", settings_.clientId},
                             {"client_secret", settings_.clientSecret.reveal()},
                             {"refresh_token", refreshToken.reveal()}};
    if (isDataCenter(settings_)) parameters.emplace_back("redirect_uri", settings_.callbackUrl);
    // Sending it twice is safe: the token stays good for some minutes after it was replaced.
    Request request = requestFor(settings_, kDataCenterToken, parameters);
    const Question question{
        "the refresh token",
        "It has expired, was revoked, was used by another program, or is not for this OAuthClientId and "
        "OAuthClientSecret. Log in anew with: " +
            settings_.loginCommand(),
        {&refreshToken, &settings_.clientSecret}};
    const auto sentAt = clock_.wallClock();
    const SecretResponse response(transport_, std::move(request), context);
    TokenSet tokens = tokensIn(*response, hostOf(settings_.serverUrl()), question, sentAt);
    if (tokens.refreshToken.empty()) tokens.refreshToken = refreshToken;
    return tokens;
}

TokenSet OAuthClient::clientCredentials(const common::CallContext& context) {
    Parameters parameters = {{"grant_type", "client_credentials"},
                             {"client_id", settings_.clientId},
                             {"client_secret", settings_.clientSecret.reveal()}};
    // Cloud gives what the service account's credentials were made for; Data Center wants to be told.
    const bool isTold = isDataCenter(settings_) || !settings_.scope.empty();
    const std::string scope = isTold ? settings_.requestedScope() : "";
    if (!scope.empty()) parameters.emplace_back("scope", scope);
    Request request = requestFor(settings_, kDataCenterToken, parameters);
    const Question question{"the client credentials",
                            "Check OAuthClientId and OAuthClientSecret of the service account.",
                            {&settings_.clientSecret}};
    const auto sentAt = clock_.wallClock();
    const SecretResponse response(transport_, std::move(request), context);
    return tokensIn(*response, hostOf(settings_.serverUrl()), question, sentAt);
}

void OAuthClient::revoke(const Secret& refreshToken, const common::CallContext& context) {
    if (!isDataCenter(settings_)) return;
    Request request = requestFor(settings_, kDataCenterRevoke,
                                 {{"client_id", settings_.clientId},
                                  {"client_secret", settings_.clientSecret.reveal()},
                                  {"token_type_hint", "refresh_token"},
                                  {"token", refreshToken.reveal()}});
    try {
        transport_.send(std::move(request), context);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::Cancelled || error.kind() == ErrorKind::Timeout) throw;
    }
}

}  // namespace assetsodbc::assets
