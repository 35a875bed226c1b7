#include "assets/http/certificate_pins.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;

constexpr std::string_view kPemBegin = "-----BEGIN";
constexpr std::size_t kDigestSize = 32;
constexpr std::size_t kHexDigits = kDigestSize * 2;

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorKind::InvalidArgument,
                "SSLServerCert: " + why +
                    " Name a PEM file with the server's certificate, or its SHA-256 fingerprint (64 hex digits, as "
                    "openssl x509 -noout -fingerprint -sha256 prints it).");
}

bool isHex(char c) {
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

// The digits alone; nullopt when the text is no row of hex digits and colons.
std::optional<std::string> hexDigits(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c == ':') continue;
        if (!isHex(c)) return std::nullopt;
        digits += c;
    }
    return digits.empty() ? std::nullopt : std::optional(digits);
}

std::string bytesOf(const std::string& digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    return bytes;
}

bool looksLikeFingerprints(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return isHex(c) || std::strchr(": ,;\t", c) != nullptr; });
}

std::string fingerprintOf(const X509* certificate) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (certificate == nullptr || X509_digest(certificate, EVP_sha256(), digest, &length) != 1) return {};
    return {reinterpret_cast<const char*>(digest), length};
}

std::string spelled(const std::string& bytes) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    std::string text;
    for (const char c : bytes) {
        if (!text.empty()) text += ':';
        text += kDigits[static_cast<unsigned char>(c) >> 4];
        text += kDigits[static_cast<unsigned char>(c) & 15];
    }
    return text;
}

// The certificate's own file may hold a key too, which is not ours to ask a password for.
int noPassword(char*, int, int, void*) {
    return 0;
}

// libcurl tells nobody whether a handshake is the proxy's or the site's, and neither do names: both may have numbers,
// or the same one. So the proxy's get an upper bound that is none, TLS 1.3, which the site's do not have. Were it ever
// lost, a proxy would be taken for the site, and refused.
constexpr long kProxyVersions = static_cast<long>(CURL_SSLVERSION_TLSv1_2) | CURL_SSLVERSION_MAX_TLSv1_3;
constexpr long kSiteVersions = static_cast<long>(CURL_SSLVERSION_TLSv1_2) | CURL_SSLVERSION_MAX_DEFAULT;

bool isOfProxy(SSL_CTX* context) {
    return SSL_CTX_get_max_proto_version(context) == TLS1_3_VERSION;
}

int onVerify(X509_STORE_CTX* context, void* pins) {
    return static_cast<CertificatePins*>(pins)->judge(context);
}

CURLcode onSslContext(CURL*, void* sslContext, void* handshakes) {
    auto* const context = static_cast<SSL_CTX*>(sslContext);
    auto& noted = *static_cast<Handshakes*>(handshakes);
    const bool isProxys = noted.mayBeWithProxy && isOfProxy(context);
    (isProxys ? noted.withProxy : noted.withSite) = true;
    if (!isProxys) SSL_CTX_set_cert_verify_callback(context, &onVerify, noted.pins);
    return CURLE_OK;
}

}  // namespace

CertificatePins::CertificatePins(const std::string& serverCert) {
    const auto first = serverCert.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || serverCert == "*") return;
    if (serverCert.compare(first, kPemBegin.size(), kPemBegin) == 0) {
        addCertificates(serverCert, "the text");
    } else if (looksLikeFingerprints(serverCert)) {
        addFingerprints(serverCert);
    } else {
        std::ifstream file(serverCert, std::ios::binary);
        if (!file) refuse("the file \"" + serverCert + "\" cannot be read.");
        addCertificates({std::istreambuf_iterator<char>(file), {}}, "the file \"" + serverCert + "\"");
    }
}

void CertificatePins::addFingerprints(std::string_view list) {
    constexpr std::string_view kSeparators = " ,;\t";
    for (std::size_t begin = list.find_first_not_of(kSeparators); begin != std::string_view::npos;) {
        const std::size_t end = std::min(list.find_first_of(kSeparators, begin), list.size());
        const auto digits = hexDigits(list.substr(begin, end - begin));
        if (digits && (digits->size() == 40 || digits->size() == 32))
            refuse("an MD5 or SHA-1 fingerprint can be forged, and is not taken.");
        if (!digits || digits->size() != kHexDigits) refuse("a fingerprint does not have 64 hex digits.");
        fingerprints_.insert(bytesOf(*digits));
        begin = list.find_first_not_of(kSeparators, end);
    }
}

void CertificatePins::addCertificates(const std::string& pem, const std::string& from) {
    const std::unique_ptr<BIO, int (*)(BIO*)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
    if (!bio) throw std::bad_alloc();
    while (X509* const certificate = PEM_read_bio_X509(bio.get(), nullptr, &noPassword, nullptr)) {
        fingerprints_.insert(fingerprintOf(certificate));
        X509_free(certificate);
    }
    ERR_clear_error();  // the end of the text is one to OpenSSL; left there, it would be taken for the next call's
    if (fingerprints_.empty()) refuse(from + " holds no PEM certificate.");
}

void CertificatePins::apply(CURL* easy, Handshakes& handshakes) {
    if (empty()) return;
    const char* const library = curl_version_info(CURLVERSION_NOW)->ssl_version;
    const bool isOpenSsl = library != nullptr && std::string_view(library).substr(0, 8) == "OpenSSL/";
    if (!isOpenSsl || curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, &onSslContext) != CURLE_OK)
        refuse(std::string("libcurl of this machine does TLS by ") + (library == nullptr ? "nothing" : library) +
               "; only its OpenSSL flavour can compare certificates.");
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, static_cast<void*>(&handshakes));
    handshakes.pins = this;
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, kSiteVersions);
    curl_easy_setopt(easy, CURLOPT_PROXY_SSLVERSION, kProxyVersions);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);  // this very certificate was named, whatever it says of itself
}

int CertificatePins::judge(void* storeContext) {
    auto* const context = static_cast<X509_STORE_CTX*>(storeContext);
    const std::string fingerprint = fingerprintOf(X509_STORE_CTX_get0_cert(context));
    if (fingerprints_.count(fingerprint) != 0) {
        refused_.clear();
        X509_STORE_CTX_set_error(context, X509_V_OK);
        return 1;
    }
    refused_ = spelled(fingerprint);
    X509_STORE_CTX_set_error(context, X509_V_ERR_APPLICATION_VERIFICATION);
    return 0;
}

}  // namespace assetsodbc::assets
