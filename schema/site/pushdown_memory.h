// Which optional conditions a site refused, so that they are not sent again. One per connection; not thread-safe.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace assetsodbc::schema {

class PushdownMemory {
public:
    // `fragment` names a kind of condition on an attribute, such as "12:Warranty Expires:>=".
    void refuse(std::string_view fragment) { refused_.emplace(fragment); }
    bool isRefused(std::string_view fragment) const { return refused_.count(std::string(fragment)) != 0; }

private:
    std::set<std::string> refused_;
};

}  // namespace assetsodbc::schema
