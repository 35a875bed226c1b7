#include "tests/simulator/http_server.h"

#include <sys/socket.h>

#include <stdexcept>

#include "tests/simulator/connection_stream.h"
#include "tests/simulator/handshake_fault.h"
#include "tests/simulator/request_log.h"

namespace assetsodbc::simulator {
namespace {

constexpr const char* kHost = "127.0.0.1";
constexpr int kKeepAliveSeconds = 60;
constexpr int kBacklog = 512;

// The connection the current worker thread is answering on: faults act on it, and cpp-httplib does not hand it over.
thread_local ConnectionStream* currentConnection = nullptr;

// Only this: cpp-httplib's default also sets SO_REUSEPORT, which would let two simulators share one port silently.
void reuseAddress(socket_t socket) {
    const int on = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

// Sends one body by the rules of a delivery; called by cpp-httplib until the declared length is reached.
class BodySender {
public:
    BodySender(std::string body, Delivery delivery, InterruptibleWait& wait)
        : body_(std::move(body)), delivery_(delivery), wait_(wait) {}

    bool operator()(std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        const std::size_t end = std::min(body_.size(), delivery_.cutAfter);
        if (offset >= end) return finishEarly();
        std::size_t size = std::min(length, end - offset);
        if (delivery_.chunkBytes > 0) size = std::min(size, delivery_.chunkBytes);
        if (!sink.write(body_.data() + offset, size)) return false;
        if (delivery_.chunkBytes == 0) return true;
        return currentConnection->flush() && wait_.waitFor(delivery_.chunkPause);
    }

private:
    // The declared length was not reached: what there is goes out, and the connection ends.
    static bool finishEarly() {
        currentConnection->flush();
        return false;
    }

    std::string body_;
    Delivery delivery_;
    InterruptibleWait& wait_;
};

}  // namespace

HttpServer::HttpServer(HttpServerOptions options, RequestHandler handler)
    : options_(std::move(options)), handler_(std::move(handler)) {
    const auto handle = [this](const httplib::Request& request, httplib::Response& response) {
        answer(request, response);
    };
    static constexpr const char* kAnything = "[^]*";
    Get(kAnything, handle);
    Post(kAnything, handle);
    Put(kAnything, handle);
    Patch(kAnything, handle);
    Delete(kAnything, handle);
    Options(kAnything, handle);
    set_socket_options(reuseAddress);
    set_keep_alive_timeout(kKeepAliveSeconds);
    set_keep_alive_max_count(1'000'000);
    set_write_timeout(600, 0);
    new_task_queue = [this] { return new httplib::ThreadPool(static_cast<std::size_t>(options_.workers)); };
}

HttpServer::~HttpServer() {
    stop();
}

void HttpServer::bind() {
    tls_ = makeServerContext(options_.tls);
    setHandshakeFault(options_.tls.fault, options_.tls.faultTimes);
    port_ = options_.port == 0 ? bind_to_any_port(kHost) : options_.port;
    if (port_ <= 0 || (options_.port != 0 && !bind_to_port(kHost, port_))) {
        throw std::runtime_error("cannot listen on 127.0.0.1:" + std::to_string(options_.port) +
                                 ": the port is in use or not allowed; choose another, or 0 for any");
    }
    ::listen(svr_sock_, kBacklog);  // cpp-httplib's own backlog of 5 drops bursts of connections
}

void HttpServer::start() {
    acceptor_ = std::thread([this] { listen_after_bind(); });
    while (!is_running()) std::this_thread::yield();
}

void HttpServer::stop() {
    if (!acceptor_.joinable()) return;
    wait_.interrupt();
    {
        const std::lock_guard lock(connectionsMutex_);
        stopping_ = true;
        for (auto* connection : connections_) connection->abort();
    }
    httplib::Server::stop();
    acceptor_.join();
}

bool HttpServer::process_and_close_socket(socket_t socket) {
    ConnectionStream stream(socket, tls_.get());
    {
        const std::lock_guard lock(connectionsMutex_);
        if (stopping_) return false;
        connections_.insert(&stream);
    }
    currentConnection = &stream;
    serve(stream);
    currentConnection = nullptr;
    const std::lock_guard lock(connectionsMutex_);
    connections_.erase(&stream);
    return true;
}

void HttpServer::setHandshakeFault(HandshakeFault fault, int times) {
    const std::lock_guard lock(faultMutex_);
    fault_ = fault;
    faultyConnections_ = times;
}

HandshakeFault HttpServer::takeFault() {
    const std::lock_guard lock(faultMutex_);
    const HandshakeFault fault = fault_;
    if (fault_ != HandshakeFault::None && faultyConnections_ > 0 && --faultyConnections_ == 0) {
        fault_ = HandshakeFault::None;
    }
    return fault;
}

void HttpServer::serve(ConnectionStream& stream) {
    const auto fault = takeFault();
    if (fault != HandshakeFault::None) {
        playHandshakeFault(fault, stream.socket(), wait_);
        return;
    }
    if (!stream.handshake()) return;
    const auto identify = [&](httplib::Request& request) {
        request.headers.erase(kClientCertificateHeader);
        const auto subject = stream.peerName();
        if (!subject.empty()) request.headers.emplace(kClientCertificateHeader, subject);
    };
    while (svr_sock_ != INVALID_SOCKET && stream.waitForRequest(kKeepAliveSeconds * 1000)) {
        bool closed = false;
        if (!process_request(stream, false, closed, identify)) return;
        if (!stream.flush() || closed) return;
    }
}

void HttpServer::answer(const httplib::Request& request, httplib::Response& response) {
    Reply reply = handler_(request);
    if (reply.delivery.drop) {
        currentConnection->abort();
        return;
    }
    deliver(std::move(reply), response);
}

void HttpServer::deliver(Reply&& reply, httplib::Response& response) {
    response.status = reply.status;
    for (auto& [name, value] : reply.headers) response.set_header(name, value);
    if (reply.encoded) response.set_header("Content-Encoding", "gzip");
    if (reply.body.empty()) return;
    const auto length = static_cast<long>(reply.body.size()) + reply.delivery.lengthOff;
    const auto contentType = reply.contentType;
    response.set_content_provider(static_cast<std::size_t>(std::max(1L, length)), contentType,
                                  BodySender(std::move(reply.body), reply.delivery, wait_));
}

}  // namespace assetsodbc::simulator
