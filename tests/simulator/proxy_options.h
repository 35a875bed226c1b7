// How the test proxy behaves. Value types.
#pragma once

#include <map>
#include <string>

#include "tests/simulator/tls_options.h"

namespace assetsodbc::simulator {

enum class ProxyKind {
    Http,    // forwards http:// requests and opens tunnels with CONNECT; HTTPS to the proxy itself when it has a
             // certificate
    Socks5,  // RFC 1928, with user and password by RFC 1929
    Socks4   // SOCKS4 and 4a; the password is not part of it
};
// Negotiate and Ntlm are asked for and never satisfied: no domain is here to ask.
enum class ProxyAuthentication {
    None,
    Basic,
    Digest,
    Negotiate,
    Ntlm
};  // SOCKS: None, or anything for user and password

// How a request is answered that is otherwise good.
enum class ProxyFault {
    None,
    HtmlPage,     // HTTP: 503 with an HTML page, to CONNECT and to forwarded requests
    HtmlSuccess,  // HTTP: 200 with an HTML page to a forwarded request; a tunnel in which HTML comes instead of TLS
    Refuse,       // HTTP: 403; SOCKS: "not allowed"
    Close,        // the connection is closed without an answer
    Silence       // nothing is answered
};

struct ProxyOptions {
    ProxyKind kind = ProxyKind::Http;
    int port = 0;  // 0: any free port
    TlsServerOptions tls;
    ProxyAuthentication authentication = ProxyAuthentication::None;
    std::string user;
    std::string password;
    std::string digestAlgorithm = "MD5";  // or "SHA-256"
    ProxyFault fault = ProxyFault::None;
    // "api.atlassian.com" or "api.atlassian.com:443", in lower case, and the port on 127.0.0.1 that plays it; 0: the
    // port of the simulator that owns the proxy. Nothing but 127.0.0.1 is ever connected to: other names are refused
    // with 502, and only "127.0.0.1" and "localhost" need no entry.
    std::map<std::string, int> hosts;
};

}  // namespace assetsodbc::simulator
