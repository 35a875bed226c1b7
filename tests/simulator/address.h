// Which deployment and which way in a request path means: the path prefixes of Cloud (through the API gateway, through
// the cloud id, through the site's own host) and of Data Center (current and old), all on one port.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::simulator {

enum class UrlStyle {
    Gateway,     // /jsm/assets/workspace/{ws}/v1
    CloudId,     // /ex/jira/{cid}/jsm/assets/workspace/{ws}/v1
    SiteHost,    // /gateway/api/jsm/assets/workspace/{ws}/v1
    DataCenter,  // {context}/rest/assets/1.0 or latest
    Insight      // {context}/rest/insight/1.0
};

struct AddressRules {
    std::string workspaceId;
    std::string cloudId;
    std::string contextPath;  // of Data Center, "" or "/jira"
    bool cloud = true;
    bool dataCenter = true;
    bool insightPathOnly = false;
};

struct Address {
    UrlStyle style = UrlStyle::Gateway;
    std::vector<std::string> segments;  // of the path below the base URL

    bool isCloud() const { return style != UrlStyle::DataCenter && style != UrlStyle::Insight; }
};

std::vector<std::string> splitPath(std::string_view path);

// Unset when the path belongs to no base URL of this site.
std::optional<Address> parseAddress(std::string_view path, const AddressRules& rules);

}  // namespace assetsodbc::simulator
