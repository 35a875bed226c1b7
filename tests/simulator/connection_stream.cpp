#include "tests/simulator/connection_stream.h"

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

namespace assetsodbc::simulator {
namespace {

constexpr std::size_t kInputBytes = 16 * 1024;
constexpr std::size_t kOutputBytes = 64 * 1024;  // answers smaller than this leave in one write

void addressOf(int (*query)(int, sockaddr*, socklen_t*), socket_t socket, std::string& ip, int& port) {
    sockaddr_in address{};
    socklen_t length = sizeof address;
    port = -1;
    if (query(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0 || address.sin_family != AF_INET) return;
    char text[INET_ADDRSTRLEN] = {};
    inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
    ip = text;
    port = ntohs(address.sin_port);
}

}  // namespace

ConnectionStream::ConnectionStream(socket_t socket, SSL_CTX* tls) : socket_(socket), input_(kInputBytes) {
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (tls == nullptr) return;
    ssl_.reset(SSL_new(tls));
    if (ssl_ == nullptr || SSL_set_fd(ssl_.get(), socket_) != 1) broken_ = true;
}

ConnectionStream::~ConnectionStream() {
    if (ssl_ != nullptr && !broken_) SSL_shutdown(ssl_.get());
    ssl_.reset();
    ::shutdown(socket_, SHUT_RDWR);
    ::close(socket_);
}

bool ConnectionStream::handshake() {
    if (ssl_ != nullptr && !broken_ && SSL_accept(ssl_.get()) != 1) broken_ = true;
    return !broken_;
}

bool ConnectionStream::waitForRequest(int timeoutMillis) {
    if (broken_) return false;
    if (hasBuffered()) return true;
    pollfd waiting{socket_, POLLIN, 0};
    int ready = 0;
    do {
        ready = ::poll(&waiting, 1, timeoutMillis);
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

bool ConnectionStream::hasBuffered() const {
    return inputBegin_ < inputEnd_ || (ssl_ != nullptr && SSL_pending(ssl_.get()) > 0);
}

std::string ConnectionStream::peerName() const {
    if (ssl_ == nullptr) return {};
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(ssl_.get()), &X509_free);
    if (certificate == nullptr) return {};
    char name[256] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name);
    return name;
}

ssize_t ConnectionStream::receive(char* data, size_t size) {
    if (ssl_ != nullptr) return SSL_read(ssl_.get(), data, static_cast<int>(std::min<size_t>(size, INT_MAX)));
    ssize_t got = 0;
    do {
        got = ::recv(socket_, data, size, 0);
    } while (got < 0 && errno == EINTR);
    return got;
}

ssize_t ConnectionStream::read(char* data, size_t size) {
    if (broken_) return -1;
    if (!output_.empty() && !flush()) return -1;  // the peer may wait for it, as for "100 Continue"
    if (inputBegin_ == inputEnd_) {
        if (size >= input_.size()) return receive(data, size);
        const ssize_t got = receive(input_.data(), input_.size());
        if (got <= 0) return got;
        inputBegin_ = 0;
        inputEnd_ = static_cast<std::size_t>(got);
    }
    const std::size_t taken = std::min(size, inputEnd_ - inputBegin_);
    std::memcpy(data, input_.data() + inputBegin_, taken);
    inputBegin_ += taken;
    return static_cast<ssize_t>(taken);
}

bool ConnectionStream::send(const char* data, size_t size) {
    while (size > 0 && !broken_) {
        ssize_t sent = 0;
        if (ssl_ != nullptr) {
            sent = SSL_write(ssl_.get(), data, static_cast<int>(std::min<size_t>(size, INT_MAX)));
        } else {
            sent = ::send(socket_, data, size, MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR) continue;
        }
        if (sent <= 0) {
            broken_ = true;
        } else {
            data += sent;
            size -= static_cast<size_t>(sent);
        }
    }
    return !broken_;
}

ssize_t ConnectionStream::write(const char* data, size_t size) {
    const std::size_t room = kOutputBytes - std::min(kOutputBytes, output_.size());
    const std::size_t buffered = std::min(size, room);
    output_.append(data, buffered);
    if (output_.size() >= kOutputBytes && (!flush() || !send(data + buffered, size - buffered))) return -1;
    return broken_ ? -1 : static_cast<ssize_t>(size);
}

bool ConnectionStream::flush() {
    const bool sent = send(output_.data(), output_.size());
    output_.clear();
    return sent;
}

void ConnectionStream::abort() {
    ::shutdown(socket_, SHUT_RDWR);
}

void ConnectionStream::get_remote_ip_and_port(std::string& ip, int& port) const {
    addressOf(&::getpeername, socket_, ip, port);
}

void ConnectionStream::get_local_ip_and_port(std::string& ip, int& port) const {
    addressOf(&::getsockname, socket_, ip, port);
}

}  // namespace assetsodbc::simulator
