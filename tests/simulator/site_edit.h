// Changes to the objects of a site while it is served: what tests and control requests use to make rows come and go.
// Safe to call from any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

struct NewObject {
    Id typeId = 0;
    std::string label;
    std::map<std::string, std::vector<std::string>> attributes;  // by name; ids for what points at something
};

// Adds an object and returns its id. Throws std::invalid_argument for a type or attribute that does not exist, and when
// the site's objects cannot be changed.
Id insertObject(Site& site, const NewObject& object);

// Adds `count` objects named "Inserted <id>".
std::vector<Id> insertObjects(Site& site, Id typeId, int count);

// False when there is no such object.
bool eraseObject(Site& site, Id id);

}  // namespace assetsodbc::simulator
