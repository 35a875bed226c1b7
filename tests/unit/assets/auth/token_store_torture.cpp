// Two processes refresh one sign-in in a loop against the simulator, and a hundred times one of them is killed wherever
// it happens to be. Afterwards the store must be whole, and a refresh must succeed.
//
//     token_store_torture              the test
//     token_store_torture URL STORE    one of the two processes
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>
#include <string>

#include "assets/auth/oauth_credentials.h"
#include "assets/auth/token_store.h"
#include "assets/http/transport_stack.h"
#include "assets/http/url.h"
#include "assets/request_log.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/secret.h"
#include "tests/simulator/server.h"

extern char** environ;  // NOLINT: POSIX declares it nowhere

namespace {

using namespace assetsodbc;  // NOLINT: a program of its own

constexpr int kKills = 100;
constexpr int kProgress = 3;  // the descriptor on which a process tells of each refresh

assets::OAuthSettings settingsOf(const std::string& url, const std::string& store) {
    const auto clients = simulator::demoOAuthClients();
    assets::OAuthSettings settings;
    settings.siteUrl = settings.authUrl = url;
    settings.clientId = clients.front().id;
    settings.clientSecret = common::Secret(clients.front().secret);
    settings.storeLocation = store;
    return settings;
}

class Connection {
public:
    explicit Connection(const assets::OAuthSettings& settings) {
        assets::TransportOptions options;
        options.allowedOrigins = {assets::originOf(settings.authUrl).value()};
        credentials_ = std::make_unique<assets::OAuthCredentials>(
            settings, assets::makeAnonymousTransport(options, requests_, log_, common::realClock()),
            common::realClock());
    }
    // As after a 401 of the site.
    void refresh() {
        const common::Secret old = credentials_->authorization(context_);
        if (!credentials_->renew(old, context_)) throw std::runtime_error("nothing was renewed");
    }

private:
    common::CancelToken token_;
    common::CallContext context_{token_, {}};
    assets::RequestLog requests_;
    common::Log log_;
    std::unique_ptr<assets::OAuthCredentials> credentials_;
};

int refreshForEver(const std::string& url, const std::string& store) {
    Connection connection(settingsOf(url, store));
    while (true) {
        connection.refresh();
        if (::write(kProgress, ".", 1) != 1) return 0;
    }
}

class Refresher {
public:
    Refresher(const std::string& url, const std::string& store) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        posix_spawn_file_actions_t files;
        ::posix_spawn_file_actions_init(&files);
        ::posix_spawn_file_actions_adddup2(&files, ends[1], kProgress);
        const char* const arguments[] = {"token_store_torture", url.c_str(), store.c_str(), nullptr};
        const int failure = ::posix_spawn(&process_, "/proc/self/exe", &files, nullptr,
                                          const_cast<char* const*>(arguments), environ);  // NOLINT: POSIX's type
        ::posix_spawn_file_actions_destroy(&files);
        ::close(ends[1]);
        progress_ = ends[0];
        if (failure != 0) throw std::runtime_error("no process");
    }
    ~Refresher() {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        ::close(progress_);
    }
    Refresher(const Refresher&) = delete;
    Refresher& operator=(const Refresher&) = delete;

    void waitForProgress() const {
        std::array<char, 64> buffer{};
        if (::read(progress_, buffer.data(), buffer.size()) <= 0)
            throw std::runtime_error("a process ended by itself: see its message above");
    }

private:
    pid_t process_ = -1;
    int progress_ = -1;
};

void logIn(simulator::Simulator& site, const assets::OAuthSettings& settings) {
    common::CancelToken token;
    const common::CallContext context{token, {}};
    assets::TokenSet tokens;
    tokens.refreshToken = common::Secret(site.issueTokens(settings.clientId, settings.requestedScope()).refreshToken);
    assets::TokenStore store(settings);
    auto lock = store.lock(context, common::realClock());
    store.replace(lock, tokens);
}

int torture(const std::string& store) {
    simulator::Simulator site;
    site.start();
    const assets::OAuthSettings settings = settingsOf(site.url(), store);
    logIn(site, settings);
    std::mt19937 random(std::random_device{}());
    std::array<std::unique_ptr<Refresher>, 2> pair;
    for (auto& one : pair) one = std::make_unique<Refresher>(site.url(), store);
    for (int kills = 0; kills < kKills; ++kills) {
        auto& victim = pair.at(random() % pair.size());
        victim->waitForProgress();
        ::poll(nullptr, 0, static_cast<int>(random() % 6));
        victim.reset();
        assets::TokenStore(settings).read();  // throws where it is damaged
        victim = std::make_unique<Refresher>(site.url(), store);
    }
    for (auto& one : pair) one.reset();
    Connection(settings).refresh();
    std::printf("%d processes killed, %zu refreshes, the store is whole\n", kKills, site.oauth().counts().refreshes);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc == 3) return refreshForEver(argv[1], argv[2]);
        // In memory where there is such a place: what is tried is dying, not the disk.
        std::string folder = (::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp") + std::string("/torture_XXXXXX");
        if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no directory");
        const int result = torture(folder + "/tokens");
        static_cast<void>(std::system(("rm -rf " + folder).c_str()));
        return result;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
