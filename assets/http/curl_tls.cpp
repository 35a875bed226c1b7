#include "assets/http/curl_tls.h"

#include <dirent.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <memory>
#include <string_view>
#include <utility>

#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;

void requireReadable(const std::string& file, const char* property, const char* cure) {
    if (file.empty()) return;
    std::ifstream stream(file);
    if (stream.good() && (stream.peek(), !stream.bad())) return;
    throw Error(ErrorKind::InvalidArgument,
                std::string(property) + ": the file \"" + file + "\" cannot be read. " + cure);
}

// OpenSSL finds a certificate in a directory by the hash of its subject: "1a2b3c4d.0".
bool isHashedName(std::string_view name) {
    const auto isHex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return name.size() > 9 && name[8] == '.' && std::all_of(name.begin(), name.begin() + 8, isHex) &&
           std::all_of(name.begin() + 9, name.end(), isDigit);
}

void requireHashed(const std::string& directory) {
    if (directory.empty()) return;
    const std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(directory.c_str()), ::closedir);
    if (!opened)
        throw Error(ErrorKind::InvalidArgument, "SSLCADirectory: the directory \"" + directory +
                                                    "\" cannot be read. Name a directory of PEM files that this user "
                                                    "may read.");
    while (const dirent* const entry = ::readdir(opened.get()))
        if (isHashedName(entry->d_name)) return;
    throw Error(ErrorKind::InvalidArgument, "SSLCADirectory: \"" + directory +
                                                "\" holds no certificate under a hashed name (1a2b3c4d.0), so that "
                                                "none would be found. Run: openssl rehash " +
                                                directory + " - or name one PEM file in SSLCAFile.");
}

}  // namespace

CurlTls::CurlTls(TlsOptions options)
    : options_(std::move(options)),
      verifies_(options_.verify && options_.serverCert != "*"),
      pins_(options_.serverCert) {
    requireReadable(options_.caFile, "SSLCAFile", "Name a PEM file of trusted certificates that this user may read.");
    requireHashed(options_.caDirectory);
    requireReadable(options_.clientCert, "SSLClientCert",
                    "Name the PEM or PKCS#12 file of your certificate, which this user must be able to read.");
    requireReadable(options_.clientKey, "SSLClientKey",
                    "Name the PEM file of your certificate's key, which this user must be able to read.");
    if (options_.clientCert.empty() && !options_.clientKey.empty())
        throw Error(ErrorKind::InvalidArgument,
                    "SSLClientKey is of no use without a certificate. Name its file in SSLClientCert.");
}

void CurlTls::apply(CURL* easy, Handshakes& handshakes) {
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_PROXY_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    applyTrust(easy);
    applyProxyTrust(easy);
    applyClientCertificate(easy);
    pins_.apply(easy, handshakes);
}

// A file or a directory of ours stands in for both of the system's.
void CurlTls::applyTrust(CURL* easy) const {
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, verifies_ ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, verifies_ ? 2L : 0L);
    if (options_.caFile.empty() && options_.caDirectory.empty()) return;
    curl_easy_setopt(easy, CURLOPT_CAINFO, options_.caFile.empty() ? nullptr : options_.caFile.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, options_.caDirectory.empty() ? nullptr : options_.caDirectory.c_str());
}

void CurlTls::applyProxyTrust(CURL* easy) const {
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYPEER, verifies_ ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYHOST, verifies_ ? 2L : 0L);
    if (options_.caFile.empty() && options_.caDirectory.empty()) return;
    curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, options_.caFile.empty() ? nullptr : options_.caFile.c_str());
    curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, options_.caDirectory.empty() ? nullptr : options_.caDirectory.c_str());
}

void CurlTls::applyClientCertificate(CURL* easy) const {
    if (options_.clientCert.empty()) return;
    const bool isPkcs12 = options_.clientCertType == ClientCertType::Pkcs12;
    curl_easy_setopt(easy, CURLOPT_SSLCERT, options_.clientCert.c_str());
    curl_easy_setopt(easy, CURLOPT_SSLCERTTYPE, isPkcs12 ? "P12" : "PEM");
    const std::string& keyFile = options_.clientKey.empty() ? options_.clientCert : options_.clientKey;
    if (!isPkcs12) curl_easy_setopt(easy, CURLOPT_SSLKEY, keyFile.c_str());
    // Also when it is empty: without one, OpenSSL would ask for it on the terminal.
    curl_easy_setopt(easy, CURLOPT_KEYPASSWD, options_.clientCertPassword.reveal().c_str());
}

}  // namespace assetsodbc::assets
