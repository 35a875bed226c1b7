// Lets no request out to a host that the connection was not set up for: not one name is looked up, not one connection
// made. The innermost of the decorators, so that whatever a site, a redirection or a mistake of ours asks for passes
// here; requests without credentials too.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "assets/http/transport.h"

namespace assetsodbc::assets {

class HostGuardTransport : public Transport {
public:
    // Origins as originOf() writes them.
    HostGuardTransport(std::unique_ptr<Transport> inner, const std::vector<std::string>& allowedOrigins)
        : inner_(std::move(inner)), allowed_(allowedOrigins.begin(), allowedOrigins.end()) {}
    // Throws Error{Forbidden} naming the host and AllowedHosts.
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    std::unique_ptr<Transport> inner_;
    std::set<std::string> allowed_;
};

}  // namespace assetsodbc::assets
