#include "assets/http/proxy_exceptions.h"

#include <algorithm>

#include "assets/http/url.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

// Whether the pattern, in which '*' is any run of characters, is the whole text. Linear in their product.
bool matches(std::string_view pattern, std::string_view text) {
    std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p, ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool isBelow(std::string_view domain, std::string_view host) {
    return domain.size() > 1 && domain.front() == '.' && host.size() > domain.size() &&
           host.substr(host.size() - domain.size()) == domain;
}

std::string unbracketed(std::string host) {
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') return host.substr(1, host.size() - 2);
    return host;
}

}  // namespace

ProxyExceptions::ProxyExceptions(std::string_view list) {
    constexpr std::string_view kSeparators = ";, \t\r\n";
    for (std::size_t begin = list.find_first_not_of(kSeparators); begin != std::string_view::npos;) {
        const std::size_t end = std::min(list.find_first_of(kSeparators, begin), list.size());
        patterns_.push_back(common::asciiLower(list.substr(begin, end - begin)));
        begin = list.find_first_not_of(kSeparators, end);
    }
}

bool ProxyExceptions::covers(std::string_view url) const {
    const auto origin = originOf(url);
    if (!origin) return false;
    const std::string withPort = origin->substr(origin->find("://") + 3);
    const std::string host = unbracketed(withPort.substr(0, withPort.rfind(':')));
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const std::string& pattern) {
        return isBelow(pattern, host) || matches(unbracketed(pattern), host) || matches(pattern, withPort);
    });
}

}  // namespace assetsodbc::assets
