#include "assets/http/curl_errors.h"

#include <algorithm>
#include <iterator>

#include "common/unicode.h"

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
constexpr const char* kTrustAuthority =
    "If the site or a proxy uses a private certificate authority, name its PEM file in SSLCAFile; or name this one "
    "certificate in SSLServerCert.";
constexpr const char* kCheckClientCertificate =
    "Check SSLClientCert, SSLClientCertType, SSLClientKey and SSLClientCertPassword.";

constexpr Explanation kExplanations[] = {
    {CURLE_COULDNT_RESOLVE_HOST, ErrorKind::Unreachable, false, "the host name cannot be resolved",
     "Check the spelling of URL and ApiUrl, and the name service (DNS) of this machine."},
    {CURLE_COULDNT_RESOLVE_PROXY, ErrorKind::Unreachable, false, "the proxy's host name cannot be resolved",
     "Check ProxyServer, and the proxy variables of the environment."},
    {CURLE_PROXY, ErrorKind::Unreachable, false, "the proxy refused the connection",
     "Check ProxyServer, ProxyUser and ProxyPassword (or FirewallServer, FirewallUser and FirewallPassword), and that "
     "the proxy may reach this host."},
    {CURLE_COULDNT_CONNECT, ErrorKind::Unreachable, false, "the connection was refused or could not be made",
     "Check host and port in URL and ApiUrl, that the site is running, and whether a proxy (ProxyServer) is needed."},
    {CURLE_OPERATION_TIMEDOUT, ErrorKind::Timeout, false, "no connection could be made in time", kCheckNetwork},
    {CURLE_PEER_FAILED_VERIFICATION, ErrorKind::TlsFailure, false, "the server's certificate is not trusted",
     kTrustAuthority},
    {CURLE_SSL_ISSUER_ERROR, ErrorKind::TlsFailure, false, "the server's certificate is not trusted", kTrustAuthority},
    {CURLE_SSL_CACERT_BADFILE, ErrorKind::TlsFailure, false, "the trusted certificates cannot be used",
     "Check that SSLCAFile names a readable PEM file, and SSLCADirectory a directory of such files."},
    {CURLE_SSL_CONNECT_ERROR, ErrorKind::TlsFailure, false, "the TLS handshake failed",
     "Check that the port speaks https, and whether a proxy inspects the traffic."},
    {CURLE_SSL_CIPHER, ErrorKind::TlsFailure, false, "no common TLS cipher was found",
     "Ask the site's administrator to allow TLS 1.2 or newer."},
    {CURLE_SSL_CERTPROBLEM, ErrorKind::TlsFailure, false, "your client certificate cannot be used",
     kCheckClientCertificate},
    {CURLE_SSL_CLIENTCERT, ErrorKind::TlsFailure, false, "the server asks for a client certificate",
     "Name yours in SSLClientCert."},
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

// What OpenSSL says, where that tells more than libcurl's code. In lower case; the first one found counts.
struct TlsReason {
    std::string_view words;
    bool connectionLost;
    const char* cause;
    const char* cure;
};

constexpr TlsReason kTlsReasons[] = {
    {"certificate has expired", false, "the server's certificate has expired",
     "Check date and time of this machine; if they are right, ask the site's administrator for a new certificate."},
    {"certificate is not yet valid", false, "the server's certificate is not valid yet",
     "Check date and time of this machine."},
    {"does not match target host", false, "the server's certificate is for another host",
     "Check the spelling of URL and ApiUrl, and what the name leads to. If it is the right server, name this one "
     "certificate in SSLServerCert."},
    {"no alternative certificate subject name", false, "the server's certificate is for another host",
     "Check the spelling of URL and ApiUrl, and what the name leads to. If it is the right server, name this one "
     "certificate in SSLServerCert."},
    {"alert certificate required", false, "the server asks for a client certificate", "Name yours in SSLClientCert."},
    {"alert bad certificate", false, "the server did not accept your client certificate", kCheckClientCertificate},
    {"alert unknown ca", false, "the server does not know who signed your client certificate", kCheckClientCertificate},
    {"alert certificate", false, "the server did not accept your client certificate", kCheckClientCertificate},
    {"alert handshake failure", false, "the server ended the TLS handshake",
     "It may ask for a client certificate (SSLClientCert), or speak nothing newer than TLS 1.1."},
    {"alert protocol version", false, "the server speaks nothing newer than TLS 1.1",
     "Ask the site's administrator to allow TLS 1.2 or newer."},
    {"unsupported protocol", false, "the server speaks nothing newer than TLS 1.1",
     "Ask the site's administrator to allow TLS 1.2 or newer."},
    {"wrong version number", false, "what answers there does not speak TLS",
     "Check scheme and port in URL and ApiUrl; it may be plain http. Check also whether a proxy is needed."},
    {"ssl_error_syscall", true, "the connection broke in the TLS handshake",
     "Check the network, whether a firewall or proxy cuts it, and that the port speaks https."},
    {"unexpected eof while reading", true, "the connection broke in the TLS handshake",
     "Check the network, whether a firewall or proxy cuts it, and that the port speaks https."},
    {"connection reset by peer in connection", true, "the connection broke in the TLS handshake",
     "Check the network, whether a firewall or proxy cuts it, and that the port speaks https."},
};

constexpr CURLcode kTlsCodes[] = {CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR,
                                  CURLE_SSL_CLIENTCERT};

bool isHandshakeFailure(CURLcode code) {
    return std::find(std::begin(kTlsCodes), std::end(kTlsCodes), code) != std::end(kTlsCodes);
}

bool isUntrusted(CURLcode code) {
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_ISSUER_ERROR;
}

// A TLS alert may come late: TLS 1.3 refuses a client's certificate in answer to the request.
bool isAboutTls(CURLcode code, std::string_view lowerDetail) {
    if (isHandshakeFailure(code)) return true;
    return (code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR) &&
           lowerDetail.find(" alert ") != std::string_view::npos;
}

const TlsReason* tlsReasonOf(const Failure& failure) {
    const std::string detail = common::asciiLower(failure.detail);
    if (!isAboutTls(failure.code, detail)) return nullptr;
    const auto* const found = std::find_if(std::begin(kTlsReasons), std::end(kTlsReasons), [&](const TlsReason& r) {
        return detail.find(r.words) != std::string::npos;
    });
    return found == std::end(kTlsReasons) ? nullptr : found;
}

TransportError pinError(const Failure& failure) {
    return {ErrorKind::TlsFailure,
            "Cannot talk to " + failure.host +
                ": its certificate is not the one named in SSLServerCert; it has the SHA-256 fingerprint " +
                failure.refusedFingerprint +
                ". If the certificate was renewed, and the site's administrator confirms this fingerprint, put it into "
                "SSLServerCert."};
}

// The pins are the site's: a proxy among them could play the site.
TransportError proxyTrustError(const Failure& failure) {
    const std::string proxy = failure.proxy.empty() ? "the proxy of the environment" : "the proxy " + failure.proxy;
    return {
        ErrorKind::TlsFailure,
        "Cannot talk to " + failure.host + " through " + proxy + ": the proxy's certificate is not trusted (" +
            std::string(failure.detail.empty() ? curl_easy_strerror(failure.code) : failure.detail) +
            "). SSLServerCert is about the site alone: check the address in ProxyServer, or name the PEM file of the "
            "authority that signed the proxy's certificate in SSLCAFile."};
}

std::string beginningOf(const Failure& failure) {
    return "Cannot talk to " + failure.host + (failure.proxy.empty() ? "" : " through the proxy " + failure.proxy) +
           ": ";
}

// TLS 1.3 has no other way to refuse our certificate than to end the connection, and its reason may be overtaken.
std::string alsoTry(const Failure& failure, const Explanation& explanation) {
    if (!explanation.connectionLost || !failure.isNewTlsConnection) return "";
    return " If it happens each time, the server may want another client certificate than it got (SSLClientCert).";
}

std::string quotedDetail(const Failure& failure) {
    return " (" + std::string(failure.detail.empty() ? curl_easy_strerror(failure.code) : failure.detail) + "). ";
}

}  // namespace

