#include "assets/http/tls_options.h"

namespace assetsodbc::assets {

bool isPinned(const TlsOptions& options) {
    return options.serverCert != "*" && options.serverCert.find_first_not_of(" \t\r\n") != std::string::npos;
}

std::vector<std::string> warningsOf(const TlsOptions& options) {
    if (isPinned(options) || (options.verify && options.serverCert != "*")) return {};
    return {
        std::string(options.verify ? "SSLServerCert=*" : "SSLVerify=false") +
        ": certificates are not checked, so that anybody on the way can read what is sent, your credentials too, and "
        "answer in the site's place. Name the certificate authority in SSLCAFile, or the certificate in SSLServerCert, "
        "instead."};
}

}  // namespace assetsodbc::assets
