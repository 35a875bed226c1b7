#include "tests/simulator/oauth_server.h"

#include <rapidjson/document.h>

#include <map>

#include "tests/simulator/json_writer.h"
#include "tests/simulator/oauth_scopes.h"

namespace assetsodbc::simulator {
namespace {

using Parameters = std::map<std::string, std::string>;

constexpr const char* kAudience = "api.atlassian.com";
constexpr const char* kOtherCloudId = "99999999-0000-4000-8000-000000000001";

Reply oauthError(int status, std::string_view error, std::string_view description) {
    std::string body;
    JsonWriter json(body);
    json.beginObject().member("error", error).member("error_description", description).endObject();
    return Reply::json(std::move(body), status);
}

Reply pageOf(int status, const std::string& text) {
    return Reply::html(
        "<!DOCTYPE html>\n<html><head><title>Sorry</title></head><body><h1>" + text + "</h1></body></html>\n", status);
}

// A code or refresh token that is no good, in the form that was chosen.
Reply refusedGrant(GrantRefusal form, const std::string& description) {
    switch (form) {
        case GrantRefusal::Status400:
            return oauthError(400, "invalid_grant", description);
        case GrantRefusal::Status401:
            return oauthError(401, "invalid_grant", description);
        case GrantRefusal::Status403:
            return oauthError(403, "unauthorized_client", "refresh_token is invalid");
        case GrantRefusal::HtmlPage:
            return pageOf(403, "Something went wrong");
        case GrantRefusal::ServerError:
            return oauthError(500, "server_error", "");
        case GrantRefusal::TooManyRequests:
            break;
    }
    Reply reply = oauthError(429, "too_many_requests", "Global limit has been reached");
    reply.headers.emplace_back("Retry-After", "1");
    return reply;
}

std::string percentEncoded(const std::string& text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
            out.push_back(c);
        } else {
            out += {'%', kHex[byte >> 4], kHex[byte & 15]};
        }
    }
    return out;
}

Reply sentBack(const std::string& redirectUri, const Parameters& parameters) {
    std::string location = redirectUri;
    char separator = redirectUri.find('?') == std::string::npos ? '?' : '&';
    for (const auto& [name, value] : parameters) {
        if (value.empty()) continue;
        location += separator + name + "=" + percentEncoded(value);
        separator = '&';
    }
    Reply reply;
    reply.status = 302;
    reply.headers.emplace_back("Location", location);
    return reply;
}

// Cloud: the text members of a JSON object. Data Center: a form. Nothing when the body is neither.
std::optional<Parameters> parametersOf(OAuthProvider provider, const httplib::Request& request) {
    const auto contentType = request.get_header_value("Content-Type");
    Parameters found;
    if (provider == OAuthProvider::DataCenter) {
        if (contentType.rfind("application/x-www-form-urlencoded", 0) != 0) return std::nullopt;
        for (const auto& [name, value] : request.params) found[name] = value;
        return found;
    }
    if (contentType.rfind("application/json", 0) != 0) return std::nullopt;
    rapidjson::Document body;
    body.Parse(request.body.data(), request.body.size());
    if (body.HasParseError() || !body.IsObject()) return std::nullopt;
    for (const auto& member : body.GetObject()) {
        if (member.value.IsString()) found[member.name.GetString()] = member.value.GetString();
    }
    return found;
}

Reply tokenReply(OAuthProvider provider, const IssuedTokens& issued) {
    std::string body;
    JsonWriter json(body);
    json.beginObject().member("access_token", issued.accessToken);
    if (!issued.refreshToken.empty()) json.member("refresh_token", issued.refreshToken);
    json.member("expires_in", issued.expiresIn).member("scope", joinScopes(issued.scopes));
    json.member("token_type", provider == OAuthProvider::Cloud ? "Bearer" : "bearer").endObject();
    return Reply::json(std::move(body));
}

