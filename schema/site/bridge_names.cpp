#include "schema/site/bridge_names.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "common/unicode.h"
#include "schema/site/attribute_columns.h"
#include "schema/site/name_scope.h"
#include "schema/site/object_table_builder.h"

namespace assetsodbc::schema {

namespace {

struct Bridge {
    std::int64_t attributeId, objectTypeId;
    std::string wantedName;
};

std::vector<Bridge> bridgesOf(const SqlTypes& types, std::int64_t objectTypeId, const AttributesOf& attributesOf) {
    const AttributeList* const attributes = attributesOf(objectTypeId);
    if (attributes == nullptr) return {};
    const bool hasBridges =
        std::any_of(attributes->begin(), attributes->end(), [](const auto& each) { return isMultiValued(each); });
    if (!hasBridges) return {};
    const auto columns = attributeColumnNames(*attributes);
    std::vector<Bridge> bridges;
    std::set<std::int64_t> ids;
    for (const auto& attribute : *attributes)
        if (ids.insert(attribute.id).second && isMultiValued(attribute))
            bridges.push_back(
                {attribute.id, objectTypeId, types.names.at(objectTypeId) + '_' + columns.at(attribute.id)});
    return bridges;
}

}  // namespace

std::vector<const assets::ObjectType*> typesWithBridgeNamed(const SqlTypes& types, std::string_view bridgeName) {
    std::vector<const assets::ObjectType*> found;
    const std::string lower = common::asciiLower(bridgeName);
    for (auto end = lower.rfind('_'); end != std::string::npos && end > 0; end = lower.rfind('_', end - 1)) {
        const auto type = types.byName.find(lower.substr(0, end));
        if (type != types.byName.end()) found.push_back(type->second);
    }
    return found;
}

std::map<std::int64_t, std::string> bridgeNames(const SqlTypes& types, std::int64_t objectTypeId,
                                                const AttributesOf& attributesOf) {
    // All bridges whose names could meet: those of types whose names begin one of the names.
    std::vector<Bridge> bridges;
    std::set<std::int64_t> seen = {objectTypeId};
    std::vector<std::int64_t> open = {objectTypeId};
    while (!open.empty()) {
        const auto own = bridgesOf(types, open.back(), attributesOf);
        open.pop_back();
        for (const Bridge& bridge : own)
            for (const auto* type : typesWithBridgeNamed(types, bridge.wantedName + '_'))
                if (seen.insert(type->id).second) open.push_back(type->id);
        bridges.insert(bridges.end(), own.begin(), own.end());
    }
    std::sort(bridges.begin(), bridges.end(), [](const Bridge& a, const Bridge& b) {
        return std::tie(a.attributeId, a.objectTypeId) < std::tie(b.attributeId, b.objectTypeId);
    });
    NameScope scope([&](const std::string& lower) { return types.byName.count(lower) != 0; });
    std::map<std::int64_t, std::string> names;
    for (const Bridge& bridge : bridges) {
        std::string name = scope.claim(bridge.wantedName, bridge.attributeId);
        if (bridge.objectTypeId == objectTypeId) names.emplace(bridge.attributeId, std::move(name));
    }
    return names;
}

}  // namespace assetsodbc::schema
