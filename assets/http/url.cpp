#include "assets/http/url.h"

#include "assets/http/curl_handles.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

bool isUnreserved(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

CurlUrl parsed(std::string_view url) {
    CurlUrl handle(curl_url());
    if (handle && curl_url_set(handle.get(), CURLUPART_URL, std::string(url).c_str(), CURLU_URLENCODE) != CURLUE_OK)
        handle.reset();
    return handle;
}

std::string part(const CurlUrl& url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (!url || curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
    const CurlText owner(text);
    return text;
}

bool isHttp(const CurlUrl& url) {
    const std::string scheme = part(url, CURLUPART_SCHEME);
    return scheme == "http" || scheme == "https";
}

}  // namespace

std::string percentEncoded(std::string_view text) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size() + text.size() / 2);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (isUnreserved(byte)) {
            encoded += c;
        } else {
            encoded += '%';
            encoded += kDigits[byte >> 4];
            encoded += kDigits[byte & 15];
        }
    }
    return encoded;
}

std::optional<std::string> originOf(std::string_view url) {
    const CurlUrl handle = parsed(url);
    if (!isHttp(handle)) return std::nullopt;
    std::string host = part(handle, CURLUPART_HOST);
    if (!host.empty() && host.back() == '.') host.pop_back();  // "example.com." is the same host
    return part(handle, CURLUPART_SCHEME) + "://" + common::asciiLower(host) + ":" +
           part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

std::string hostOf(std::string_view url) {
    return part(parsed(url), CURLUPART_HOST);
}

std::string pathOf(std::string_view url) {
    const CurlUrl handle = parsed(url);
    std::string path = part(handle, CURLUPART_PATH);
    const std::string query = part(handle, CURLUPART_QUERY);
    if (path.empty()) path = "/";
    return query.empty() ? path : path + "?" + query;
}

std::optional<std::string> resolvedUrl(std::string_view base, std::string_view location) {
    const CurlUrl handle = parsed(base);
    if (!handle || location.empty()) return std::nullopt;
    if (curl_url_set(handle.get(), CURLUPART_URL, std::string(location).c_str(), CURLU_URLENCODE) != CURLUE_OK)
        return std::nullopt;
    if (!isHttp(handle)) return std::nullopt;
    // What a redirection brings along of user and password is not ours to send.
    for (const CURLUPart dropped : {CURLUPART_FRAGMENT, CURLUPART_USER, CURLUPART_PASSWORD})
        curl_url_set(handle.get(), dropped, nullptr, 0);
    return part(handle, CURLUPART_URL);
}

}  // namespace assetsodbc::assets
