// What the types of a table have in common, for a type whose own definitions the site does not tell.
#pragma once

#include <memory>
#include <vector>

#include "schema/site/site_view.h"

namespace assetsodbc::schema {

// The attributes that all of these types have, at least one, as the first of them has them.
std::shared_ptr<const AttributeList> commonAttributes(const std::vector<std::shared_ptr<const AttributeList>>& types);

}  // namespace assetsodbc::schema
