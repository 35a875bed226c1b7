// An object type as a table, decided once from the site's metadata: its columns with their names and types, and where
// the cell of each comes from. Made by object_table_builder, read by object_type_table. Immutable once made.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assets/model.h"
#include "schema/table.h"

namespace assetsodbc::schema {

// Where the cell of a column comes from.
enum class CellSource {
    // of the object itself
    ObjectId,
    ObjectKey,
    Label,  // the label attribute, where it is text
    Created,
    Updated,
    ObjectTypeName,
    HasAvatar,
    Aql,      // the input column: what the scan was given
    Ordinal,  // of a bridge: the value's place, from 0
    // of one value of an attribute
    Text,
    Integer,
    Double,
    Boolean,
    Date,
    Time,
    DateTime,
    ReferenceLabel,
    ReferenceKey,
    ReferenceId,
    UserName,
    UserAccountId,
    GroupName,
    StatusName,
    StatusId,
    DisplayValue,  // kinds of which nothing more is known
    LinkedId,      // of a project, version, page, repository: id or key
    // of all values of an attribute
    JoinedValues,
};

struct ObjectColumn {
    CellSource source;
    std::size_t attribute = 0;  // into ObjectTableShape::attributes, for sources of values
};

struct ShapeAttribute {
    assets::AttributeDefinition definition;  // of the table's own type
    // Ids of the attribute of this name, by object type; of each type whose objects the table holds and that has one.
    std::map<std::int64_t, std::int64_t> ids;
    std::set<std::int64_t> otherIds = {};  // of further attributes of this name, which the table does not show here
    bool isMultiValued = false;            // maximum cardinality other than 1
    // In each of these types the name stands for this attribute alone, whatever its case, and for the same kind of it:
    // only then does a condition on the name ask the same of every object.
    bool isSameInEveryType = true;
};

struct ObjectTableShape {
    TableSpec spec;
    std::vector<ObjectColumn> columns;  // one per column of the spec
    std::vector<ShapeAttribute> attributes;
    std::vector<std::int64_t> objectTypeIds;  // whose objects the table holds; never empty
    std::int64_t objectSchemaId = 0;
    std::optional<std::size_t> bridgeAttribute;  // of a bridge: whose values are its rows
    std::optional<std::uint64_t> objectCount;    // of these types, as the site told last
};

// What the user chose of how object types are shown and read.
struct SiteTableOptions {
    bool includeChildTypes = false;
    std::string multiValueSeparator = "; ";
    bool failOnUnreadableValue = true;  // else: NULL with a warning (ConversionErrors)
};

}  // namespace assetsodbc::schema
