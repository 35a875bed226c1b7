#include "tests/simulator/service.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <cstdio>

#include "tests/simulator/fault_player.h"
#include "tests/simulator/site_edit.h"

namespace assetsodbc::simulator {
namespace {

constexpr std::size_t kSmallestGzipped = 200;
constexpr long kWorkspaceLimit = 50;

AddressRules rulesFor(const Site& site, const SimulatorOptions& options) {
    AddressRules rules;
    rules.workspaceId = site.description().workspaceId;
    rules.cloudId = site.description().cloudId;
    rules.contextPath = options.contextPath;
    rules.cloud = options.deployment != ServedDeployment::DataCenter;
    rules.dataCenter = options.deployment != ServedDeployment::Cloud;
    rules.insightPathOnly = options.insightPathOnly;
    return rules;
}

ShapeLinks cloudLinks(const Site& site, const std::string& baseUrl) {
    const std::string api = baseUrl + "/jsm/insight/workspace/" + site.description().workspaceId + "/v1";
    return {api, api + "/object/"};
}

ShapeLinks dataCenterLinks(const SimulatorOptions& options, const std::string& baseUrl) {
    const std::string base = baseUrl + options.contextPath;
    return {base + "/rest/insight/1.0", base + "/secure/ShowObject.jspa?id="};
}

AqlSwitches withObjectKey(AqlSwitches switches) {
    switches.objectKeyKeyword = true;
    return switches;
}

int intParameter(const httplib::Request& request, const char* name) {
    const auto value = request.has_param(name) ? parseId(request.get_param_value(name)) : std::nullopt;
    return value ? static_cast<int>(*value) : -1;
}

std::string queryOf(const httplib::Request& request) {
    for (const char* name : {"qlQuery", "iql"}) {
        if (request.has_param(name)) return request.get_param_value(name);
    }
    if (request.body.empty()) return {};
    rapidjson::Document body;
    body.Parse(request.body.data(), request.body.size());
    if (body.HasParseError() || !body.IsObject()) return {};
    const auto member = body.FindMember("qlQuery");
    return member != body.MemberEnd() && member->value.IsString() ? member->value.GetString() : "";
}

std::string schemeOf(const httplib::Request& request) {
    const auto credentials = parseAuthorization(request.get_header_value("Authorization"));
    return credentials ? credentials->scheme : "";
}

bool isText(const Reply& reply) {
    return reply.contentType.compare(0, 6, "image/") != 0;
}

}  // namespace

Service::Service(Site& site, SimulatorOptions options, std::string baseUrl, Pause pause)
    : site_(site),
      options_(std::move(options)),
      baseUrl_(std::move(baseUrl)),
      pause_(std::move(pause)),
      addressRules_(rulesFor(site_, options_)),
      cloudShape_(site_, true, cloudLinks(site_, baseUrl_), options_.shape),
      dataCenterShape_(site_, false, dataCenterLinks(options_, baseUrl_), options_.shape),
      cloudEngine_(site_, options_.aql),
      dataCenterEngine_(site_, withObjectKey(options_.aql)),
      pages_(options_.cacheBytes),
      control_(site_, faults_, log_, latency_) {
    latency_.perRequestMicros = options_.latency.perRequest.count();
    latency_.perObjectMicros = options_.latency.perObject.count();
}

Reply Service::answer(const httplib::Request& request) {
    if (Control::isControlPath(request.path)) return control_.answer(request);
    LoggedRequest entry = logEntry(request);
    log_.arrive(entry);
    const auto rules = faults_.take({request.method, request.target, request.body});
    entry.fault = namesOf(rules);
    const bool gzipped = acceptsGzip(request);

    auto replaced = replacement(rules);
    Reply reply = replaced ? std::move(*replaced) : answerApi(request, gzipped && !changesText(rules));
    distort(rules, reply);
    if (gzipped && !reply.encoded && isText(reply) && reply.body.size() >= kSmallestGzipped) {
        reply.body = gzip(reply.body);
        reply.encoded = true;
    }
    addHeaders(reply, entry.sequence);
    arrangeDelivery(rules, reply);
    changeData(rules, reply);

    const auto rows = static_cast<std::int64_t>(reply.servedObjects.size());
    pause_(std::chrono::microseconds(latency_.perRequestMicros + latency_.perObjectMicros * rows) + delayOf(rules));
    entry.status = reply.delivery.drop ? 0 : reply.status;
    entry.bytes = reply.body.size();
    log_.complete(std::move(entry));
    return reply;
}

LoggedRequest Service::logEntry(const httplib::Request& request) const {
    LoggedRequest entry;
    entry.method = request.method;
    entry.target = request.target;
    entry.path = request.path;
    entry.body = request.body;
    entry.query = queryOf(request);
    entry.authScheme = schemeOf(request);
    entry.acceptEncoding = request.get_header_value("Accept-Encoding");
    entry.userAgent = request.get_header_value("User-Agent");
    entry.startAt = intParameter(request, "startAt");
    entry.maxResults = std::max(intParameter(request, "maxResults"), intParameter(request, "resultPerPage"));
    return entry;
}

bool Service::acceptsGzip(const httplib::Request& request) const {
    return options_.gzip && request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
}

void Service::addHeaders(Reply& reply, std::uint64_t sequence) const {
    char trace[20];
    std::snprintf(trace, sizeof trace, "%016llx", static_cast<unsigned long long>(sequence * 0x9E3779B97F4A7C15ULL));
    reply.headers.emplace_back("Server", "AtlassianEdge");
    reply.headers.emplace_back("Date", httpDate(std::chrono::seconds(0)));
    reply.headers.emplace_back("Atl-Traceid", trace);
    reply.headers.emplace_back("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    reply.headers.emplace_back("Vary", "Accept-Encoding");
    reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
}

Reply Service::answerApi(const httplib::Request& request, bool gzip) {
    try {
        return route(request, gzip);
    } catch (const AqlError& error) {
        return errorReply(
            400, "The query is not valid at character " + std::to_string(error.position() + 1) + ": " + error.what());
    } catch (const BadRequest& error) {
        return errorReply(400, error.what());
    } catch (const std::exception& error) {
        return errorReply(500, std::string("The simulator failed: ") + error.what());
    }
}

Reply Service::route(const httplib::Request& request, bool gzip) {
    if (auto found = discover(request)) return std::move(*found);
    const auto address = parseAddress(request.path, addressRules_);
    if (!address) return unknownPath(request);
    const auto login = logIn(options_, address->style, request.get_header_value("Authorization"));
    Reply reply = login.refusal ? *login.refusal : callEndpoint(request, *address, login, gzip);
    if (!login.loginReason.empty()) reply.headers.emplace_back("X-Seraph-LoginReason", login.loginReason);
    return reply;
}

Reply Service::callEndpoint(const httplib::Request& request, const Address& address, const Login& login, bool gzip) {
    const auto match = findEndpoint(request.method, address, options_.cloudLegacySearch);
    if (!match) return unknownRoute(request, address);
    if (login.account != nullptr) {
        if (auto refusal = refuseScope(*login.account, match->endpoint->scope)) return std::move(*refusal);
    }
    Backend backend = backendFor(address.isCloud());
    const Shape& shape = address.isCloud() ? cloudShape_ : dataCenterShape_;
    const Call call{request, address, shape, login.account, match->arguments, site_.snapshot(), gzip, backend};
    return match->endpoint->answer(call);
}

Backend Service::backendFor(bool cloud) {
    return {site_, options_, cloud ? cloudEngine_ : dataCenterEngine_, pages_};
}

std::optional<Reply> Service::discover(const httplib::Request& request) const {
    if (request.path == options_.contextPath + "/login.jsp") {
        return replacement({FaultRule::of(FaultAction::LoginPage)});
    }
    if (!addressRules_.cloud || request.method != "GET") return std::nullopt;
    static const std::string kWorkspacePath = "/rest/servicedeskapi/assets/workspace";
    const auto& description = site_.description();
    if (request.path == "/_edge/tenant_info") {
        if (!options_.tenantInfo) return unknownPath(request);
        return Reply::json(R"({"cloudId":")" + description.cloudId + "\"}");
    }
    if (request.path == kWorkspacePath) return workspaces(request, UrlStyle::SiteHost);
    if (request.path == "/ex/jira/" + description.cloudId + kWorkspacePath) {
        return workspaces(request, UrlStyle::CloudId);
    }
    return std::nullopt;
}

Reply Service::workspaces(const httplib::Request& request, UrlStyle style) const {
    const auto login = logIn(options_, style, request.get_header_value("Authorization"));
    if (login.refusal) return *login.refusal;
    if (auto refusal = refuseScope(*login.account, "read:servicedesk-request")) return std::move(*refusal);
    if (options_.workspaces == WorkspaceList::Forbidden)
        return errorReply(403, "Assets is not available on this site.");
    if (options_.workspaces == WorkspaceList::NotFound) return errorReply(404, "Assets is not available on this site.");
    const int start = std::max(0, intParameter(request, "start"));
    const int asked = intParameter(request, "limit");
    const bool listed = options_.workspaces == WorkspaceList::Normal && start == 0;
    std::string body;
    JsonWriter json(body);
    json.beginObject().member("size", listed ? 1 : 0).member("start", start);
    json.member("limit", asked > 0 ? std::min<long>(asked, kWorkspaceLimit) : kWorkspaceLimit);
    json.member("isLastPage", true).key("_links").beginObject().member("self", baseUrl_ + request.target);
    json.member("base", baseUrl_).member("context", "").endObject().key("values").beginArray();
    if (listed) json.beginObject().member("workspaceId", site_.description().workspaceId).endObject();
    json.endArray().endObject();
    return Reply::json(std::move(body));
}

Reply Service::unknownPath(const httplib::Request& request) const {
    static const std::string kRest = options_.contextPath + "/rest/";
    if (addressRules_.dataCenter && request.path.compare(0, kRest.size(), kRest) == 0) {
        return unknownRoute(request, Address{UrlStyle::DataCenter, {}});
    }
    return Reply::json(R"({"code":404,"message":"Not Found"})", 404);
}

Reply Service::unknownRoute(const httplib::Request& request, const Address& address) const {
    if (address.isCloud()) return errorReply(404, "There is no " + request.method + " here.");
    return Reply::xml(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><status><status-code>404</status-code>"
        "<message>null for uri: " +
            baseUrl_ + options_.contextPath + "</message></status>",
        404);
}

void Service::changeData(const std::vector<FaultRule>& rules, const Reply& reply) {
    for (const auto& rule : rules) {
        if (rule.action != FaultAction::ChangeData) continue;
        const auto& served = reply.servedObjects;
        if (rule.insert > 0) {
            const auto objects = site_.snapshot();
            const auto first = served.empty() ? nullptr : objects->find(served.front());
            const Id typeId = rule.insertTypeId != 0 || first == nullptr ? rule.insertTypeId : first->typeId;
            insertObjects(site_, typeId, rule.insert);
        }
        const auto count = std::min(served.size(), static_cast<std::size_t>(std::max(0, rule.eraseServed)));
        for (std::size_t i = 0; i < count; ++i) eraseObject(site_, served[i]);
        for (const Id id : rule.erase) eraseObject(site_, id);
        if (rule.change) rule.change(site_);
    }
}

}  // namespace assetsodbc::simulator
