#include "tests/simulator/control.h"

#include <stdexcept>

#include "tests/simulator/address.h"
#include "tests/simulator/calendar.h"
#include "tests/simulator/call.h"
#include "tests/simulator/control_json.h"
#include "tests/simulator/live_switches.h"
#include "tests/simulator/oauth_control.h"
#include "tests/simulator/site_edit.h"

namespace assetsodbc::simulator {
namespace {

constexpr std::string_view kPrefix = "/_sim/";

std::string oracleText(const Site& site, const ObjectSet& objects, const AttributeDefinition& definition,
                       const Value& value) {
    switch (definition.kind) {
        case AttributeKind::Default:
        case AttributeKind::User:
        case AttributeKind::Group:
        case AttributeKind::Later:
            return value.text;
        case AttributeKind::Object: {
            const auto target = objects.find(value.target);
            return target == nullptr ? "" : site.keyOf(*target);
        }
        case AttributeKind::Status: {
            const auto* status = site.status(value.target);
            return status == nullptr ? "" : status->name;
        }
        default:
            return std::to_string(value.target);
    }
}

// One line of JSON for one object: what a client must find.
void writeOracleLine(std::string& out, const Site& site, const ObjectSet& objects, const Object& object) {
    JsonWriter json(out);
    json.beginObject().member("id", object.id).member("key", site.keyOf(object)).member("label", site.labelOf(object));
    json.member("typeId", object.typeId).member("type", site.type(object.typeId)->name);
    json.member("created", isoTime(object.created)).member("updated", isoTime(object.updated));
    json.key("values").beginObject();
    std::string name;
    for (const auto* definition : site.attributesOf(object.typeId)) {
        const auto values = site.valuesOf(object, *definition);
        if (values.empty()) continue;
        name.clear();
        appendEscaped(name, definition->name);
        json.key(name).beginArray();
        for (const auto& value : values) json.text(oracleText(site, objects, *definition, value));
        json.endArray();
    }
    json.endObject().endObject();
    out.push_back('\n');
}

std::optional<Id> idParameter(const httplib::Request& request, const char* name) {
    if (!request.has_param(name)) return std::nullopt;
    const auto id = parseId(request.get_param_value(name));
    if (!id) throw std::invalid_argument(std::string("'") + name + "' must be a number");
    return id;
}

// Of "/_sim/objects/12".
Id idInPath(const httplib::Request& request) {
    const std::string last = splitPath(request.path).back();
    const auto id = parseId(last);
    if (!id) throw std::invalid_argument("'" + last + "' is no id");
    return *id;
}

Reply idsReply(const std::vector<Id>& ids, int status) {
    std::string body;
    JsonWriter json(body);
    json.beginObject().key("ids").beginArray();
    for (const Id id : ids) json.number(id);
    json.endArray().endObject();
    return Reply::json(std::move(body), status);
}

TestProxy& requireProxy(TestProxy* proxy) {
    if (proxy == nullptr) throw std::invalid_argument("this simulator has no proxy");
    return *proxy;
}

Reply done() {
    return Reply::json(R"({"done":true})");
}

}  // namespace

struct Control::Route {
    std::string_view method;
    std::string_view path;  // "objects/" stands for one object
    Reply (Control::*answer)(const httplib::Request&);
};

bool Control::isControlPath(const std::string& path) {
    return path.compare(0, kPrefix.size(), kPrefix) == 0;
}

Reply Control::answer(const httplib::Request& request) {
    static constexpr Route kRoutes[] = {
        {"GET", "site", &Control::describeSite},           {"GET", "faults", &Control::listFaults},
        {"POST", "faults", &Control::addFaults},           {"DELETE", "faults", &Control::clearFaults},
        {"GET", "requests", &Control::listRequests},       {"DELETE", "requests", &Control::clearRequests},
        {"POST", "latency", &Control::setLatency},         {"GET", "objects", &Control::dumpObjects},
        {"POST", "objects", &Control::addObjects},         {"DELETE", "objects/", &Control::removeObject},
        {"GET", "switches", &Control::listSwitches},       {"POST", "switches", &Control::setSwitches},
        {"GET", "oauth", &Control::describeOAuth},         {"POST", "oauth", &Control::changeOAuth},
        {"POST", "handshakes", &Control::breakHandshakes}, {"POST", "clock", &Control::advanceClock},
        {"GET", "proxy", &Control::describeProxy},         {"POST", "proxy", &Control::changeProxy},
        {"DELETE", "proxy", &Control::clearProxy},         {"GET", "otherhost", &Control::describeOtherHost},
        {"DELETE", "otherhost", &Control::clearOtherHost}, {"POST", "types", &Control::addType},
        {"DELETE", "types/", &Control::removeType},        {"POST", "attributes", &Control::addAttribute},
        {"PUT", "attributes/", &Control::changeAttribute}, {"DELETE", "attributes/", &Control::removeAttribute},
    };
    const std::string_view rest = std::string_view(request.path).substr(kPrefix.size());
    for (const Route& route : kRoutes) {
        const bool prefix = route.path.back() == '/';
        const bool same = prefix ? rest.substr(0, route.path.size()) == route.path : rest == route.path;
        if (!same || route.method != request.method) continue;
        try {
            return (this->*route.answer)(request);
        } catch (const std::logic_error& error) {
            return errorReply(400, error.what());
        }
    }
    return errorReply(404, "There is no " + request.method + " " + request.path + ".");
}

Reply Control::describeSite(const httplib::Request&) {
    const auto site = scenes_.site();
    const auto& description = site->description();
    std::string body;
    JsonWriter json(body);
    json.beginObject().member("siteName", description.siteName).member("workspaceId", description.workspaceId);
    json.member("cloudId", description.cloudId);
    json.member("objects", static_cast<std::int64_t>(site->snapshot()->size())).key("types").beginArray();
    for (const auto& type : description.types) {
        json.beginObject().member("id", type.id).member("name", type.name).member("schemaId", type.schemaId);
        json.endObject();
    }
    json.endArray().endObject();
    return Reply::json(std::move(body));
}

Reply Control::listFaults(const httplib::Request&) {
    return Reply::json(faults_.toJson());
}

Reply Control::addFaults(const httplib::Request& request) {
    for (auto& rule : parseFaultRules(request.body)) faults_.add(std::move(rule));
    return done();
}

Reply Control::clearFaults(const httplib::Request&) {
    faults_.clear();
    return done();
}

Reply Control::listRequests(const httplib::Request&) {
    return Reply::json(log_.toJson());
}

Reply Control::clearRequests(const httplib::Request&) {
    log_.clear();
    return done();
}

Reply Control::setLatency(const httplib::Request& request) {
    const auto wanted = parseLatency(request.body);
    if (wanted.perRequestMicros >= 0) latency_.perRequestMicros = wanted.perRequestMicros;
    if (wanted.perObjectMicros >= 0) latency_.perObjectMicros = wanted.perObjectMicros;
    return done();
}

Reply Control::dumpObjects(const httplib::Request& request) {
    IdFilter filter;
    if (const auto typeId = idParameter(request, "typeId")) filter.typeIds = {*typeId};
    if (const auto from = idParameter(request, "from")) filter.lowest = *from;
    if (const auto to = idParameter(request, "to")) filter.highest = *to;
    const auto site = scenes_.site();
    const bool idsOnly = request.get_param_value("only") == "ids";
    const auto objects = site->snapshot();
    Reply reply;
    reply.contentType = idsOnly ? "text/plain" : "application/x-ndjson";
    for (const Id id : objects->select(filter).all()) {
        if (idsOnly) {
            reply.body.append(std::to_string(id)).push_back('\n');
        } else {
            writeOracleLine(reply.body, *site, *objects, *objects->find(id));
        }
    }
    return reply;
}

Reply Control::addObjects(const httplib::Request& request) {
    const auto wanted = parseNewObjects(request.body);
    std::vector<Id> ids;
    for (int i = 0; i < wanted.count; ++i) ids.push_back(insertObject(*scenes_.site(), wanted.object));
    return idsReply(ids, 201);
}

Reply Control::removeObject(const httplib::Request& request) {
    const Id id = idInPath(request);
    if (!eraseObject(*scenes_.site(), id)) return errorReply(404, "There is no object " + std::to_string(id) + ".");
    return idsReply({id}, 200);
}

Reply Control::listSwitches(const httplib::Request&) {
    return Reply::json(switchesToJson(scenes_.options()));
}

Reply Control::setSwitches(const httplib::Request& request) {
    scenes_.configure([&](SimulatorOptions& options) { simulator::setSwitches(options, request.body); });
    return done();
}

Reply Control::describeOAuth(const httplib::Request&) {
    return Reply::json(oauthToJson(scenes_.options().oauth, oauth_.tokens().counts()));
}

Reply Control::changeOAuth(const httplib::Request& request) {
    return Reply::json(simulator::changeOAuth(scenes_, oauth_.tokens(), request.body));
}

Reply Control::describeOtherHost(const httplib::Request&) {
    OtherHost& host = otherHost_();
    std::string body;
    JsonWriter json(body);
    json.beginObject().member("url", host.url());
    json.member("credentialsSeen", static_cast<std::int64_t>(host.credentialsSeen()));
    json.key("log").raw(host.requestLog().toJson()).endObject();
    return Reply::json(std::move(body));
}

Reply Control::clearOtherHost(const httplib::Request&) {
    otherHost_().requestLog().clear();
    return done();
}

Reply Control::describeProxy(const httplib::Request&) {
    return Reply::json(requireProxy(proxy_()).toJson());
}

Reply Control::changeProxy(const httplib::Request& request) {
    const auto fault = parseProxyFault(request.body);
    requireProxy(proxy_()).configure([&](ProxyOptions& options) { options.fault = fault; });
    return done();
}

Reply Control::clearProxy(const httplib::Request&) {
    requireProxy(proxy_()).clear();
    return done();
}

Reply Control::breakHandshakes(const httplib::Request& request) {
    const auto wanted = parseHandshakeFault(request.body);
    setHandshakeFault_(wanted.fault, wanted.times);
    return done();
}

Reply Control::advanceClock(const httplib::Request& request) {
    clock_.advance(parseClockAdvance(request.body));
    return done();
}

Reply Control::addType(const httplib::Request& request) {
    const NewType wanted = parseNewType(request.body);
    Id id = 0;
    scenes_.redescribe([&](SiteDescription& description) { id = simulator::addType(description, wanted); });
    return idsReply({id}, 201);
}

Reply Control::removeType(const httplib::Request& request) {
    scenes_.redescribe([&](SiteDescription& description) { simulator::removeType(description, idInPath(request)); });
    return done();
}

Reply Control::addAttribute(const httplib::Request& request) {
    const auto wanted = parseNewAttribute(request.body);
    Id id = 0;
    scenes_.redescribe([&](SiteDescription& description) {
        id = simulator::addAttribute(description, wanted.typeId, wanted.attribute);
    });
    return idsReply({id}, 201);
}

Reply Control::changeAttribute(const httplib::Request& request) {
    const auto wanted = parseNewAttribute(request.body);
    scenes_.redescribe([&](SiteDescription& description) {
        simulator::changeAttribute(description, idInPath(request), wanted.attribute);
    });
    return done();
}

Reply Control::removeAttribute(const httplib::Request& request) {
    scenes_.redescribe(
        [&](SiteDescription& description) { simulator::removeAttribute(description, idInPath(request)); });
    return done();
}

}  // namespace assetsodbc::simulator
