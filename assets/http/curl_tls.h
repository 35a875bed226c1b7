// A connection's TlsOptions as libcurl wants them: TLS 1.2 at least, whom to trust, and what to show. Checked once,
// when the connection is made.
#pragma once

#include <curl/curl.h>

#include <string>

#include "assets/http/certificate_pins.h"
#include "assets/http/tls_options.h"

namespace assetsodbc::assets {

class CurlTls {
public:
    // Throws Error{InvalidArgument} naming the property for a file that cannot be read or a directory without hashed
    // certificates.
    explicit CurlTls(TlsOptions options);
    // Copies what it needs into the handle, except that the handle's connections must not outlive this object.
    // The handshakes must outlive the use of the handle, and are noted only where there are pins.
    void apply(CURL* easy, Handshakes& handshakes);
    // Of the certificate that is not among SSLServerCert's, when that ended the last request; else empty.
    const std::string& refusedFingerprint() const { return pins_.refused(); }

private:
    void applyTrust(CURL* easy) const;
    void applyProxyTrust(CURL* easy) const;
    void applyClientCertificate(CURL* easy) const;

    TlsOptions options_;
    bool verifies_;
    CertificatePins pins_;
};

}  // namespace assetsodbc::assets
