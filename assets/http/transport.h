// HTTP as the rest of the module sees it: several requests may be in flight, answers of any status are values, and only
// what kept an answer from arriving is an exception. Decorators (logging, retry, redirects, credentials) and the
// libcurl implementation all have this shape; transport_stack.h puts them together. A transport and its pending
// responses belong to one thread at a time; only cancellation comes from others.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/error.h"

namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::assets {

enum class Method { Get, Post };
std::string_view nameOf(Method method);

// Whether a redirection is followed (Cloud) or handed back as the answer (Data Center, where it means a login page).
enum class Redirects { Follow, HandBack };

using Header = std::pair<std::string, std::string>;

struct Request {
    Method method = Method::Get;
    std::string url;    // scheme, host and path, percent-encoded
    std::string query;  // percent-encoded, without '?'
    std::string body;
    std::vector<Header> headers;
    bool idempotent = true;  // may be sent again after the connection broke
    bool anonymous = false;  // never carries credentials
    Redirects redirects = Redirects::Follow;
    std::string aql;  // for the request log only
};

// Overwrites the values of its Authorization headers with zeros and empties them; for whoever lets go of a request.
void wipeCredentials(Request& request) noexcept;

struct Response {
    int status = 0;
    std::vector<Header> headers;
    std::string body;             // decoded
    std::uint64_t wireBytes = 0;  // of the body, as transferred
    std::chrono::microseconds duration{0};
    std::uint32_t retries = 0;            // how often it was sent again before this answer
    std::chrono::milliseconds waited{0};  // for its turn and between attempts, on top of the duration
    std::uint64_t requestNumber = 0;      // in the RequestLog; 0 = not logged

    // Value of the first header of that name, ignoring ASCII case; empty when there is none.
    std::string_view header(std::string_view name) const;
    bool isSuccess() const { return status >= 200 && status < 300; }
};

// No answer arrived. connectionLost: the connection broke underway, so that trying again may help.
class TransportError : public common::Error {
public:
    TransportError(common::ErrorKind kind, const std::string& message, bool connectionLost = false)
        : common::Error(kind, message), connectionLost_(connectionLost) {}
    bool connectionLost() const noexcept { return connectionLost_; }

private:
    bool connectionLost_;
};

// A request in flight. Destroying it gives the request up. Must not outlive its transport.
class PendingResponse {
public:
    virtual ~PendingResponse() = default;
    // Called once. Drives every request of the transport until this one is answered. Throws Error{Unreachable,
    // TlsFailure, Timeout, Cancelled, BadResponse}.
    virtual Response wait(const common::CallContext& context) = 0;
};

class Transport {
public:
    virtual ~Transport() = default;
    virtual std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) = 0;
    Response send(Request request, const common::CallContext& context);
};

}  // namespace assetsodbc::assets
