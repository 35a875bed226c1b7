// What columns an attribute becomes: by its kind, with types, sources and what the site can compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assets/model.h"
#include "schema/column.h"
#include "schema/site/object_table_shape.h"

namespace assetsodbc::schema {

// One column of a single-valued attribute, or of the bridge of a multi-valued one.
struct ValueColumn {
    CellSource source;
    std::string_view suffix;  // after the attribute's name: "", "_Key", "_Id", "_AccountId"
    TypeSpec type;
    Push push;
    bool mayLack = false;           // a value may come without it, also where the attribute is required
    std::string_view remarks = {};  // where the attribute's description does not fit
};

// The first column has no suffix; kinds that nobody knows yet are text.
const std::vector<ValueColumn>& valueColumnsOf(const assets::AttributeDefinition& attribute);
// The one column of all values of a multi-valued attribute.
const ValueColumn& joinedColumn();

// Whether the attribute holds other than exactly one value; one by default.
bool isMultiValued(const assets::AttributeDefinition& attribute);
// Whether a site compares and orders the values of both alike, by whatever AQL calls them.
bool isOfSameKind(const assets::AttributeDefinition& a, const assets::AttributeDefinition& b);
bool isReference(const assets::AttributeDefinition& attribute);
// Text that is not long: what can be a label.
bool isShortText(const assets::AttributeDefinition& attribute);
bool isDateTime(const assets::AttributeDefinition& attribute);

}  // namespace assetsodbc::schema
