// A certificate authority for tests, made anew in each run with the OpenSSL library: certificates of servers (right
// name, wrong name, expired) and of clients, as PEM and PKCS#12 files in a directory that goes away with the object.
// Throws std::runtime_error when OpenSSL fails. Not thread-safe.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace assetsodbc::simulator {

struct CertificateWish {
    std::string commonName = "simulator";
    std::vector<std::string> names = {"127.0.0.1", "localhost"};  // DNS names and IPv4 addresses; empty for clients
    int validFromHours = -1;                                      // from now
    int validUntilHours = 24;
    bool forClient = false;
};

struct CertificateFiles {
    std::string certificate;  // PEM file
    std::string key;          // PEM file, not encrypted
    std::string both;         // PEM file with certificate and key
    std::string fingerprint;  // SHA-256 of the certificate, "AB:CD:..."
};

class TestAuthority {
public:
    explicit TestAuthority(const std::string& name = "Simulator Test Authority");
    ~TestAuthority();
    TestAuthority(const TestAuthority&) = delete;
    TestAuthority& operator=(const TestAuthority&) = delete;

    std::string file() const { return directory_ / "authority.pem"; }  // PEM
    // A directory as OpenSSL looks authorities up in: one file, named after the hash of its subject.
    std::string hashedDirectory() const { return directory_ / "authorities"; }

    CertificateFiles issue(const CertificateWish& wish);
    CertificateFiles server();  // for 127.0.0.1 and localhost
    CertificateFiles server(const std::vector<std::string>& names);
    CertificateFiles serverOfWrongName();  // for elsewhere.example
    CertificateFiles expiredServer();
    CertificateFiles client(const std::string& commonName = "client");

    // Files of a certificate that was issued here, under a password; the path comes back.
    std::string pkcs12(const CertificateFiles& files, const std::string& password);
    std::string encryptedKey(const CertificateFiles& files, const std::string& password);

private:
    struct KeyFree {
        void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    };
    struct CertificateFree {
        void operator()(X509* certificate) const { X509_free(certificate); }
    };
    using Key = std::unique_ptr<EVP_PKEY, KeyFree>;
    using Certificate = std::unique_ptr<X509, CertificateFree>;

    Certificate make(const CertificateWish& wish, EVP_PKEY* key, bool authority) const;
    std::string path(const std::string& ending);
    static Certificate readCertificate(const std::string& path);
    static Key readKey(const std::string& path);

    std::filesystem::path directory_;
    Key key_;
    Certificate certificate_;
    int issued_ = 0;
};

}  // namespace assetsodbc::simulator
