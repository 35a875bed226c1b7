#include "assets/http/redirect_rules.h"

#include <algorithm>
#include <iterator>

#include "assets/http/url.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

bool startsWith(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool endsWith(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool isSameOrigin(std::string_view a, std::string_view b) {
    const auto origin = originOf(a);
    return origin && origin == originOf(b);
}

bool isAtlassianHost(std::string_view url) {
    const std::string host = "." + common::asciiLower(hostOf(url));
    return endsWith(host, ".atlassian.net") || endsWith(host, ".atlassian.com");
}

// Path with query, below the path that the base URL has itself; nullopt when it is not below it.
std::optional<std::string> pathBelow(std::string_view base, std::string_view url) {
    std::string path = pathOf(url);
    std::string prefix = pathOf(base);
    while (!prefix.empty() && prefix.back() == '/') prefix.pop_back();
    if (!startsWith(path, prefix) ||
        (path.size() > prefix.size() && path[prefix.size()] != '/' && path[prefix.size()] != '?'))
        return std::nullopt;
    return path.substr(prefix.size());
}

constexpr std::string_view kTenant = "/ex/jira/";
constexpr std::string_view kRouter = "/gateway/api";

// What the request went through.
struct Gateway {
    std::string base;  // {ApiUrl}/ex/jira/{cloud id}, or {ApiUrl}
    bool isTenant = false;
};

std::optional<Gateway> gatewayOf(const RedirectRules& rules, std::string_view requested) {
    if (rules.apiUrl.empty() || !isSameOrigin(rules.apiUrl, requested)) return std::nullopt;
    const auto path = pathBelow(rules.apiUrl, requested);
    if (!path) return std::nullopt;
    if (startsWith(*path, kTenant))
        return Gateway{rules.apiUrl + path->substr(0, path->find_first_of("/?", kTenant.size())), true};
    if (startsWith(*path, "/jsm/")) return Gateway{rules.apiUrl, false};
    return std::nullopt;
}

bool isOneOf(std::string_view path, const std::string_view* begin, const std::string_view* end) {
    return std::any_of(begin, end, [path](std::string_view start) { return startsWith(path, start); });
}

bool isAssetsPath(std::string_view path) {
    constexpr std::string_view kStarts[] = {"/jsm/assets/", "/jsm/insight/"};
    return isOneOf(path, std::begin(kStarts), std::end(kStarts));
}

bool isAbsolute(std::string_view location) {
    return startsWith(location, "//") || originOf(location).has_value();
}

}  // namespace

std::optional<std::string> redirectionTarget(const RedirectRules& rules, std::string_view requested,
                                             std::string_view location) {
    const auto target = resolvedUrl(requested, location);
    const auto gateway = gatewayOf(rules, requested);
    if (!target || !gateway) return target;
    const bool isHostless = !isAbsolute(location);
    if (isHostless && location.front() != '/') return target;
    const bool isSite = isHostless || isSameOrigin(rules.siteUrl, *target);
    if (!isSite && !isSameOrigin(rules.apiUrl, *target) && !isAtlassianHost(*target)) return target;

    std::string path = isSameOrigin(rules.apiUrl, *target) ? pathBelow(rules.apiUrl, *target).value_or(pathOf(*target))
                                                           : pathOf(*target);
    if (startsWith(path, kTenant)) return rules.apiUrl + path;
    const std::string_view unrouted = startsWith(path, std::string(kRouter) + "/")
                                          ? std::string_view(path).substr(kRouter.size())
                                          : std::string_view(path);
    if (isAssetsPath(unrouted)) return gateway->base + std::string(unrouted);
    if (gateway->isTenant)
        return startsWith(unrouted, "/rest/") || isSite ? gateway->base + std::string(unrouted) : target;
    return startsWith(path, "/rest/") && !rules.siteUrl.empty() ? rules.siteUrl + path : *target;
}

}  // namespace assetsodbc::assets
