// Ctrl-C: the first one cancels what is registered, where that is something that can be cancelled; the second one, or
// the first one while nothing is, ends the process at once with exit code 130.
#pragma once

#include <functional>

namespace assetsodbc::installer {

// Called once: from then on SIGINT and SIGTERM are answered by a thread of their own.
void watchInterrupts();

// Registers the action for as long as it lives; one at a time. The action runs in another thread, and must not wait.
class OnInterrupt {
public:
    explicit OnInterrupt(std::function<void()> action);
    ~OnInterrupt();
    OnInterrupt(const OnInterrupt&) = delete;
    OnInterrupt& operator=(const OnInterrupt&) = delete;
    // Whether the action was called. Costs a lock.
    bool happened() const;
};

}  // namespace assetsodbc::installer
