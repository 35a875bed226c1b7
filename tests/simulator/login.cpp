#include "tests/simulator/login.h"

#include "tests/simulator/call.h"

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

}  // namespace

Login logIn(const SimulatorOptions& options, UrlStyle style, const std::string& authorization) {
    const bool cloud = style != UrlStyle::DataCenter && style != UrlStyle::Insight;
    const auto credentials = parseAuthorization(authorization);
    const Account* account = credentials ? findAccount(options.accounts, *credentials, cloud) : nullptr;
    if (account == nullptr) {
        if (!cloud) return refusedOnDataCenter(options);
        const bool bearer = credentials && credentials->scheme == "Bearer";
        return refused(bearer ? gatewayRefusal()
                              : errorReply(401, "Client must be authenticated to access this resource."));
    }
    if (cloud && isRefusedHere(*account, style)) return refused(gatewayRefusal());
    Login login;
    login.account = account;
    if (!cloud) login.loginReason = "OK";
    return login;
}

std::optional<Reply> refuseScope(const Account& account, std::string_view scope) {
    if (account.scopes && account.scopes->count(std::string(scope)) == 0) {
        return Reply::json(R"({"code":401,"message":"Unauthorized; scope does not match"})", 401);
    }
    if (account.forbidden) return errorReply(403, "You do not have permission to do this.");
    return std::nullopt;
}

}  // namespace assetsodbc::simulator
