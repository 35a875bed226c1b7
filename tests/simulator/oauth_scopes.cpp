#include "tests/simulator/oauth_scopes.h"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace assetsodbc::simulator {
namespace {

constexpr const char* kDataCenterScopes[] = {"READ", "WRITE", "ADMIN", "SYSTEM_ADMIN"};  // each includes those before

// How many of the above, from the first, these scopes amount to; 0 for none.
std::size_t levelOf(const std::set<std::string>& scopes) {
    for (std::size_t level = std::size(kDataCenterScopes); level > 0; --level) {
        if (scopes.count(kDataCenterScopes[level - 1]) != 0) return level;
    }
    return 0;
}

std::optional<std::set<std::string>> grantedOnDataCenter(const OAuthClient& client,
                                                         const std::set<std::string>& asked) {
    const auto level = levelOf(asked);
    if (level == 0 || level > levelOf(client.scopes)) return std::nullopt;
    return std::set<std::string>(std::begin(kDataCenterScopes), std::begin(kDataCenterScopes) + level);
}

}  // namespace

std::set<std::string> splitScopes(const std::string& text) {
    std::istringstream words(text);
    return {std::istream_iterator<std::string>(words), std::istream_iterator<std::string>()};
}

std::string joinScopes(const std::set<std::string>& scopes) {
    std::string text;
    for (const auto& scope : scopes) text += (text.empty() ? "" : " ") + scope;
    return text;
}

std::optional<std::set<std::string>> grantedScopes(const OAuthClient& client, const std::set<std::string>& asked) {
    if (client.provider == OAuthProvider::DataCenter) return grantedOnDataCenter(client, asked);
    std::set<std::string> granted;
    std::set_intersection(asked.begin(), asked.end(), client.scopes.begin(), client.scopes.end(),
                          std::inserter(granted, granted.end()));
    if (granted.empty()) return std::nullopt;
    if (asked.count("offline_access") != 0) granted.insert("offline_access");
    return granted;
}

}  // namespace assetsodbc::simulator
