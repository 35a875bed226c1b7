// Adds the Authorization header, but only for requests to the origins that the credentials are meant for: whatever URL
// a site hands us, the token goes nowhere else.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "assets/http/transport.h"

namespace assetsodbc::common {
class Clock;
}

namespace assetsodbc::assets {

class Credentials;

class AuthorizingTransport : public Transport {
public:
    // Origins as originOf() writes them. Credentials and clock must outlive the transport.
    AuthorizingTransport(std::unique_ptr<Transport> inner, Credentials& credentials,
                         const std::vector<std::string>& origins, const common::Clock& clock);
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    bool mayAuthorize(const Request& request) const;

    std::unique_ptr<Transport> inner_;
    Credentials& credentials_;
    std::set<std::string> origins_;
    const common::Clock& clock_;
};

}  // namespace assetsodbc::assets
