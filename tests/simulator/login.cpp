#include "tests/simulator/login.h"

#include "tests/simulator/call.h"
#include "tests/simulator/oauth_server.h"

namespace assetsodbc::simulator {
namespace {

Reply gatewayRefusal() {
    return Reply::json(R"({"code":401,"message":"Unauthorized"})", 401);
}

Login refused(Reply reply) {
    Login login;
    login.refusal = std::move(reply);
    return login;
}

Login refusedOnDataCenter(const SimulatorOptions& options) {
    Login login;
    switch (options.loginFailure) {
        case LoginFailure::AnonymousOk:
            break;
        case LoginFailure::LoginRedirect: {
            Reply reply;
            reply.status = 302;
            reply.headers.emplace_back("Location", options.contextPath + "/login.jsp?permissionViolation=true");
            login.refusal = std::move(reply);
            break;
        }
        case LoginFailure::Status401:
            login.refusal =
                errorReply(401, "You are not authenticated. Authentication required to perform this operation.");
            login.refusal->headers.emplace_back("WWW-Authenticate", "OAuth realm=\"http%3A%2F%2F127.0.0.1\"");
            break;
    }
    login.loginReason = "AUTHENTICATED_FAILED";
    return login;
}

// Tokens that are good, but not through this door.
bool isRefusedHere(const Account& account, UrlStyle style) {
    const bool needsCloudId = account.kind == CredentialKind::AccessToken || account.scopes.has_value();
    return needsCloudId && (style == UrlStyle::Gateway || style == UrlStyle::SiteHost);
}

// Data Center's scopes are few and include each other: what the API calls write and delete need WRITE.
std::string scopeOnDataCenter(std::string_view scope) {
    return scope.substr(0, 5) == "read:" ? "READ" : "WRITE";
}

std::optional<Account> accountFor(const SimulatorOptions& options, const OAuthServer& oauth,
                                  const std::optional<Credentials>& credentials, bool cloud) {
    if (!credentials) return std::nullopt;
    if (const Account* found = findAccount(options.accounts, *credentials, cloud)) return *found;
    if (credentials->scheme != "Bearer") return std::nullopt;
    return oauth.findAccount(credentials->secret, cloud);
}

}  // namespace

Login logIn(const SimulatorOptions& options, const OAuthServer& oauth, UrlStyle style,
            const std::string& authorization) {
    const bool cloud = style != UrlStyle::DataCenter && style != UrlStyle::Insight;
    const auto credentials = parseAuthorization(authorization);
    auto account = accountFor(options, oauth, credentials, cloud);
    if (!account) {
        if (!cloud) return refusedOnDataCenter(options);
        const bool bearer = credentials && credentials->scheme == "Bearer";
        return refused(bearer ? gatewayRefusal()
                              : errorReply(401, "Client must be authenticated to access this resource."));
    }
    if (cloud && isRefusedHere(*account, style)) return refused(gatewayRefusal());
    Login login;
    login.account = std::move(account);
    if (!cloud) login.loginReason = "OK";
    return login;
}

std::optional<Reply> refuseScope(const Account& account, std::string_view scope) {
    if (account.kind == CredentialKind::OAuthToken) {
        const auto needed = scopeOnDataCenter(scope);
        if (account.scopes->count(needed) != 0) return std::nullopt;
        return errorReply(403, "The token does not have the scope " + needed + ".");
    }
    if (account.scopes && account.scopes->count(std::string(scope)) == 0) {
        return Reply::json(R"({"code":401,"message":"Unauthorized; scope does not match"})", 401);
    }
    if (account.forbidden) return errorReply(403, "You do not have permission to do this.");
    return std::nullopt;
}

}  // namespace assetsodbc::simulator
