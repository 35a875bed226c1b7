#include "assets/discovery.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <tuple>

#include "assets/accessible_sites.h"
#include "assets/http/login_signs.h"
#include "assets/http/transport.h"
#include "assets/http/url.h"
#include "assets/json_decode.h"
#include "assets/json_request.h"
#include "assets/response_error.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/config/site_address.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;

constexpr const char* kNoAssets =
    "Assets is part of Jira Service Management Premium and Enterprise; check that URL names the right site, that it "
    "has "
    "one of these plans, and that this account may use Jira Service Management there.";

std::string withoutTrailingSlash(std::string url) {
    while (!url.empty() && url.back() == '/') url.pop_back();
    return url;
}

// One discovery: asks only what the settings leave open, and nothing twice.
class Discovery {
public:
    Discovery(const DiscoverySettings& settings, Transport& transport, const common::Clock& clock,
              const common::CallContext& context)
        : settings_(settings),
          site_(withoutTrailingSlash(settings.siteUrl)),
          api_(withoutTrailingSlash(settings.apiUrl)),
          transport_(transport),
          clock_(clock),
          context_(context) {}

    Endpoint run() {
        const bool mayAskForSite =
            site_.empty() && settings_.signIn == SignIn::OAuth && settings_.deployment == Deployment::Cloud;
        if (!mayAskForSite) requireUrl(site_, "URL", "https://NAME.atlassian.net or the address of a Data Center site");
        if (isCloud()) {
            requireUrl(api_, "ApiUrl", "https://api.atlassian.com");
            return cloudEndpoint();
        }
        return dataCenterEndpoint();
    }

private:
    static void requireUrl(const std::string& url, const char* property, const char* example) {
        if (originOf(url)) return;
        throw Error(ErrorKind::InvalidArgument,
                    std::string(property) + " is not an http or https address. Write it as " + example + ".");
    }

    bool isCloud() {
        if (settings_.deployment) return *settings_.deployment == Deployment::Cloud;
        if (common::isCloudHost(hostOf(site_)) || !settings_.workspaceId.empty() || !settings_.cloudId.empty())
            return true;
        if (settings_.signIn == SignIn::DataCenter) return false;
        return cloudId().has_value();
    }

    // Only addresses that name the tenant take these, and the site itself does not.
    bool usesGatewayOnly() const { return settings_.signIn == SignIn::OAuth || settings_.signIn == SignIn::Bearer; }

    // What the site itself says, without anybody having to log in; nullopt when it does not know such a thing.
    const std::optional<std::string>& cloudId() {
        if (!cloudId_) {
            Request request = getJson(site_ + "/_edge/tenant_info");
            request.anonymous = true;
            request.redirects = Redirects::HandBack;
            const Response response = transport_.send(std::move(request), context_);
            cloudId_ = response.isSuccess() ? decodeCloudId(response.body) : std::nullopt;
        }
        return *cloudId_;
    }

    // A site that cannot be reached from here may still be reached through the API.
    std::optional<std::string> cloudIdIfReachable() {
        try {
            return cloudId();
        } catch (const TransportError& error) {
            if (!usesGatewayOnly() || error.kind() == ErrorKind::Timeout) throw;
            return std::nullopt;
        }
    }

    std::string knownCloudId() {
        if (!settings_.cloudId.empty()) return settings_.cloudId;
        const auto told = site_.empty() ? std::nullopt : cloudIdIfReachable();
        if (told || !usesGatewayOnly()) return told.value_or("");
        const AccessibleSite site = chosenSite(accessibleSites(api_, transport_, context_), site_);
        if (site_.empty()) site_ = withoutTrailingSlash(site.url);
        return site.id;
    }

    Endpoint cloudEndpoint() {
        Endpoint endpoint;
        endpoint.deployment = Deployment::Cloud;
        endpoint.cloudId = knownCloudId();
        endpoint.siteUrl = site_;
        endpoint.workspaceId = settings_.workspaceId.empty() ? workspaceId(endpoint.cloudId) : settings_.workspaceId;
        const std::string path = "/jsm/assets/workspace/" + percentEncoded(endpoint.workspaceId) + "/v1";
        endpoint.baseUrl = api_ + path;
        if (endpoint.cloudId.empty()) return endpoint;
        if (!usesGatewayOnly()) endpoint.alternateBaseUrl = endpoint.baseUrl;
        endpoint.baseUrl = tenantUrl(endpoint.cloudId) + path;
        return endpoint;
    }

    std::string tenantUrl(const std::string& cloudId) const { return api_ + "/ex/jira/" + percentEncoded(cloudId); }

    std::string workspaceId(const std::string& cloudId) {
        Asked asked;
        asked.operation = operations::kFindWorkspace;
        asked.host = hostOf(site_);
        asked.scopes = settings_.scopes;
        asked.signInAdvice = settings_.signInAdvice;
        requireGranted(settings_.grantedScopes, asked);
        const Response response = workspaceAnswer(cloudId);
        if (settings_.signIn == SignIn::OAuth) requireGrantForSite(response, cloudId);
        requireAssets(response, asked);
        requireUsable(response, asked);
        const auto ids = decodeWorkspaceIds(response.body,
                                            "The answer of " + asked.host + " to " + std::string(asked.operation.name));
        if (ids.empty())
            throw Error(ErrorKind::Forbidden, "No Assets on " + asked.host + ": it lists no workspace. " + kNoAssets,
                        response.status);
        if (std::set<std::string>(ids.begin(), ids.end()).size() > 1) throw severalWorkspaces(asked.host, ids);
        return ids.front();
    }

