#include "assets/http/authorizing_transport.h"

#include "assets/auth/credentials.h"
#include "assets/http/url.h"
#include "common/clock.h"

namespace assetsodbc::assets {

AuthorizingTransport::AuthorizingTransport(std::unique_ptr<Transport> inner, Credentials& credentials,
                                           const std::vector<std::string>& origins, const common::Clock& clock)
    : inner_(std::move(inner)), credentials_(credentials), origins_(origins.begin(), origins.end()), clock_(clock) {}

bool AuthorizingTransport::mayAuthorize(const Request& request) const {
    if (request.anonymous) return false;
    const auto origin = originOf(request.url);
    return origin && origins_.count(*origin) != 0;
}

std::unique_ptr<PendingResponse> AuthorizingTransport::start(Request request, const common::CallContext& context) {
    if (mayAuthorize(request))
        request.headers.emplace_back("Authorization", credentials_.authorization(context).reveal());
    return inner_->start(std::move(request), context);
}

}  // namespace assetsodbc::assets
