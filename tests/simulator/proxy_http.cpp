#include <strings.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "tests/simulator/proxy_auth.h"
#include "tests/simulator/proxy_conversation.h"
#include "tests/simulator/tunnel.h"

namespace assetsodbc::simulator {
namespace {

constexpr std::size_t kLargestHead = 64 * 1024;
constexpr int kKeepAliveMillis = 60'000;
constexpr const char* kPage =
    "<!DOCTYPE html>\n<html><head><title>Proxy</title></head><body><h1>Access to this site was stopped</h1></body>"
    "</html>\n";

struct Head {
    std::string method;
    std::string target;
    std::string version;
    std::vector<std::pair<std::string, std::string>> headers;

    std::string header(const std::string& name) const {
        for (const auto& [key, value] : headers) {
            if (strcasecmp(key.c_str(), name.c_str()) == 0) return value;
        }
        return {};
    }
};

std::optional<std::string> readHeadText(ConnectionStream& client) {
    std::string text;
    char c = 0;
    while (text.size() < kLargestHead && client.read(&c, 1) == 1) {
        text.push_back(c);
        if (text.size() >= 4 && text.compare(text.size() - 4, 4, "\r\n\r\n") == 0) return text;
    }
    return std::nullopt;
}

std::optional<Head> readHead(ConnectionStream& client) {
    const auto text = readHeadText(client);
    if (!text) return std::nullopt;
    Head head;
    const auto firstEnd = text->find("\r\n");
    const auto firstBlank = text->find(' ');
    const auto lastBlank = text->rfind(' ', firstEnd);
    if (firstBlank == std::string::npos || lastBlank <= firstBlank || lastBlank > firstEnd) return std::nullopt;
    head.method = text->substr(0, firstBlank);
    head.target = text->substr(firstBlank + 1, lastBlank - firstBlank - 1);
    head.version = text->substr(lastBlank + 1, firstEnd - lastBlank - 1);
    for (auto at = firstEnd + 2; at + 2 < text->size();) {
        const auto end = text->find("\r\n", at);
        const auto colon = text->find(':', at);
        if (colon < end) {
            const auto value = text->find_first_not_of(" \t", colon + 1);
            head.headers.emplace_back(text->substr(at, colon - at), text->substr(value, end - std::min(value, end)));
        }
        at = end + 2;
    }
    return head;
}

// Of "host:port", "[::1]:port" or "host".
void splitAuthority(const std::string& authority, int otherwise, ProxiedRequest& request) {
    const auto colon = authority.rfind(':');
    const bool hasPort = colon != std::string::npos && authority.find(']', colon) == std::string::npos;
    request.host = authority.substr(0, hasPort ? colon : std::string::npos);
    request.port = hasPort ? std::atoi(authority.c_str() + colon + 1) : otherwise;
}

void reply(ConnectionStream& client, int status, const char* reason, const std::string& body,
           const std::string& headers = {}) {
    const std::string text = "HTTP/1.1 " + std::to_string(status) + ' ' + reason + "\r\n" + headers +
                             "Content-Type: text/html\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                             body;
    client.write(text.data(), text.size());
    client.flush();
}

class HttpConversation {
public:
    HttpConversation(ConnectionStream& client, const ProxyConversation& with) : client_(client), with_(with) {}

