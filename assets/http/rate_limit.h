// What an answer says about the rate of requests: Retry-After, the X-RateLimit headers and RateLimit-Reason. Pure
// functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assets/http/transport.h"

namespace assetsodbc::assets {

struct RateLimit {
    std::optional<std::chrono::milliseconds> retryAfter;
    std::optional<std::uint64_t> remaining;               // requests, or points
    std::optional<std::chrono::milliseconds> untilReset;  // never negative
    bool isNear = false;
};

// By the server's own clock (the Date of the answer) where it tells, which is the one that its dates are meant by; else
// the time given.
std::chrono::system_clock::time_point answeredAt(const Response& response, std::chrono::system_clock::time_point now);

// now: by our clock; for dates it gives way to answeredAt(). Likewise in askedWait().
RateLimit rateLimitOf(const Response& response, std::chrono::system_clock::time_point now);

// Seconds or an HTTP date; nullopt when absent or neither. Never negative.
std::optional<std::chrono::milliseconds> parseRetryAfter(std::string_view value,
                                                         std::chrono::system_clock::time_point now);
// X-RateLimit-Reset: an ISO 8601 time, seconds since 1970, or seconds from now. Never negative.
std::optional<std::chrono::milliseconds> parseReset(std::string_view value, std::chrono::system_clock::time_point now);

// Whether the answer asks to come back later: 429, and 503, which is the site's other word for it.
bool isTurnedAway(const Response& response);
// How long an answer that turns us away asks to wait: Retry-After, else until the reset; nullopt when it does not say.
std::optional<std::chrono::milliseconds> askedWait(const Response& response, std::chrono::system_clock::time_point now);

// What a person needs to know of an answer that turned us away, to follow other words: which limit it was and when it
// ends; empty when the answer does not say.
std::string rateLimitWords(const Response& response);

// "90 s", "1 h 5 min".
std::string inWords(std::chrono::milliseconds duration);

}  // namespace assetsodbc::assets
