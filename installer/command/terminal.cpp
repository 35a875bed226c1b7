#include "installer/command/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "common/error.h"
#include "installer/command/command.h"
#include "installer/command/interrupts.h"

namespace assetsodbc::installer {
namespace {

// Switches the terminal's echo off for as long as it lives.
class WithoutEcho {
public:
    WithoutEcho() : isTerminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!isTerminal_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~WithoutEcho() { restore(); }
    void restore() const {
        if (isTerminal_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    WithoutEcho(const WithoutEcho&) = delete;
    WithoutEcho& operator=(const WithoutEcho&) = delete;

private:
    termios before_{};
    bool isTerminal_;
};

common::Secret askWithoutEcho(const std::string& prompt) {
    if (isatty(STDIN_FILENO) == 0) return secretLine(std::cin, prompt);
    std::cerr << prompt << ": " << std::flush;
    const WithoutEcho silent;
    const OnInterrupt restored([&silent] {
        silent.restore();
        _exit(kInterrupted);
    });
    common::Secret secret = secretLine(std::cin, prompt);
    std::cerr << "\n";
    return secret;
}

}  // namespace

common::Secret secretLine(std::istream& in, const std::string& prompt) {
    std::string line;
    if (!std::getline(in, line))
        throw common::Error(common::ErrorKind::InvalidArgument,
                            "Nothing was given for " + prompt + ": the standard input is at its end.");
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return common::Secret(std::move(line));
}

Terminal standardTerminal() {
    return {std::cin, std::cout, std::cerr, isatty(STDIN_FILENO) != 0, askWithoutEcho};
}

}  // namespace assetsodbc::installer
