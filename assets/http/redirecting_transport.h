// Follows redirections the way the Assets API wants it: at most five, 303 as GET, 307 and 308 with method and body, and
// each hop as a request of its own, so that the credentials' host check is made anew. Never follows to a login page,
// nor from https to http. A redirection that is not followed is the answer.
#pragma once

#include <memory>
#include <string_view>

#include "assets/http/transport.h"

namespace assetsodbc::assets {

bool isRedirection(const Response& response);
// Whether a Location leads to a page for people to log in, which means that the credentials were not accepted.
bool isLoginPage(std::string_view location);

class RedirectingTransport : public Transport {
public:
    explicit RedirectingTransport(std::unique_ptr<Transport> inner) : inner_(std::move(inner)) {}
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    class Hops;
    std::unique_ptr<Transport> inner_;
};

}  // namespace assetsodbc::assets
