// Statuses, reference types, usage, global configuration and icons.
#include "tests/simulator/endpoints.h"

namespace assetsodbc::simulator {
namespace {

// A grey pixel.
constexpr unsigned char kPixel[] = {0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48,
                                    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
                                    0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78,
                                    0xDA, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0xDA, 0x45, 0x08, 0x3B, 0x00,
                                    0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};

Reply image() {
    Reply reply;
    reply.contentType = "image/png";
    reply.body.assign(reinterpret_cast<const char*>(kPixel), sizeof kPixel);
    return reply;
}

template <typename Write>
Reply written(Write write) {
    std::string body;
    JsonWriter json(body);
    write(json);
    return Reply::json(std::move(body));
}

std::optional<Id> wantedSchema(const Call& call) {
    return parseId(call.text("objectSchemaId"));
}

}  // namespace

Reply listStatuses(const Call& call) {
    const auto schemaId = wantedSchema(call);
    return written([&](JsonWriter& json) {
        json.beginArray();
        for (const auto& status : call.site().description().statuses) {
            if (status.schemaId == schemaId && call.account != nullptr) call.shape.status(json, status);
        }
        json.endArray();
    });
}

Reply getStatus(const Call& call) {
    const auto id = parseId(call.arguments[0]);
    const Status* status = id ? call.site().status(*id) : nullptr;
    if (status == nullptr || call.account == nullptr) return notFound(call, "status");
    return written([&](JsonWriter& json) { call.shape.status(json, *status); });
}

Reply listReferenceTypes(const Call& call) {
    const auto schemaId = wantedSchema(call);
    const bool all = call.flag("includeAll", false);
    return written([&](JsonWriter& json) {
        json.beginArray();
        for (const auto& type : call.site().description().referenceTypes) {
            const bool wanted = type.schemaId == schemaId || (all && (!schemaId || !type.schemaId));
            if (wanted) call.shape.referenceType(json, type);
        }
        json.endArray();
    });
}

Reply getGlobalConfig(const Call&) {
    return Reply::json(R"({"allowOtherObjectSchema":true,"validateQuickCreate":true,"quickCreateObjects":true})");
}

Reply getUsage(const Call& call) {
    return written([&](JsonWriter& json) { call.shape.usage(json, *call.objects); });
}

Reply listGlobalIcons(const Call& call) {
    return written([&](JsonWriter& json) {
        json.beginArray();
        for (const auto& icon : call.site().description().icons) {
            if (icon.global && call.account != nullptr) call.shape.icon(json, icon);
        }
        json.endArray();
    });
}

Reply listSchemaIcons(const Call& call) {
    const Schema* schema = call.schema(call.arguments[0]);
    if (schema == nullptr) return notFound(call, "object schema");
    return written([&](JsonWriter& json) {
        json.beginArray();
        for (const auto& icon : call.site().description().icons) call.shape.icon(json, icon);
        json.endArray();
    });
}

Reply getIcon(const Call& call) {
    const Icon* icon = call.shape.findIcon(call.arguments[0]);
    if (icon == nullptr || call.account == nullptr) return notFound(call, "icon");
    return written([&](JsonWriter& json) { call.shape.icon(json, *icon); });
}

Reply getIconImage(const Call& call) {
    return call.shape.findIcon(call.arguments[0]) == nullptr ? notFound(call, "icon") : image();
}

Reply getTypeIconImage(const Call& call) {
    return call.type(call.arguments[0]) == nullptr ? notFound(call, "object type") : image();
}

}  // namespace assetsodbc::simulator
