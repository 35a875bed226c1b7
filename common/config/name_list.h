// Lists of names in connection properties: Tables=Laptops,ITSM.Servers,"odd, name",[another one].`third`
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::common {

struct ListedName {
    std::string schema;  // empty = any
    std::string name;
};

class NameList {
public:
    NameList() = default;
    // Throws Error{InvalidArgument} naming the property for a quote that is never closed, an empty name and one of more
    // than two parts.
    NameList(std::string_view property, std::string_view text);

    bool empty() const { return names_.empty(); }
    // Both ignore ASCII case. An empty list has everything.
    bool has(std::string_view name) const;
    bool has(std::string_view schema, std::string_view name) const;
    const std::vector<ListedName>& names() const { return names_; }

private:
    std::vector<ListedName> names_;
};

}  // namespace assetsodbc::common
