// Where a redirect fault sends its caller: the location of a rule with its placeholders filled in.
//     {target}    path and query as the caller sent them
//     {endpoint}  the part of it below the API's base URL, "/object/aql?startAt=0"
//     {base}      the simulator's own URL, {https} and {http} the same with that scheme
//     {other}     the URL of the other host (other_host.h)
//     {ws} {cid}  workspace id and cloud id
// "{target}" alone is a relative location that leads back to itself: with `times` N a chain of N redirects that ends at
// the endpoint, with `times` 0 a loop. Stateless.
#pragma once

#include <functional>
#include <string>

namespace assetsodbc::simulator {

struct RedirectPlaces {
    std::string target;
    std::string base;
    std::string workspaceId;
    std::string cloudId;
    std::function<std::string()> otherHost;  // asked only when it is needed
};

std::string expandLocation(const std::string& location, const RedirectPlaces& places);

}  // namespace assetsodbc::simulator
