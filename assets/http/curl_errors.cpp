#include "assets/http/curl_errors.h"

#include <algorithm>
#include <iterator>

namespace assetsodbc::assets {

namespace {

using common::ErrorKind;

struct Explanation {
    CURLcode code;
    ErrorKind kind;
    bool connectionLost;
    const char* cause;
    const char* cure;
};

constexpr const char* kCheckNetwork = "Check the network, the firewall and ProxyServer, then try again.";
constexpr const char* kCheckCertificate =
    "If the site or a proxy uses a private certificate authority, name its PEM file in SSLCAFile.";

constexpr Explanation kExplanations[] = {
    {CURLE_COULDNT_RESOLVE_HOST, ErrorKind::Unreachable, false, "the host name cannot be resolved",
     "Check the spelling of URL and ApiUrl, and the name service (DNS) of this machine."},
    {CURLE_COULDNT_RESOLVE_PROXY, ErrorKind::Unreachable, false, "the proxy's host name cannot be resolved",
     "Check ProxyServer, and the proxy variables of the environment."},
    {CURLE_PROXY, ErrorKind::Unreachable, false, "the proxy refused the connection", "Check ProxyServer."},
    {CURLE_COULDNT_CONNECT, ErrorKind::Unreachable, false, "the connection was refused or could not be made",
     "Check host and port in URL and ApiUrl, that the site is running, and whether a proxy (ProxyServer) is needed."},
    {CURLE_OPERATION_TIMEDOUT, ErrorKind::Timeout, false, "no connection could be made in time", kCheckNetwork},
    {CURLE_PEER_FAILED_VERIFICATION, ErrorKind::TlsFailure, false, "the server's certificate is not trusted",
     kCheckCertificate},
    {CURLE_SSL_ISSUER_ERROR, ErrorKind::TlsFailure, false, "the server's certificate is not trusted",
     kCheckCertificate},
    {CURLE_SSL_CACERT_BADFILE, ErrorKind::TlsFailure, false, "the file of trusted certificates cannot be used",
     "Check that SSLCAFile names a readable PEM file."},
    {CURLE_SSL_CONNECT_ERROR, ErrorKind::TlsFailure, false, "the TLS handshake failed",
     "Check that the port speaks https, and whether a proxy inspects the traffic."},
    {CURLE_SSL_CIPHER, ErrorKind::TlsFailure, false, "no common TLS cipher was found",
     "Ask the site's administrator to allow TLS 1.2 or newer."},
    {CURLE_SSL_CERTPROBLEM, ErrorKind::TlsFailure, false, "the server asks for a client certificate",
     "Ask the site's administrator for an address that takes tokens instead."},
    {CURLE_RECV_ERROR, ErrorKind::Unreachable, true, "the connection broke while the answer was read", kCheckNetwork},
    {CURLE_SEND_ERROR, ErrorKind::Unreachable, true, "the connection broke while the request was sent", kCheckNetwork},
    {CURLE_GOT_NOTHING, ErrorKind::Unreachable, true, "the server closed the connection without an answer",
     kCheckNetwork},
    {CURLE_PARTIAL_FILE, ErrorKind::Unreachable, true, "the connection ended before the whole answer had arrived",
     kCheckNetwork},
    {CURLE_HTTP2, ErrorKind::Unreachable, true, "the HTTP/2 connection broke", kCheckNetwork},
    {CURLE_HTTP2_STREAM, ErrorKind::Unreachable, true, "the HTTP/2 stream broke", kCheckNetwork},
    {CURLE_BAD_CONTENT_ENCODING, ErrorKind::BadResponse, false, "the compressed answer is damaged",
     "A proxy may have changed it; try again without the proxy."},
    {CURLE_WEIRD_SERVER_REPLY, ErrorKind::BadResponse, false, "what answers there does not speak HTTP",
     "Check host and port in URL and ApiUrl."},
    {CURLE_UNSUPPORTED_PROTOCOL, ErrorKind::InvalidArgument, false, "the address is neither http nor https",
     "Check URL, ApiUrl and ProxyServer."},
    {CURLE_URL_MALFORMAT, ErrorKind::InvalidArgument, false, "the address is not a valid URL", "Check URL and ApiUrl."},
    {CURLE_OUT_OF_MEMORY, ErrorKind::OutOfMemory, false, "there is not enough memory",
     "Ask for fewer rows or lower PageSize."},
};

constexpr Explanation kUnknown = {CURLE_OK, ErrorKind::Unreachable, false, "the request failed", kCheckNetwork};

}  // namespace

TransportError transportErrorOf(CURLcode code, const std::string& host, std::string_view detail) {
    const auto* const found = std::find_if(std::begin(kExplanations), std::end(kExplanations),
                                           [code](const Explanation& e) { return e.code == code; });
    const Explanation& explanation = found == std::end(kExplanations) ? kUnknown : *found;
    std::string message = "Cannot talk to " + host + ": " + explanation.cause;
    message.append(" (").append(detail.empty() ? curl_easy_strerror(code) : detail).append("). ");
    return {explanation.kind, message + explanation.cure, explanation.connectionLost};
}

}  // namespace assetsodbc::assets
