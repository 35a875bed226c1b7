// The names of the bridges of multi-valued attributes: T_X, for attribute X of type T. A bridge yields its name to a
// type, and to a bridge whose attribute has a smaller id.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/site/site_view.h"

namespace assetsodbc::schema {

// The attributes of a type, or at least their names and cardinalities; nullptr when the type has none that are known.
using AttributesOf = std::function<const AttributeList*(std::int64_t objectTypeId)>;

// By attribute id. Asks for the attributes of the type, and of the few others whose bridges could be named alike.
std::map<std::int64_t, std::string> bridgeNames(const SqlTypes& types, std::int64_t objectTypeId,
                                                const AttributesOf& attributesOf);

// The types of which a bridge could have this name, the longest type name first.
std::vector<const assets::ObjectType*> typesWithBridgeNamed(const SqlTypes& types, std::string_view bridgeName);

}  // namespace assetsodbc::schema
