// The scriptable fault layer: rules that say which requests go wrong, when, and how. Rules are kept in order; all rules
// that are due for a request are played on it. The layer only decides; fault_player.h changes the answers. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/model.h"

namespace assetsodbc::simulator {

class Site;

enum class FaultAction {
    // These answer instead of the endpoint.
    Status,         // `status` with `body` and `contentType`; Retry-After when `retryAfter` is set
    BadGateway,     // 502 with an HTML page
    LoginPage,      // 200 with an HTML page
    LoginRedirect,  // 302 to an HTML page, or to `location`
    Unauthorized,   // 401 as for an expired token
    ScopeMismatch,  // 401 as for a token without the scope
    Forbidden,      // 403
    NotFound,       // 404
    Redirect,       // `status` (301, 302, 303, 307, 308) to `location`; its placeholders: redirect_location.h
    // These change the endpoint's answer.
    TruncateJson,    // only the first half of the text
    InvalidUtf8,     // a stray byte in the first label or name
    ExtraFields,     // an unknown member in every JSON object
    ReorderMembers,  // the members of every JSON object in the opposite order
    AnonymousOk,     // X-Seraph-LoginReason AUTHENTICATED_FAILED, or `text`, on an answer that seems good
    // These change how it is sent.
    Delay,        // answers after `delay`
    Trickle,      // `chunkBytes` at a time with `delay` between
    CutBody,      // the connection is closed after `at` bytes of the body
    WrongLength,  // Content-Length is off by `lengthOff`
    Drop,         // the connection is closed without an answer
    // This leaves the answer alone and changes the site after it.
    ChangeData
};

struct FaultRule {
    std::string name;  // shown in the request log; the action's name when empty
    FaultAction action = FaultAction::Status;

    // Which requests. Empty texts match all.
    std::string method;
    std::string path;  // part of the target, that is path and query as sent
    std::string body;  // part of the body, for example of the AQL
    int nth = 1;       // the first matching request that is hit: 1 is the next one
    int times = 1;     // how many in a row; 0: all from there on

    // What is done, as far as the action uses it.
    int status = 500;
    std::string text;                       // of the answer; empty: the API's own error body
    std::string contentType;                // empty: application/json
    std::optional<std::string> retryAfter;  // "3", or "date:3" for a date so many seconds ahead
    std::string location;
    std::chrono::milliseconds delay{0};
    std::size_t chunkBytes = 64;
    std::size_t at = 100;
    long lengthOff = 10;

    // ChangeData
    int insert = 0;       // how many objects to add
    Id insertTypeId = 0;  // 0: of the type of the first row that was just served
    int eraseServed = 0;  // how many of the rows just served to remove
    std::vector<Id> erase;
    std::function<void(Site&)> change;

    // The next `count` matching requests are sent to `location`; 0: all.
    static FaultRule redirect(int code, std::string location, std::string path = {}, int count = 1) {
        FaultRule rule = of(FaultAction::Redirect, std::move(path));
        rule.status = code;
        rule.location = std::move(location);
        rule.times = count;
        return rule;
    }
    static FaultRule of(FaultAction action, std::string path = {}) {
        FaultRule rule;
        rule.action = action;
        rule.path = std::move(path);
        return rule;
    }
};

std::string_view nameOf(FaultAction action);  // as in control requests: "status", "truncateJson", ...
std::optional<FaultAction> faultActionNamed(std::string_view name);

struct FaultTarget {
    std::string_view method;
    std::string_view target;
    std::string_view body;
};

class FaultLayer {
public:
    // Throws std::invalid_argument for a placeholder in the location that does not exist.
    void add(FaultRule rule);
    void clear();

    // The rules that are due for this request; counts it.
    std::vector<FaultRule> take(const FaultTarget& request);

    // How often any rule of this action was played.
    int played(FaultAction action) const;
    // The rules with how many requests matched and how often they were played, as JSON.
    std::string toJson() const;

private:
    struct Entry {
        FaultRule rule;
        int matched = 0;
        int played = 0;
    };

    mutable std::mutex mutex_;
    std::vector<Entry> entries_;
};

}  // namespace assetsodbc::simulator
