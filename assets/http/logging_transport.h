// Notes every request in the connection's RequestLog once it is sent, and completes the record when it is answered;
// writes one line of each to the log file. Method, host, path, status, time and size; never a header or a body.
#pragma once

#include <memory>

#include "assets/http/transport.h"

namespace assetsodbc::common {
class Clock;
class Log;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class RequestLog;

class LoggingTransport : public Transport {
public:
    // Log files and clock must outlive the transport.
    LoggingTransport(std::unique_ptr<Transport> inner, RequestLog& requestLog, const common::Log& log,
                     const common::Clock& clock);
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    class Logged;
    std::unique_ptr<Transport> inner_;
    RequestLog& requestLog_;
    const common::Log& log_;
    const common::Clock& clock_;
};

}  // namespace assetsodbc::assets
