// The Cloud sites that a token of OAuth was granted for, and the choice among them.
#pragma once

#include <string>
#include <vector>

namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::assets {

class Transport;

struct AccessibleSite {
    std::string id;   // the cloud id
    std::string url;  // https://NAME.atlassian.net
    std::string name;
};

// Each site once, though it is listed for every product that the token is for. Throws as errorOf() tells.
std::vector<AccessibleSite> accessibleSites(const std::string& apiUrl, Transport& transport,
                                            const common::CallContext& context);

// The one at that address, or the only one when the address is empty. Throws Error{Forbidden} when it is not among them
// or there is none, and Error{InvalidArgument} when the user has to choose.
AccessibleSite chosenSite(const std::vector<AccessibleSite>& sites, const std::string& siteUrl);

}  // namespace assetsodbc::assets
