#include "tests/simulator/certificates.h"

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <stdexcept>

namespace assetsodbc::simulator {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

void require(bool good, const char* what) {
    if (!good) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

File openFile(const std::string& path, const char* mode) {
    File file(std::fopen(path.c_str(), mode), &std::fclose);
    if (file == nullptr) throw std::runtime_error("cannot open '" + path + "'");
    return file;
}

void writeKey(std::FILE* file, EVP_PKEY* key) {
    require(PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr) == 1, "writing a key");
}

void addExtension(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    require(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1, "adding an extension");
    X509_EXTENSION_free(extension);
}

std::string alternativeNames(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) {
        in_addr address{};
        const bool isAddress = inet_pton(AF_INET, name.c_str(), &address) == 1;
        text += (text.empty() ? "" : ",") + std::string(isAddress ? "IP:" : "DNS:") + name;
    }
    return text;
}

std::string fingerprintOf(const X509* certificate) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    require(X509_digest(certificate, EVP_sha256(), digest, &size) == 1, "digesting a certificate");
    std::string text;
    char hex[4];
    for (unsigned int i = 0; i < size; ++i) {
        std::snprintf(hex, sizeof hex, "%02X", digest[i]);
        text += (text.empty() ? "" : ":") + std::string(hex);
    }
    return text;
}

std::filesystem::path freshDirectory() {
    auto pattern = (std::filesystem::temp_directory_path() / "test-authority-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a directory for certificates");
    return pattern;
}

}  // namespace

TestAuthority::TestAuthority(const std::string& name) : directory_(freshDirectory()), key_(EVP_EC_gen("P-256")) {
    require(key_ != nullptr, "making a key");
    CertificateWish wish;
    wish.commonName = name;
    wish.names.clear();
    certificate_ = make(wish, key_.get(), true);
    PEM_write_X509(openFile(file(), "w").get(), certificate_.get());
    std::filesystem::create_directory(hashedDirectory());
    char hashed[16];
    std::snprintf(hashed, sizeof hashed, "%08lx.0", X509_subject_name_hash(certificate_.get()));
    std::filesystem::copy_file(file(), std::filesystem::path(hashedDirectory()) / hashed);
}

TestAuthority::~TestAuthority() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

TestAuthority::Certificate TestAuthority::make(const CertificateWish& wish, EVP_PKEY* key, bool authority) const {
    Certificate made(X509_new());
    X509* certificate = made.get();
    require(certificate != nullptr, "making a certificate");
    X509* issuer = authority ? certificate : certificate_.get();
    std::uint64_t serial = 0;
    require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1, "a random number");
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), wish.validFromHours * 3600L);
    X509_gmtime_adj(X509_getm_notAfter(certificate), wish.validUntilHours * 3600L);
    X509_set_pubkey(certificate, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(wish.commonName.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
    addExtension(certificate, issuer, NID_basic_constraints, authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    addExtension(certificate, issuer, NID_key_usage,
                 authority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
    addExtension(certificate, issuer, NID_subject_key_identifier, "hash");
    if (!authority) {
        addExtension(certificate, issuer, NID_ext_key_usage, wish.forClient ? "clientAuth" : "serverAuth");
        addExtension(certificate, issuer, NID_authority_key_identifier, "keyid:always");
    }
    if (!wish.names.empty()) {
        addExtension(certificate, issuer, NID_subject_alt_name, alternativeNames(wish.names));
    }
    require(X509_sign(certificate, key_.get(), EVP_sha256()) > 0, "signing a certificate");
    return made;
}

std::string TestAuthority::path(const std::string& ending) {
    return directory_ / (std::to_string(++issued_) + ending);
}

CertificateFiles TestAuthority::issue(const CertificateWish& wish) {
    const Key key(EVP_EC_gen("P-256"));
    require(key != nullptr, "making a key");
    const auto certificate = make(wish, key.get(), false);
    CertificateFiles files{path(".crt"), path(".key"), path(".pem"), fingerprintOf(certificate.get())};
    PEM_write_X509(openFile(files.certificate, "w").get(), certificate.get());
    writeKey(openFile(files.key, "w").get(), key.get());
    const auto both = openFile(files.both, "w");
    PEM_write_X509(both.get(), certificate.get());
    writeKey(both.get(), key.get());
    return files;
}

CertificateFiles TestAuthority::server() {
    return issue({});
}

CertificateFiles TestAuthority::server(const std::vector<std::string>& names) {
    CertificateWish wish;
    wish.names = names;
    return issue(wish);
}

CertificateFiles TestAuthority::serverOfWrongName() {
    return server({"elsewhere.example"});
}

CertificateFiles TestAuthority::expiredServer() {
    CertificateWish wish;
    wish.validFromHours = -48;
    wish.validUntilHours = -24;
    return issue(wish);
}

CertificateFiles TestAuthority::client(const std::string& commonName) {
    CertificateWish wish;
    wish.commonName = commonName;
    wish.names.clear();
    wish.forClient = true;
    return issue(wish);
}

TestAuthority::Certificate TestAuthority::readCertificate(const std::string& path) {
    Certificate read(PEM_read_X509(openFile(path, "r").get(), nullptr, nullptr, nullptr));
    require(read != nullptr, "reading a certificate");
    return read;
}

TestAuthority::Key TestAuthority::readKey(const std::string& path) {
    Key read(PEM_read_PrivateKey(openFile(path, "r").get(), nullptr, nullptr, nullptr));
    require(read != nullptr, "reading a key");
    return read;
}

std::string TestAuthority::pkcs12(const CertificateFiles& files, const std::string& password) {
    const std::unique_ptr<PKCS12, decltype(&PKCS12_free)> made(
        PKCS12_create(password.c_str(), "client", readKey(files.key).get(), readCertificate(files.certificate).get(),
                      nullptr, 0, 0, 0, 0, 0),
        &PKCS12_free);
    require(made != nullptr, "making a PKCS#12 file");
    auto target = path(".p12");
    require(i2d_PKCS12_fp(openFile(target, "wb").get(), made.get()) == 1, "writing a PKCS#12 file");
    return target;
}

std::string TestAuthority::encryptedKey(const CertificateFiles& files, const std::string& password) {
    auto target = path(".key");
    require(PEM_write_PKCS8PrivateKey(openFile(target, "w").get(), readKey(files.key).get(), EVP_aes_256_cbc(),
                                      password.data(), static_cast<int>(password.size()), nullptr, nullptr) == 1,
            "writing an encrypted key");
    return target;
}

}  // namespace assetsodbc::simulator