TransportError transportErrorOf(const Failure& failure) {
    if (failure.proxyStatus != 0 && failure.proxyStatus / 100 != 2)
        return proxyErrorOf(failure.host, failure.proxy, failure.proxyStatus);
    if (failure.isAtProxy && isUntrusted(failure.code)) return proxyTrustError(failure);
    if (isHandshakeFailure(failure.code) && !failure.refusedFingerprint.empty()) return pinError(failure);
    if (const TlsReason* const reason = tlsReasonOf(failure))
        return {ErrorKind::TlsFailure, beginningOf(failure) + reason->cause + quotedDetail(failure) + reason->cure,
                reason->connectionLost};
    const auto* const found = std::find_if(std::begin(kExplanations), std::end(kExplanations),
                                           [&](const Explanation& e) { return e.code == failure.code; });
    const Explanation& explanation = found == std::end(kExplanations) ? kUnknown : *found;
    return {explanation.kind,
            beginningOf(failure) + explanation.cause + quotedDetail(failure) + explanation.cure +
                alsoTry(failure, explanation),
            explanation.connectionLost};
}

TransportError proxyErrorOf(const std::string& host, const std::string& proxy, long status) {
    const std::string name = proxy.empty() ? "The proxy of the environment" : "The proxy " + proxy;
    const std::string answer = " (HTTP " + std::to_string(status) + "). ";
    if (status == 407)
        return {ErrorKind::Unreachable, name + " wants a sign-in before it lets us talk to " + host +
                                            ", or did not accept the one it got" + answer +
                                            "Check ProxyUser, ProxyPassword and ProxyAuthScheme."};
    const bool mayPass = status == 502 || status == 503 || status == 504;
    return {ErrorKind::Unreachable,
            name + (mayPass ? " could not reach " : " does not let us talk to ") + host + answer +
                (mayPass ? "Try again later; if it stays so, ask who runs the proxy."
                         : "Ask who runs it to allow this host, or name the host in ProxyExceptions."),
            mayPass};
}

}  // namespace assetsodbc::assets
