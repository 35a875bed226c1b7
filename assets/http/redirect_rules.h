// Where a redirection of the Assets API leads. An app that signs in with OAuth must call everything through
//     {ApiUrl}/ex/jira/{cloud id}
// (style 2), but the site behind it writes Locations as it knows itself. So, while we talk to the API gateway, the host
// is dropped and the path put under the base that the request went to:
//
//     Location                                               in style 2           in style 1 ({ApiUrl} alone)
//     /jsm/assets/..., /jsm/insight/...                      base + path          base + path
//     the same below /gateway/api                            base + path          base + path, without /gateway/api
//     /rest/...                                              base + path          the site's
//     /ex/jira/...                                           {ApiUrl} + path      {ApiUrl} + path
//     any other path, of the site or without a host          base + path          as written
//
// whether it is without a host, at the site, at the API, or at another host of Atlassian's. Locations relative to the
// request's own path, and those at any other host, mean what they say. A request to the site itself is redirected as
// it is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::assets {

struct RedirectRules {
    std::string siteUrl;  // both without trailing slash
    std::string apiUrl;   // empty: nothing is put anywhere else
};

// The absolute URL that a Location header means which came as an answer to `requested`; nullopt when it is not http(s).
std::optional<std::string> redirectionTarget(const RedirectRules& rules, std::string_view requested,
                                             std::string_view location);

}  // namespace assetsodbc::assets
