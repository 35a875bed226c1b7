#include "schema/site/common_attributes.h"

#include <algorithm>
#include <string>

namespace assetsodbc::schema {

std::shared_ptr<const AttributeList> commonAttributes(const std::vector<std::shared_ptr<const AttributeList>>& types) {
    auto common = std::make_shared<AttributeList>();
    const auto hasNamed = [](const AttributeList& list, const std::string& name) {
        return std::any_of(list.begin(), list.end(), [&](const auto& each) { return each.name == name; });
    };
    for (const assets::AttributeDefinition& attribute : *types.front()) {
        const bool isCommon =
            std::all_of(types.begin(), types.end(), [&](const auto& list) { return hasNamed(*list, attribute.name); });
        if (isCommon) common->push_back(attribute);
    }
    return common;
}

}  // namespace assetsodbc::schema
