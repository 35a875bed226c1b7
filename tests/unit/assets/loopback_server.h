// A server on 127.0.0.1 (or ::1) that answers with bytes that a test wrote: for what no well-behaved HTTP server does.
// Each request (read up to the end of its body) gets the next answer; the last one is repeated. An answer may leave the
// connection open, close it, or say nothing until the server ends.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace assetsodbc::assets::testing {

struct WireAnswer {
    std::string bytes;
    bool closesAfter = false;
    bool isSilent = false;
};

inline WireAnswer ok(const std::string& body, const std::string& headers = "") {
    return {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n" + headers + "\r\n" + body};
}

class LoopbackServer {
public:
    enum class Family { IPv4, IPv6 };
    explicit LoopbackServer(std::vector<WireAnswer> answers, Family family = Family::IPv4)
        : answers_(std::move(answers)), family_(family) {
        if (family_ == Family::IPv4) {
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            listen(address);
            port_ = ntohs(address.sin_port);
        } else {
            sockaddr_in6 address{};
            address.sin6_family = AF_INET6;
            address.sin6_addr = in6addr_loopback;
            listen(address);
            port_ = ntohs(address.sin6_port);
        }
        acceptor_ = std::thread([this] { acceptAll(); });
    }
    ~LoopbackServer() {
        isEnding_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        acceptor_.join();
        {
            const std::lock_guard lock(mutex_);
            for (const int connection : open_) ::shutdown(connection, SHUT_RDWR);
        }
        for (std::thread& worker : workers_) worker.join();
        for (const int connection : open_) ::close(connection);
        ::close(listener_);
    }

    std::string url() const {
        return std::string("http://") + (family_ == Family::IPv4 ? "127.0.0.1" : "[::1]") + ":" + std::to_string(port_);
    }
    int connections() const { return connections_; }
    std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    // Fills in the port.
    template <typename Address>
    void listen(Address& address) {
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        socklen_t length = sizeof address;
        listener_ = ::socket(generic->sa_family, SOCK_STREAM, 0);
        if (::bind(listener_, generic, length) != 0 || ::listen(listener_, 8) != 0 ||
            ::getsockname(listener_, generic, &length) != 0)
            throw std::runtime_error("cannot listen on the loopback interface");
    }

    void acceptAll() {
        while (!isEnding_) {
            const int connection = ::accept(listener_, nullptr, nullptr);
            if (connection < 0) continue;
            ++connections_;
            const std::lock_guard lock(mutex_);
            open_.push_back(connection);
            workers_.emplace_back([this, connection] { serve(connection); });
        }
    }

    void serve(int connection) {
        std::string pending;
        while (readRequest(connection, pending)) {
            const WireAnswer answer = nextAnswer();
            if (answer.isSilent) continue;
            sendAll(connection, answer.bytes);
            if (answer.closesAfter) {
                ::shutdown(connection, SHUT_RDWR);
                return;
            }
        }
    }

    // Takes one request out of the connection; false when it has ended.
    bool readRequest(int connection, std::string& pending) {
        std::size_t total = std::string::npos;
        while (true) {
            const auto headEnd = pending.find("\r\n\r\n");
            if (headEnd != std::string::npos) total = headEnd + 4 + bodyLength(pending.substr(0, headEnd));
            if (pending.size() >= total && total != std::string::npos) break;
            char buffer[4096];
            const auto count = ::recv(connection, buffer, sizeof buffer, 0);
            if (count <= 0) return false;
            pending.append(buffer, static_cast<std::size_t>(count));
        }
        const std::lock_guard lock(mutex_);
        requests_.push_back(pending.substr(0, total));
        pending.erase(0, total);
        return true;
    }

    static std::size_t bodyLength(const std::string& head) {
        const auto at = head.find("Content-Length: ");
        return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
    }

    WireAnswer nextAnswer() {
        const std::lock_guard lock(mutex_);
        WireAnswer answer = answers_.front();
        if (answers_.size() > 1) answers_.erase(answers_.begin());
        return answer;
    }

    static void sendAll(int connection, const std::string& bytes) {
        for (std::size_t sent = 0; sent < bytes.size();) {
            const auto count = ::send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) return;
            sent += static_cast<std::size_t>(count);
        }
    }

    std::vector<WireAnswer> answers_;
    Family family_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> isEnding_{false};
    std::atomic<int> connections_{0};
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::vector<int> open_;
    std::vector<std::thread> workers_;
    std::thread acceptor_;
};

}  // namespace assetsodbc::assets::testing
