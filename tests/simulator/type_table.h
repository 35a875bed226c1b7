// Object types and their attributes written as tables of text, and what turns them into a site's description: system
// attributes and inherited ones are added, ids given out, references resolved. Everything is checked: an unknown name
// or flag throws std::logic_error, so that a mistake in a data set shows at the first start.
#pragma once

#include <string_view>
#include <vector>

#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

// type: a DefaultType as nameOf() spells it, "User", "Group", "Project", "Version", "Confluence", "Bitbucket",
// "Status",
//   "Later" for a kind that the API may bring one day, or "-> SCHEMA/Type name" for a reference.
// flags, separated by ';': label, unique, required, hidden, summable, readonly, unindexed, children, many, max=3,
//   suffix=GB, options=A,B, reference=Depends on, regex=…, query=…, additional=…, multi=A,B.
struct AttributeSpec {
    std::string_view name;
    std::string_view type;
    std::string_view flags;
    std::string_view description;
};

// flags, separated by ';': abstract, inherit (its children inherit its attributes).
struct TypeSpec {
    std::string_view schemaKey;
    std::string_view name;
    std::string_view parent;  // of the same schema and earlier in the table; empty for none
    std::string_view flags;
    std::string_view icon;  // name of an icon
    std::string_view description;
    std::vector<AttributeSpec> attributes;  // one with the flag "label" takes the place of "Name"
};

// Schemas, icons and reference types must be in the description already. Ids of types and attributes count from 1.
void addTypes(SiteDescription& description, const std::vector<TypeSpec>& table, const SiteOptions& options);

// One attribute of a type that is in the description already, with an id of its own; it is not added.
AttributeDefinition attributeFromSpec(SiteDescription& description, const ObjectType& type, const AttributeSpec& spec);
Id nextAttributeId(const SiteDescription& description);

// The parts of a text between separators, without blanks at their ends; none of an empty text.
std::vector<std::string_view> splitText(std::string_view text, char separator);

}  // namespace assetsodbc::simulator
