// assets-simulator: serves until SIGTERM or SIGINT. Exit status 0 after a signal, 1 when it cannot listen, 2 for a
// wrong command line.
#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>

#include "tests/simulator/command_line.h"
#include "tests/simulator/server.h"

namespace {

using namespace assetsodbc::simulator;

constexpr int kCannotServe = 1;
constexpr int kWrongUsage = 2;

// Blocked before any thread exists, so that only the main thread takes them.
sigset_t blockStopSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

void writePort(const std::string& path, int port) {
    if (path.empty()) return;
    std::ofstream file(path, std::ios::trunc);
    file << port << '\n';
    if (!file.flush()) throw std::runtime_error("cannot write the port file '" + path + "'");
}

void announce(Simulator& simulator, const CommandLine& line) {
    if (line.options.proxy) {
        writePort(line.proxyPortFile, simulator.proxy().port());
        std::printf("proxy listening on %s\n", simulator.proxy().url().c_str());
    }
    writePort(line.portFile, simulator.port());
    std::printf("assets-simulator listening on %s\n", simulator.url().c_str());
    std::fflush(stdout);
}

int serve(const CommandLine& line) {
    const sigset_t signals = blockStopSignals();
    Simulator simulator(line.options);
    simulator.start();
    announce(simulator, line);
    int received = 0;
    sigwait(&signals, &received);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const auto line = parseCommandLine({argv + 1, argv + argc});
        if (line.help) {
            std::fputs(helpText().c_str(), stdout);
            return 0;
        }
        return serve(line);
    } catch (const CommandLineError& error) {
        std::fprintf(stderr, "assets-simulator: %s\n", error.what());
        return kWrongUsage;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "assets-simulator: %s\n", error.what());
        return kCannotServe;
    }
}