OAuthGrant grantOf(const OAuthClient& client, std::set<std::string> scopes) {
    OAuthGrant grant;
    grant.provider = client.provider;
    grant.clientId = client.id;
    grant.scopes = std::move(scopes);
    grant.hiddenSchemas = client.hiddenSchemas;
    return grant;
}

void writeSite(JsonWriter& json, const std::string& id, const std::string& url, const std::string& name,
               const std::set<std::string>& scopes) {
    json.beginObject().member("id", id).member("url", url).member("name", name).key("scopes").beginArray();
    for (const auto& scope : scopes) {
        if (scope != "offline_access") json.text(scope);
    }
    json.endArray().member("avatarUrl", url + "/avatar.png").endObject();
}

}  // namespace

std::optional<Reply> OAuthServer::answer(const Scene& scene, const httplib::Request& request,
                                         const std::string& baseUrl) {
    const OAuthOptions& options = scene.options.oauth;
    const std::string dataCenter = scene.options.contextPath + "/rest/oauth2/latest/";
    const bool get = request.method == "GET";
    const bool post = request.method == "POST";
    if (scene.addressRules.cloud) {
        if (get && request.path == "/authorize") return authorize(options, OAuthProvider::Cloud, request);
        if (post && request.path == "/oauth/token") return token(options, OAuthProvider::Cloud, request);
        if (get && request.path == "/oauth/token/accessible-resources") {
            return accessibleResources(scene, request, baseUrl);
        }
    }
    if (scene.addressRules.dataCenter) {
        if (get && request.path == dataCenter + "authorize") {
            return authorize(options, OAuthProvider::DataCenter, request);
        }
        if (post && request.path == dataCenter + "token") return token(options, OAuthProvider::DataCenter, request);
    }
    return std::nullopt;
}

// Before it is known that the caller's redirect_uri is the client's own, nobody is sent there.
Reply OAuthServer::authorize(const OAuthOptions& options, OAuthProvider provider, const httplib::Request& request) {
    const auto parameter = [&](const char* name) { return request.get_param_value(name); };
    const OAuthClient* client = findClient(options, provider, parameter("client_id"));
    const auto redirectUri = parameter("redirect_uri");
    if (client == nullptr) return pageOf(403, "The client_id is not known");
    if (!acceptsRedirect(*client, redirectUri)) return pageOf(403, "The redirect_uri is not registered");
    const auto state = options.consent == ConsentAnswer::NoState ? "" : parameter("state");
    const auto refuse = [&](const char* error, const char* description) {
        return sentBack(redirectUri, {{"error", error}, {"error_description", description}, {"state", state}});
    };
    if (parameter("response_type") != "code") return refuse("unsupported_response_type", "response_type must be code");
    if (provider == OAuthProvider::Cloud && parameter("audience") != kAudience) {
        return refuse("invalid_request", "audience must be api.atlassian.com");
    }
    auto scopes = simulator::grantedScopes(*client, splitScopes(parameter("scope")));
    if (!scopes) return refuse("invalid_scope", "none of the scopes is available to this client");
    if (options.consent == ConsentAnswer::Denied) return refuse("access_denied", "User did not authorize the request");
    OAuthGrant grant = grantOf(*client, std::move(*scopes));
    grant.redirectUri = redirectUri;
    grant.codeChallenge = parameter("code_challenge");
    grant.codeChallengeMethod = parameter("code_challenge_method");
    const auto code = options.consent == ConsentAnswer::NoCode ? "" : tokens_.issueCode(std::move(grant));
    const bool wrong = options.consent == ConsentAnswer::WrongState;
    return sentBack(redirectUri, {{"code", code}, {"state", wrong ? "not-" + state : state}});
}

