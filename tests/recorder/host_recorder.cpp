// Preloaded into the test programs and the clients (LD_PRELOAD): notes every host that is looked up or connected to
// outside this machine in the file that HOST_RECORD names, and refuses it, so that a test that would have reached
// out fails at once and the suite fails at its end. Knows nothing of the driver: it stands between programs and the C
// library. Names that end in ".invalid" may be looked up, since nobody can own them; tests of name resolution do.
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

void record(const char* what, const std::string& host) {
    const char* const file = std::getenv("HOST_RECORD");
    if (file == nullptr) return;
    const int descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) return;
    const std::string line = std::string(program_invocation_short_name) + ": " + what + " " + host + "\n";
    [[maybe_unused]] const auto written = write(descriptor, line.data(), line.size());
    close(descriptor);
}

bool endsWith(const std::string& text, const std::string& end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool isLocalAddress(const std::string& text) {
    in_addr four{};
    if (inet_pton(AF_INET, text.c_str(), &four) == 1) {
        const auto first = ntohl(four.s_addr) >> 24;
        return first == 127 || first == 0;
    }
    in6_addr six{};
    if (inet_pton(AF_INET6, text.c_str(), &six) != 1) return false;
    if (IN6_IS_ADDR_V4MAPPED(&six)) return six.s6_addr[12] == 127;
    return IN6_IS_ADDR_LOOPBACK(&six) || IN6_IS_ADDR_UNSPECIFIED(&six);
}

bool isAddress(const std::string& text) {
    in6_addr address{};  // large enough for either
    return inet_pton(AF_INET, text.c_str(), &address) == 1 || inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

// An address needs no look-up; where it leads is seen when it is connected to.
bool mayBeLookedUp(const char* name) {
    if (name == nullptr) return true;
    const std::string host = name;
    char own[256] = "";
    gethostname(own, sizeof own - 1);
    return host.empty() || host == "localhost" || host == own || isAddress(host) || endsWith(host, ".localhost") ||
           endsWith(host, ".invalid") || endsWith(host, ".invalid.");
}

bool isElsewhere(const sockaddr* address, std::string& text) {
    char buffer[INET6_ADDRSTRLEN] = "";
    if (address->sa_family == AF_INET) {
        const auto* four = reinterpret_cast<const sockaddr_in*>(address);
        inet_ntop(AF_INET, &four->sin_addr, buffer, sizeof buffer);
    } else if (address->sa_family == AF_INET6) {
        const auto* six = reinterpret_cast<const sockaddr_in6*>(address);
        inet_ntop(AF_INET6, &six->sin6_addr, buffer, sizeof buffer);
    } else {
        return false;
    }
    text = buffer;
    return !isLocalAddress(text);
}

template <typename Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

#define VISIBLE extern "C" __attribute__((visibility("default")))

VISIBLE int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
    static auto* const real = next<decltype(getaddrinfo)>("getaddrinfo");
    if (mayBeLookedUp(node)) return real(node, service, hints, result);
    record("looked up", node);
    return EAI_FAIL;
}

VISIBLE hostent* gethostbyname(const char* name) {
    static auto* const real = next<decltype(gethostbyname)>("gethostbyname");
    if (mayBeLookedUp(name)) return real(name);
    record("looked up", name);
    return nullptr;
}

VISIBLE int connect(int socket, const sockaddr* address, socklen_t length) {
    static auto* const real = next<decltype(connect)>("connect");
    std::string host;
    if (address == nullptr || !isElsewhere(address, host)) return real(socket, address, length);
    int type = 0;
    socklen_t size = sizeof type;
    getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &size);
    if (type != SOCK_STREAM) return real(socket, address, length);  // sends nothing: it only chooses a route
    record("connected to", host);
    errno = ECONNREFUSED;
    return -1;
}
