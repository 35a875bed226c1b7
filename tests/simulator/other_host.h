// Somebody else's server, to which redirects lead that a client must not follow with its credentials: it listens on
// 127.0.0.1 at a port of its own, records each request and whether an Authorization header or a cookie came with it,
// and answers one thing to all. Thread-safe.
#pragma once

#include <mutex>
#include <string>

#include "tests/simulator/http_server.h"
#include "tests/simulator/request_log.h"

namespace assetsodbc::simulator {

class OtherHost {
public:
    // Listens at once; throws std::runtime_error. With TLS when the options have a certificate.
    explicit OtherHost(HttpServerOptions options = {});
    ~OtherHost();

    std::string url() const;
    int port() const { return http_.port(); }
    // Instead of 200 with an empty JSON object.
    void setAnswer(Reply reply);
    RequestLog& requestLog() { return log_; }
    // How many requests brought an Authorization header.
    std::size_t credentialsSeen() const;

private:
    Reply answer(const httplib::Request& request);

    mutable std::mutex mutex_;
    Reply reply_ = Reply::json("{}");
    RequestLog log_;
    HttpServer http_;
};

}  // namespace assetsodbc::simulator
