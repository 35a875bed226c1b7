#include "assets/json_request.h"

namespace assetsodbc::assets {

Request getJson(std::string url) {
    Request request;
    request.url = std::move(url);
    request.headers = {{"Accept", "application/json"}};
    return request;
}

Request postJson(std::string url, std::string body) {
    Request request = getJson(std::move(url));
    request.method = Method::Post;
    request.body = std::move(body);
    request.headers.emplace_back("Content-Type", "application/json");
    return request;
}

std::string jsonQuoted(std::string_view text) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (byte < 0x20) {
            quoted.append("\\u00").append(1, kDigits[byte >> 4]).append(1, kDigits[byte & 15]);
        } else {
            quoted += c;
        }
    }
    return quoted += '"';
}

}  // namespace assetsodbc::assets
