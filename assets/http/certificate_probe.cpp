#include "assets/http/certificate_probe.h"

#include <new>
#include <string_view>
#include <utility>

#include "assets/http/curl_handles.h"
#include "assets/http/curl_proxy.h"
#include "assets/http/curl_tls.h"

namespace assetsodbc::assets {

namespace {

// "Name:value" lines that libcurl makes of a certificate.
void take(std::string_view line, CertificateFacts& facts) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string_view name = line.substr(0, colon);
    const std::string value(line.substr(colon + 1));
    if (name == "Subject") facts.subject = value;
    if (name == "Issuer") facts.issuer = value;
    if (name == "X509v3 Subject Alternative Name") facts.names = value;
    if (name == "Expire date") {
        const auto time = curl_getdate(value.c_str(), nullptr);
        if (time >= 0) facts.expires = std::chrono::system_clock::from_time_t(time);
    }
}

}  // namespace

std::optional<CertificateFacts> shownCertificate(const std::string& url, TlsOptions tls, const ProxyOptions& proxy,
                                                 std::chrono::milliseconds patience) {
    ensureCurlIsReady();
    tls.verify = false;
    tls.serverCert.clear();
    CurlTls curlTls(std::move(tls));
    const CurlProxy curlProxy(proxy);
    Handshakes handshakes;
    const CurlEasy easy(curl_easy_init());
    if (!easy) throw std::bad_alloc();
    curl_easy_setopt(easy.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(patience.count()));
    curlTls.apply(easy.get(), handshakes);
    curlProxy.apply(easy.get(), url);
    if (curl_easy_perform(easy.get()) != CURLE_OK) return std::nullopt;

    curl_certinfo* chain = nullptr;
    if (curl_easy_getinfo(easy.get(), CURLINFO_CERTINFO, &chain) != CURLE_OK || chain->num_of_certs == 0)
        return std::nullopt;
    CertificateFacts facts;
    for (const curl_slist* line = chain->certinfo[0]; line != nullptr; line = line->next) take(line->data, facts);
    return facts;
}

}  // namespace assetsodbc::assets
