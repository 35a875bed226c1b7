#include "tests/simulator/service.h"

#include <algorithm>
#include <cstdio>

#include "tests/simulator/fault_player.h"
#include "tests/simulator/redirect_location.h"
#include "tests/simulator/secret_record.h"
#include "tests/simulator/site_edit.h"

namespace assetsodbc::simulator {
namespace {

constexpr std::size_t kSmallestGzipped = 200;
constexpr long kWorkspaceLimit = 50;

int intParameter(const httplib::Request& request, const char* name) {
    const auto value = request.has_param(name) ? parseId(request.get_param_value(name)) : std::nullopt;
    return value ? static_cast<int>(*value) : -1;
}

bool isText(const Reply& reply) {
    return reply.contentType.compare(0, 6, "image/") != 0;
}

bool acceptsGzip(const SimulatorOptions& options, const httplib::Request& request) {
    return options.gzip && request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
}

// One key is one credential; all tokens of an OAuth client are its one key.
LimitedCall limitedCall(const Account& account, const Endpoint& endpoint) {
    const bool app = !account.clientId.empty();
    return {app ? account.clientId : account.login + ':' + account.secret, app, endpoint.method, endpoint.path,
            endpoint.perMinute};
}

void changeData(Site& site, const std::vector<FaultRule>& rules, const Reply& reply) {
    for (const auto& rule : rules) {
        if (rule.action != FaultAction::ChangeData) continue;
        const auto& served = reply.servedObjects;
        if (rule.insert > 0) {
            const auto objects = site.snapshot();
            const auto first = served.empty() ? nullptr : objects->find(served.front());
            const Id typeId = rule.insertTypeId != 0 || first == nullptr ? rule.insertTypeId : first->typeId;
            insertObjects(site, typeId, rule.insert);
        }
        const auto count = std::min(served.size(), static_cast<std::size_t>(std::max(0, rule.eraseServed)));
        for (std::size_t i = 0; i < count; ++i) eraseObject(site, served[i]);
        for (const Id id : rule.erase) eraseObject(site, id);
        if (rule.change) rule.change(site);
    }
}

}  // namespace

Service::Service(std::shared_ptr<Site> site, const SimulatorOptions& options, std::string baseUrl, Pause pause)
    : baseUrl_(std::move(baseUrl)),
      pause_(std::move(pause)),
      scenes_(std::move(site), options, baseUrl_),
      control_({scenes_, faults_, log_, latency_, clock_, oauth_, [this]() -> OtherHost& { return otherHost(); },
                [this] { return proxy(); },
                [this](HandshakeFault fault, int times) { setHandshakeFault_(fault, times); }}) {
    latency_.perRequestMicros = options.latency.perRequest.count();
    latency_.perObjectMicros = options.latency.perObject.count();
}

Reply Service::answer(const httplib::Request& request) {
    if (Control::isControlPath(request.path)) return control_.answer(request);
    recordSecrets(request);
    LoggedRequest entry = logEntryOf(request);
    log_.arrive(entry);
    auto rules = faults_.take({request.method, request.target, request.body});
    entry.fault = namesOf(rules);
    const auto scene = scenes_.current();
    fillLocations(*scene, request, rules);
    const bool gzipped = acceptsGzip(scene->options, request);

    auto replaced = replacement(rules);
    Reply reply = replaced ? std::move(*replaced) : answerApi(*scene, request, gzipped && !changesText(rules));
    distort(rules, reply);
    if (gzipped && !reply.encoded && isText(reply) && reply.body.size() >= kSmallestGzipped) {
        reply.body = gzip(reply.body);
        reply.encoded = true;
    }
    addHeaders(reply, entry.sequence);
    arrangeDelivery(rules, reply);
    changeData(scene->site, rules, reply);

    const auto rows = static_cast<std::int64_t>(reply.servedObjects.size());
    pause_(std::chrono::microseconds(latency_.perRequestMicros + latency_.perObjectMicros * rows) + delayOf(rules));
    entry.status = reply.delivery.drop ? 0 : reply.status;
    entry.bytes = reply.body.size();
    log_.complete(std::move(entry));
    return reply;
}

OtherHost& Service::otherHost() {
    const std::lock_guard lock(otherHostMutex_);
    if (otherHost_ == nullptr) {
        HttpServerOptions options;
        options.workers = 8;
        otherHost_ = std::make_unique<OtherHost>(options);
    }
    return *otherHost_;
}

void Service::startProxy(ProxyOptions options, int ownPort) {
    for (auto& [host, port] : options.hosts) {
        if (port == 0) port = ownPort;
    }
    proxy_ = std::make_unique<TestProxy>(std::move(options));
}

void Service::fillLocations(const Scene& scene, const httplib::Request& request, std::vector<FaultRule>& rules) {
    const auto& description = scene.site.description();
    const RedirectPlaces places = {request.target, baseUrl_, description.workspaceId, description.cloudId,
                                   [this] { return otherHost().url(); }};
    for (FaultRule& rule : rules) rule.location = expandLocation(rule.location, places);
}

void Service::addHeaders(Reply& reply, std::uint64_t sequence) const {
    char trace[20];
    std::snprintf(trace, sizeof trace, "%016llx", static_cast<unsigned long long>(sequence * 0x9E3779B97F4A7C15ULL));
    reply.headers.emplace_back("Server", "AtlassianEdge");
    reply.headers.emplace_back("Date", httpDate(clock_.ahead()));
    reply.headers.emplace_back("Atl-Traceid", trace);
    reply.headers.emplace_back("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    reply.headers.emplace_back("Vary", "Accept-Encoding");
    reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
}

Reply Service::answerApi(Scene& scene, const httplib::Request& request, bool gzip) {
    try {
        return route(scene, request, gzip);
    } catch (const AqlError& error) {
        return errorReply(
            400, "The query is not valid at character " + std::to_string(error.position() + 1) + ": " + error.what());
    } catch (const BadRequest& error) {
        return errorReply(400, error.what());
    } catch (const std::exception& error) {
        return errorReply(500, std::string("The simulator failed: ") + error.what());
    }
}

Reply Service::route(Scene& scene, const httplib::Request& request, bool gzip) {
    if (auto found = discover(scene, request)) return std::move(*found);
    if (auto found = oauth_.answer(scene, request, baseUrl_)) return std::move(*found);
    const auto address = parseAddress(request.path, scene.addressRules);
    if (!address) return unknownPath(scene, request);
    const auto login = logIn(scene.options, oauth_, address->style, request.get_header_value("Authorization"));
    Reply reply = login.refusal ? *login.refusal : callEndpoint(scene, request, *address, login, gzip);
    if (!login.loginReason.empty()) reply.headers.emplace_back("X-Seraph-LoginReason", login.loginReason);
    return reply;
}

Reply Service::callEndpoint(Scene& scene, const httplib::Request& request, const Address& address, const Login& login,
                            bool gzip) {
    const auto match = findEndpoint(request.method, address, scene.options.cloudLegacySearch);
    if (!match) return unknownRoute(scene, request, address);
    if (login.account) {
        if (auto refusal = refuseScope(*login.account, match->endpoint->scope)) return std::move(*refusal);
    }
    const bool cloud = address.isCloud();
    Backend backend = {scene.site, scene.options, cloud ? scene.cloudEngine : scene.dataCenterEngine, scene.pages};
    const Shape& shape = cloud ? scene.cloudShape : scene.dataCenterShape;
    LimitVerdict verdict;
    if (cloud && login.account) {
        verdict = limits_.count(scene.options.limits, limitedCall(*login.account, *match->endpoint));
    }
    if (verdict.refusal) return std::move(*verdict.refusal);
    const Account* account = login.account ? &*login.account : nullptr;
    const Call call{request, address, shape, account, match->arguments, scene.site.snapshot(), gzip, backend};
    Reply reply = match->endpoint->answer(call);
    reply.headers.insert(reply.headers.end(), verdict.headers.begin(), verdict.headers.end());
    return reply;
}

std::optional<Reply> Service::discover(const Scene& scene, const httplib::Request& request) const {
    if (request.path == scene.options.contextPath + "/login.jsp") {
        return replacement({FaultRule::of(FaultAction::LoginPage)});
    }
    if (!scene.addressRules.cloud || request.method != "GET") return std::nullopt;
    static const std::string kWorkspacePath = "/rest/servicedeskapi/assets/workspace";
    const auto& description = scene.site.description();
    if (request.path == "/_edge/tenant_info") {
        if (!scene.options.tenantInfo) return unknownPath(scene, request);
        return Reply::json(R"({"cloudId":")" + description.cloudId + "\"}");
    }
    if (request.path == kWorkspacePath) return workspaces(scene, request, UrlStyle::SiteHost);
    if (request.path == "/ex/jira/" + description.cloudId + kWorkspacePath) {
        return workspaces(scene, request, UrlStyle::CloudId);
    }
    return std::nullopt;
}

Reply Service::workspaces(const Scene& scene, const httplib::Request& request, UrlStyle style) const {
    const SimulatorOptions& options = scene.options;
    const auto login = logIn(options, oauth_, style, request.get_header_value("Authorization"));
    if (login.refusal) return *login.refusal;
    if (auto refusal = refuseScope(*login.account, "read:servicedesk-request")) return std::move(*refusal);
    if (options.workspaces == WorkspaceList::Forbidden) return errorReply(403, "Assets is not available on this site.");
    if (options.workspaces == WorkspaceList::NotFound) return errorReply(404, "Assets is not available on this site.");
    const int start = std::max(0, intParameter(request, "start"));
    const int asked = intParameter(request, "limit");
    const bool listed = options.workspaces == WorkspaceList::Normal && start == 0;
    std::string body;
    JsonWriter json(body);
    json.beginObject().member("size", listed ? 1 : 0).member("start", start);
    json.member("limit", asked > 0 ? std::min<long>(asked, kWorkspaceLimit) : kWorkspaceLimit);
    json.member("isLastPage", true).key("_links").beginObject().member("self", baseUrl_ + request.target);
    json.member("base", baseUrl_).member("context", "").endObject().key("values").beginArray();
    if (listed) json.beginObject().member("workspaceId", scene.site.description().workspaceId).endObject();
    json.endArray().endObject();
    return Reply::json(std::move(body));
}

Reply Service::unknownPath(const Scene& scene, const httplib::Request& request) const {
    const std::string rest = scene.options.contextPath + "/rest/";
    if (scene.addressRules.dataCenter && request.path.compare(0, rest.size(), rest) == 0) {
        return unknownRoute(scene, request, Address{UrlStyle::DataCenter, {}});
    }
    return Reply::json(R"({"code":404,"message":"Not Found"})", 404);
}

Reply Service::unknownRoute(const Scene& scene, const httplib::Request& request, const Address& address) const {
    if (address.isCloud()) return errorReply(404, "There is no " + request.method + " here.");
    return Reply::xml(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><status><status-code>404</status-code>"
        "<message>null for uri: " +
            baseUrl_ + scene.options.contextPath + "</message></status>",
        404);
}

}  // namespace assetsodbc::simulator
