#include "common/secret_source.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include "common/call_context.h"
#include "common/descriptor.h"
#include "common/error.h"
#include "common/spawn_files.h"

extern char** environ;  // NOLINT: POSIX declares it nowhere

namespace assetsodbc::common {

namespace {

constexpr std::size_t kMost = std::size_t{64} << 10;
constexpr std::chrono::seconds kPatience{30};

// No message quotes what follows the word: it may be the secret after all, which only happens to begin like this.
class Source {
public:
    Source(std::string_view property, std::string_view word) : property_(property), word_(word) {}

    [[noreturn]] void refuse(const std::string& problem) const {
        throw Error(ErrorKind::InvalidArgument, property_ + " begins with " + word_ + ", but " + problem +
                                                    " If that is the beginning of the secret itself, write text: in "
                                                    "front of it.");
    }

    // What was read, without the line break that editors and programs put at the end.
    Secret accepted(std::string&& text) const {
        Secret owner(std::move(text));
        std::string_view rest = owner.reveal();
        if (!rest.empty() && rest.back() == '\n') {
            rest.remove_suffix(1);
            if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
        }
        if (rest.empty()) refuse("what it names is empty. Put the secret there.");
        if (rest.find('\0') != std::string_view::npos) refuse("what it names is no text. Put the secret there.");
        return Secret(std::string(rest));
    }

private:
    std::string property_, word_;
};

std::string reason() {
    return std::generic_category().message(errno);
}

// Appends what can be read now; false at the end. The text has room reserved for kMost and one more, so that no
// reallocation leaves a copy of a secret behind.
bool readSome(int number, std::string& text) {
    const std::size_t before = text.size();
    text.resize(std::min(before + 4096, kMost + 1));
    const ssize_t got = ::read(number, text.data() + before, text.size() - before);
    const bool mayGoOn = got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return mayGoOn && text.size() <= kMost;
}

std::string roomForSecret() {
    std::string text;
    text.reserve(kMost + 1);
    return text;
}

Secret fromEnvironment(const Source& source, const std::string& name, const Clock&) {
    const char* const value = std::getenv(name.c_str());
    if (value == nullptr) source.refuse("there is no environment variable of that name in this process. Set it.");
    return source.accepted(std::string(value));
}

std::string expandedPath(const std::string& path) {
    const char* const home = std::getenv("HOME");
    return path.rfind("~/", 0) == 0 && home != nullptr ? home + path.substr(1) : path;
}

// Files of root are what Docker, Kubernetes and systemd hand to a program: readable by all who are in the container.
void requirePrivate(const Source& source, const struct stat& file) {
    constexpr mode_t kWritableByOthers = S_IWGRP | S_IWOTH;
    constexpr mode_t kAnythingByOthers = S_IRWXG | S_IRWXO;
    if (!S_ISREG(file.st_mode)) source.refuse("what it names is not a regular file. Give the path of one.");
    if (file.st_uid != 0 && file.st_uid != ::geteuid())
        source.refuse("the file belongs to another user. Copy it, and run chmod 600 on the copy.");
    if ((file.st_mode & (file.st_uid == 0 ? kWritableByOthers : kAnythingByOthers)) != 0)
        source.refuse("other users may read or change the file. Run chmod 600 on it.");
}

Secret fromFile(const Source& source, const std::string& path, const Clock&) {
    const Descriptor file(::open(expandedPath(path).c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file.isOpen()) source.refuse("the file cannot be opened (" + reason() + "). Check the path and its rights.");
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0) source.refuse("the file cannot be read (" + reason() + ").");
    requirePrivate(source, status);
    std::string text = roomForSecret();
    while (readSome(file.number(), text)) continue;
    if (text.size() > kMost) {
        wipe(text);
        source.refuse("the file is longer than 64 KiB. Give a file that holds the secret and nothing else.");
    }
    return source.accepted(std::move(text));
}

struct Pipe {
    Descriptor readEnd, writeEnd;
};

bool open(Pipe& pipe) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return false;
    pipe.readEnd = Descriptor(ends[0]);
    pipe.writeEnd = Descriptor(ends[1]);
    return true;
}

// A command of the shell: its output, and its exit status by a pipe of its own. The program that we are part of may
// ignore or collect the end of all its children, and then waitpid() tells nothing.
class Command {
public:
    Command(const Source& source, const std::string& text, const Clock& clock) : source_(source), clock_(clock) {
        if (!open(output_) || !open(status_)) source_.refuse("no pipe can be made (" + reason() + ").");
        spawn(text);
        output_.writeEnd.close();
        status_.writeEnd.close();
    }
    ~Command() {
        if (!hasEnded_) ::kill(-process_, SIGKILL);
        reap();
    }
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    Secret run() {
        std::string text = roomForSecret();
        std::string status;
        status.reserve(kMost + 1);
        try {
            collect(text, status);
            require(status);
        } catch (...) {
            wipe(text);
            throw;
        }
        return source_.accepted(std::move(text));
    }

private:
    void spawn(const std::string& text) {
        posix_spawn_file_actions_t files;
        posix_spawnattr_t attributes;
        ::posix_spawn_file_actions_init(&files);
        ::posix_spawnattr_init(&attributes);
        ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&files, output_.writeEnd.number(), 1);
        ::posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_adddup2(&files, status_.writeEnd.number(), 3);
        closeDescriptorsFrom(files, 4);
        sigset_t signals;
        sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&attributes, &signals);
        for (const int signal : {SIGPIPE, SIGCHLD, SIGINT, SIGTERM, SIGALRM}) sigaddset(&signals, signal);
        ::posix_spawnattr_setsigdefault(&attributes, &signals);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        const char* const arguments[] = {"sh", "-c", "(eval \"$1\") 3>&-; echo $? >&3", "sh", text.c_str(), nullptr};
        const int failure = ::posix_spawn(&process_, "/bin/sh", &files, &attributes,
                                          const_cast<char* const*>(arguments), environ);  // NOLINT: POSIX's type
        ::posix_spawn_file_actions_destroy(&files);
        ::posix_spawnattr_destroy(&attributes);
        errno = failure;
        if (failure != 0) source_.refuse("/bin/sh cannot be started (" + reason() + ").");
    }

    void collect(std::string& text, std::string& status) {
        const auto end = clock_.now() + kPatience;
        while (output_.readEnd.isOpen() || status_.readEnd.isOpen()) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - clock_.now());
            if (left.count() <= 0)
                source_.refuse("the command did not end within 30 seconds. Check that it asks nobody anything.");
            pollfd ready[] = {{output_.readEnd.number(), POLLIN, 0}, {status_.readEnd.number(), POLLIN, 0}};
            if (::poll(ready, 2, static_cast<int>(left.count())) <= 0) continue;
            if (ready[0].revents != 0 && !readSome(output_.readEnd.number(), text)) output_.readEnd.close();
            if (ready[1].revents != 0 && !readSome(status_.readEnd.number(), status)) status_.readEnd.close();
            if (text.size() > kMost)
                source_.refuse("the command prints more than 64 KiB. Let it print the secret and nothing else.");
        }
        hasEnded_ = !status.empty();
    }

    void require(const std::string& status) const {
        if (status == "0\n") return;
        if (status.empty()) source_.refuse("the command was killed.");
        source_.refuse("the command failed with exit status " + status.substr(0, status.find('\n')) +
                       ". Run it in a terminal, as the same user, to see why.");
    }

    // Not by waiting for the process alone: where the program ignores SIGCHLD, that would last until all its children
    // have ended.
    void reap() const {
        CancelToken never;
        const CallContext context{never, {}};
        while (::waitpid(process_, nullptr, WNOHANG) == 0) realClock().sleep(std::chrono::milliseconds(1), context);
    }

    const Source& source_;
    const Clock& clock_;
    Pipe output_, status_;
    pid_t process_ = -1;
    bool hasEnded_ = false;
};

Secret fromCommand(const Source& source, const std::string& command, const Clock& clock) {
    return Command(source, command, clock).run();
}

struct Word {
    std::string_view word;
    Secret (*read)(const Source& source, const std::string& rest, const Clock& clock);
};

constexpr Word kWords[] = {{"env:", fromEnvironment}, {"file:", fromFile}, {"cmd:", fromCommand}};
constexpr std::string_view kLiteral = "text:";

}  // namespace

Secret resolveSecret(std::string_view property, const Secret& given, const Clock& clock) {
    const std::string& text = given.reveal();
    if (text.rfind(kLiteral, 0) == 0) return Secret(text.substr(kLiteral.size()));
    for (const Word& candidate : kWords) {
        if (text.rfind(candidate.word, 0) != 0) continue;
        const Source source(property, candidate.word);
        const std::string rest = text.substr(candidate.word.size());
        if (rest.empty()) source.refuse("nothing follows. Write what is to be read behind it.");
        return candidate.read(source, rest, clock);
    }
    return given;
}

}  // namespace assetsodbc::common
