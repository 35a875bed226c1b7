#include "assets/http/rate_limit.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "common/date_time.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using TimePoint = std::chrono::system_clock::time_point;

constexpr std::uint64_t kLongestSeconds = 366ULL * 24 * 3600;  // nothing waits for longer; keeps the sums in range
constexpr std::uint64_t kEarliestTime = 1000000000;            // seconds since 1970; less is a number of seconds

std::optional<std::uint64_t> wholeNumber(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

milliseconds until(TimePoint time, TimePoint now) {
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(time - now));
}

struct Reason {
    std::string_view code;
    const char* meaning;
};

// RateLimit-Reason of Jira Cloud.
constexpr Reason kReasons[] = {
    {"jira-quota-global-based", "the hourly points quota of the OAuth app, over all sites, is used up"},
    {"jira-quota-tenant-based", "the hourly points quota of the OAuth app for this site is used up"},
    {"jira-burst-based", "too many requests in one second"},
    {"jira-per-issue-on-write", "too many changes of one thing"},
};

std::string printable(std::string_view text) {
    std::string line(text.substr(0, 100));
    const auto isUnprintable = [](char c) {
        return static_cast<unsigned char>(c) < 32 || static_cast<unsigned char>(c) > 126;
    };
    std::replace_if(line.begin(), line.end(), isUnprintable, '?');
    return line;
}

std::string reasonWords(std::string_view code) {
    if (code.empty()) return "";
    const auto* const known =
        std::find_if(std::begin(kReasons), std::end(kReasons), [code](const Reason& r) { return r.code == code; });
    const std::string meaning = known == std::end(kReasons) ? "" : std::string(known->meaning) + " ";
    return meaning + "(RateLimit-Reason: " + printable(code) + ")";
}

std::string waitWords(const Response& response) {
    const std::string_view after = response.header("Retry-After");
    if (const auto count = wholeNumber(after))
        return "it asks to wait " + inWords(seconds(std::min(*count, kLongestSeconds)));
    if (!after.empty()) return "it asks to wait until " + printable(after);
    const std::string_view reset = response.header("X-RateLimit-Reset");
    return reset.empty() ? "" : "the limit ends at " + printable(reset);
}

}  // namespace

TimePoint answeredAt(const Response& response, TimePoint now) {
    const std::string_view date = response.header("Date");
    const auto time = date.empty() ? -1 : curl_getdate(std::string(date).c_str(), nullptr);
    return time < 0 ? now : std::chrono::system_clock::from_time_t(time);
}

std::optional<milliseconds> parseRetryAfter(std::string_view value, TimePoint now) {
    if (value.empty()) return std::nullopt;
    if (const auto count = wholeNumber(value)) return seconds(std::min(*count, kLongestSeconds));
    const auto time = curl_getdate(std::string(value).c_str(), nullptr);
    if (time < 0) return std::nullopt;
    return until(std::chrono::system_clock::from_time_t(time), now);
}

std::optional<milliseconds> parseReset(std::string_view value, TimePoint now) {
    if (const auto count = wholeNumber(value)) {
        if (*count < kEarliestTime) return seconds(std::min(*count, kLongestSeconds));
        return until(TimePoint(seconds(std::min(*count, kEarliestTime * 9))), now);
    }
    const auto time = common::parseTimestamp(value);
    if (!time) return std::nullopt;
    return until(TimePoint(milliseconds(common::millisecondsSinceEpoch(*time))), now);
}

RateLimit rateLimitOf(const Response& response, TimePoint now) {
    now = answeredAt(response, now);
    RateLimit limit;
    limit.retryAfter = parseRetryAfter(response.header("Retry-After"), now);
    limit.remaining = wholeNumber(response.header("X-RateLimit-Remaining"));
    limit.untilReset = parseReset(response.header("X-RateLimit-Reset"), now);
    limit.isNear = common::equalIgnoringAsciiCase(response.header("X-RateLimit-NearLimit"), "true");
    return limit;
}

bool isTurnedAway(const Response& response) {
    return response.status == 429 || response.status == 503;
}

std::optional<milliseconds> askedWait(const Response& response, TimePoint now) {
    if (!isTurnedAway(response)) return std::nullopt;
    const RateLimit limit = rateLimitOf(response, now);
    return limit.retryAfter ? limit.retryAfter : limit.untilReset;
}

std::string rateLimitWords(const Response& response) {
    if (!isTurnedAway(response)) return "";
    const std::string reason = reasonWords(response.header("RateLimit-Reason"));
    const std::string wait = waitWords(response);
    return reason + (reason.empty() || wait.empty() ? "" : "; ") + wait;
}

std::string inWords(milliseconds duration) {
    const auto count = duration.count();
    if (count < 1000 && count != 0) return std::to_string(count) + " ms";
    const auto whole = (count + 999) / 1000;
    if (whole < 120) return std::to_string(whole) + " s";
    const auto minutes = (whole + 59) / 60;
    if (minutes < 120) return std::to_string(minutes) + " min";
    return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

}  // namespace assetsodbc::assets
