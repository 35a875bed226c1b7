#include "assets/http/login_signs.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "assets/http/url.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

constexpr std::size_t kLongestSearch = 64 * 1024;  // of a page, for its form

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool isLoginHost(std::string_view url) {
    const std::string host = hostOf(url);
    return common::equalIgnoringAsciiCase(host, "id.atlassian.com") ||
           common::equalIgnoringAsciiCase(host, "auth.atlassian.com");
}

}  // namespace

// The header may come more than once.
bool isAnsweredAnonymously(const Response& response) {
    return std::any_of(response.headers.begin(), response.headers.end(), [](const Header& header) {
        if (!common::equalIgnoringAsciiCase(header.first, "X-Seraph-LoginReason")) return false;
        const std::string reason = common::asciiLower(header.second);
        return contains(reason, "authenticated_failed") || contains(reason, "authentication_denied");
    });
}

bool isLoginPage(std::string_view location) {
    constexpr std::string_view kSegments[] = {"login", "login.jsp", "login.jspa"};
    std::string path = common::asciiLower(location.substr(0, location.find_first_of("?#")));
    if (isLoginHost(path)) return true;
    if (const auto scheme = path.find("://"); scheme != std::string::npos)
        path.erase(0, std::min(path.find('/', scheme + 3), path.size()));
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const auto segment = std::string_view(path).substr(begin, end - begin);
        if (std::find(std::begin(kSegments), std::end(kSegments), segment) != std::end(kSegments)) return true;
        begin = end + 1;
    }
    return false;
}

bool isLoginForm(const Response& response) {
    constexpr std::string_view kSigns[] = {"name=\"os_username\"", "name='os_username'", "id=\"login-form\"",
                                           "https://id.atlassian.com/login"};
    if (!contains(common::asciiLower(response.header("Content-Type")), "html")) return false;
    const std::string page = common::asciiLower(std::string_view(response.body).substr(0, kLongestSearch));
    return std::any_of(std::begin(kSigns), std::end(kSigns),
                       [&](std::string_view sign) { return contains(page, sign); });
}

}  // namespace assetsodbc::assets
