// A proxy on 127.0.0.1 for tests: HTTP (forwarding and CONNECT, without a password or with Basic or Digest, itself
// plain or HTTPS), SOCKS5 and SOCKS4. It records whom its clients wanted to reach and maps real names onto simulators,
// so that a test can prove which hosts a client contacts. It never connects to anything but 127.0.0.1. It serves from
// construction until destruction; all functions are thread-safe.
//
//     ProxyOptions options;
//     options.hosts = {{"api.atlassian.com", simulator.port()}, {"example.atlassian.net", simulator.port()}};
//     TestProxy proxy(options);      // proxy.port(), proxy.requests()
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/simulator/interruptible_wait.h"
#include "tests/simulator/proxy_conversation.h"
#include "tests/simulator/proxy_options.h"
#include "tests/simulator/tls_context.h"

namespace assetsodbc::simulator {

class TestProxy {
public:
    explicit TestProxy(ProxyOptions options = {});  // throws std::runtime_error
    ~TestProxy();
    TestProxy(const TestProxy&) = delete;
    TestProxy& operator=(const TestProxy&) = delete;

    int port() const { return port_; }
    std::string url() const;  // "http://127.0.0.1:PORT", "https://...", "socks5h://...", "socks4a://..."

    // Connections that are open keep to the old options. Kind, port and TLS stay as they were.
    void configure(const std::function<void(ProxyOptions&)>& change);

    std::vector<ProxiedRequest> requests() const;
    // "host:port" of all that was asked for, each once.
    std::set<std::string> hostsAskedFor() const;
    void clear();
    // {"port":n,"url":"...","requests":[...]}
    std::string toJson() const;

private:
    struct Connection {
        std::thread thread;
        std::atomic<bool> done{false};
    };

    void listen();
    void accept();
    void serve(int socket);
    void reap(bool all);
    std::optional<int> findPort(const ProxyOptions& options, const std::string& host, int port) const;

    mutable std::mutex mutex_;
    ProxyOptions options_;  // these are guarded by mutex_
    std::vector<ProxiedRequest> requests_;
    std::set<ConnectionStream*> open_;
    bool stopping_ = false;

    SslContext tls_;
    InterruptibleWait wait_;
    int listener_ = -1;
    int port_ = 0;
    std::list<Connection> connections_;  // of the accepting thread, and of the destructor after it
    std::thread acceptor_;
};

}  // namespace assetsodbc::simulator
