// Changes to the types and attributes of a site's description, for Simulator::redescribe() and the control endpoints.
// All throw std::invalid_argument (std::logic_error for what type_table.h refuses) and say why; the description may
// then be half changed and must not be used.
#pragma once

#include <string>
#include <vector>

#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

// As in type_table.h, but owning its texts.
struct NewAttribute {
    std::string name;
    std::string type;  // "Text", "User", "-> SCHEMA/Type name", …
    std::string flags;
    std::string description;
};

struct NewType {
    std::string schemaKey;
    std::string name;
    std::string parent;
    std::string flags;
    std::vector<NewAttribute> attributes;
};

Id addType(SiteDescription& description, const NewType& type);
// With its descendants. Attributes that referred to them lose the referenced type.
void removeType(SiteDescription& description, Id typeId);
// Where the type passes its attributes on, its descendants get it too.
Id addAttribute(SiteDescription& description, Id typeId, const NewAttribute& attribute);
// Keeps id and position; what descendants inherited from it changes too. System and label attributes cannot change.
void changeAttribute(SiteDescription& description, Id attributeId, const NewAttribute& attribute);
void removeAttribute(SiteDescription& description, Id attributeId);

}  // namespace assetsodbc::simulator
