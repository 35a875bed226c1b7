#include "common/config/site_address.h"

#include <algorithm>
#include <array>

#include "common/error.h"
#include "common/secret.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

constexpr std::array<std::string_view, 4> kCloudDomains{".atlassian.net", ".jira.com", ".jira-dev.com",
                                                        ".atlassian-us-gov-mod.net"};

// First path segments of Jira's own pages; whatever stands before them is the context path of a Data Center site.
constexpr std::array<std::string_view, 15> kPageSegments{
    "browse",   "dashboards", "gateway", "issues",      "login",    "login.jsp", "people",   "plugins",
    "projects", "rest",       "secure",  "servicedesk", "software", "wiki",      "your-work"};

struct Address {
    std::string scheme;
    std::string host;  // with brackets when IPv6
    std::string port;  // with colon, or empty
    std::string path;  // with leading slash, or empty; no query, no fragment
};

bool startsWith(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool endsWith(std::string_view text, std::string_view end) {
    return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

bool isDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

[[noreturn]] void refuse(std::string_view property, std::string_view text, const std::string& reason) {
    throw Error(ErrorKind::InvalidArgument, "The property " + std::string(property) + "=" + maskedUrl(text) +
                                                " is not an address that can be used: " + reason);
}

bool isHostCharacter(char c) {
    const bool ascii = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
    return ascii || static_cast<unsigned char>(c) >= 0x80;  // international names
}

bool isHost(std::string_view host) {
    if (startsWith(host, "["))
        return endsWith(host, "]") && host.find_first_not_of("0123456789abcdef:.", 1) == host.size() - 1;
    return !host.empty() && host.front() != '.' && std::all_of(host.begin(), host.end(), isHostCharacter);
}

bool isPort(std::string_view port) {
    return isDigits(port) && port.size() <= 5 && std::stoi(std::string(port)) >= 1 &&
           std::stoi(std::string(port)) <= 65535;
}

bool isLoopback(std::string_view host) {
    if (host == "localhost" || endsWith(host, ".localhost") || host == "[::1]") return true;
    return startsWith(host, "127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string schemeOf(std::string_view property, std::string_view text) {
    const std::size_t end = text.find("://");
    if (end == std::string_view::npos) return "https";
    std::string scheme = asciiLower(text.substr(0, end));
    if (scheme != "https" && scheme != "http")
        refuse(property, text, "the scheme must be https or http. Write for example https://your-site.atlassian.net.");
    return scheme;
}

// Where ":port" starts; the colons of an IPv6 address stand within brackets.
std::size_t portStart(std::string_view authority) {
    if (!startsWith(authority, "[")) return std::min(authority.find(':'), authority.size());
    const std::size_t bracket = authority.find(']');
    return bracket == std::string_view::npos ? authority.size()
                                             : std::min(authority.find(':', bracket), authority.size());
}

void readAuthority(std::string_view property, std::string_view text, std::string_view authority, Address& address) {
    if (authority.find('@') != std::string_view::npos)
        refuse(property, text, "it holds a user name or password. Take them out and set User and APIToken instead.");
    const std::size_t colon = portStart(authority);
    address.port = authority.substr(colon);
    address.host = asciiLower(authority.substr(0, colon));
    if (!address.port.empty() && !isPort(authority.substr(colon + 1)))
        refuse(property, text, "the port must be a number from 1 to 65535.");
    if (!isHost(address.host))
        refuse(property, text, "there is no valid host name in it. Write for example https://your-site.atlassian.net.");
}

Address parse(std::string_view property, std::string_view text) {
    Address address;
    address.scheme = schemeOf(property, text);
    const std::size_t schemeEnd = text.find("://");
    std::string_view rest = schemeEnd == std::string_view::npos ? text : text.substr(schemeEnd + 3);
    rest = rest.substr(0, rest.find_first_of("?#"));
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    readAuthority(property, text, rest.substr(0, slash), address);
    address.path = rest.substr(slash);
    if (address.path.find_first_of(" \\\"<>{}|^`") != std::string::npos)
        refuse(property, text, "its path holds a character that no address may hold.");
    return address;
}

void requireProtectedScheme(std::string_view property, std::string_view text, const Address& address,
                            Deployment deployment) {
    if (address.scheme == "https" || isLoopback(address.host) || deployment == Deployment::DataCenter) return;
    refuse(property, text,
           "http would send the credentials unprotected. Use https; for a Data Center site that only speaks http, set "
           "Deployment=DataCenter.");
}

bool isPageSegment(std::string_view segment) {
    return std::find(kPageSegments.begin(), kPageSegments.end(), asciiLower(segment)) != kPageSegments.end();
}

// "/jira/secure/Dashboard.jspa" -> "/jira"
std::string contextPath(std::string_view path) {
    std::string context;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::string_view segment = path.substr(0, path.find('/'));
        if (isPageSegment(segment)) break;
        if (!segment.empty()) context.append("/").append(segment);
        path.remove_prefix(segment.size());
    }
    return context;
}

std::string withoutTrailingSlashes(std::string path) {
    path.erase(path.find_last_not_of('/') + 1);
    return path;
}

}  // namespace

std::string normalizedSiteUrl(std::string_view property, std::string_view text, Deployment deployment) {
    const Address address = parse(property, text);
    const bool isCloud =
        deployment == Deployment::Cloud || (deployment == Deployment::Auto && isCloudHost(address.host));
    requireProtectedScheme(property, text, address, deployment);
    return address.scheme + "://" + address.host + address.port + (isCloud ? "" : contextPath(address.path));
}

std::string normalizedApiUrl(std::string_view property, std::string_view text, Deployment deployment) {
    const Address address = parse(property, text);
    requireProtectedScheme(property, text, address, deployment);
    return address.scheme + "://" + address.host + address.port + withoutTrailingSlashes(address.path);
}

std::string normalizedHosts(std::string_view property, std::string_view text) {
    constexpr std::string_view kSeparators = ", ;\t";
    std::string hosts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(kSeparators), text.size());
        const std::string_view entry = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (entry.empty()) continue;
        const Address address = parse(property, entry);
        if (entry.find_first_of("/?#") != std::string_view::npos || entry.find("://") != std::string_view::npos)
            refuse(property, entry,
                   "it is a list of hosts. Write host or host:port, without https:// and without a path.");
        hosts.append(hosts.empty() ? "" : ",").append(address.host).append(address.port);
    }
    return hosts;
}

bool isCloudHost(std::string_view host) {
    const std::string lower = asciiLower(host);
    return std::any_of(kCloudDomains.begin(), kCloudDomains.end(),
                       [&](std::string_view domain) { return endsWith(lower, domain); });
}

bool isCloudUrl(std::string_view url) {
    if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    return isCloudHost(url.substr(0, url.find_first_of(":/?#")));
}

std::string maskedUrl(std::string_view url) {
    const std::size_t scheme = url.find("://");
    const std::size_t start = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t at = url.rfind('@');
    if (at == std::string_view::npos || at < start) return std::string(url);
    return std::string(url.substr(0, start)).append(kMaskedSecret).append(url.substr(at));
}

}  // namespace assetsodbc::common
