#include "tests/simulator/tunnel.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace assetsodbc::simulator {
namespace {

constexpr std::size_t kChunk = 16 * 1024;

socket_t connectTo(int port) {
    if (port == 0) return -1;
    const socket_t made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (made >= 0 && ::connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(made);
        return -1;
    }
    const int on = 1;
    if (made >= 0) setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return made;
}

}  // namespace

Tunnel::Tunnel(int port) : socket_(connectTo(port)) {}

Tunnel::~Tunnel() {
    if (socket_ >= 0) ::close(socket_);
}

bool Tunnel::send(const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto sent = ::send(socket_, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        at += static_cast<std::size_t>(sent);
    }
    return true;
}

bool Tunnel::fromClient(ConnectionStream& client) {
    std::string chunk(kChunk - 1, '\0');  // less than the stream's own buffer, which it therefore reads through
    const auto got = client.read(chunk.data(), chunk.size());
    if (got <= 0) return false;
    chunk.resize(static_cast<std::size_t>(got));
    return send(chunk);
}

bool Tunnel::toClient(ConnectionStream& client) {
    char chunk[kChunk];
    const auto got = ::recv(socket_, chunk, sizeof chunk, 0);
    return got > 0 && client.write(chunk, static_cast<std::size_t>(got)) >= 0 && client.flush();
}

void Tunnel::carry(ConnectionStream& client) {
    for (;;) {
        pollfd both[] = {{client.socket(), POLLIN, 0}, {socket_, POLLIN, 0}};
        if (!client.hasBuffered() && ::poll(both, 2, -1) < 0) return;
        if ((client.hasBuffered() || both[0].revents != 0) && !fromClient(client)) return;
        if (both[1].revents != 0 && !toClient(client)) return;
    }
}

}  // namespace assetsodbc::simulator
