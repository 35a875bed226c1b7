// The HTTP side of the simulator: cpp-httplib's server on 127.0.0.1 with our own connection handling (see
// connection_stream.h), one handler for every request, and the faults of a Delivery played on the wire. bind() fixes
// the port and may throw std::runtime_error; start() serves. The handler is called from many worker threads at once.
#pragma once

#include <httplib.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "tests/simulator/interruptible_wait.h"
#include "tests/simulator/reply.h"
#include "tests/simulator/tls_context.h"

namespace assetsodbc::simulator {

class ConnectionStream;

struct HttpServerOptions {
    int port = 0;  // 0: any free port
    int workers = 64;
    TlsServerOptions tls;
};

class HttpServer final : private httplib::Server {
public:
    using RequestHandler = std::function<Reply(const httplib::Request&)>;

    HttpServer(HttpServerOptions options, RequestHandler handler);
    ~HttpServer() override;
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    void bind();
    void start();
    void stop();
    int port() const { return port_; }
    bool usesTls() const { return tls_ != nullptr; }
    // Of the next so many connections; 0: of all. Those that are open live on.
    void setHandshakeFault(HandshakeFault fault, int times);

    // Waits, unless the server is stopped meanwhile.
    void pause(std::chrono::microseconds duration) { wait_.waitFor(duration); }

private:
    void answer(const httplib::Request& request, httplib::Response& response);
    void deliver(Reply&& reply, httplib::Response& response);
    bool process_and_close_socket(socket_t socket) override;
    HandshakeFault takeFault();  // of this new connection
    void serve(ConnectionStream& stream);

    HttpServerOptions options_;
    RequestHandler handler_;
    SslContext tls_;
    std::mutex faultMutex_;
    HandshakeFault fault_ = HandshakeFault::None;  // these are guarded by faultMutex_
    int faultyConnections_ = 0;                    // that are still to come; 0: all
    InterruptibleWait wait_;
    std::thread acceptor_;
    std::mutex connectionsMutex_;
    std::set<ConnectionStream*> connections_;
    bool stopping_ = false;  // guarded by connectionsMutex_
    int port_ = 0;
};

}  // namespace assetsodbc::simulator
