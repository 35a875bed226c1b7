#include "assets/auth/loopback_listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "assets/auth/redirect_answer.h"
#include "assets/http/url.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Descriptor;
using common::Error;
using common::ErrorKind;

constexpr std::chrono::milliseconds kSlice{50};  // how late a cancellation may be noticed
constexpr std::size_t kLongestHead = 16384;
constexpr std::size_t kMostConnections = 32;

// One connection of a browser, which may open several and say nothing on some.
struct Visitor {
    Descriptor socket;
    std::string head;
};

std::string reason() {
    return std::generic_category().message(errno);
}

Error unusable(const std::string& problem, const std::string& cure) {
    return {ErrorKind::InvalidArgument, "CallbackURL " + problem + ". " + cure};
}

void reply(const Visitor& visitor, const char* status, const std::string& text) {
    const std::string page =
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Assets ODBC</title></head><body><p>" +
        text + "</p></body></html>\n";
    const std::string answer = std::string("HTTP/1.1 ") + status +
                               "\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
                               "Referrer-Policy: no-referrer\r\nConnection: close\r\nContent-Length: " +
                               std::to_string(page.size()) + "\r\n\r\n" + page;
    ::send(visitor.socket.number(), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::shutdown(visitor.socket.number(), SHUT_WR);
}

// What "GET TARGET HTTP/1.1" asks for; empty for anything else.
std::string_view targetOf(std::string_view head) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    constexpr std::string_view kStart = "GET ";
    const std::size_t end = line.rfind(" HTTP/1.");
    if (line.substr(0, kStart.size()) != kStart || end == std::string_view::npos || end < kStart.size()) return {};
    return line.substr(kStart.size(), end - kStart.size());
}

bool hasAnswer(std::string_view query) {
    const std::string all = "&" + std::string(query);
    return all.find("&code=") != std::string::npos || all.find("&error=") != std::string::npos;
}

// False when the connection has ended, or never says what it wants.
bool readSome(Visitor& visitor) {
    std::array<char, 4096> buffer{};
    const ssize_t got = ::recv(visitor.socket.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    visitor.head.append(buffer.data(), static_cast<std::size_t>(got));
    return got > 0 && visitor.head.size() <= kLongestHead;
}

// What is waited for.
struct Expected {
    const std::string& path;
    const std::string& state;
};

// The query when this visitor brings the answer; one that wants something else is sent away.
std::optional<std::string> answerOf(const Visitor& visitor, const Expected& expected) {
    const std::string_view target = targetOf(visitor.head);
    const std::size_t mark = std::min(target.find('?'), target.size());
    const std::string_view query = target.substr(std::min(mark + 1, target.size()));
    if (target.substr(0, mark) != expected.path || !hasAnswer(query)) {
        reply(visitor, "404 Not Found", "There is nothing here. The log-in goes on in the other page.");
        return std::nullopt;
    }
    if (!hasState(query, expected.state)) {
        reply(visitor, "400 Bad Request",
              "This answer belongs to another log-in. Close this page, and go on in the page that was opened last.");
        return std::nullopt;
    }
    reply(visitor, "200 OK",
          isRefusal(query) ? "The log-in was refused, and nobody is signed in. The program tells why; you can close "
                             "this page."
                           : "The access was allowed. You can close this page and go back to the program, which tells "
                             "whether the log-in has succeeded.");
    return std::string(query);
}

std::vector<pollfd> watched(int listener, const std::vector<Visitor>& visitors) {
    std::vector<pollfd> ready = {{listener, POLLIN, 0}};
    for (const Visitor& visitor : visitors) ready.push_back({visitor.socket.number(), POLLIN, 0});
    return ready;
}

// Serves what is ready; the answer, if one came.
std::optional<std::string> serve(const std::vector<pollfd>& ready, std::vector<Visitor>& visitors,
                                 const Expected& expected) {
    std::optional<std::string> answer;
    std::vector<Visitor> left;
    for (std::size_t i = 0; i < visitors.size(); ++i) {
        Visitor& visitor = visitors[i];
        if (ready[i + 1].revents != 0 && !readSome(visitor)) continue;
        if (visitor.head.find("\r\n\r\n") == std::string::npos) {
            left.push_back(std::move(visitor));
        } else if (auto found = answerOf(visitor, expected); found && !answer) {
            answer = std::move(found);
        }
    }
    visitors = std::move(left);
    return answer;
}

void welcome(int listener, std::vector<Visitor>& visitors) {
    Descriptor socket(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket.isOpen()) return;
    if (visitors.size() >= kMostConnections) visitors.erase(visitors.begin());
    visitors.push_back({std::move(socket), {}});
}

}  // namespace

LoopbackListener::LoopbackListener(const std::string& callbackUrl) {
    const std::string host = hostOf(callbackUrl);
    const auto origin = originOf(callbackUrl);
    if (!origin || origin->rfind("http://", 0) != 0 || (host != "localhost" && host != "127.0.0.1"))
        throw unusable("must be http://localhost:PORT or http://127.0.0.1:PORT, so that the browser can come back",
                       "Use such an address here and in the app, or log in with: assets-odbc login --no-browser");
    path_ = pathOf(callbackUrl);
    path_.resize(std::min(path_.find('?'), path_.size()));
    const int wanted = std::stoi(origin->substr(origin->rfind(':') + 1));

    socket_ = Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int on = 1;
    ::setsockopt(socket_.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(wanted));
    socklen_t length = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);  // NOLINT: as the sockets of POSIX want it
    if (!socket_.isOpen() || ::bind(socket_.number(), generic, length) != 0 || ::listen(socket_.number(), 128) != 0 ||
        ::getsockname(socket_.number(), generic, &length) != 0)
        throw unusable(
            "names port " + std::to_string(wanted) + ", where nothing can listen (" + reason() + ")",
            "End the program that uses the port (another log-in that is under way, perhaps), or choose another in "
            "CallbackURL and in the app.");
    port_ = ntohs(address.sin_port);
}

std::string LoopbackListener::wait(const std::string& state, std::chrono::milliseconds patience,
                                   const common::CallContext& context, const common::Clock& clock) {
    const auto end = clock.now() + patience;
    std::vector<Visitor> visitors;
    while (true) {
        context.throwIfStopped(clock.now());
        if (clock.now() >= end)
            throw Error(
                ErrorKind::Timeout,
                "Nobody finished the log-in in the browser within " +
                    std::to_string(std::chrono::duration_cast<std::chrono::seconds>(patience).count()) +
                    " seconds. Log in again; where the browser runs on another machine, with: assets-odbc login "
                    "--no-browser");
        std::vector<pollfd> ready = watched(socket_.number(), visitors);
        if (::poll(ready.data(), ready.size(), static_cast<int>(kSlice.count())) <= 0) continue;
        if (auto answer = serve(ready, visitors, {path_, state})) return *answer;
        if (ready.front().revents != 0) welcome(socket_.number(), visitors);
    }
}

}  // namespace assetsodbc::assets
