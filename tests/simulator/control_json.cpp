#include "tests/simulator/control_json.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace assetsodbc::simulator {
namespace {

using JsonValue = rapidjson::Value;

[[noreturn]] void refuse(const std::string& text) {
    throw std::invalid_argument(text);
}

rapidjson::Document parsed(const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    if (document.HasParseError()) {
        refuse(std::string("the body is not JSON: ") + rapidjson::GetParseError_En(document.GetParseError()));
    }
    return document;
}

std::string textOf(const std::string& name, const JsonValue& value) {
    if (!value.IsString()) refuse("'" + name + "' must be a text");
    return {value.GetString(), value.GetStringLength()};
}

std::int64_t numberOf(const std::string& name, const JsonValue& value) {
    if (!value.IsInt64()) refuse("'" + name + "' must be a whole number");
    return value.GetInt64();
}

struct RuleMember {
    const char* name;
    void (*set)(FaultRule&, const std::string& name, const JsonValue&);
};

template <auto Member>
void setText(FaultRule& rule, const std::string& name, const JsonValue& value) {
    rule.*Member = textOf(name, value);
}

template <auto Member>
void setNumber(FaultRule& rule, const std::string& name, const JsonValue& value) {
    using Number = std::remove_reference_t<decltype(rule.*Member)>;
    rule.*Member = static_cast<Number>(numberOf(name, value));
}

void setAction(FaultRule& rule, const std::string& name, const JsonValue& value) {
    const auto action = faultActionNamed(textOf(name, value));
    if (!action) refuse("there is no fault '" + textOf(name, value) + "'");
    rule.action = *action;
}

void setDelay(FaultRule& rule, const std::string& name, const JsonValue& value) {
    rule.delay = std::chrono::milliseconds(numberOf(name, value));
}

void setRetryAfter(FaultRule& rule, const std::string& name, const JsonValue& value) {
    rule.retryAfter = value.IsInt64() ? std::to_string(value.GetInt64()) : textOf(name, value);
}

void setErase(FaultRule& rule, const std::string& name, const JsonValue& value) {
    if (!value.IsArray()) refuse("'" + name + "' must be an array of ids");
    for (const auto& id : value.GetArray()) rule.erase.push_back(numberOf(name, id));
}

constexpr RuleMember kRuleMembers[] = {
    {"action", setAction},
    {"name", setText<&FaultRule::name>},
    {"method", setText<&FaultRule::method>},
    {"path", setText<&FaultRule::path>},
    {"body", setText<&FaultRule::body>},
    {"nth", setNumber<&FaultRule::nth>},
    {"times", setNumber<&FaultRule::times>},
    {"status", setNumber<&FaultRule::status>},
    {"text", setText<&FaultRule::text>},
    {"contentType", setText<&FaultRule::contentType>},
    {"retryAfter", setRetryAfter},
    {"location", setText<&FaultRule::location>},
    {"delayMs", setDelay},
    {"chunkBytes", setNumber<&FaultRule::chunkBytes>},
    {"at", setNumber<&FaultRule::at>},
    {"lengthOff", setNumber<&FaultRule::lengthOff>},
    {"insert", setNumber<&FaultRule::insert>},
    {"insertTypeId", setNumber<&FaultRule::insertTypeId>},
    {"eraseServed", setNumber<&FaultRule::eraseServed>},
    {"erase", setErase},
};

FaultRule ruleOf(const JsonValue& json) {
    if (!json.IsObject() || !json.HasMember("action")) refuse("a fault is a JSON object with an 'action'");
    FaultRule rule;
    for (const auto& member : json.GetObject()) {
        const std::string name = member.name.GetString();
        const RuleMember* found = nullptr;
        for (const auto& candidate : kRuleMembers) {
            if (name == candidate.name) found = &candidate;
        }
        if (found == nullptr) refuse("a fault has no member '" + name + "'");
        found->set(rule, name, member.value);
    }
    return rule;
}

void readAttributes(NewObject& object, const JsonValue& json) {
    if (!json.IsObject()) refuse("'attributes' must be an object of arrays of texts");
    for (const auto& member : json.GetObject()) {
        auto& texts = object.attributes[member.name.GetString()];
        if (!member.value.IsArray()) refuse("'attributes' must be an object of arrays of texts");
        for (const auto& text : member.value.GetArray()) texts.push_back(textOf("attributes", text));
    }
}

bool readAttributeMember(NewAttribute& attribute, const std::string& name, const JsonValue& value) {
    static constexpr std::pair<const char*, std::string NewAttribute::*> kMembers[] = {
        {"name", &NewAttribute::name},
        {"type", &NewAttribute::type},
        {"flags", &NewAttribute::flags},
        {"description", &NewAttribute::description}};
    for (const auto& [known, member] : kMembers) {
        if (name != known) continue;
        attribute.*member = textOf(name, value);
        return true;
    }
    return false;
}

NewAttribute attributeOf(const JsonValue& json) {
    if (!json.IsObject()) refuse("'attributes' must be an array of objects");
    NewAttribute attribute;
    for (const auto& member : json.GetObject()) {
        const std::string name = member.name.GetString();
        if (!readAttributeMember(attribute, name, member.value)) refuse("an attribute has no member '" + name + "'");
    }
    return attribute;
}

}  // namespace

