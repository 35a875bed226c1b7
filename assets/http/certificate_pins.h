// The very certificates that a server may show (SSLServerCert), checked while the handshake runs, before anything of a
// request is sent. Used by the one thread that drives the transport.
#pragma once

#include <curl/curl.h>

#include <set>
#include <string>
#include <string_view>

namespace assetsodbc::assets {

class CertificatePins;

// Which handshakes a request began on new connections, as far as pins were there to look.
struct Handshakes {
    bool mayBeWithProxy = false;  // set beforehand: whether there may be a proxy that is spoken to by TLS
    bool withProxy = false, withSite = false;
    CertificatePins* pins = nullptr;  // set by apply()
};

class CertificatePins {
public:
    // A PEM text, the name of a PEM file, or fingerprints; see TlsOptions. Empty or "*": none. Throws
    // Error{InvalidArgument} naming SSLServerCert.
    explicit CertificatePins(const std::string& serverCert);

    bool empty() const { return fingerprints_.empty(); }
    // Makes the handle's handshakes refuse every other certificate. The connections of the handle, kept ones too, must
    // not outlive this object. A proxy that is spoken to by TLS is none of the pins' business, wherever its address
    // comes from: it is checked as the handle says.
    void apply(CURL* easy, Handshakes& handshakes);
    // SHA-256 of the certificate that was refused last, as colon-separated hex; empty when none was since a good one.
    const std::string& refused() const { return refused_; }

    // For OpenSSL, which knows nothing of the class: 1 when the certificate of the handshake may be used.
    int judge(void* storeContext);

private:
    void addFingerprints(std::string_view list);
    void addCertificates(const std::string& pem, const std::string& from);

    std::set<std::string> fingerprints_;  // 32 bytes each
    std::string refused_;
};

}  // namespace assetsodbc::assets
