#include "tests/simulator/rate_limits.h"

#include <algorithm>
#include <cmath>
#include <ctime>

#include "tests/simulator/call.h"
#include "tests/simulator/fault_player.h"

namespace assetsodbc::simulator {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr double kNearLimit = 0.2;  // X-RateLimit-NearLimit once less than this part is left

// "2026-03-02T10:15:30Z", rounded up.
std::string isoSeconds(ServerClock::TimePoint time) {
    const auto whole = std::chrono::ceil<std::chrono::seconds>(time);
    const std::time_t seconds = std::chrono::system_clock::to_time_t(whole);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

Headers limitHeaders(int limit, int used, ServerClock::TimePoint ends) {
    const int left = std::max(0, limit - used);
    Headers headers = {{"X-RateLimit-Limit", std::to_string(limit)},
                       {"X-RateLimit-Remaining", std::to_string(left)},
                       {"X-RateLimit-Reset", isoSeconds(ends)}};
    if (left < limit * kNearLimit) headers.emplace_back("X-RateLimit-NearLimit", "true");
    return headers;
}

}  // namespace

std::vector<RateLimits::Layer> RateLimits::layersOf(const RateLimitOptions& options, const LimitedCall& call) {
    const std::string endpoint = call.key + ' ' + std::string(call.method) + ' ' + std::string(call.endpoint);
    const bool changes = call.method == "PUT" || call.method == "DELETE";
    const int described = options.documentedLimits ? call.documentedPerMinute : 0;
    const int perMinute = options.endpointPerMinute > 0 ? options.endpointPerMinute : described;
    const int burst = changes ? (options.burstPerSecond + 1) / 2 : options.burstPerSecond;
    std::vector<Layer> layers = {
        {"minute " + endpoint, perMinute, std::chrono::minutes(1), ""},
        {"all " + call.key, options.allPerMinute, std::chrono::minutes(1), ""},
        {"burst " + endpoint, burst, std::chrono::seconds(1), "jira-burst-based"},
        {"points " + call.key, call.isApp ? options.pointsPerHour : 0, std::chrono::hours(1),
         "jira-quota-tenant-based"},
    };
    layers.erase(std::remove_if(layers.begin(), layers.end(), [](const Layer& layer) { return layer.limit <= 0; }),
                 layers.end());
    return layers;
}

RateLimits::Window& RateLimits::windowOf(const Layer& layer) {
    Window& window = windows_[layer.counter];
    const auto now = clock_.now();
    // A clock that was set back must not hold a window open for hours.
    if (now >= window.ends || window.ends > now + layer.window) window = {now + layer.window, 0};
    return window;
}

LimitVerdict RateLimits::count(const RateLimitOptions& options, const LimitedCall& call) {
    const auto layers = layersOf(options, call);
    LimitVerdict verdict;
    if (layers.empty()) return verdict;
    const std::lock_guard lock(mutex_);
    for (const Layer& layer : layers) {
        const Window& window = windowOf(layer);
        if (window.used < layer.limit) continue;
        Reply reply = errorReply(options.refusalStatus,
                                 "Rate limit exceeded: " + std::to_string(layer.limit) + " requests. Try again later.");
        const auto left = std::chrono::ceil<std::chrono::seconds>(window.ends - clock_.now());
        if (options.headersOnRefusal) {
            reply.headers = limitHeaders(layer.limit, window.used, window.ends);
            if (*layer.reason != '\0') reply.headers.emplace_back("RateLimit-Reason", layer.reason);
        }
        if (options.retryAfter == RetryAfterForm::Seconds) {
            reply.headers.emplace_back("Retry-After", std::to_string(left.count()));
        } else if (options.retryAfter == RetryAfterForm::Date) {
            reply.headers.emplace_back("Retry-After", httpDate(clock_.ahead() + left));
        }
        verdict.refusal = std::move(reply);
        return verdict;
    }
    double tightest = 2.0;
    for (const Layer& layer : layers) {
        Window& window = windowOf(layer);
        ++window.used;
        const double left = static_cast<double>(layer.limit - window.used) / layer.limit;
        if (!options.headersOnSuccess || left >= tightest) continue;
        tightest = left;
        verdict.headers = limitHeaders(layer.limit, window.used, window.ends);
    }
    return verdict;
}

}  // namespace assetsodbc::simulator
