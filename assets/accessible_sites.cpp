#include "assets/accessible_sites.h"

#include <algorithm>

#include "assets/http/transport.h"
#include "assets/http/url.h"
#include "assets/json_decode.h"
#include "assets/json_request.h"
#include "assets/response_error.h"
#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;

// It needs no scope: a token may always ask what it is for.
constexpr Operation kAccessibleResources = {"GET /oauth/token/accessible-resources"};
constexpr const char* kSignInAgain =
    " Sign in again (assets-odbc login) and choose the site in the browser, where the app may be allowed for it.";

bool isAt(const AccessibleSite& site, const std::string& url) {
    const auto origin = originOf(site.url);
    return origin && origin == originOf(url);
}

std::string listed(const std::vector<AccessibleSite>& sites) {
    std::string list;
    for (const AccessibleSite& site : sites)
        list += (list.empty() ? "" : ", ") + quotable(site.url.empty() ? site.id : site.url);
    return list;
}

}  // namespace

std::vector<AccessibleSite> accessibleSites(const std::string& apiUrl, Transport& transport,
                                            const common::CallContext& context) {
    Asked asked;
    asked.operation = kAccessibleResources;
    asked.host = hostOf(apiUrl);
    const Response response = transport.send(getJson(apiUrl + "/oauth/token/accessible-resources"), context);
    requireUsable(response, asked);
    std::vector<AccessibleSite> sites;
    for (AccessibleSite& site : decodeAccessibleSites(
             response.body, "The answer of " + asked.host + " to " + std::string(asked.operation.name))) {
        const bool isKnown = std::any_of(sites.begin(), sites.end(), [&](const auto& s) { return s.id == site.id; });
        if (!isKnown) sites.push_back(std::move(site));
    }
    return sites;
}

AccessibleSite chosenSite(const std::vector<AccessibleSite>& sites, const std::string& siteUrl) {
    if (sites.empty())
        throw Error(ErrorKind::Forbidden, std::string("The OAuth sign-in was granted for no site.") + kSignInAgain);
    if (siteUrl.empty() && sites.size() > 1)
        throw Error(ErrorKind::InvalidArgument, "The OAuth sign-in was granted for more than one site: " +
                                                    listed(sites) + ". Choose one with URL.");
    if (siteUrl.empty()) return sites.front();
    const auto found = std::find_if(sites.begin(), sites.end(), [&](const auto& site) { return isAt(site, siteUrl); });
    if (found != sites.end()) return *found;
    throw Error(ErrorKind::Forbidden, "The OAuth sign-in was not granted for " + hostOf(siteUrl) + ", but for " +
                                          listed(sites) + ". Check URL." + kSignInAgain);
}

}  // namespace assetsodbc::assets
