#include "tests/simulator/pkce.h"

#include <openssl/sha.h>

namespace assetsodbc::simulator {
namespace {

std::string base64Url(const unsigned char* bytes, std::size_t size) {
    static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    unsigned bits = 0;
    int held = 0;
    for (std::size_t i = 0; i < size; ++i) {
        bits = (bits << 8) | bytes[i];
        held += 8;
        while (held >= 6) {
            held -= 6;
            out.push_back(kDigits[(bits >> held) & 63]);
        }
    }
    if (held > 0) out.push_back(kDigits[(bits << (6 - held)) & 63]);
    return out;
}

}  // namespace

bool matchesChallenge(const std::string& challenge, const std::string& method, const std::string& verifier) {
    if (challenge.empty()) return true;
    if (method != "S256") return challenge == verifier;
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size(), digest);
    return challenge == base64Url(digest, sizeof digest);
}

}  // namespace assetsodbc::simulator