std::vector<FaultRule> parseFaultRules(const std::string& json) {
    const auto document = parsed(json);
    std::vector<FaultRule> rules;
    if (document.IsArray()) {
        for (const auto& item : document.GetArray()) rules.push_back(ruleOf(item));
    } else {
        rules.push_back(ruleOf(document));
    }
    return rules;
}

NewObjects parseNewObjects(const std::string& json) {
    const auto document = parsed(json);
    if (!document.IsObject() || !document.HasMember("objectTypeId")) refuse("'objectTypeId' is missing");
    NewObjects wanted;
    for (const auto& member : document.GetObject()) {
        const std::string name = member.name.GetString();
        if (name == "objectTypeId") {
            wanted.object.typeId = numberOf(name, member.value);
        } else if (name == "label") {
            wanted.object.label = textOf(name, member.value);
        } else if (name == "count") {
            wanted.count = static_cast<int>(numberOf(name, member.value));
        } else if (name == "attributes") {
            readAttributes(wanted.object, member.value);
        } else {
            refuse("an object has no member '" + name + "'");
        }
    }
    return wanted;
}

NewType parseNewType(const std::string& json) {
    static constexpr std::pair<const char*, std::string NewType::*> kMembers[] = {{"schemaKey", &NewType::schemaKey},
                                                                                  {"name", &NewType::name},
                                                                                  {"parent", &NewType::parent},
                                                                                  {"flags", &NewType::flags}};
    const auto document = parsed(json);
    if (!document.IsObject()) refuse("the body must be a JSON object");
    NewType type;
    for (const auto& member : document.GetObject()) {
        const std::string name = member.name.GetString();
        if (name == "attributes" && member.value.IsArray()) {
            for (const auto& attribute : member.value.GetArray()) type.attributes.push_back(attributeOf(attribute));
            continue;
        }
        const auto known = std::find_if(std::begin(kMembers), std::end(kMembers),
                                        [&](const auto& candidate) { return name == candidate.first; });
        if (known == std::end(kMembers)) refuse("a type has no member '" + name + "'");
        type.*known->second = textOf(name, member.value);
    }
    if (type.name.empty()) refuse("'name' is missing");
    return type;
}

NewAttributeOfType parseNewAttribute(const std::string& json) {
    const auto document = parsed(json);
    if (!document.IsObject()) refuse("the body must be a JSON object");
    NewAttributeOfType wanted;
    for (const auto& member : document.GetObject()) {
        const std::string name = member.name.GetString();
        if (name == "objectTypeId") {
            wanted.typeId = numberOf(name, member.value);
        } else if (!readAttributeMember(wanted.attribute, name, member.value)) {
            refuse("an attribute has no member '" + name + "'");
        }
    }
    if (wanted.attribute.name.empty()) refuse("'name' is missing");
    return wanted;
}

NewLatency parseLatency(const std::string& json) {
    const auto document = parsed(json);
    if (!document.IsObject()) refuse("the body must be a JSON object");
    NewLatency latency;
    for (const auto& member : document.GetObject()) {
        const std::string name = member.name.GetString();
        if (!member.value.IsNumber() || member.value.GetDouble() < 0) refuse("'" + name + "' must be milliseconds");
        const auto micros = static_cast<std::int64_t>(member.value.GetDouble() * 1000);
        if (name == "perRequestMs") {
            latency.perRequestMicros = micros;
        } else if (name == "perObjectMs") {
            latency.perObjectMicros = micros;
        } else {
            refuse("latency has no member '" + name + "'");
        }
    }
    return latency;
}

NewHandshakeFault parseHandshakeFault(const std::string& json) {
    static constexpr std::pair<const char*, HandshakeFault> kFaults[] = {
        {"Close", HandshakeFault::Close}, {"Silence", HandshakeFault::Silence}, {"Trickle", HandshakeFault::Trickle}};
    const auto document = parsed(json);
    if (!document.IsObject()) refuse("the body must be a JSON object");
    NewHandshakeFault wanted;
    for (const auto& member : document.GetObject()) {
        const std::string name = member.name.GetString();
        if (name == "times") {
            wanted.times = static_cast<int>(numberOf(name, member.value));
        } else if (name == "fault") {
            for (const auto& [known, fault] : kFaults) {
                if (textOf(name, member.value) == known) wanted.fault = fault;
            }
        } else {
            refuse("a handshake fault has no member '" + name + "'");
        }
    }
    if (wanted.fault == HandshakeFault::None) refuse("'fault' must be one of Close, Silence, Trickle");
    if (wanted.times < 1) refuse("'times' must be at least 1");
    return wanted;
}

ProxyFault parseProxyFault(const std::string& json) {
    static constexpr std::pair<const char*, ProxyFault> kFaults[] = {
        {"None", ProxyFault::None},     {"HtmlPage", ProxyFault::HtmlPage}, {"HtmlSuccess", ProxyFault::HtmlSuccess},
        {"Refuse", ProxyFault::Refuse}, {"Close", ProxyFault::Close},       {"Silence", ProxyFault::Silence}};
    const auto document = parsed(json);
    if (!document.IsObject() || document.MemberCount() != 1 || !document.HasMember("fault")) {
        refuse("the body must be {\"fault\": a name}");
    }
    const auto wanted = textOf("fault", document["fault"]);
    for (const auto& [name, fault] : kFaults) {
        if (wanted == name) return fault;
    }
    refuse("the proxy has no fault '" + wanted + "'");
}

}  // namespace assetsodbc::simulator
