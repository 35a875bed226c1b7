// One accepted connection, plain or TLS, as the byte stream cpp-httplib reads requests from and writes answers to. Own
// because it sends head and body of an answer together, can drop the connection in the middle of an answer, and is not
// bound to file descriptors below FD_SETSIZE. Used by one worker thread, except abort(), which any thread may call.
#pragma once

#include <httplib.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <vector>

namespace assetsodbc::simulator {

class ConnectionStream final : public httplib::Stream {
public:
    // Owns the socket. With a context, handshake() must succeed before anything else.
    ConnectionStream(socket_t socket, SSL_CTX* tls);
    ~ConnectionStream() override;
    ConnectionStream(const ConnectionStream&) = delete;
    ConnectionStream& operator=(const ConnectionStream&) = delete;

    bool handshake();
    // Waits for the first byte of the next request; false when the peer closed or nothing came in time.
    bool waitForRequest(int timeoutMillis);
    // The common name of the peer's certificate, "" when it showed none.
    std::string peerName() const;
    // Whether bytes were received that read() hands out without waiting.
    bool hasBuffered() const;
    // Sends what is buffered.
    bool flush();
    // Closes both directions at once; reads and writes fail from now on.
    void abort();

    bool is_readable() const override { return true; }
    bool is_writable() const override { return !broken_; }
    ssize_t read(char* data, size_t size) override;
    ssize_t write(const char* data, size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    socket_t socket() const override { return socket_; }

private:
    ssize_t receive(char* data, size_t size);
    bool send(const char* data, size_t size);

    struct SslFree {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };

    socket_t socket_;
    std::unique_ptr<SSL, SslFree> ssl_;
    std::vector<char> input_;
    std::size_t inputBegin_ = 0;
    std::size_t inputEnd_ = 0;
    std::string output_;
    bool broken_ = false;
};

}  // namespace assetsodbc::simulator
