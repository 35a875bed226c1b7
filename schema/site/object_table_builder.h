// From what the site tells of an object type and its attributes to the shape of its table and of its bridges. Pure:
// asks nothing, and gives the same shape whatever the order in which the site tells of things.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assets/model.h"
#include "schema/site/object_table_shape.h"

namespace assetsodbc::schema {

struct QualifiedName {
    std::string schema, table;
};

// A type whose objects a table holds, with its own attributes, inherited ones included.
struct TypeWithAttributes {
    const assets::ObjectType& type;
    const std::vector<assets::AttributeDefinition>& attributes;
};

struct ObjectTableSource {
    QualifiedName name;  // of the type's table
    // The type that the table is named after, then those of its descendants whose objects the table holds too.
    std::vector<TypeWithAttributes> types;
    // The table of a type, for foreign keys; nullopt where it is not known. May be empty.
    std::function<std::optional<QualifiedName>(const assets::AttributeDefinition&)> referencedTable;
};

// Of one type: the name of the column of each attribute, by attribute id.
std::map<std::int64_t, std::string> attributeColumnNames(const std::vector<assets::AttributeDefinition>& attributes);

// Those types of a list whose objects the table of `type` holds: the type first, then, with includeChildTypes or where
// it is abstract, its descendants by id. Parents that run in a circle are each taken once.
std::vector<const assets::ObjectType*> typesOfTable(const assets::ObjectType& type,
                                                    const std::vector<assets::ObjectType>& all, bool includeChildTypes);

ObjectTableShape objectTableShape(const ObjectTableSource& source);
// Of one multi-valued attribute of the type.
ObjectTableShape bridgeTableShape(const ObjectTableSource& source, std::int64_t attributeId, std::string bridgeName);

// Whether both describe the same table: everything but counts of objects and foreign keys, which depend on other types.
bool isSameDefinition(const ObjectTableShape& a, const ObjectTableShape& b);

}  // namespace assetsodbc::schema
