#include "installer/command/interrupts.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <mutex>
#include <thread>
#include <utility>

#include "installer/command/command.h"

namespace assetsodbc::installer {
namespace {

// Never destroyed: the watching thread outlives main.
struct Registration {
    std::mutex mutex;
    std::function<void()> action;
    bool happened = false;
};

Registration& registration() {
    static auto* const instance = new Registration;
    return *instance;
}

void handle() {
    Registration& current = registration();
    const std::lock_guard lock(current.mutex);
    if (!current.action || current.happened) _exit(kInterrupted);
    current.happened = true;
    current.action();
}

// A handler may do no more than this; programs that are started from here have their own, as always.
int wakeUpPipe[2];

void wakeUp(int) {
    const char byte = 0;
    [[maybe_unused]] const auto written = write(wakeUpPipe[1], &byte, 1);
}

void installHandler(int signal) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    if (before.sa_handler == SIG_IGN) return;  // as nohup wants it
    struct sigaction action {};
    action.sa_handler = wakeUp;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

}  // namespace

void watchInterrupts() {
    if (pipe2(wakeUpPipe, O_CLOEXEC) != 0) return;  // then the signals end the process, as they do without us
    installHandler(SIGINT);
    installHandler(SIGTERM);
    std::thread([] {
        for (char byte = 0; read(wakeUpPipe[0], &byte, 1) == 1;) handle();
    }).detach();
}

OnInterrupt::OnInterrupt(std::function<void()> action) {
    Registration& current = registration();
    const std::lock_guard lock(current.mutex);
    current.action = std::move(action);
    current.happened = false;
}

OnInterrupt::~OnInterrupt() {
    Registration& current = registration();
    const std::lock_guard lock(current.mutex);
    current.action = nullptr;
}

bool OnInterrupt::happened() const {
    Registration& current = registration();
    const std::lock_guard lock(current.mutex);
    return current.happened;
}

}  // namespace assetsodbc::installer
