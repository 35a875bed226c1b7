// Hosts that are reached directly, past the proxy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::assets {

// Entries separated by semicolons, commas or blanks: "host", "host:port", "*.example.com" ('*' is any run of
// characters), ".example.com" (every host below), "10.0.*", "[::1]", "*" (all). Case does not matter.
class ProxyExceptions {
public:
    explicit ProxyExceptions(std::string_view list);
    bool covers(std::string_view url) const;
    bool empty() const { return patterns_.empty(); }

private:
    std::vector<std::string> patterns_;  // lower case
};

}  // namespace assetsodbc::assets
