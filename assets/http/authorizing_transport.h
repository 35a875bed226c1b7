// Adds the Authorization header, but only for requests to the origins that the credentials are meant for: whatever URL
// a site hands us, the token goes nowhere else. Where the site no longer takes the credentials (an access token that
// expired in mid-scan) and there are newer ones, the request is sent once more with those: refused as it was, nothing
// of it was done. What it still answers then is the answer.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "assets/http/transport.h"

namespace assetsodbc::common {
class Secret;
}

namespace assetsodbc::assets {

class Credentials;

class AuthorizingTransport : public Transport {
public:
    // Origins as originOf() writes them. The credentials must outlive the transport.
    AuthorizingTransport(std::unique_ptr<Transport> inner, Credentials& credentials,
                         const std::vector<std::string>& origins);
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    class Renewing;
    bool mayAuthorize(const Request& request) const;
    std::unique_ptr<PendingResponse> startWith(const common::Secret& authorization, Request request,
                                               const common::CallContext& context);

    std::unique_ptr<Transport> inner_;
    Credentials& credentials_;
    std::set<std::string> origins_;
};

}  // namespace assetsodbc::assets
