// Which values of an object belong to which attribute of a table, whatever type the object has and however often it
// lists an attribute.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "assets/object_page.h"
#include "schema/site/object_table_shape.h"

namespace assetsodbc::schema {

class AttributeValues {
public:
    using List = std::vector<const assets::AttributeValue*>;

    // attributesUsed: one per attribute of the shape; the others have no values here.
    AttributeValues(const ObjectTableShape& shape, const std::vector<bool>& attributesUsed);

    // Of one object; they live as long as the page.
    void collect(const assets::AssetObject& object, const assets::ObjectPage& page);
    // In the order in which the site sent them.
    const List& of(std::size_t attribute) const { return lists_[attribute]; }

private:
    std::unordered_map<std::int64_t, std::size_t> attributeById_;
    std::vector<List> lists_;  // one per attribute of the shape
};

// The ids under which objects of any type of the table carry these attributes, ascending.
std::vector<std::int64_t> attributeIdsOf(const ObjectTableShape& shape, const std::vector<bool>& attributesUsed);

}  // namespace assetsodbc::schema
