#include "schema/site/attribute_values.h"

#include <algorithm>

namespace assetsodbc::schema {

// By id alone, not by type and id: whether a descendant's objects carry an inherited attribute under the id of the
// descendant's definition or of the ancestor's is not documented, and an id never stands for two names.
AttributeValues::AttributeValues(const ObjectTableShape& shape, const std::vector<bool>& attributesUsed)
    : lists_(shape.attributes.size()) {
    for (std::size_t i = 0; i < shape.attributes.size(); ++i) {
        if (!attributesUsed[i]) continue;
        for (const auto& [typeId, attributeId] : shape.attributes[i].ids) attributeById_.emplace(attributeId, i);
    }
}

void AttributeValues::collect(const assets::AssetObject& object, const assets::ObjectPage& page) {
    for (List& list : lists_) list.clear();
    for (std::uint32_t i = 0; i < object.attributeCount; ++i) {
        const assets::ObjectAttribute& attribute = page.attributes[object.firstAttribute + i];
        const auto found = attributeById_.find(attribute.objectTypeAttributeId);
        if (found == attributeById_.end()) continue;
        for (std::uint32_t value = 0; value < attribute.valueCount; ++value)
            lists_[found->second].push_back(&page.values[attribute.firstValue + value]);
    }
}

std::vector<std::int64_t> attributeIdsOf(const ObjectTableShape& shape, const std::vector<bool>& attributesUsed) {
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < shape.attributes.size(); ++i) {
        if (!attributesUsed[i]) continue;
        for (const auto& [typeId, attributeId] : shape.attributes[i].ids) ids.push_back(attributeId);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

}  // namespace assetsodbc::schema
