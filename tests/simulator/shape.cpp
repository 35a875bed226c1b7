// Schemas, object types, attribute definitions, and everything that is not an object.
#include "tests/simulator/shape.h"

#include <algorithm>
#include <cstdio>

#include "tests/simulator/calendar.h"

namespace assetsodbc::simulator {
namespace {

constexpr int kAvatarSizes[] = {16, 48, 72, 144, 288};
constexpr int kFirstMadeUpIconId = 100'000;

bool isDigits(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string sizedUrl(const std::string& base, int size) {
    return base + "?size=" + std::to_string(size);
}

}  // namespace

Shape::Shape(const Site& site, bool cloud, ShapeLinks links, const ShapeOptions& options)
    : site_(site), cloud_(cloud), links_(std::move(links)), options_(options) {
    const std::string& workspaceId = site_.description().workspaceId;
    identityStart_ = R"("workspaceId":")" + workspaceId + R"(","globalId":")" + workspaceId + ":";
    for (const ObjectType& type : site_.description().types) types_.emplace(type.id, textOf(type));
}

Shape::TypeText Shape::textOf(const ObjectType& type) const {
    TypeText text;
    {
        JsonWriter json(text.embedded);
        json.beginObject();
        typeMembers(json, type, 0, cloud_ || options_.typeIdAsText);
        json.endObject();
    }
    JsonWriter json(text.avatarStart);
    json.beginObject();
    workspace(json);
    const std::string icon = links_.api + "/objecttype/" + std::to_string(type.id) + "/icon.png";
    for (const int size : kAvatarSizes) json.member("url" + std::to_string(size), sizedUrl(icon, size));
    json.key("objectId");
    return text;
}

std::string Shape::time(EpochMs moment) const {
    if (cloud_ || !options_.dataCenterZoneMinutes) return isoTime(moment);
    const int zone = *options_.dataCenterZoneMinutes;
    std::string text = isoTime(moment + zone * kMsPerMinute);
    text.pop_back();
    char offset[16];
    const int minutes = std::abs(zone);
    std::snprintf(offset, sizeof offset, "%c%02d%02d", zone < 0 ? '-' : '+', minutes / 60 % 24, minutes % 60);
    return text + offset;
}

void Shape::id(JsonWriter& json, std::string_view name, Id value) const {
    json.key(name);
    if (cloud_) {
        json.digits(value);
    } else {
        json.number(value);
    }
}

void Shape::identity(JsonWriter& json, Id value) const {
    if (cloud_) {
        json.raw(identityStart_);
        json.out().append(std::to_string(value)).push_back('"');
    }
    id(json, "id", value);
}

void Shape::workspace(JsonWriter& json) const {
    if (cloud_) json.member("workspaceId", site_.description().workspaceId);
}

// Data Center has numbers only, so there an icon whose id is a UUID goes by its place in the list.
std::string Shape::spelledIconId(const std::string& value) const {
    if (cloud_ || isDigits(value)) return value;
    const auto& icons = site_.description().icons;
    const auto found = std::find_if(icons.begin(), icons.end(), [&](const Icon& icon) { return icon.id == value; });
    return std::to_string(kFirstMadeUpIconId + (found - icons.begin()));
}

void Shape::iconId(JsonWriter& json, const std::string& value) const {
    json.key("id");
    if (cloud_) {
        json.text(value);
    } else {
        json.raw(spelledIconId(value));
    }
}

const Icon* Shape::findIcon(std::string_view wanted) const {
    const auto& icons = site_.description().icons;
    const auto found =
        std::find_if(icons.begin(), icons.end(), [&](const Icon& icon) { return spelledIconId(icon.id) == wanted; });
    return found == icons.end() ? nullptr : &*found;
}

void Shape::typeIcon(JsonWriter& json, const ObjectType& type) const {
    const Icon* icon = site_.icon(type.iconId);
    const std::string url = links_.api + "/objecttype/" + std::to_string(type.id) + "/icon.png";
    json.key("icon").beginObject();
    iconId(json, type.iconId);
    json.member("name", icon == nullptr ? "" : icon->name);
    json.member("url16", sizedUrl(url, 16)).member("url48", sizedUrl(url, 48)).endObject();
}

void Shape::typeMembers(JsonWriter& json, const ObjectType& type, std::size_t objectCount, bool idAsText) const {
    if (cloud_) {
        identity(json, type.id);
    } else if (idAsText) {
        json.key("id").digits(type.id);
    } else {
        json.member("id", type.id);
    }
    json.member("name", type.name).member("type", 0);
    if (!type.description.empty()) json.member("description", type.description);
    typeIcon(json, type);
    json.member("position", type.position).member("created", time(type.created)).member("updated", time(type.updated));
    json.member("objectCount", static_cast<std::int64_t>(objectCount));
    if (type.parentId) json.member("parentObjectTypeId", *type.parentId);
    id(json, "objectSchemaId", type.schemaId);
    json.member("inherited", type.inherited).member("abstractObjectType", type.abstractType);
    const ObjectType* parent = type.parentId ? site_.type(*type.parentId) : nullptr;
    json.member("parentObjectTypeInherited", parent != nullptr && parent->inherited);
}

void Shape::objectType(JsonWriter& json, const ObjectType& type, std::size_t objectCount) const {
    json.beginObject();
    typeMembers(json, type, objectCount, cloud_);
    json.endObject();
}

void Shape::schema(JsonWriter& json, const Schema& schema, const Counts& counts, bool inList) const {
    json.beginObject();
    identity(json, schema.id);
    json.member("name", schema.name).member("objectSchemaKey", schema.key).member("status", schema.status);
    if (!schema.description.empty()) json.member("description", schema.description);
    json.member("created", time(schema.created)).member("updated", time(schema.updated));
    json.member("objectCount", static_cast<std::int64_t>(counts.objects));
    json.member("objectTypeCount", static_cast<std::int64_t>(counts.types));
    if (cloud_) json.member("idAsInt", schema.id);
    if (cloud_ && inList) json.member("canManage", schema.canManage);
    json.endObject();
}

void Shape::definitionKind(JsonWriter& json, const AttributeDefinition& definition, const DefinitionForm& form) const {
    if (form.identifyKind) json.member("type", static_cast<int>(definition.kind));
    if (!definition.description.empty()) json.member("description", definition.description);
    if (definition.kind == AttributeKind::Default) {
        json.key("defaultType").beginObject().member("id", static_cast<int>(definition.defaultType));
        json.member("name", nameOf(definition.defaultType)).endObject();
    }
    if (!definition.typeValueMulti.empty()) {
        json.key("typeValueMulti").beginArray();
        for (const auto& value : definition.typeValueMulti) json.text(value);
        json.endArray();
    }
    if (!definition.additionalValue.empty()) json.member("additionalValue", definition.additionalValue);
    if (definition.referenceTypeId) {
        json.key("referenceType");
        referenceType(json, *site_.referenceType(*definition.referenceTypeId), true);
    }
    if (definition.referenceObjectTypeId) {
        id(json, "referenceObjectTypeId", *definition.referenceObjectTypeId);
        json.key("referenceObjectType");
        objectType(json, *site_.type(*definition.referenceObjectTypeId), 0);
    }
}

void Shape::definitionFlags(JsonWriter& json, const AttributeDefinition& definition, const DefinitionForm& form) const {
    json.member("editable", definition.editable).member("system", definition.system);
    json.member("sortable", definition.sortable).member("summable", definition.summable);
    json.member("indexed", definition.indexed);
    json.member("minimumCardinality", definition.minimumCardinality);
    json.member("maximumCardinality", definition.maximumCardinality);
    if (!definition.suffix.empty()) json.member("suffix", definition.suffix);
    json.member("removable", definition.removable);
    if (form.exists) json.member("objectAttributeExists", *form.exists);
    json.member("hidden", definition.hidden);
    json.member("includeChildObjectTypes", definition.includeChildObjectTypes);
    json.member("uniqueAttribute", definition.unique);
    if (!definition.regexValidation.empty()) json.member("regexValidation", definition.regexValidation);
    if (!definition.qlQuery.empty()) json.member("qlQuery", definition.qlQuery);
    json.member("options", definition.options).member("position", definition.position);
}

void Shape::definition(JsonWriter& json, const AttributeDefinition& definition, const DefinitionForm& form) const {
    json.beginObject();
    identity(json, definition.id);
    if (form.objectType) {
        json.key("objectType");
        objectType(json, *site_.type(definition.typeId), 0);
    }
    json.member("name", definition.name).member("label", definition.label);
    definitionKind(json, definition, form);
    definitionFlags(json, definition, form);
    json.endObject();
}

void Shape::icon(JsonWriter& json, const Icon& icon) const {
    const std::string url = links_.api + "/icon/" + spelledIconId(icon.id) + "/icon.png";
    json.beginObject();
    iconId(json, icon.id);
    json.member("name", icon.name).member("url16", sizedUrl(url, 16)).member("url48", sizedUrl(url, 48)).endObject();
}

void Shape::status(JsonWriter& json, const Status& status) const {
    json.beginObject();
    id(json, "id", status.id);
    json.member("name", status.name).member("description", status.description).member("category", status.category);
    if (status.schemaId) {
        id(json, "objectSchemaId", *status.schemaId);
    } else {
        json.key("objectSchemaId").null();
    }
    json.endObject();
}

void Shape::referenceType(JsonWriter& json, const ReferenceType& type, bool embedded) const {
    json.beginObject();
    identity(json, type.id);
    json.member("name", type.name);
    if (!type.description.empty()) json.member("description", type.description);
    json.member("color", type.color);
    json.member("url16", links_.api + "/config/referencetype/" + std::to_string(type.id) + "/image.png?size=16");
    json.member("removable", type.removable);
    if (embedded) {
        json.endObject();
        return;
    }
    if (type.schemaId) {
        id(json, "objectSchemaId", *type.schemaId);
    } else {
        json.key("objectSchemaId").null();
    }
    json.endObject();
}

void Shape::user(JsonWriter& json, std::string_view accountId) const {
    const User* person = site_.user(accountId);
    json.beginObject();
    if (person == nullptr) {  // an account that was erased: only its id is left
        json.member("key", accountId).member("isDeleted", true).endObject();
        return;
    }
    json.member("avatarUrl", links_.api + "/images/user.svg").member("displayName", person->displayName);
    json.member("name", cloud_ ? person->displayName : person->userName);
    json.member("key", cloud_ ? person->accountId : person->userKey);
    if (cloud_) {
        if (!person->email.empty()) json.member("emailAddress", person->email);
    } else {
        json.member("renderedLink", "");
    }
    json.member("isDeleted", person->isDeleted).endObject();
}

void Shape::ticket(JsonWriter& json, const Ticket& ticket) const {
    const std::string images = links_.api + "/images/";
    json.beginObject();
    if (cloud_) {
        json.raw(identityStart_);
        json.out().append(std::to_string(ticket.id)).push_back('"');
    }
    json.member("key", ticket.key);
    id(json, "id", ticket.id);
    const User* reporter = site_.user(ticket.reporter);
    json.member("reporter", cloud_ || reporter == nullptr ? ticket.reporter : reporter->userKey);
    json.member("created", time(ticket.created)).member("updated", time(ticket.updated)).member("title", ticket.title);
    json.key("status").beginObject().member("name", ticket.statusName).member("description", "");
    json.member("colorName", ticket.statusColor).endObject();
    json.key("type").beginObject().member("name", ticket.typeName).member("description", "");
    json.member("iconUrl", images + "issuetype.png").endObject();
    json.key("priority").beginObject().member("name", ticket.priorityName);
    json.member("iconUrl", images + "priority.svg").endObject().endObject();
}

void Shape::history(JsonWriter& json, const HistoryEntry& entry) const {
    json.beginObject().key("actor");
    user(json, entry.actor);
    id(json, "id", entry.id);
    if (entry.affectedAttribute) {
        json.member("affectedAttribute", *entry.affectedAttribute);
        json.member("oldValue", entry.oldValue.value_or("")).member("newValue", entry.newValue.value_or(""));
    }
    if (!cloud_) json.member("type", entry.type);  // Cloud declares it and leaves it out
    json.member("created", time(entry.created));
    id(json, "objectId", entry.objectId);
    json.endObject();
}

void Shape::usage(JsonWriter& json, const ObjectSet& objects) const {
    json.beginObject().member("totalObjectsCount", static_cast<std::int64_t>(objects.size()));
    json.key("perSchemaUsageInfo").beginArray();
    for (const Schema& schema : site_.description().schemas) {
        json.beginObject().member("schemaId", schema.id).member("schemaName", schema.name);
        json.member("schemaCreatedAt", time(schema.created));
        json.member("objectCount", static_cast<std::int64_t>(site_.countObjectsOfSchema(objects, schema.id)));
        json.endObject();
    }
    json.endArray().endObject();
}

}  // namespace assetsodbc::simulator
