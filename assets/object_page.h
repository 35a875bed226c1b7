// One decoded page of objects. All text of its objects, attributes and values lives in the page's own arena, so a page
// is freed at once and costs a fraction of a JSON tree.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assets/model.h"

namespace assetsodbc::assets {

// Append-only text store; views it returned stay valid until it is destroyed, also when it is moved.
class TextArena {
public:
    std::string_view keep(std::string_view text);
    std::size_t bytes() const noexcept { return bytes_; }

private:
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t used_ = 0, capacity_ = 0, bytes_ = 0;
};

// What an answer itself says of an attribute of its objects; nullopt where it says nothing.
struct AttributeOutline {
    std::int64_t id = 0;
    std::optional<std::int64_t> objectTypeId;
    std::string name;
    std::optional<std::int64_t> type, defaultTypeId, maximumCardinality;
    std::optional<bool> label;
};

struct ObjectPage {
    TextArena text;
    std::vector<AssetObject> objects;
    std::vector<ObjectAttribute> attributes;
    std::vector<AttributeValue> values;
    // Names of the attributes on this page, by attribute id: from objectTypeAttributes of the answer.
    std::map<std::int64_t, std::string> attributeNames;
    std::vector<AttributeOutline> definitions;  // objectTypeAttributes, as sent

    // Paging members of the answer, as sent; nullopt when absent.
    std::optional<std::uint64_t> startAt, maxResults, total;
    std::optional<bool> isLast, hasMoreResults;
};

}  // namespace assetsodbc::assets
