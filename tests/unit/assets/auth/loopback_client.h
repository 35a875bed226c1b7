// A browser's side of one HTTP request to 127.0.0.1, byte by byte.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>

namespace assetsodbc::assets::testing {

// A port that nothing listens on at the moment.
inline int freePort() {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(listener, reinterpret_cast<sockaddr*>(&address), length);
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
    ::close(listener);
    return ntohs(address.sin_port);
}

class LoopbackClient {
public:
    explicit LoopbackClient(int port, std::uint32_t host = INADDR_LOOPBACK)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(host);
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        isConnected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~LoopbackClient() { ::close(socket_); }
    LoopbackClient(const LoopbackClient&) = delete;
    LoopbackClient& operator=(const LoopbackClient&) = delete;

    bool isConnected() const { return isConnected_; }
    void send(const std::string& bytes) const { ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
    void get(const std::string& target) const { send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"); }
    // All up to the end of the connection.
    std::string answer() const {
        std::string bytes;
        char buffer[1024];
        for (ssize_t got = 0; (got = ::recv(socket_, buffer, sizeof buffer, 0)) > 0;)
            bytes.append(buffer, static_cast<std::size_t>(got));
        return bytes;
    }

private:
    int socket_;
    bool isConnected_ = false;
};

}  // namespace assetsodbc::assets::testing
