// Which tables a catalog is asked for, so that it need not load what nobody wants to know.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::schema {

// A condition on a name: an exact one (ignoring ASCII case), or any test, or none.
struct NameCondition {
    std::optional<std::string> exact;
    std::function<bool(std::string_view)> test;  // empty = every name
    bool matches(std::string_view name) const;
};

struct TableFilter {
    NameCondition schema, table;
    bool columns = true;  // false: names, kinds and remarks are enough
};

}  // namespace assetsodbc::schema
