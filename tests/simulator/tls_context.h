// OpenSSL contexts for the simulator's servers. Throws std::runtime_error with what is wrong with the files.
#pragma once

#include <openssl/ssl.h>

#include <memory>

#include "tests/simulator/tls_options.h"

namespace assetsodbc::simulator {

struct SslContextFree {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using SslContext = std::unique_ptr<SSL_CTX, SslContextFree>;

// Null when the options have no certificate.
SslContext makeServerContext(const TlsServerOptions& options);

}  // namespace assetsodbc::simulator
