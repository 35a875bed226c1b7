#include "schema/kept_objects.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

namespace assetsodbc::schema {
namespace {

using assets::AssetObject;
using assets::AttributeValue;

constexpr std::string_view AssetObject::*kObjectTexts[] = {
    &AssetObject::workspaceId, &AssetObject::globalId,  &AssetObject::name,
    &AssetObject::label,       &AssetObject::objectKey, &AssetObject::objectTypeName,
    &AssetObject::created,     &AssetObject::updated,   &AssetObject::link};

constexpr std::string_view AttributeValue::*kValueTexts[] = {&AttributeValue::value,
                                                             &AttributeValue::displayValue,
                                                             &AttributeValue::searchValue,
                                                             &AttributeValue::referencedObjectKey,
                                                             &AttributeValue::referencedObjectLabel,
                                                             &AttributeValue::userKey,
                                                             &AttributeValue::userDisplayName,
                                                             &AttributeValue::groupName,
                                                             &AttributeValue::statusId,
                                                             &AttributeValue::statusName,
                                                             &AttributeValue::linkedId,
                                                             &AttributeValue::linkedKey,
                                                             &AttributeValue::linkedName};

// A text that is not in the lists would point into a page that is gone.
static_assert(sizeof(AttributeValue) ==
              std::size(kValueTexts) * sizeof(std::string_view) + sizeof(std::optional<std::int64_t>));
static_assert(sizeof(AssetObject) == (std::size(kObjectTexts) + 5) * sizeof(std::string_view) +
                                         4 * sizeof(std::int64_t) + 2 * sizeof(std::uint32_t));

std::string_view kept(std::string_view text, assets::ObjectPage& page) {
    return text.data() == nullptr ? text : page.text.keep(text);  // absent stays absent
}

}  // namespace

std::size_t keepObject(const AssetObject& object, const assets::ObjectPage& from, assets::ObjectPage& to) {
    AssetObject copy = object;
    for (const auto member : kObjectTexts) copy.*member = kept(object.*member, to);
    for (std::string_view& url : copy.avatarUrls) url = kept(url, to);
    copy.firstAttribute = static_cast<std::uint32_t>(to.attributes.size());
    for (std::uint32_t i = 0; i < object.attributeCount; ++i) {
        const assets::ObjectAttribute& attribute = from.attributes[object.firstAttribute + i];
        to.attributes.push_back(attribute);
        to.attributes.back().firstValue = static_cast<std::uint32_t>(to.values.size());
        for (std::uint32_t j = 0; j < attribute.valueCount; ++j) {
            AttributeValue value = from.values[attribute.firstValue + j];
            for (const auto member : kValueTexts) value.*member = kept(value.*member, to);
            to.values.push_back(value);
        }
    }
    to.objects.push_back(copy);
    return to.objects.size() - 1;
}

void keepDefinitions(const assets::ObjectPage& from, assets::ObjectPage& to) {
    to.attributeNames.insert(from.attributeNames.begin(), from.attributeNames.end());
    for (const assets::AttributeOutline& outline : from.definitions) {
        const bool isKnown = std::any_of(to.definitions.begin(), to.definitions.end(), [&](const auto& known) {
            return known.id == outline.id && known.objectTypeId == outline.objectTypeId;
        });
        if (!isKnown) to.definitions.push_back(outline);
    }
}

}  // namespace assetsodbc::schema
