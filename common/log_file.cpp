#include "common/log_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include "common/clock.h"
#include "common/date_time.h"
#include "common/error.h"

namespace assetsodbc::common {
namespace {

namespace fs = std::filesystem;

int openForAppending(const std::string& file) {
    int descriptor;
    do {
        descriptor =
            ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

int openOrThrow(const std::string& file) {
    const int descriptor = openForAppending(file);
    if (descriptor < 0)
        throw Error(ErrorKind::InvalidArgument, "The log file \"" + file + "\" (property Logfile) cannot be opened: " +
                                                    std::system_category().message(errno) +
                                                    ". Name a file, not a link to one, in a folder that exists and "
                                                    "can be written to.");
    return descriptor;
}

// Held while the file is put aside, so that no two do it at once.
class FileLock {
public:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {
        while (::flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) continue;
    }
    ~FileLock() { ::flock(descriptor_, LOCK_UN); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_;
};

// "20261122-120501"
std::string stampOf(const Clock& clock) {
    const auto sinceEpoch = clock.wallClock().time_since_epoch();
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(sinceEpoch).count();
    std::string stamp;
    for (const char c : format(timestampOfMilliseconds(milliseconds)).substr(0, 19)) {
        if (c >= '0' && c <= '9') stamp += c;
        if (c == ' ' || c == 'T') stamp += '-';
    }
    return stamp;
}

constexpr std::size_t kStampLength = 15, kStampDash = 8;

bool isDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Where files of one second are told apart by a number: "20261122-120501.2".
struct Aside {
    std::string stamp;
    unsigned long number = 0;
    fs::path file;
    friend bool operator<(const Aside& a, const Aside& b) {
        return std::tie(a.stamp, a.number) < std::tie(b.stamp, b.number);
    }
};

// nullopt for a name that this code does not make: such a file is never touched.
std::optional<Aside> asideOf(const fs::path& file, const std::string& prefix) {
    const std::string name = file.filename().string();
    if (name.compare(0, prefix.size(), prefix) != 0) return std::nullopt;
    const std::string_view rest = std::string_view(name).substr(prefix.size());
    const std::string_view stamp = rest.substr(0, kStampLength);
    if (stamp.size() != kStampLength || stamp[kStampDash] != '-' || !isDigits(stamp.substr(0, kStampDash)) ||
        !isDigits(stamp.substr(kStampDash + 1)))
        return std::nullopt;
    const std::string_view number = rest.substr(kStampLength);
    if (number.empty()) return Aside{std::string(stamp), 0, file};
    constexpr std::size_t kMostDigits = 9;
    if (number.front() != '.' || !isDigits(number.substr(1)) || number.size() > kMostDigits) return std::nullopt;
    return Aside{std::string(stamp), std::stoul(std::string(number.substr(1))), file};
}

}  // namespace

LogFile::LogFile(std::string path, std::uint64_t largest, std::int32_t most, const Clock& clock)
    : path_(std::move(path)), largest_(largest), most_(most), clock_(clock), descriptor_(openOrThrow(path_)) {}

LogFile::~LogFile() {
    ::close(descriptor_);
}

void LogFile::append(std::string_view line) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    try {
        // Where another process put the file aside, the next one may be full as well.
        constexpr int kMostTries = 3;
        for (int i = 0; i < kMostTries && isFull(line.size()); ++i) rotate();
    } catch (const std::exception&) {  // goes on in the file it has
    }
    while (!line.empty()) {
        const ssize_t written = ::write(descriptor_, line.data(), line.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        line.remove_prefix(static_cast<std::size_t>(written));
    }
}

bool LogFile::isFull(std::size_t more) const noexcept {
    struct stat status {};
    if (largest_ == 0 || ::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return false;
    return status.st_size > 0 && static_cast<std::uint64_t>(status.st_size) + more > largest_;
}

void LogFile::rotate() {
    {
        const FileLock lock(descriptor_);
        struct stat own {
        }, named{};
        const bool isThere = ::stat(path_.c_str(), &named) == 0;
        // Another process may have put this file aside already; then there is only to follow it.
        if (isThere && ::fstat(descriptor_, &own) == 0 && own.st_dev == named.st_dev && own.st_ino == named.st_ino)
            putAside();
    }
    const int fresh = openForAppending(path_);
    if (fresh < 0) return;
    ::close(descriptor_);
    descriptor_ = fresh;
    deleteOldest();
}

// link() refuses a name that is taken, which rename() would replace.
void LogFile::putAside() const {
    constexpr int kMostTries = 1000;
    const std::string stamped = path_ + "." + stampOf(clock_);
    for (int i = 0; i < kMostTries; ++i) {
        const std::string name = i == 0 ? stamped : stamped + "." + std::to_string(i + 1);
        if (::link(path_.c_str(), name.c_str()) == 0) {
            ::unlink(path_.c_str());
            return;
        }
        if (errno == EEXIST) continue;
        if (::access(name.c_str(), F_OK) != 0) std::rename(path_.c_str(), name.c_str());  // no links here
        return;
    }
}

void LogFile::deleteOldest() const {
    if (most_ < 2) return;
    const fs::path live(path_);
    const fs::path folder = live.has_parent_path() ? live.parent_path() : fs::path(".");
    std::vector<Aside> aside;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        if (auto file = asideOf(entry.path(), live.filename().string() + ".")) aside.push_back(std::move(*file));
    std::sort(aside.begin(), aside.end());
    const std::size_t kept = static_cast<std::size_t>(most_) - 1;
    for (std::size_t i = 0; i + kept < aside.size(); ++i) fs::remove(aside[i].file);
}

}  // namespace assetsodbc::common
