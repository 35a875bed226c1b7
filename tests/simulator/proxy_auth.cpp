#include "tests/simulator/proxy_auth.h"

#include <openssl/evp.h>

#include <map>

#include "tests/simulator/accounts.h"

namespace assetsodbc::simulator {
namespace {

constexpr const char* kRealm = "simulator proxy";
constexpr const char* kNonce = "5e6a1f0c9b7d4382";

std::string hexDigest(const std::string& algorithm, const std::string& text) {
    static constexpr char kHex[] = "0123456789abcdef";
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest, &size, algorithm == "SHA-256" ? EVP_sha256() : EVP_md5(), nullptr);
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) hex += {kHex[digest[i] >> 4], kHex[digest[i] & 15]};
    return hex;
}

// `Digest username="a, b", qop=auth` as names and values.
std::map<std::string, std::string> parametersOf(const std::string& header) {
    std::map<std::string, std::string> found;
    std::size_t at = header.find(' ');
    while (at < header.size()) {
        at = header.find_first_not_of(" ,\t", at);
        const auto equals = at == std::string::npos ? at : header.find('=', at);
        if (equals == std::string::npos) break;
        const auto name = header.substr(at, equals - at);
        const bool quoted = equals + 1 < header.size() && header[equals + 1] == '"';
        const auto start = equals + (quoted ? 2 : 1);
        const auto end = std::min(header.find(quoted ? '"' : ',', start), header.size());
        found[name] = header.substr(start, end - start);
        at = quoted ? end + 1 : end;
    }
    return found;
}

bool digestAllows(const ProxyOptions& options, const std::string& method, const std::string& header) {
    auto said = parametersOf(header);
    const auto& algorithm = options.digestAlgorithm;
    if (said["username"] != options.user || said["realm"] != kRealm || said["nonce"] != kNonce) return false;
    if (said["qop"] != "auth") return false;
    const auto secret = hexDigest(algorithm, options.user + ':' + kRealm + ':' + options.password);
    const auto request = hexDigest(algorithm, method + ':' + said["uri"]);
    return said["response"] ==
           hexDigest(algorithm, secret + ':' + kNonce + ':' + said["nc"] + ':' + said["cnonce"] + ":auth:" + request);
}

}  // namespace

std::string proxyChallenge(const ProxyOptions& options) {
    const std::string realm = std::string("realm=\"") + kRealm + '"';
    if (options.authentication == ProxyAuthentication::Basic) return "Basic " + realm;
    if (options.authentication == ProxyAuthentication::Negotiate) return "Negotiate";
    if (options.authentication == ProxyAuthentication::Ntlm) return "NTLM";
    return "Digest " + realm + ", nonce=\"" + kNonce + "\", qop=\"auth\", algorithm=" + options.digestAlgorithm;
}

bool proxyAllows(const ProxyOptions& options, const std::string& method, const std::string& header) {
    if (options.authentication == ProxyAuthentication::None) return true;
    if (options.authentication == ProxyAuthentication::Digest) {
        return header.rfind("Digest ", 0) == 0 && digestAllows(options, method, header);
    }
    if (options.authentication != ProxyAuthentication::Basic) return false;
    const auto credentials = parseAuthorization(header);
    return credentials && credentials->scheme == "Basic" && credentials->login == options.user &&
           credentials->secret == options.password;
}

}  // namespace assetsodbc::simulator
