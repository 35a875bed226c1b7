#include "tests/simulator/handshake_fault.h"

#include <sys/socket.h>

namespace assetsodbc::simulator {
namespace {

constexpr std::chrono::milliseconds kBetweenBytes{20};

// False when the peer is gone.
bool swallow(socket_t socket) {
    char buffer[4096];
    return ::recv(socket, buffer, sizeof buffer, 0) > 0;
}

// The head of a handshake record that announces a long server hello, and then its zeros one by one.
void trickle(socket_t socket, InterruptibleWait& wait) {
    static constexpr unsigned char kHead[] = {0x16, 0x03, 0x03, 0x40, 0x00, 0x02, 0x00, 0x3F, 0xFC, 0x03, 0x03};
    for (std::size_t i = 0;; ++i) {
        const unsigned char byte = i < sizeof kHead ? kHead[i] : 0;
        if (::send(socket, &byte, 1, MSG_NOSIGNAL) != 1 || !wait.waitFor(kBetweenBytes)) return;
    }
}

}  // namespace

void playHandshakeFault(HandshakeFault fault, socket_t socket, InterruptibleWait& wait) {
    if (!swallow(socket) || fault == HandshakeFault::Close) return;
    if (fault == HandshakeFault::Trickle) {
        trickle(socket, wait);
        return;
    }
    while (swallow(socket)) {
    }
}

}  // namespace assetsodbc::simulator
