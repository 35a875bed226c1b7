#include "assets/auth/bearer_token.h"

#include <algorithm>
#include <string>
#include <utility>

#include "common/error.h"

namespace assetsodbc::assets {

BearerToken::BearerToken(const common::Secret& token) {
    const std::string& text = token.reveal();
    const auto isUnsendable = [](char c) { return static_cast<unsigned char>(c) <= 32 || c == 127; };
    if (text.empty() || std::any_of(text.begin(), text.end(), isUnsendable))
        throw common::Error(common::ErrorKind::InvalidArgument,
                            "The personal access token (PAT) is empty or holds a blank or line break. Copy it again, "
                            "without what surrounds it.");
    std::string header;
    header.reserve(7 + text.size());
    header.append("Bearer ").append(text);
    header_ = common::Secret(std::move(header));
}

common::Secret BearerToken::authorization(const common::CallContext&) {
    return header_;
}

}  // namespace assetsodbc::assets
