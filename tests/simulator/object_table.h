// Objects written as tables of text, one table per type, and what turns them into objects: a cell names what it refers
// to. Everything is checked: an unknown name, a value of the wrong form or too many of them throws std::logic_error.
#pragma once

#include <string_view>
#include <vector>

#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

// Cells: empty = unset; "[]" = there, but without a value; the values of a multi-valued attribute are separated by '|';
// references by the target's label, users by user name, projects by key, the rest by name. The columns "#created" and
// "#updated" set the times (else made up from the id), "#avatar" with "yes" the avatar.
struct ObjectTable {
    std::string_view schemaKey;
    std::string_view type;
    std::vector<std::string_view> columns;
    std::vector<std::vector<std::string_view>> rows;  // a short row leaves the last columns unset
};

// Ids count from 1 in the order of the tables, with gaps as if objects had been deleted. `site` provides the types and
// everything else that cells name; its own objects are not looked at.
std::vector<Object> readObjects(const Site& site, const std::vector<ObjectTable>& tables);

}  // namespace assetsodbc::simulator
