#include "schema/tables/object_attributes_json.h"

#include "schema/json_text.h"

namespace assetsodbc::schema {
namespace {

using assets::AttributeValue;

// References, users, groups and statuses have no `value` of their own; these are what the API accepts for them.
std::string_view writableValue(const AttributeValue& value) {
    for (const std::string_view candidate : {value.value, value.referencedObjectKey, value.userKey, value.groupName,
                                             value.statusId, value.searchValue, value.displayValue}) {
        if (candidate.data() != nullptr) return candidate;
    }
    return {};
}

void appendValue(std::string& json, const AttributeValue& value) {
    const std::string_view text = writableValue(value);
    json += "{\"value\":";
    if (text.data() == nullptr) {
        json += "null";
    } else {
        appendJsonString(json, text);
    }
    json += '}';
}

}  // namespace

std::string objectAttributesJson(const assets::AssetObject& object, const assets::ObjectPage& page) {
    std::string json = "[";
    for (std::uint32_t i = 0; i < object.attributeCount; ++i) {
        const auto& attribute = page.attributes[object.firstAttribute + i];
        if (i > 0) json += ',';
        json += "{\"objectTypeAttributeId\":" + std::to_string(attribute.objectTypeAttributeId) +
                ",\"objectAttributeValues\":[";
        for (std::uint32_t j = 0; j < attribute.valueCount; ++j) {
            if (j > 0) json += ',';
            appendValue(json, page.values[attribute.firstValue + j]);
        }
        json += "]}";
    }
    return json + ']';
}

}  // namespace assetsodbc::schema
