// How a server of the simulator speaks TLS, and how it breaks the handshake. A value type.
#pragma once

#include <string>

namespace assetsodbc::simulator {

// What happens to a connection before the first byte of an answer; on a server without TLS, too.
enum class HandshakeFault {
    None,
    Close,    // the client's first bytes are read, and the connection is closed
    Silence,  // everything is read and nothing is ever answered
    Trickle   // a handshake message that arrives byte by byte and never ends
};

struct TlsServerOptions {
    std::string certificate;  // PEM files, both or none: no TLS
    std::string key;
    std::string clientCa;  // PEM file; clients must show a certificate of these authorities
    std::string minimum;   // "1.0", "1.1", "1.2" or "1.3"; empty: whatever OpenSSL allows
    std::string maximum;
    HandshakeFault fault = HandshakeFault::None;
    int faultTimes = 0;  // of the first so many connections; 0: of all
};

}  // namespace assetsodbc::simulator
