// A key and a certificate for one host name, made on the spot and trusted by nobody, in files that go with the object.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

namespace assetsodbc::assets::testing {

class SelfSignedCertificate {
public:
    // subject as OpenSSL writes alternative names: "IP:127.0.0.1" or "DNS:other.example".
    explicit SelfSignedCertificate(const std::string& subject)
        : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), certificate_(X509_new(), X509_free) {
        X509* const x = certificate_.get();
        X509_set_version(x, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
        X509_gmtime_adj(X509_getm_notBefore(x), -3600);
        X509_gmtime_adj(X509_getm_notAfter(x), 3600);
        X509_set_pubkey(x, key_.get());
        X509_NAME* const name = X509_get_subject_name(x);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
        X509_set_issuer_name(x, name);
        X509_EXTENSION* const names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, subject.c_str());
        X509_add_ext(x, names, -1);
        X509_EXTENSION_free(names);
        if (X509_sign(x, key_.get(), EVP_sha256()) == 0) throw std::runtime_error("cannot sign");
        write();
    }
    ~SelfSignedCertificate() {
        ::unlink(certificateFile_.c_str());
        ::unlink(keyFile_.c_str());
    }
    SelfSignedCertificate(const SelfSignedCertificate&) = delete;
    SelfSignedCertificate& operator=(const SelfSignedCertificate&) = delete;

    const std::string& certificateFile() const { return certificateFile_; }
    const std::string& keyFile() const { return keyFile_; }

private:
    using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

    static File temporary(std::string& name) {
        name = "/tmp/assetsodbc-XXXXXX";
        const int descriptor = ::mkstemp(name.data());
        if (descriptor < 0) throw std::runtime_error("cannot make a file in /tmp");
        return {::fdopen(descriptor, "w"), std::fclose};
    }
    void write() {
        PEM_write_X509(temporary(certificateFile_).get(), certificate_.get());
        PEM_write_PrivateKey(temporary(keyFile_).get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
    }

    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
    std::unique_ptr<X509, void (*)(X509*)> certificate_;
    std::string certificateFile_, keyFile_;
};

}  // namespace assetsodbc::assets::testing
