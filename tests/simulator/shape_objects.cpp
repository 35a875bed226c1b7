// Objects, their attributes and values.
#include <algorithm>

#include "tests/simulator/calendar.h"
#include "tests/simulator/shape.h"

namespace assetsodbc::simulator {
namespace {

constexpr int kAttributesPerObject = 200;  // more than any type has
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
// A made-up token: clients must never log it, so tests look for it in logs.
constexpr std::string_view kMediaConfig =
    R"(,"mediaClientConfig":{"clientId":"5d0f1c52-6a8e-4b0e-9d55-51a1a70a5e01","issuer":"simulator/assets",)"
    R"("mediaBaseUrl":"http://127.0.0.1","mediaJwtToken":"simulator-media-token-do-not-log",)"
    R"("fileId":"0e5b7a34-9a41-4a3c-8f0e-2f6f9b1d7c10","tokenLifespanInMinutes":60}})";

void appendTwoDigits(std::string& out, int number) {
    out.push_back(static_cast<char>('0' + number / 10 % 10));
    out.push_back(static_cast<char>('0' + number % 10));
}

std::string displayDate(const CalendarTime& time) {
    std::string out;
    appendTwoDigits(out, time.day);
    out.append("/").append(kMonths[time.month - 1]).append("/");
    appendTwoDigits(out, time.year % 100);
    return out;
}

std::string displayClock(const CalendarTime& time) {
    const int hour = time.hour % 12 == 0 ? 12 : time.hour % 12;
    std::string out = std::to_string(hour) + ":";
    appendTwoDigits(out, time.minute);
    return out + (time.hour < 12 ? " AM" : " PM");
}

// 12345.5 as a reader sees it: 12,345.5
std::string groupThousands(const std::string& number) {
    std::string out = number;
    const std::size_t point = std::min(out.find('.'), out.size());
    const std::size_t first = !out.empty() && out[0] == '-' ? 1 : 0;
    for (std::size_t at = point; at > first + 3; at -= 3) out.insert(at - 3, ",");
    return out;
}

bool isLeftOutOfSearch(const AttributeDefinition& definition) {
    return definition.kind == AttributeKind::Group || definition.kind == AttributeKind::Status ||
           (definition.kind == AttributeKind::Default && definition.defaultType == DefaultType::Date);
}

}  // namespace

Id attributeInstanceId(Id objectId, const AttributeDefinition& definition) {
    return objectId * kAttributesPerObject + definition.position;
}

void Shape::object(JsonWriter& json, const ObjectSet& objects, const Object& object, const ObjectForm& form) const {
    const TypeText& type = types_.at(object.typeId);
    const std::string label = site_.labelOf(object);
    json.beginObject();
    identity(json, object.id);
    json.member("label", label).member("objectKey", site_.keyOf(object));
    avatar(json, type, object.id);
    json.key("objectType").raw(type.embedded);
    json.member("created", time(object.created)).member("updated", time(object.updated));
    json.member("hasAvatar", object.hasAvatar).member("timestamp", object.updated);
    if (form.attributes) {
        json.key("attributes");
        attributes(json, objects, object, form);
    }
    if (form.extendedInfo) {
        json.key("extendedInfo").beginObject();
        json.member("openIssuesExists", !site_.ticketsOf(object.id).empty()).member("attachmentsExists", false);
        json.endObject();
    }
    json.key("_links").beginObject().member("self", links_.objectPage + std::to_string(object.id));
    json.endObject();
    json.member("name", label).endObject();
}

void Shape::avatar(JsonWriter& json, const TypeText& text, Id objectId) const {
    json.key("avatar").raw(text.avatarStart);
    std::string& out = json.out();
    if (cloud_) out.push_back('"');
    out.append(std::to_string(objectId));
    if (cloud_) out.push_back('"');
    if (cloud_) {
        out.append(kMediaConfig);
    } else {
        out.push_back('}');
    }
}

void Shape::attributes(JsonWriter& json, const ObjectSet& objects, const Object& object, const ObjectForm& form) const {
    json.beginArray();
    for (const AttributeDefinition* definition : site_.attributesOf(object.typeId)) {
        if (form.inSearch && options_.omitDateGroupStatusInSearch && isLeftOutOfSearch(*definition)) continue;
        attribute(json, objects, object, *definition, form);
    }
    json.endArray();
}

void Shape::attribute(JsonWriter& json, const ObjectSet& objects, const Object& object,
                      const AttributeDefinition& definition, const ObjectForm& form) const {
    const auto values = site_.valuesOf(object, definition);
    if (values.empty() && !options_.unsetAsEmptyArray) return;
    json.beginObject();
    identity(json, attributeInstanceId(object.id, definition));
    if (form.embedDefinitions) {
        DefinitionForm embedded;
        embedded.identifyKind = !options_.definitionsOmitType;
        json.key("objectTypeAttribute");
        this->definition(json, definition, embedded);
    }
    id(json, "objectTypeAttributeId", definition.id);
    json.key("objectAttributeValues").beginArray();
    for (const Value& one : values) value(json, objects, definition, one, form);
    json.endArray();
    id(json, "objectId", object.id);
    json.endObject();
}

void Shape::value(JsonWriter& json, const ObjectSet& objects, const AttributeDefinition& definition, const Value& value,
                  const ObjectForm& form) const {
    json.beginObject();
    switch (definition.kind) {
        case AttributeKind::Default:
            plainValue(json, definition, value);
            break;
        case AttributeKind::Object:
            referenceValue(json, objects, value.target, form);
            break;
        case AttributeKind::User:
            userValue(json, value.text);
            break;
        case AttributeKind::Group:
            groupValue(json, value.text);
            break;
        case AttributeKind::Status:
            statusValue(json, value.target);
            break;
        case AttributeKind::Later:
            json.member("displayValue", value.text);
            break;
        default:
            linkedValue(json, definition.kind, value.target);
            break;
    }
    json.member("referencedType", definition.kind == AttributeKind::Object).endObject();
}

void Shape::texts(JsonWriter& json, std::optional<std::string_view> value, std::string_view display,
                  std::string_view search) const {
    if (value) json.member("value", *value);
    if (cloud_) {
        json.member("displayValue", display).member("searchValue", search);
    } else {
        json.member("searchValue", search).member("displayValue", display);
    }
}

std::string Shape::displayText(DefaultType type, const std::string& text) const {
    if (type == DefaultType::Double) return groupThousands(text);
    if (type == DefaultType::Time) {
        const auto parsed = parseTimeOfDay(text);
        return parsed ? displayClock(calendarTime(*parsed)) : text;
    }
    const auto parsed = parseTime(text);
    if (!parsed) return text;
    if (type == DefaultType::Date) return displayDate(calendarTime(parsed->time));
    const auto shown = calendarTime(parsed->time + options_.displayZoneMinutes * kMsPerMinute);
    return displayDate(shown) + " " + displayClock(shown);
}

void Shape::plainValue(JsonWriter& json, const AttributeDefinition& definition, const Value& value) const {
    switch (definition.defaultType) {
        case DefaultType::DateTime:
            if (options_.dataCenterZoneMinutes && !cloud_) {
                const auto parsed = parseTime(value.text);
                const std::string text = parsed ? time(parsed->time) : value.text;
                texts(json, text, displayText(definition.defaultType, value.text), text);
                return;
            }
            [[fallthrough]];
        case DefaultType::Double:
        case DefaultType::Date:
        case DefaultType::Time:
            texts(json, value.text, displayText(definition.defaultType, value.text), value.text);
            return;
        default:
            texts(json, value.text, value.text, value.text);
    }
}

void Shape::referenceValue(JsonWriter& json, const ObjectSet& objects, Id target, const ObjectForm& form) const {
    const auto referenced = objects.find(target);
    if (referenced == nullptr) {
        texts(json, std::nullopt, "", "");
        return;
    }
    ObjectForm bare = form;
    bare.depth = form.depth - 1;
    bare.attributes = form.attributes && bare.depth >= 1;
    bare.extendedInfo = false;
    json.key("referencedObject");
    object(json, objects, *referenced, bare);
    texts(json, std::nullopt, site_.labelOf(*referenced), site_.keyOf(*referenced));
}

void Shape::userValue(JsonWriter& json, const std::string& accountId) const {
    const User* person = site_.user(accountId);
    const std::string& key = cloud_ || person == nullptr ? accountId : person->userKey;
    json.key("user");
    user(json, accountId);
    texts(json, options_.valueOfUser ? std::optional<std::string_view>(key) : std::nullopt,
          person == nullptr ? accountId : person->displayName, key);
}

void Shape::groupValue(JsonWriter& json, const std::string& name) const {
    json.key("group").beginObject().member("avatarUrl", links_.api + "/images/group.svg").member("name", name);
    json.endObject();
    texts(json, std::nullopt, name, name);
}

void Shape::statusValue(JsonWriter& json, Id statusId) const {
    const Status* found = site_.status(statusId);
    if (found == nullptr) {
        texts(json, std::nullopt, "", "");
        return;
    }
    json.key("status");
    status(json, *found);
    texts(json, std::nullopt, found->name, found->name);
}

void Shape::linkedValue(JsonWriter& json, AttributeKind kind, Id target) const {
    const LinkedItem* item = site_.linkedItem(kind, target);
    const std::string number = std::to_string(target);
    if (item == nullptr) {
        texts(json, number, number, number);
        return;
    }
    if (!cloud_ && kind == AttributeKind::Project) {
        json.key("project").beginObject().member("id", item->id).member("name", item->name).member("key", item->key);
        json.endObject();
    } else if (!cloud_ && kind == AttributeKind::Version) {
        json.key("version").beginObject().member("name", item->name).member("id", item->id).endObject();
    } else if (!cloud_ && kind == AttributeKind::Confluence) {
        json.key("confluencePage").beginObject().member("id", number).member("title", item->name);
        json.member("url", item->url).endObject();
    }
    const std::string& search = item->key.empty() ? number : item->key;
    texts(json, number, item->name, search);
}

}  // namespace assetsodbc::simulator
