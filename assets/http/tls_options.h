// How far a server is trusted, and what we show to prove who we are. Used for every host that a connection talks to.
#pragma once

#include <string>
#include <vector>

#include "common/secret.h"

namespace assetsodbc::assets {

enum class ClientCertType { Pem, Pkcs12 };

struct TlsOptions {
    bool verify = true;       // false, without pins: whoever answers is taken for the site (see warningsOf)
    std::string caFile;       // PEM bundle, and
    std::string caDirectory;  // directory prepared by "openssl rehash"; if either is set, the system's are not used
    // Pins: PEM file of one or more certificates, or SHA-256 fingerprints of certificates (64 hex digits, colons
    // allowed), separated by commas or blanks. Only a server that shows one of these very certificates is then talked
    // to, whatever verify says; who signed it, until when it is valid and which names it bears does not count. They are
    // the sites' alone: a proxy that is spoken to by TLS is checked like any server without pins. "*": as verify=false.
    std::string serverCert;
    std::string clientCert;  // file; empty = none
    ClientCertType clientCertType = ClientCertType::Pem;
    std::string clientKey;  // PEM file; empty = in the file of the certificate
    common::Secret clientCertPassword;
};

// Whether serverCert names certificates.
bool isPinned(const TlsOptions& options);

// What the user should be told at every connect: that nobody checks who answers.
std::vector<std::string> warningsOf(const TlsOptions& options);

}  // namespace assetsodbc::assets
