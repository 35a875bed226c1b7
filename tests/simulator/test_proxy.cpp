#include "tests/simulator/test_proxy.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>

#include "tests/simulator/handshake_fault.h"
#include "tests/simulator/json_writer.h"

namespace assetsodbc::simulator {
namespace {

constexpr int kBacklog = 128;

std::string lowerCase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

}  // namespace

TestProxy::TestProxy(ProxyOptions options) : options_(std::move(options)), tls_(makeServerContext(options_.tls)) {
    listen();
    acceptor_ = std::thread([this] { accept(); });
}

TestProxy::~TestProxy() {
    wait_.interrupt();
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (auto* connection : open_) connection->abort();
    }
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    reap(true);
}

void TestProxy::listen() {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(options_.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t length = sizeof address;
    if (listener_ < 0 || ::bind(listener_, generic, length) != 0 || ::listen(listener_, kBacklog) != 0 ||
        ::getsockname(listener_, generic, &length) != 0) {
        if (listener_ >= 0) ::close(listener_);
        throw std::runtime_error("the proxy cannot listen on 127.0.0.1:" + std::to_string(options_.port));
    }
    port_ = ntohs(address.sin_port);
}

void TestProxy::accept() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0 && (errno == EINTR || errno == ECONNABORTED)) continue;
        if (socket < 0) return;
        reap(false);
        Connection& connection = connections_.emplace_back();
        connection.thread = std::thread([this, socket, &connection] {
            serve(socket);
            connection.done = true;
        });
    }
}

void TestProxy::reap(bool all) {
    for (auto at = connections_.begin(); at != connections_.end();) {
        if (!all && !at->done) {
            ++at;
            continue;
        }
        at->thread.join();
        at = connections_.erase(at);
    }
}

void TestProxy::serve(int socket) {
    ConnectionStream client(socket, tls_.get());
    std::optional<ProxyConversation> conversation;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return;
        open_.insert(&client);
        const auto record = [this](const ProxiedRequest& request) {
            const std::lock_guard recording(mutex_);
            requests_.push_back(request);
        };
        const auto find = [this, options = options_](const std::string& host, int port) {
            return findPort(options, host, port);
        };
        conversation.emplace(ProxyConversation{options_, record, find, wait_});
    }
    if (conversation->options.tls.fault != HandshakeFault::None) {
        playHandshakeFault(conversation->options.tls.fault, socket, wait_);
    } else if (client.handshake()) {
        switch (conversation->options.kind) {
            case ProxyKind::Http:
                speakHttpProxy(client, *conversation);
                break;
            case ProxyKind::Socks5:
                speakSocks5(client, *conversation);
                break;
            case ProxyKind::Socks4:
                speakSocks4(client, *conversation);
                break;
        }
    }
    const std::lock_guard lock(mutex_);
    open_.erase(&client);
}

std::optional<int> TestProxy::findPort(const ProxyOptions& options, const std::string& host, int port) const {
    const auto name = lowerCase(host);
    for (const auto& key : {name + ':' + std::to_string(port), name}) {
        const auto found = options.hosts.find(key);
        if (found != options.hosts.end()) return found->second;
    }
    if (name == "127.0.0.1" || name == "localhost") return port;
    return std::nullopt;
}

std::string TestProxy::url() const {
    static constexpr const char* kSchemes[] = {"http", "socks5h", "socks4a"};
    const std::string scheme = tls_ != nullptr ? "https" : kSchemes[static_cast<std::size_t>(options_.kind)];
    return scheme + "://127.0.0.1:" + std::to_string(port_);
}

void TestProxy::configure(const std::function<void(ProxyOptions&)>& change) {
    const std::lock_guard lock(mutex_);
    const auto kind = options_.kind;
    change(options_);
    options_.kind = kind;
}

std::vector<ProxiedRequest> TestProxy::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::set<std::string> TestProxy::hostsAskedFor() const {
    std::set<std::string> hosts;
    for (const auto& request : requests()) hosts.insert(request.host + ':' + std::to_string(request.port));
    return hosts;
}

void TestProxy::clear() {
    const std::lock_guard lock(mutex_);
    requests_.clear();
}

std::string TestProxy::toJson() const {
    std::string body;
    JsonWriter json(body);
    json.beginObject().member("port", port_).member("url", url()).key("requests").beginArray();
    for (const auto& request : requests()) {
        json.beginObject().member("method", request.method).member("host", request.host).member("port", request.port);
        json.member("target", request.target).member("authenticated", request.authenticated);
        json.member("proxyAuthorization", request.proxyAuthorization).member("authorization", request.authorization);
        json.member("status", request.status).endObject();
    }
    json.endArray().endObject();
    return body;
}

}  // namespace assetsodbc::simulator
