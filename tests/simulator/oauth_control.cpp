#include "tests/simulator/oauth_control.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <initializer_list>
#include <stdexcept>

#include "tests/simulator/json_writer.h"
#include "tests/simulator/oauth_scopes.h"

namespace assetsodbc::simulator {
namespace {

using JsonValue = rapidjson::Value;

[[noreturn]] void refuse(const std::string& text) {
    throw std::invalid_argument(text);
}

rapidjson::Document objectOf(const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    if (document.HasParseError() || !document.IsObject()) refuse("the body must be a JSON object");
    return document;
}

std::string textIn(const JsonValue& json, const char* name) {
    const auto member = json.FindMember(name);
    if (member == json.MemberEnd()) return {};
    if (!member->value.IsString()) refuse("'" + std::string(name) + "' must be a text");
    return {member->value.GetString(), member->value.GetStringLength()};
}

std::vector<std::string> textsIn(const JsonValue& json, const char* name) {
    std::vector<std::string> texts;
    const auto member = json.FindMember(name);
    if (member == json.MemberEnd()) return texts;
    if (!member->value.IsArray()) refuse("'" + std::string(name) + "' must be an array of texts");
    for (const auto& item : member->value.GetArray()) {
        if (!item.IsString()) refuse("'" + std::string(name) + "' must be an array of texts");
        texts.emplace_back(item.GetString(), item.GetStringLength());
    }
    return texts;
}

std::set<std::string> setIn(const JsonValue& json, const char* name) {
    const auto texts = textsIn(json, name);
    return {texts.begin(), texts.end()};
}

bool flagIn(const JsonValue& json, const char* name) {
    const auto member = json.FindMember(name);
    if (member == json.MemberEnd()) return false;
    if (!member->value.IsBool()) refuse("'" + std::string(name) + "' must be true or false");
    return member->value.GetBool();
}

OAuthProvider providerIn(const JsonValue& json) {
    const auto name = textIn(json, "provider");
    if (name.empty() || name == "Cloud") return OAuthProvider::Cloud;
    if (name != "DataCenter") refuse("'provider' must be one of Cloud, DataCenter");
    return OAuthProvider::DataCenter;
}

void allowMembers(const JsonValue& json, std::initializer_list<const char*> names) {
    for (const auto& member : json.GetObject()) {
        const std::string name = member.name.GetString();
        if (name != "action" && std::find(names.begin(), names.end(), name) == names.end()) {
            refuse("this action has no member '" + name + "'");
        }
    }
}

OAuthClient clientOf(const JsonValue& json) {
    allowMembers(json,
                 {"clientId", "clientSecret", "provider", "redirectUris", "scopes", "serviceAccount", "hiddenSchemas"});
    OAuthClient client;
    client.id = textIn(json, "clientId");
    client.secret = textIn(json, "clientSecret");
    client.provider = providerIn(json);
    client.redirectUris = textsIn(json, "redirectUris");
    client.scopes = setIn(json, "scopes");
    client.serviceAccount = flagIn(json, "serviceAccount");
    client.hiddenSchemas = setIn(json, "hiddenSchemas");
    if (client.id.empty()) refuse("'clientId' is missing");
    return client;
}

void registerClient(OAuthOptions& options, const OAuthClient& client) {
    auto& clients = options.clients;
    clients.erase(std::remove_if(clients.begin(), clients.end(),
                                 [&](const OAuthClient& known) {
                                     return known.id == client.id && known.provider == client.provider;
                                 }),
                  clients.end());
    clients.push_back(client);
}

std::string issuedToJson(const IssuedTokens& issued) {
    std::string body;
    JsonWriter json(body);
    json.beginObject().member("accessToken", issued.accessToken).member("refreshToken", issued.refreshToken);
    json.member("expiresIn", issued.expiresIn).member("scope", joinScopes(issued.scopes)).endObject();
    return body;
}

}  // namespace

IssuedTokens issueTokens(const OAuthOptions& options, OAuthTokens& tokens, OAuthProvider provider,
                         const std::string& clientId, const std::string& scope, const std::string& redirectUri) {
    const OAuthClient* client = findClient(options, provider, clientId);
    if (client == nullptr) refuse("there is no client '" + clientId + "'");
    const auto asked = splitScopes(scope);
    auto scopes = grantedScopes(*client, asked.empty() ? client->scopes : asked);
    if (!scopes) refuse("the client has none of these scopes");
    OAuthGrant grant;
    grant.provider = provider;
    grant.clientId = clientId;
    grant.hiddenSchemas = client->hiddenSchemas;
    grant.redirectUri = redirectUri;
    const bool refreshable = provider == OAuthProvider::DataCenter || scopes->count("offline_access") != 0;
    grant.scopes = std::move(*scopes);
    return tokens.issue(options, grant, refreshable);
}

std::string oauthToJson(const OAuthOptions& options, const OAuthCounts& counts) {
    std::string body;
    JsonWriter json(body);
    const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    json.beginObject().member("accessTokens", number(counts.accessTokens));
    json.member("refreshTokens", number(counts.refreshTokens)).member("refreshes", number(counts.refreshes));
    json.member("reuses", number(counts.reuses)).key("clients").beginArray();
    for (const auto& client : options.clients) {
        json.beginObject().member("clientId", client.id);
        json.member("provider", client.provider == OAuthProvider::Cloud ? "Cloud" : "DataCenter");
        json.member("scope", joinScopes(client.scopes)).member("serviceAccount", client.serviceAccount).endObject();
    }
    json.endArray().endObject();
    return body;
}

std::string changeOAuth(Scenes& scenes, OAuthTokens& tokens, const std::string& json) {
    static const std::string kDone = R"({"done":true})";
    const auto document = objectOf(json);
    const auto action = textIn(document, "action");
    if (action == "expireAccessTokens") {
        allowMembers(document, {});
        tokens.expireAccessTokens();
    } else if (action == "revokeRefreshTokens") {
        allowMembers(document, {});
        tokens.revokeRefreshTokens();
    } else if (action == "revokeRefreshToken") {
        allowMembers(document, {"token"});
        tokens.revokeRefreshToken(textIn(document, "token"));
    } else if (action == "register") {
        const auto client = clientOf(document);
        scenes.configure([&](SimulatorOptions& options) { registerClient(options.oauth, client); });
    } else if (action == "issue") {
        allowMembers(document, {"clientId", "provider", "scope", "redirectUri"});
        return issuedToJson(issueTokens(scenes.options().oauth, tokens, providerIn(document),
                                        textIn(document, "clientId"), textIn(document, "scope"),
                                        textIn(document, "redirectUri")));
    } else {
        refuse("'action' must be one of expireAccessTokens, revokeRefreshTokens, revokeRefreshToken, register, issue");
    }
    return kDone;
}

std::chrono::seconds parseClockAdvance(const std::string& json) {
    const auto document = objectOf(json);
    const auto member = document.FindMember("advanceSeconds");
    if (document.MemberCount() != 1 || member == document.MemberEnd() || !member->value.IsInt()) {
        refuse("the body must be {\"advanceSeconds\": a whole number}");
    }
    return std::chrono::seconds(member->value.GetInt());
}

}  // namespace assetsodbc::simulator
