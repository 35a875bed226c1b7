// "Bearer TOKEN": a personal access token of Data Center.
#pragma once

#include "assets/auth/credentials.h"

namespace assetsodbc::assets {

class BearerToken : public Credentials {
public:
    // Throws Error{InvalidArgument} when the token is empty or holds blanks or line breaks, which no header can carry.
    explicit BearerToken(const common::Secret& token);
    common::Secret authorization(const common::CallContext& context) override;

private:
    common::Secret header_;
};

}  // namespace assetsodbc::assets
