// Follows redirections the way the Assets API wants it: at most five, 303 as GET, 307 and 308 with method and body, and
// each hop as a request of its own, so that the credentials' host check is made anew. Never follows to a login page,
// nor to a host that the credentials are not meant for (its answer would not be the site's), nor from https to http. A
// redirection that is not followed is the answer.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assets/http/transport.h"

namespace assetsodbc::assets {

bool isRedirection(const Response& response);
// Whether a Location leads to a page for people to log in, which means that the credentials were not accepted.
bool isLoginPage(std::string_view location);

class RedirectingTransport : public Transport {
public:
    // Origins as originOf() writes them: where a redirection may lead. Anonymous requests may go anywhere.
    RedirectingTransport(std::unique_ptr<Transport> inner, const std::vector<std::string>& origins)
        : inner_(std::move(inner)), origins_(origins.begin(), origins.end()) {}
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    class Hops;
    std::unique_ptr<Transport> inner_;
    std::set<std::string> origins_;
};

}  // namespace assetsodbc::assets
