#include "tests/simulator/redirect_location.h"

#include <stdexcept>

namespace assetsodbc::simulator {
namespace {

std::string withScheme(const std::string& scheme, const std::string& url) {
    return scheme + url.substr(url.find("://"));
}

// What follows ".../v1" of Cloud, or ".../rest/assets/1.0" and its like.
std::string endpointOf(const std::string& target) {
    const auto path = target.substr(0, target.find('?'));
    for (const char* base : {"/rest/assets/", "/rest/insight/"}) {
        const auto at = path.find(base);
        if (at != std::string::npos)
            return target.substr(std::min(path.size(), path.find('/', at + std::string(base).size())));
    }
    const auto workspace = path.find("/workspace/");
    const auto version = workspace == std::string::npos ? workspace : path.find("/v1", workspace);
    return version == std::string::npos ? target : target.substr(version + 3);
}

std::string valueOf(const std::string& name, const RedirectPlaces& places) {
    if (name == "target") return places.target;
    if (name == "endpoint") return endpointOf(places.target);
    if (name == "base") return places.base;
    if (name == "https" || name == "http") return withScheme(name, places.base);
    if (name == "other") return places.otherHost();
    if (name == "ws") return places.workspaceId;
    if (name == "cid") return places.cloudId;
    throw std::invalid_argument("a location has no placeholder {" + name + "}");
}

}  // namespace

std::string expandLocation(const std::string& location, const RedirectPlaces& places) {
    std::string out;
    for (std::size_t at = 0; at < location.size();) {
        const auto close = location[at] == '{' ? location.find('}', at) : std::string::npos;
        if (close == std::string::npos) {
            out.push_back(location[at++]);
        } else {
            out += valueOf(location.substr(at + 1, close - at - 1), places);
            at = close + 1;
        }
    }
    return out;
}

}  // namespace assetsodbc::simulator
