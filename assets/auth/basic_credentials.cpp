#include "assets/auth/basic_credentials.h"

#include <algorithm>
#include <utility>

#include "common/error.h"

namespace assetsodbc::assets {

namespace {

bool hasControlCharacter(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; });
}

void requireSendable(const std::string& user, const common::Secret& password) {
    if (user.find(':') != std::string::npos || hasControlCharacter(user))
        throw common::Error(common::ErrorKind::InvalidArgument,
                            "User must be an e-mail address or user name without a colon or a line break.");
    if (hasControlCharacter(password.reveal()))
        throw common::Error(common::ErrorKind::InvalidArgument,
                            "The API token or password holds a line break or another control character. Copy it again, "
                            "without what surrounds it.");
}

void appendBase64(std::string& out, std::string_view bytes) {
    constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        out += kAlphabet[group >> 18];
        out += kAlphabet[group >> 12 & 63];
        out += i + 1 < bytes.size() ? kAlphabet[group >> 6 & 63] : '=';
        out += i + 2 < bytes.size() ? kAlphabet[group & 63] : '=';
    }
}

}  // namespace

BasicCredentials::BasicCredentials(const std::string& user, const common::Secret& password) {
    requireSendable(user, password);
    std::string pair;
    pair.reserve(user.size() + 1 + password.reveal().size());  // no reallocation leaves a copy behind
    pair.append(user).append(1, ':').append(password.reveal());
    const common::Secret secretPair(std::move(pair));
    std::string header;
    header.reserve(6 + (secretPair.reveal().size() + 2) / 3 * 4);
    header = "Basic ";
    appendBase64(header, secretPair.reveal());
    header_ = common::Secret(std::move(header));
}

common::Secret BasicCredentials::authorization(const common::CallContext&) {
    return header_;
}

}  // namespace assetsodbc::assets
