#include "assets/private_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "common/descriptor.h"

namespace assetsodbc::assets {

namespace {

// A directory of ours that nobody else may change; or a common one, such as /tmp, where nobody may touch what is
// another's.
bool isTrusted(const struct stat& directory) {
    constexpr mode_t kWritableByOthers = S_IWGRP | S_IWOTH;
    const bool isOwn = directory.st_uid == ::geteuid() && (directory.st_mode & kWritableByOthers) == 0;
    const bool isCommon = directory.st_uid == 0 && (directory.st_mode & S_ISVTX) != 0;
    return isOwn || isCommon;
}

int openDirectory(const std::string& path) {
    const int number = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (number < 0) return number;
    struct stat status = {};
    if (::fstat(number, &status) == 0 && isTrusted(status)) return number;
    ::close(number);
    return -1;
}

bool isPrivate(const struct stat& file) {
    constexpr mode_t kAnythingByOthers = S_IRWXG | S_IRWXO;
    return S_ISREG(file.st_mode) && file.st_uid == ::geteuid() && (file.st_mode & kAnythingByOthers) == 0;
}

void makeDirectories(const std::string& path) {
    constexpr mode_t kPrivate = S_IRWXU;
    for (auto slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1))
        ::mkdir(path.substr(0, slash).c_str(), kPrivate);
    ::mkdir(path.c_str(), kPrivate);
}

bool writeAll(int number, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(number, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::string temporaryName(const std::string& name) {
    static std::atomic<unsigned> count{0};
    return name + '.' + std::to_string(::getpid()) + '.' + std::to_string(count++) + ".tmp";
}

}  // namespace

std::optional<std::string> readPrivateFile(const std::string& directory, const std::string& name, std::size_t most) {
    const common::Descriptor folder(openDirectory(directory));
    if (!folder.isOpen()) return std::nullopt;
    const common::Descriptor file(
        ::openat(folder.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status = {};
    if (!file.isOpen() || ::fstat(file.number(), &status) != 0 || !isPrivate(status)) return std::nullopt;
    if (static_cast<std::size_t>(status.st_size) > most) return std::nullopt;
    // The size is that of the file as it was opened: whoever replaces it makes another file.
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t got = ::read(file.number(), text.data() + at, text.size() - at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return std::nullopt;
        at += static_cast<std::size_t>(got);
    }
    return text;
}

bool replacePrivateFile(const std::string& directory, const std::string& name, std::string_view text) {
    makeDirectories(directory);
    const common::Descriptor folder(openDirectory(directory));
    if (!folder.isOpen()) return false;
    const std::string temporary = temporaryName(name);
    constexpr int kNew = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    common::Descriptor file(::openat(folder.number(), temporary.c_str(), kNew, S_IRUSR | S_IWUSR));
    if (!file.isOpen()) return false;
    const bool isWritten = writeAll(file.number(), text);
    if (file.close() && isWritten && ::renameat(folder.number(), temporary.c_str(), folder.number(), name.c_str()) == 0)
        return true;
    ::unlinkat(folder.number(), temporary.c_str(), 0);
    return false;
}

}  // namespace assetsodbc::assets