    Response workspaceAnswer(const std::string& cloudId) {
        constexpr const char* kPath = "/rest/servicedeskapi/assets/workspace";
        if (usesGatewayOnly()) return transport_.send(getJson(tenantUrl(cloudId) + kPath), context_);
        Response response = transport_.send(getJson(site_ + kPath), context_);
        const bool isRefused = response.status == 401 || response.status == 403 || isAnsweredAnonymously(response);
        if (!isRefused || cloudId.empty()) return response;
        Response other = transport_.send(getJson(tenantUrl(cloudId) + kPath), context_);
        return other.isSuccess() || isScopeMismatch(other) ? other : response;
    }

    // The API refuses a site that the person who signed in did not choose in the words for a wrong token.
    void requireGrantForSite(const Response& response, const std::string& cloudId) {
        const bool isRefused = response.status == 401 || response.status == 403 || response.status == 404;
        if (!isRefused || isScopeMismatch(response)) return;
        std::vector<AccessibleSite> sites;
        try {
            sites = accessibleSites(api_, transport_, context_);
        } catch (const Error&) {
            context_.throwIfStopped(clock_.now());
            return;  // the refusal itself is told
        }
        const bool isGranted =
            std::any_of(sites.begin(), sites.end(), [&](const auto& site) { return site.id == cloudId; });
        if (!isGranted) chosenSite(sites, site_);
    }

    static void requireAssets(const Response& response, const Asked& asked) {
        if (response.status != 403 && response.status != 404) return;
        const Error reason = errorOf(response, asked);
        if (reason.kind() == ErrorKind::AuthenticationFailed || reason.kind() == ErrorKind::ScopeMissing) throw reason;
        throw Error(ErrorKind::Forbidden,
                    "No Assets on " + asked.host + " for this account (HTTP " + std::to_string(response.status) +
                        " when asking for its workspace). " + kNoAssets,
                    response.status);
    }

    static Error severalWorkspaces(const std::string& host, const std::vector<std::string>& ids) {
        std::string list;
        for (const std::string& id : ids) list += (list.empty() ? "" : ", ") + id;
        return {ErrorKind::InvalidArgument,
                host + " has more than one Assets workspace: " + list + ". Choose one with WorkspaceId."};
    }

    Endpoint dataCenterEndpoint() {
        Endpoint endpoint;
        endpoint.deployment = Deployment::DataCenter;
        endpoint.siteUrl = site_;
        for (const bool usesIql : {false, true}) {
            endpoint.usesIql = usesIql;
            endpoint.baseUrl = site_ + (usesIql ? "/rest/insight/1.0" : "/rest/assets/1.0");
            Request request = getJson(endpoint.baseUrl + "/objectschema/list");
            request.redirects = Redirects::HandBack;
            const Response response = transport_.send(std::move(request), context_);
            if (response.status == 404) continue;
            Asked asked;
            asked.operation = operations::kListSchemas;
            asked.host = hostOf(site_);
            asked.isDataCenter = true;
            asked.signInAdvice = settings_.signInAdvice;
            requireUsable(response, asked);
            return endpoint;
        }
        throw Error(ErrorKind::NotFound,
                    "No Assets REST API under " + site_ +
                        " (HTTP 404). If Jira runs under a path, add it to URL (for example https://host/jira); Assets "
                        "needs Jira Service Management Data Center. For a Cloud site, set Deployment=Cloud.",
                    404);
    }

    const DiscoverySettings& settings_;
    std::string site_;  // may be found out with OAuth
    const std::string api_;
    Transport& transport_;
    const common::Clock& clock_;
    const common::CallContext& context_;
    std::optional<std::optional<std::string>> cloudId_;  // outer: asked already
};

// What was discovered in this process.
class Known {
public:
    using Key = std::tuple<std::string, std::string, std::string, std::string, std::optional<Deployment>, SignIn>;

    static Key keyOf(const DiscoverySettings& s) {
        return {s.siteUrl, s.apiUrl, s.workspaceId, s.cloudId, s.deployment, s.signIn};
    }
    std::optional<Endpoint> find(const DiscoverySettings& settings, common::Clock::Steady::time_point now) const {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(keyOf(settings));
        const bool isFresh = found != entries_.end() && now - found->second.since < settings.timeToLive;
        return isFresh ? std::optional(found->second.endpoint) : std::nullopt;
    }
    void keep(const DiscoverySettings& settings, const Endpoint& endpoint, common::Clock::Steady::time_point now) {
        const std::lock_guard lock(mutex_);
        entries_[keyOf(settings)] = {endpoint, now};
    }
    void clear() {
        const std::lock_guard lock(mutex_);
        entries_.clear();
    }

private:
    struct Entry {
        Endpoint endpoint;
        common::Clock::Steady::time_point since;
    };
    mutable std::mutex mutex_;
    std::map<Key, Entry> entries_;
};

Known& known() {
    static Known instance;
    return instance;
}

}  // namespace

Endpoint discover(const DiscoverySettings& settings, Transport& transport, const common::Clock& clock,
                  const common::CallContext& context) {
    if (const auto endpoint = known().find(settings, clock.now())) return *endpoint;
    const Endpoint endpoint = Discovery(settings, transport, clock, context).run();
    if (settings.timeToLive.count() > 0) known().keep(settings, endpoint, clock.now());
    return endpoint;
}

std::vector<std::string> credentialOrigins(const DiscoverySettings& settings) {
    std::vector<std::string> origins;
    if (const auto site = originOf(settings.siteUrl)) origins.push_back(*site);
    if (settings.deployment == Deployment::DataCenter) return origins;
    if (const auto api = originOf(settings.apiUrl)) origins.push_back(*api);
    return origins;
}

void forgetDiscovered() {
    known().clear();
}

}  // namespace assetsodbc::assets
