// The attributes of an object in the form in which the API takes them back: an array of
// {"objectTypeAttributeId":135,"objectAttributeValues":[{"value":"…"}]}.
#pragma once

#include <string>

#include "assets/object_page.h"

namespace assetsodbc::schema {

std::string objectAttributesJson(const assets::AssetObject& object, const assets::ObjectPage& page);

}  // namespace assetsodbc::schema
