#include "tests/simulator/address.h"

#include <algorithm>

namespace assetsodbc::simulator {
namespace {

using Segments = std::vector<std::string>;

// The segments after `prefix`, or nothing when the path begins otherwise. A prefix segment "a|b" takes either.
std::optional<Segments> below(const Segments& path, const Segments& prefix) {
    if (path.size() < prefix.size()) return std::nullopt;
    const auto matches = [](const std::string& segment, const std::string& wanted) {
        const auto bar = wanted.find('|');
        if (bar == std::string::npos) return segment == wanted;
        return segment == wanted.substr(0, bar) || segment == wanted.substr(bar + 1);
    };
    if (!std::equal(prefix.begin(), prefix.end(), path.begin(),
                    [&](const std::string& wanted, const std::string& segment) { return matches(segment, wanted); })) {
        return std::nullopt;
    }
    return Segments(path.begin() + static_cast<std::ptrdiff_t>(prefix.size()), path.end());
}

Segments joined(Segments first, const Segments& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::optional<Address> cloudAddress(const Segments& path, const AddressRules& rules) {
    const Segments service = {"jsm", "assets|insight", "workspace", rules.workspaceId, "v1"};
    if (auto rest = below(path, service)) return Address{UrlStyle::Gateway, std::move(*rest)};
    if (auto rest = below(path, joined({"ex", "jira", rules.cloudId}, service))) {
        return Address{UrlStyle::CloudId, std::move(*rest)};
    }
    if (auto rest = below(path, joined({"gateway", "api"}, service))) {
        return Address{UrlStyle::SiteHost, std::move(*rest)};
    }
    return std::nullopt;
}

std::optional<Address> dataCenterAddress(const Segments& path, const AddressRules& rules) {
    const Segments context = splitPath(rules.contextPath);
    if (auto rest = below(path, joined(context, {"rest", "insight", "1.0|latest"}))) {
        return Address{UrlStyle::Insight, std::move(*rest)};
    }
    if (rules.insightPathOnly) return std::nullopt;
    if (auto rest = below(path, joined(context, {"rest", "assets", "1.0|latest"}))) {
        return Address{UrlStyle::DataCenter, std::move(*rest)};
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string> splitPath(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty()) {
        const auto slash = std::min(path.find('/'), path.size());
        if (slash > 0) segments.emplace_back(path.substr(0, slash));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return segments;
}

std::optional<Address> parseAddress(std::string_view path, const AddressRules& rules) {
    const auto segments = splitPath(path);
    if (rules.cloud) {
        if (auto address = cloudAddress(segments, rules)) return address;
    }
    return rules.dataCenter ? dataCenterAddress(segments, rules) : std::nullopt;
}

}  // namespace assetsodbc::simulator