    // False when the connection is to be closed.
    bool answerNext() {
        const auto head = readHead(client_);
        if (!head) return false;
        ProxiedRequest request;
        request.method = head->method;
        const bool tunnel = head->method == "CONNECT";
        if (!readTarget(*head, tunnel, request)) return refuse(request, 400, "Bad Request");
        const auto credentials = head->header("Proxy-Authorization");
        request.proxyAuthorization = !credentials.empty();
        request.authorization = !head->header("Authorization").empty();
        request.authenticated = proxyAllows(with_.options, head->method, credentials);
        if (!request.authenticated) return challenge(*head, request);
        if (with_.options.fault != ProxyFault::None && !playFault(request, tunnel)) return false;
        const auto port = with_.findPort(request.host, request.port);
        Tunnel upstream(port.value_or(0));
        if (!upstream.isOpen()) return refuse(request, 502, "Bad Gateway");
        if (tunnel) {
            open(request);
        } else {
            request.status = 200;
            with_.record(request);
            upstream.send(rewritten(*head));
        }
        upstream.carry(client_);
        return false;
    }

private:
    // Fills in what is wanted; the path of a forwarded request is kept for rewritten().
    bool readTarget(const Head& head, bool tunnel, ProxiedRequest& request) {
        request.target = head.target;
        if (tunnel) {
            splitAuthority(head.target, 443, request);
            return !request.host.empty();
        }
        static const std::string kScheme = "http://";
        if (head.target.compare(0, kScheme.size(), kScheme) != 0) return false;
        const auto slash = std::min(head.target.find('/', kScheme.size()), head.target.size());
        splitAuthority(head.target.substr(kScheme.size(), slash - kScheme.size()), 80, request);
        path_ = slash == head.target.size() ? "/" : head.target.substr(slash);
        return !request.host.empty();
    }

    bool refuse(ProxiedRequest& request, int status, const char* reason) {
        request.status = status;
        with_.record(request);
        reply(client_, status, reason, kPage, "Connection: close\r\n");
        return false;
    }

    // The client asks again on the same connection, so that the body of this request must be out of the way.
    bool challenge(const Head& head, ProxiedRequest& request) {
        request.status = 407;
        with_.record(request);
        const auto length = static_cast<std::size_t>(std::max(0L, std::atol(head.header("Content-Length").c_str())));
        const bool waits = !head.header("Expect").empty();
        const bool keep = !waits && head.header("Transfer-Encoding").empty();
        char c = 0;
        for (std::size_t i = 0; keep && i < length; ++i) {
            if (client_.read(&c, 1) != 1) return false;
        }
        reply(client_, 407, "Proxy Authentication Required", kPage,
              "Proxy-Authenticate: " + proxyChallenge(with_.options) + "\r\n" + (keep ? "" : "Connection: close\r\n"));
        return keep;
    }

    // False when the request was dealt with.
    bool playFault(ProxiedRequest& request, bool tunnel) {
        switch (with_.options.fault) {
            case ProxyFault::None:
                return true;
            case ProxyFault::HtmlPage:
                return refuse(request, 503, "Service Unavailable");
            case ProxyFault::HtmlSuccess:
                if (tunnel) open(request);
                return refuse(request, 200, "OK");
            case ProxyFault::Refuse:
                return refuse(request, 403, "Forbidden");
            case ProxyFault::Close:
                with_.record(request);
                return false;
            case ProxyFault::Silence:
                with_.record(request);
                with_.wait.waitFor(std::chrono::hours(1));
                return false;
        }
        return true;
    }

    void open(ProxiedRequest& request) {
        static const std::string kOpen = "HTTP/1.1 200 Connection established\r\n\r\n";
        request.status = 200;
        with_.record(request);
        client_.write(kOpen.data(), kOpen.size());
        client_.flush();
    }

    // In the form for a server; one request per connection, so that bytes can be carried without understanding them.
    std::string rewritten(const Head& head) const {
        std::string text = head.method + ' ' + path_ + ' ' + head.version + "\r\n";
        for (const auto& [name, value] : head.headers) {
            const bool ours =
                strncasecmp(name.c_str(), "Proxy-", 6) == 0 || strcasecmp(name.c_str(), "Connection") == 0;
            if (!ours) text += name + ": " + value + "\r\n";
        }
        return text + "Connection: close\r\n\r\n";
    }

    ConnectionStream& client_;
    const ProxyConversation& with_;
    std::string path_;
};

}  // namespace

void speakHttpProxy(ConnectionStream& client, const ProxyConversation& conversation) {
    HttpConversation http(client, conversation);
    while (client.waitForRequest(kKeepAliveMillis) && http.answerNext()) {
    }
}

}  // namespace assetsodbc::simulator
