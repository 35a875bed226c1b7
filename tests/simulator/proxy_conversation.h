// What a proxy and its client say to each other on one connection, by HTTP or by SOCKS. The functions return when the
// connection is to be closed. Each runs on the thread of its connection.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "tests/simulator/connection_stream.h"
#include "tests/simulator/interruptible_wait.h"
#include "tests/simulator/proxy_options.h"

namespace assetsodbc::simulator {

// What somebody wanted of the proxy, in the order of arrival.
struct ProxiedRequest {
    std::string method;  // "CONNECT", "GET" ..., "SOCKS5", "SOCKS4"
    std::string host;    // as the client named it: a name, or an address when it looked the name up itself
    int port = 0;
    std::string target;               // of forwarded requests, as sent
    bool authenticated = false;       // the proxy's own credentials were right, or none are needed
    bool proxyAuthorization = false;  // a Proxy-Authorization header, or a SOCKS user, was sent
    bool authorization = false;       // the proxy saw an Authorization header
    int status = 0;                   // HTTP status of the proxy's answer; SOCKS: the reply code
};

struct ProxyConversation {
    const ProxyOptions options;  // as they are for this connection
    std::function<void(const ProxiedRequest&)> record;
    // The port on 127.0.0.1 that plays this host, or nothing.
    std::function<std::optional<int>(const std::string& host, int port)> findPort;
    InterruptibleWait& wait;
};

void speakHttpProxy(ConnectionStream& client, const ProxyConversation& conversation);
void speakSocks5(ConnectionStream& client, const ProxyConversation& conversation);
void speakSocks4(ConnectionStream& client, const ProxyConversation& conversation);

}  // namespace assetsodbc::simulator
