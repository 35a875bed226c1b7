// The three layers of limits of the Cloud API, each off unless told otherwise, and what a refusal says. A value type.
#pragma once

namespace assetsodbc::simulator {

enum class RetryAfterForm { Seconds, Date, Absent };

struct RateLimitOptions {
    bool documentedLimits = false;  // per key, endpoint and minute, the figures of the API's description
    int endpointPerMinute = 0;      // > 0: so many for every endpoint, in place of those figures
    int allPerMinute = 0;           // > 0: so many requests per key and minute over all endpoints
    int burstPerSecond = 0;         // > 0: per key and endpoint; half of it for PUT and DELETE
    int pointsPerHour = 0;          // > 0: per OAuth client, one point a request; API tokens are exempt
    int refusalStatus = 429;        // or 503
    RetryAfterForm retryAfter = RetryAfterForm::Seconds;
    bool headersOnRefusal = true;   // X-RateLimit-* and RateLimit-Reason
    bool headersOnSuccess = false;  // X-RateLimit-* of the tightest layer on every answer
};

}  // namespace assetsodbc::simulator
