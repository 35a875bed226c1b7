// What proves to the site who we are. Which hosts may see it is decided in http/authorizing_transport.h, not here. Used
// by one thread at a time, like the transport that asks it.
#pragma once

#include <optional>
#include <string>

#include "common/secret.h"

namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::assets {

class Credentials {
public:
    virtual ~Credentials() = default;
    // Value of the Authorization header for a request sent now. May ask an authorization server first, within the
    // limits of the context. Throws Error{AuthenticationFailed} saying what to do when there is nothing to sign in
    // with.
    virtual common::Secret authorization(const common::CallContext& context) = 0;
    // The site answered 401, and not for a missing scope, to a request that carried this value. Whether there is
    // another value now, so that the request is worth sending once more.
    virtual bool renew(const common::Secret& refused, const common::CallContext& context);
    // The OAuth scopes that the sign-in is known to have, separated by blanks; nullopt where nothing tells them.
    virtual std::optional<std::string> grantedScopes() const;
};

}  // namespace assetsodbc::assets
