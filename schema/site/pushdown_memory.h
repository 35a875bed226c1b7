// What a site refused, so that it is not sent again. One per connection; not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace assetsodbc::schema {

class PushdownMemory {
public:
    // `fragment` names a kind of condition on an attribute, such as "12:Warranty Expires:>=".
    void refuse(std::string_view fragment) { refused_.emplace(fragment); }
    bool isRefused(std::string_view fragment) const { return refused_.count(std::string(fragment)) != 0; }

    // How many values one list may have.
    std::size_t longestList() const { return longestList_; }
    void setLongestList(std::size_t length) { longestList_ = length; }

    // Takes over what the other refuses, and its length of lists where it is shorter.
    void learn(const PushdownMemory& other) {
        refused_.insert(other.refused_.begin(), other.refused_.end());
        longestList_ = std::min(longestList_, other.longestList_);
    }

private:
    std::set<std::string> refused_;
    std::size_t longestList_ = 200;
};

}  // namespace assetsodbc::schema
