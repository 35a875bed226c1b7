// Counts the calls of the Cloud API against the limits and refuses those above them. Windows are fixed: the first call
// opens one, and it ends a second, a minute or an hour later by the server's clock. Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/simulator/rate_limit_options.h"
#include "tests/simulator/reply.h"
#include "tests/simulator/server_clock.h"

namespace assetsodbc::simulator {

struct LimitedCall {
    std::string key;     // who calls
    bool isApp = false;  // with a token of an OAuth client
    std::string_view method;
    std::string_view endpoint;    // its pattern
    int documentedPerMinute = 0;  // 0: no limit is described
};

struct LimitVerdict {
    std::optional<Reply> refusal;
    std::vector<std::pair<std::string, std::string>> headers;  // for an answer that is no refusal
};

class RateLimits {
public:
    explicit RateLimits(const ServerClock& clock) : clock_(clock) {}

    // Counts the call unless it is refused.
    LimitVerdict count(const RateLimitOptions& options, const LimitedCall& call);

private:
    struct Layer {
        std::string counter;
        int limit;
        std::chrono::seconds window;
        const char* reason;  // "" for none
    };
    struct Window {
        ServerClock::TimePoint ends;
        int used = 0;
    };

    static std::vector<Layer> layersOf(const RateLimitOptions& options, const LimitedCall& call);
    Window& windowOf(const Layer& layer);

    const ServerClock& clock_;
    std::mutex mutex_;
    std::map<std::string, Window> windows_;
};

}  // namespace assetsodbc::simulator
