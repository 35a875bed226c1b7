#include "assets/discovery.h"

#include <map>
#include <mutex>
#include <set>
#include <tuple>

#include "assets/http/transport.h"
#include "assets/http/url.h"
#include "assets/json_decode.h"
#include "assets/json_request.h"
#include "assets/response_error.h"
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
    Discovery(const DiscoverySettings& settings, Transport& transport, const common::CallContext& context)
        : settings_(settings),
          site_(withoutTrailingSlash(settings.siteUrl)),
          api_(withoutTrailingSlash(settings.apiUrl)),
          transport_(transport),
          context_(context) {}

    Endpoint run() {
        requireUrl(site_, "URL", "https://NAME.atlassian.net or the address of a Data Center site");
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

    Endpoint cloudEndpoint() {
        Endpoint endpoint;
        endpoint.deployment = Deployment::Cloud;
        endpoint.siteUrl = site_;
        endpoint.cloudId = settings_.cloudId.empty() ? cloudId().value_or("") : settings_.cloudId;
        endpoint.workspaceId = settings_.workspaceId.empty() ? workspaceId() : settings_.workspaceId;
        const std::string path = "/jsm/assets/workspace/" + percentEncoded(endpoint.workspaceId) + "/v1";
        endpoint.baseUrl = api_ + path;
        if (!endpoint.cloudId.empty()) {
            endpoint.alternateBaseUrl = endpoint.baseUrl;
            endpoint.baseUrl = api_ + "/ex/jira/" + percentEncoded(endpoint.cloudId) + path;
        }
        return endpoint;
    }

    std::string workspaceId() {
        const Asked asked{operations::kFindWorkspace, hostOf(site_), "", ""};
        const Response response = transport_.send(getJson(site_ + "/rest/servicedeskapi/assets/workspace"), context_);
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

    static void requireAssets(const Response& response, const Asked& asked) {
        if (response.status != 403 && response.status != 404) return;
        const Error reason = errorOf(response, asked);
        if (reason.kind() == ErrorKind::AuthenticationFailed) throw reason;
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
            requireUsable(response, {operations::kListSchemas, hostOf(site_), "", ""});
            return endpoint;
        }
        throw Error(ErrorKind::NotFound,
                    "No Assets REST API under " + site_ +
                        " (HTTP 404). If Jira runs under a path, add it to URL (for example https://host/jira); Assets "
                        "needs Jira Service Management Data Center. For a Cloud site, set Deployment=Cloud.",
                    404);
    }

    const DiscoverySettings& settings_;
    const std::string site_, api_;
    Transport& transport_;
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
    const Endpoint endpoint = Discovery(settings, transport, context).run();
    if (settings.timeToLive.count() > 0) known().keep(settings, endpoint, clock.now());
    return endpoint;
}

std::vector<std::string> credentialOrigins(const DiscoverySettings& settings) {
    std::vector<std::string> origins;
    for (const std::string& url : {settings.siteUrl, settings.apiUrl})
        if (const auto origin = originOf(url)) origins.push_back(*origin);
    return origins;
}

void forgetDiscovered() {
    known().clear();
}

}  // namespace assetsodbc::assets
