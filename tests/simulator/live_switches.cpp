#include "tests/simulator/live_switches.h"

#include <rapidjson/document.h>

#include <stdexcept>
#include <type_traits>

#include "tests/simulator/json_writer.h"

namespace assetsodbc::simulator {
namespace {

using JsonValue = rapidjson::Value;

[[noreturn]] void refuse(const char* name, const std::string& wanted) {
    throw std::invalid_argument("'" + std::string(name) + "' must be " + wanted);
}

// The names of an enumeration's values, in their order.
template <typename Enum>
const std::vector<const char*> kNames;
template <>
const std::vector<const char*> kNames<DateLiterals> = {"DateOnly", "Iso", "All"};
template <>
const std::vector<const char*> kNames<KeyOrder> = {"Text", "Number"};
template <>
const std::vector<const char*> kNames<MissingInDescending> = {"Last", "First"};
template <>
const std::vector<const char*> kNames<EndMarker> = {"Boolean", "Text", "Absent"};
template <>
const std::vector<const char*> kNames<TypeListForm> = {"Array", "Entries"};
template <>
const std::vector<const char*> kNames<WorkspaceList> = {"Normal", "Empty", "Forbidden", "NotFound"};
template <>
const std::vector<const char*> kNames<LoginFailure> = {"Status401", "LoginRedirect", "AnonymousOk"};

template <>
const std::vector<const char*> kNames<GrantRefusal> = {"Status400", "Status401",   "Status403",
                                                       "HtmlPage",  "ServerError", "TooManyRequests"};
template <>
const std::vector<const char*> kNames<ConsentAnswer> = {"Granted", "Denied", "WrongState", "NoState", "NoCode"};
template <>
const std::vector<const char*> kNames<AccessibleSites> = {"One", "Several", "None"};

template <>
const std::vector<const char*> kNames<RetryAfterForm> = {"Seconds", "Date", "Absent"};

template <typename Number>
Number numberOf(const char* name, const JsonValue& json) {
    if (!json.IsInt()) refuse(name, "a whole number");
    if (std::is_unsigned_v<Number> && json.GetInt() < 0) refuse(name, "a whole number from 0");
    return static_cast<Number>(json.GetInt());
}

void read(const char* name, const JsonValue& json, bool& value) {
    if (!json.IsBool()) refuse(name, "true or false");
    value = json.GetBool();
}
void read(const char* name, const JsonValue& json, int& value) {
    value = numberOf<int>(name, json);
}
void read(const char* name, const JsonValue& json, std::size_t& value) {
    value = numberOf<std::size_t>(name, json);
}
void read(const char* name, const JsonValue& json, std::string& value) {
    if (!json.IsString()) refuse(name, "a text");
    value.assign(json.GetString(), json.GetStringLength());
}
void read(const char* name, const JsonValue& json, std::optional<int>& value) {
    value = json.IsNull() ? std::nullopt : std::optional<int>(numberOf<int>(name, json));
}
template <typename Enum, typename = std::enable_if_t<std::is_enum_v<Enum>>>
void read(const char* name, const JsonValue& json, Enum& value) {
    std::string all;
    for (std::size_t i = 0; i < kNames<Enum>.size(); ++i) {
        if (json.IsString() && json.GetString() == std::string(kNames<Enum>[i])) {
            value = static_cast<Enum>(i);
            return;
        }
        all += (all.empty() ? "one of " : ", ") + std::string(kNames<Enum>[i]);
    }
    refuse(name, all);
}

void write(JsonWriter& json, bool value) {
    json.boolean(value);
}
void write(JsonWriter& json, int value) {
    json.number(value);
}
void write(JsonWriter& json, std::size_t value) {
    json.number(static_cast<std::int64_t>(value));
}
void write(JsonWriter& json, const std::string& value) {
    json.text(value);
}
void write(JsonWriter& json, const std::optional<int>& value) {
    if (value) {
        json.number(*value);
    } else {
        json.null();
    }
}
template <typename Enum, typename = std::enable_if_t<std::is_enum_v<Enum>>>
void write(JsonWriter& json, Enum value) {
    json.text(kNames<Enum>[static_cast<std::size_t>(value)]);
}

struct Switch {
    const char* name;
    void (*set)(const char* name, const JsonValue& json, SimulatorOptions& options);
    void (*tell)(JsonWriter& json, const SimulatorOptions& options);
};

#define SWITCH_OF(member, path)                                                                \
    {                                                                                          \
#member,                                                                                     \
            [](const char* name, const JsonValue& json, SimulatorOptions& options) {                 \
                read(name, json, options.path member);                                               \
            },                                                                                       \
            [](JsonWriter& json, const SimulatorOptions& options) { write(json, options.path member); } \
    }
#define AQL_SWITCH(member) SWITCH_OF(member, aql.)
#define PAGING_SWITCH(member) SWITCH_OF(member, paging.)
#define SHAPE_SWITCH(member) SWITCH_OF(member, shape.)
#define OAUTH_SWITCH(member) SWITCH_OF(member, oauth.)
#define LIMIT_SWITCH(member) SWITCH_OF(member, limits.)
#define SWITCH(member) SWITCH_OF(member, )

const Switch kSwitches[] = {
    AQL_SWITCH(notEqualMatchesEmpty),
    AQL_SWITCH(negationRejectsAnyMatch),
    AQL_SWITCH(literalZoneMinutes),
    AQL_SWITCH(timeFunctionsInUtc),
    AQL_SWITCH(strictCase),
    AQL_SWITCH(dateLiterals),
    AQL_SWITCH(dateEqualityByDay),
    AQL_SWITCH(inListLimit),
    AQL_SWITCH(queryLengthLimit),
    AQL_SWITCH(falseMatchesEmptyBoolean),
    AQL_SWITCH(likeWildcards),
    AQL_SWITCH(referenceMatchesLabel),
    AQL_SWITCH(referenceMatchesKey),
    AQL_SWITCH(referenceMatchesId),
    AQL_SWITCH(userMatchesName),
    AQL_SWITCH(objectKeyKeyword),
    AQL_SWITCH(keyOrder),
    AQL_SWITCH(missingInDescending),
    PAGING_SWITCH(largestPage),
    PAGING_SWITCH(shorterPages),
    PAGING_SWITCH(totalCap),
    PAGING_SWITCH(isLast),
    PAGING_SWITCH(last),
    PAGING_SWITCH(hasMoreResults),
    PAGING_SWITCH(endAt1000Bug),
    PAGING_SWITCH(definitionsWithoutAttributes),
    SHAPE_SWITCH(definitionsCarryObjectType),
    SHAPE_SWITCH(extendedCarriesObjectType),
    SHAPE_SWITCH(definitionsOmitType),
    SHAPE_SWITCH(unsetAsEmptyArray),
    SHAPE_SWITCH(valueOfUser),
    SHAPE_SWITCH(omitDateGroupStatusInSearch),
    SHAPE_SWITCH(embedDefinitionsOnDataCenter),
    SHAPE_SWITCH(typeIdAsText),
    SHAPE_SWITCH(dataCenterZoneMinutes),
    SHAPE_SWITCH(displayZoneMinutes),
    OAUTH_SWITCH(accessTokenSeconds),
    OAUTH_SWITCH(refreshLeewaySeconds),
    OAUTH_SWITCH(refreshIdleDays),
    OAUTH_SWITCH(reuseRevokesAll),
    OAUTH_SWITCH(rotateRefreshTokens),
    OAUTH_SWITCH(grantRefusal),
    OAUTH_SWITCH(consent),
    OAUTH_SWITCH(accessibleSites),
    OAUTH_SWITCH(siteUrl),
    OAUTH_SWITCH(accessTokenLength),
    LIMIT_SWITCH(documentedLimits),
    LIMIT_SWITCH(endpointPerMinute),
    LIMIT_SWITCH(allPerMinute),
    LIMIT_SWITCH(burstPerSecond),
    LIMIT_SWITCH(pointsPerHour),
    LIMIT_SWITCH(refusalStatus),
    LIMIT_SWITCH(retryAfter),
    LIMIT_SWITCH(headersOnRefusal),
    LIMIT_SWITCH(headersOnSuccess),
    SWITCH(gzip),
    SWITCH(workspaces),
    SWITCH(tenantInfo),
    SWITCH(cloudLegacySearch),
    SWITCH(typeList),
    SWITCH(loginFailure),
    SWITCH(dataCenterMetadataEmpty),
    SWITCH(insightPathOnly),
};

const Switch& switchNamed(const std::string& name) {
    for (const Switch& known : kSwitches) {
        if (name == known.name) return known;
    }
    throw std::invalid_argument("there is no switch '" + name + "'");
}

}  // namespace

std::vector<std::string> switchNames() {
    std::vector<std::string> names;
    for (const Switch& known : kSwitches) names.emplace_back(known.name);
    return names;
}

std::string switchesToJson(const SimulatorOptions& options) {
    std::string body;
    JsonWriter json(body);
    json.beginObject();
    for (const Switch& known : kSwitches) {
        json.key(known.name);
        known.tell(json, options);
    }
    json.endObject();
    return body;
}

void setSwitches(SimulatorOptions& options, const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    if (document.HasParseError() || !document.IsObject()) {
        throw std::invalid_argument("the body must be a JSON object of switches");
    }
    SimulatorOptions changed = options;
    for (const auto& member : document.GetObject()) {
        const Switch& known = switchNamed(member.name.GetString());
        known.set(known.name, member.value, changed);
    }
    options = std::move(changed);
}

}  // namespace assetsodbc::simulator
