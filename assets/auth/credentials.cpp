#include "assets/auth/credentials.h"

namespace assetsodbc::assets {

bool Credentials::renew(const common::Secret&, const common::CallContext&) {
    return false;
}

std::optional<std::string> Credentials::grantedScopes() const {
    return std::nullopt;
}

}  // namespace assetsodbc::assets
