#include "assets/http/host_guard_transport.h"

#include "assets/http/url.h"

namespace assetsodbc::assets {

namespace {

std::string listed(const std::set<std::string>& origins) {
    std::string list;
    for (const std::string& origin : origins) list += (list.empty() ? "" : ", ") + origin;
    return list.empty() ? "none" : list;
}

}  // namespace

std::unique_ptr<PendingResponse> HostGuardTransport::start(Request request, const common::CallContext& context) {
    const auto origin = originOf(request.url);
    if (origin && allowed_.count(*origin) != 0) return inner_->start(std::move(request), context);
    throw common::Error(common::ErrorKind::Forbidden,
                        (origin ? *origin : "An address that is neither http nor https") +
                            " is not among the hosts that this connection may contact (" + listed(allowed_) +
                            "), so that nothing was sent. If it belongs to your site, name it in AllowedHosts.");
}

}  // namespace assetsodbc::assets