Reply OAuthServer::token(const OAuthOptions& options, OAuthProvider provider, const httplib::Request& request) {
    const auto parameters = parametersOf(provider, request);
    if (!parameters) {
        return oauthError(400, "invalid_request",
                          provider == OAuthProvider::Cloud ? "The body must be a JSON object"
                                                           : "The body must be application/x-www-form-urlencoded");
    }
    const auto parameter = [&](const char* name) {
        const auto found = parameters->find(name);
        return found == parameters->end() ? std::string() : found->second;
    };
    const OAuthClient* client = findClient(options, provider, parameter("client_id"));
    if (client == nullptr || client->secret != parameter("client_secret")) {
        return provider == OAuthProvider::Cloud ? oauthError(401, "access_denied", "Unauthorized")
                                                : oauthError(401, "invalid_client", "Client authentication failed");
    }
    const auto type = parameter("grant_type");
    try {
        if (type == "authorization_code") {
            return tokenReply(provider, tokens_.redeemCode(options, parameter("code"), client->id,
                                                           parameter("redirect_uri"), parameter("code_verifier")));
        }
        if (type == "refresh_token") {
            const auto token = parameter("refresh_token");
            const auto redirectUri = tokens_.redirectOfRefresh(token);
            if (provider == OAuthProvider::DataCenter && redirectUri && *redirectUri != parameter("redirect_uri")) {
                throw GrantRefused("The redirect_uri is not that of the authorization");
            }
            return tokenReply(provider, tokens_.refresh(options, token, client->id));
        }
    } catch (const GrantRefused& refused) {
        return refusedGrant(options.grantRefusal, refused.what());
    }
    if (type != "client_credentials") {
        return oauthError(400, "unsupported_grant_type", "There is no grant type '" + type + "'");
    }
    if (!client->serviceAccount) {
        return oauthError(403, "unauthorized_client", "Grant type 'client_credentials' not allowed for the client.");
    }
    const auto asked = splitScopes(parameter("scope"));
    auto scopes = simulator::grantedScopes(*client, asked.empty() ? client->scopes : asked);
    if (!scopes) return oauthError(400, "invalid_scope", "none of the scopes is available to this client");
    scopes->erase("offline_access");
    return tokenReply(provider, tokens_.issue(options, grantOf(*client, std::move(*scopes)), false));
}

Reply OAuthServer::accessibleResources(const Scene& scene, const httplib::Request& request,
                                       const std::string& baseUrl) const {
    const auto credentials = parseAuthorization(request.get_header_value("Authorization"));
    const auto grant =
        credentials && credentials->scheme == "Bearer" ? tokens_.findAccess(credentials->secret) : std::nullopt;
    if (!grant || grant->provider != OAuthProvider::Cloud) {
        return Reply::json(R"({"code":401,"message":"Unauthorized"})", 401);
    }
    const OAuthOptions& options = scene.options.oauth;
    const auto& description = scene.site.description();
    std::string body;
    JsonWriter json(body);
    json.beginArray();
    if (options.accessibleSites == AccessibleSites::Several) {
        writeSite(json, kOtherCloudId, "https://another-site.atlassian.net", "another-site", grant->scopes);
    }
    if (options.accessibleSites != AccessibleSites::None) {
        writeSite(json, description.cloudId, options.siteUrl.empty() ? baseUrl : options.siteUrl, description.siteName,
                  grant->scopes);
    }
    json.endArray();
    return Reply::json(std::move(body));
}

std::optional<Account> OAuthServer::findAccount(const std::string& accessToken, bool cloud) const {
    auto grant = tokens_.findAccess(accessToken);
    if (!grant || (grant->provider == OAuthProvider::Cloud) != cloud) return std::nullopt;
    Account account;
    account.kind = cloud ? CredentialKind::AccessToken : CredentialKind::OAuthToken;
    account.secret = accessToken;
    account.clientId = grant->clientId;
    account.administrator = cloud || grant->scopes.count("ADMIN") != 0;
    account.scopes = std::move(grant->scopes);
    account.hiddenSchemas = std::move(grant->hiddenSchemas);
    return account;
}

}  // namespace assetsodbc::simulator
