#include "tests/simulator/tls_context.h"

#include <stdexcept>

namespace assetsodbc::simulator {
namespace {

int versionNumber(const std::string& name) {
    if (name == "1.0") return TLS1_VERSION;
    if (name == "1.1") return TLS1_1_VERSION;
    if (name == "1.2") return TLS1_2_VERSION;
    if (name == "1.3") return TLS1_3_VERSION;
    throw std::runtime_error("there is no TLS version '" + name + "': use 1.0, 1.1, 1.2 or 1.3");
}

void requireClientCertificates(SSL_CTX* context, const std::string& authorities) {
    auto* names = SSL_load_client_CA_file(authorities.c_str());
    if (names == nullptr || SSL_CTX_load_verify_locations(context, authorities.c_str(), nullptr) != 1) {
        throw std::runtime_error("cannot use the client authorities '" + authorities + "': it must be a PEM file");
    }
    SSL_CTX_set_client_CA_list(context, names);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
}

}  // namespace

SslContext makeServerContext(const TlsServerOptions& options) {
    if (options.certificate.empty()) return nullptr;
    SslContext context(SSL_CTX_new(TLS_server_method()));
    const bool old = options.maximum == "1.0" || options.maximum == "1.1";
    if (context != nullptr && old) SSL_CTX_set_security_level(context.get(), 0);  // OpenSSL refuses them otherwise
    if (context == nullptr || SSL_CTX_use_certificate_chain_file(context.get(), options.certificate.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context.get(), options.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context.get()) != 1) {
        throw std::runtime_error("cannot use the certificate '" + options.certificate + "' with the key '" +
                                 options.key + "': both must be PEM files and belong together");
    }
    static constexpr unsigned char kSessionContext[] = "simulator";
    SSL_CTX_set_session_id_context(context.get(), kSessionContext, sizeof kSessionContext - 1);
    if (!options.minimum.empty()) SSL_CTX_set_min_proto_version(context.get(), versionNumber(options.minimum));
    if (!options.maximum.empty()) SSL_CTX_set_max_proto_version(context.get(), versionNumber(options.maximum));
    if (!options.clientCa.empty()) requireClientCertificates(context.get(), options.clientCa);
    return context;
}

}  // namespace assetsodbc::simulator
