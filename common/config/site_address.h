// Addresses as people paste them, made into base URLs: scheme added, page paths and trailing slashes cut.
#pragma once

#include <string>
#include <string_view>

#include "common/config/connection_config.h"

namespace assetsodbc::common {

// The base URL of a site. On Cloud the path goes away; on Data Center a context path stays ("https://host/jira") and
// what follows it goes ("/secure/Dashboard.jspa"). Throws Error{InvalidArgument} naming the property.
std::string normalizedSiteUrl(std::string_view property, std::string_view text, Deployment deployment);

// The base URL of an API host; its path stays as it is.
std::string normalizedApiUrl(std::string_view property, std::string_view text, Deployment deployment);

// A list of "host" and "host:port", separated by commas, semicolons or blanks: lower case, separated by commas. Throws
// like the others.
std::string normalizedHosts(std::string_view property, std::string_view text);

// A site that Atlassian hosts, told by its name.
bool isCloudHost(std::string_view host);
bool isCloudUrl(std::string_view url);

// The address with "user:password@" replaced, for people to read.
std::string maskedUrl(std::string_view url);

}  // namespace assetsodbc::common
