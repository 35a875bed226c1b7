#include <arpa/inet.h>

#include <algorithm>
#include <chrono>

#include "tests/simulator/proxy_conversation.h"
#include "tests/simulator/tunnel.h"

namespace assetsodbc::simulator {
namespace {

// Reply codes of SOCKS5.
constexpr int kGranted = 0;
constexpr int kNotAllowed = 2;
constexpr int kHostUnreachable = 4;
constexpr int kCommandNotSupported = 7;
constexpr int kAddressNotSupported = 8;
constexpr int kSocks4Offset = 90;  // SOCKS4 says 90 for granted and 91 for anything else

constexpr int kNoAuthentication = 0;
constexpr int kUserAndPassword = 2;
constexpr int kNoneAcceptable = 0xFF;

// Reads by pieces; after the first failure all are empty.
class Reader {
public:
    explicit Reader(ConnectionStream& client) : client_(client) {}

    bool failed() const { return failed_; }
    std::string bytes(std::size_t count) {
        std::string out(count, '\0');
        for (std::size_t at = 0; at < count && !failed_;) {
            const auto got = client_.read(out.data() + at, count - at);
            if (got <= 0) failed_ = true;
            at += static_cast<std::size_t>(std::max<ssize_t>(0, got));
        }
        return failed_ ? std::string(count, '\0') : out;
    }
    int byte() { return static_cast<unsigned char>(bytes(1)[0]); }
    int port() {
        const int high = byte();
        return high << 8 | byte();
    }
    std::string counted() { return bytes(static_cast<std::size_t>(byte())); }
    std::string zeroEnded() {
        std::string out;
        for (int c = byte(); c != 0 && !failed_; c = byte()) out.push_back(static_cast<char>(c));
        return out;
    }

private:
    ConnectionStream& client_;
    bool failed_ = false;
};

void send(ConnectionStream& client, const std::string& bytes) {
    client.write(bytes.data(), bytes.size());
    client.flush();
}

std::string addressText(int family, const std::string& bytes) {
    char text[INET6_ADDRSTRLEN] = {};
    inet_ntop(family, bytes.data(), text, sizeof text);
    return text;
}

std::string hostOf(Reader& reader, int addressType) {
    if (addressType == 1) return addressText(AF_INET, reader.bytes(4));
    if (addressType == 4) return addressText(AF_INET6, reader.bytes(16));
    return addressType == 3 ? reader.counted() : "";
}

// False when they do not come to terms.
bool agree(ConnectionStream& client, Reader& reader, const ProxyOptions& options, ProxiedRequest& request) {
    if (reader.byte() != 5) return false;
    const auto offered = reader.counted();
    const bool needed = options.authentication != ProxyAuthentication::None;
    const int method = needed ? kUserAndPassword : kNoAuthentication;
    const bool known = offered.find(static_cast<char>(method)) != std::string::npos;
    send(client, {5, static_cast<char>(known ? method : kNoneAcceptable)});
    request.authenticated = known && !needed;
    if (!known || !needed) return known;
    reader.byte();
    const auto user = reader.counted();
    const auto password = reader.counted();
    request.proxyAuthorization = true;
    request.authenticated = user == options.user && password == options.password;
    send(client, {1, static_cast<char>(request.authenticated ? 0 : 1)});
    return request.authenticated;
}

// The reply code, unless a fault keeps the proxy from giving one.
std::optional<int> decide(const ProxyConversation& with, const Tunnel& upstream) {
    if (with.options.fault == ProxyFault::Silence) with.wait.waitFor(std::chrono::hours(1));
    if (with.options.fault == ProxyFault::Silence || with.options.fault == ProxyFault::Close) return std::nullopt;
    if (with.options.fault != ProxyFault::None) return kNotAllowed;
    return upstream.isOpen() ? kGranted : kHostUnreachable;
}

std::string socks5Reply(int code) {
    std::string text(10, '\0');
    text[0] = 5;
    text[1] = static_cast<char>(code);
    text[3] = 1;
    return text;
}

std::string socks4Reply(int code) {
    std::string text(8, '\0');
    text[1] = static_cast<char>(kSocks4Offset + (code == kGranted ? 0 : 1));
    return text;
}

void connectThrough(ConnectionStream& client, const ProxyConversation& with, ProxiedRequest& request,
                    std::string (*replyOf)(int), int problem) {
    const auto port = problem == kGranted ? with.findPort(request.host, request.port) : std::nullopt;
    Tunnel upstream(port.value_or(0));
    const auto code = problem != kGranted ? std::optional(problem) : decide(with, upstream);
    request.status = code.value_or(-1);
    with.record(request);
    if (!code) return;
    send(client, replyOf(*code));
    if (*code == kGranted) upstream.carry(client);
}

}  // namespace

void speakSocks5(ConnectionStream& client, const ProxyConversation& conversation) {
    Reader reader(client);
    ProxiedRequest request;
    request.method = "SOCKS5";
    if (!agree(client, reader, conversation.options, request)) {
        request.status = kNotAllowed;
        if (!reader.failed()) conversation.record(request);
        return;
    }
    reader.byte();
    const int command = reader.byte();
    reader.byte();
    const int addressType = reader.byte();
    request.host = hostOf(reader, addressType);
    request.port = reader.port();
    if (reader.failed()) return;
    const int problem = command != 1 ? kCommandNotSupported : request.host.empty() ? kAddressNotSupported : kGranted;
    connectThrough(client, conversation, request, &socks5Reply, problem);
}

void speakSocks4(ConnectionStream& client, const ProxyConversation& conversation) {
    Reader reader(client);
    ProxiedRequest request;
    request.method = "SOCKS4";
    const bool right = reader.byte() == 4 && reader.byte() == 1;
    request.port = reader.port();
    const auto address = reader.bytes(4);
    const auto user = reader.zeroEnded();
    const bool named = address.compare(0, 3, std::string(3, '\0')) == 0 && address[3] != 0;  // SOCKS4a
    request.host = named ? reader.zeroEnded() : addressText(AF_INET, address);
    if (reader.failed()) return;
    request.proxyAuthorization = !user.empty();
    request.authenticated =
        conversation.options.authentication == ProxyAuthentication::None || user == conversation.options.user;
    connectThrough(client, conversation, request, &socks4Reply,
                   right && request.authenticated ? kGranted : kNotAllowed);
}

}  // namespace assetsodbc::simulator
