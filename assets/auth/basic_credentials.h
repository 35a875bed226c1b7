// "Basic base64(user:password)": e-mail and API token on Cloud, user name and password on Data Center.
#pragma once

#include <string>

#include "assets/auth/credentials.h"

namespace assetsodbc::assets {

class BasicCredentials : public Credentials {
public:
    // Throws Error{InvalidArgument} when the user holds a colon or either holds a line break, which no header can
    // carry.
    BasicCredentials(const std::string& user, const common::Secret& password);
    common::Secret authorization(const common::CallContext& context) override;

private:
    common::Secret header_;
};

}  // namespace assetsodbc::assets
