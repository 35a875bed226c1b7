// Waits on 127.0.0.1 for the one request by which a browser brings the answer of an authorization server. Requests for
// another path are answered 404, answers to another question (any web page can make up one) 400, and the wait goes on;
// nobody but this machine can connect. Used by one thread.
#pragma once

#include <chrono>
#include <string>

#include "common/descriptor.h"

namespace assetsodbc::common {
struct CallContext;
class Clock;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class LoopbackListener {
public:
    // Listens at once. The address is http://localhost[:PORT][/PATH] or with 127.0.0.1; port 0 takes any that is free.
    // Throws Error{InvalidArgument} for another address, and when the port is in use.
    explicit LoopbackListener(const std::string& callbackUrl);
    int port() const { return port_; }
    // The query ("code=...&state=...") of the first request for the path that brings one with this state. Throws
    // Error{Timeout} after `patience` or at the context's deadline, and Cancelled.
    std::string wait(const std::string& state, std::chrono::milliseconds patience, const common::CallContext& context,
                     const common::Clock& clock);

private:
    common::Descriptor socket_;
    int port_ = 0;
    std::string path_;
};

}  // namespace assetsodbc::assets
