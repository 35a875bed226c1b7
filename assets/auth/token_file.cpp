#include "assets/auth/token_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string_view>
#include <system_error>

#include "common/call_context.h"
#include "common/clock.h"
#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Descriptor;
using common::Error;
using common::ErrorKind;
using common::Secret;

constexpr std::size_t kMost = std::size_t{1} << 20;
constexpr off_t kRoom = 64 << 10;
constexpr mode_t kFileMode = S_IRUSR | S_IWUSR;
constexpr std::chrono::milliseconds kPause{10};
constexpr std::chrono::minutes kPatience{2};

std::string reason() {
    return std::generic_category().message(errno);
}

Error unusable(const std::string& what, const std::string& cure) {
    return {ErrorKind::InvalidArgument, "The store of OAuth tokens cannot be used: " + what + ". " + cure};
}

Error untrusted(const std::string& what, const std::string& cure) {
    return {ErrorKind::AuthenticationFailed, "The stored OAuth tokens cannot be used: " + what + ". " + cure};
}

constexpr const char* kOtherPlace = "Correct that, or choose another place with OAuthSettingsLocation.";

// A directory of ours that nobody else may change; or a common one, such as /tmp, where nobody may touch what is
// another's.
bool isTrusted(const struct stat& directory) {
    constexpr mode_t kWritableByOthers = S_IWGRP | S_IWOTH;
    const bool isOwn = directory.st_uid == ::geteuid() && (directory.st_mode & kWritableByOthers) == 0;
    const bool isCommon = directory.st_uid == 0 && (directory.st_mode & S_ISVTX) != 0;
    return isOwn || isCommon;
}

void makeDirectories(const std::string& path) {
    for (auto slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1))
        ::mkdir(path.substr(0, slash).c_str(), S_IRWXU);
    ::mkdir(path.c_str(), S_IRWXU);
}

void requirePrivate(const struct stat& file, const std::string& path) {
    if (!S_ISREG(file.st_mode)) throw untrusted(path + " is not a regular file", "Remove it, and log in anew.");
    if (file.st_uid != ::geteuid())
        throw untrusted(path + " belongs to another user", "Choose another place with OAuthSettingsLocation.");
    if ((file.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        throw untrusted("other users may read or change " + path,
                        "Run: chmod 600 on it; and if they may have read it, log in anew.");
}

bool writeAll(int number, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t written = ::pwrite(number, text.data() + at, text.size() - at, static_cast<off_t>(at));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        at += static_cast<std::size_t>(written);
    }
    return ::ftruncate(number, static_cast<off_t>(text.size())) == 0;
}

bool readAll(int number, std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t got = ::read(number, text.data() + at, text.size() - at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += static_cast<std::size_t>(got);
    }
    return true;
}

}  // namespace

TokenFile::Lock::~Lock() {
    if (room.isOpen()) ::unlinkat(folder.number(), roomName.c_str(), 0);
    // Said outright: a child process that was forked meanwhile has the descriptor too, and would keep the lock.
    if (file.isOpen()) ::flock(file.number(), LOCK_UN);
}

Descriptor TokenFile::openFolder(bool makes) const {
    if (makes) makeDirectories(directory_);
    Descriptor folder(::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen() && errno == ENOENT && !makes) return folder;
    if (!folder.isOpen()) throw unusable("the directory " + directory_ + " (" + reason() + ")", kOtherPlace);
    struct stat status = {};
    if (::fstat(folder.number(), &status) != 0 || !isTrusted(status))
        throw unusable("the directory " + directory_ + " belongs to another user, or others may write into it",
                       "Run: chmod 700 on it, or choose another place with OAuthSettingsLocation.");
    return folder;
}

std::optional<Secret> TokenFile::read() const {
    const Descriptor folder = openFolder(false);
    if (!folder.isOpen()) return std::nullopt;
    const Descriptor file(::openat(folder.number(), name_.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.isOpen() && errno == ENOENT) return std::nullopt;
    if (!file.isOpen() && errno == ELOOP)
        throw untrusted(path() + " is a symbolic link", "Remove it, and log in anew.");
    if (!file.isOpen()) throw untrusted(path() + " cannot be opened (" + reason() + ")", kOtherPlace);
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0) throw untrusted(path() + " (" + reason() + ")", kOtherPlace);
    requirePrivate(status, path());
    if (static_cast<std::size_t>(status.st_size) > kMost)
        throw untrusted(path() + " is longer than 1 MiB and so is none of ours", kOtherPlace);
    // The size is that of the file as it was opened: whoever replaces it makes another file.
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    if (!readAll(file.number(), text)) throw untrusted(path() + " cannot be read (" + reason() + ")", kOtherPlace);
    return Secret(std::move(text));
}

std::string TokenFile::stamp() const {
    struct stat status = {};
    if (::lstat(path().c_str(), &status) != 0) return {};
    std::string text;
    for (const auto part :
         {static_cast<std::int64_t>(status.st_ino), static_cast<std::int64_t>(status.st_size),
          static_cast<std::int64_t>(status.st_mtim.tv_sec), static_cast<std::int64_t>(status.st_mtim.tv_nsec),
          static_cast<std::int64_t>(status.st_ctim.tv_sec), static_cast<std::int64_t>(status.st_ctim.tv_nsec)})
        text += std::to_string(part) + " ";
    return text;
}

Descriptor TokenFile::openLockFile(const Lock& lock) const {
    const std::string name = name_ + ".lock";
    Descriptor file(::openat(lock.folder.number(), name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                             kFileMode));
    struct stat status = {};
    if (!file.isOpen() || ::fstat(file.number(), &status) != 0)
        throw unusable("the lock file " + path() + ".lock (" + reason() + ")", kOtherPlace);
    if (!S_ISREG(status.st_mode) || status.st_uid != ::geteuid())
        throw unusable("the lock file " + path() + ".lock is no file of this user", "Remove it.");
    return file;
}

// False while somebody else has it. Also false when the lock file was removed after it was opened, since others then
// lock another one.
bool TokenFile::tryLock(const Lock& lock) const {
    if (::flock(lock.file.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK || errno == EINTR) return false;
        throw unusable("the file system of " + directory_ + " has no locks (" + reason() + ")",
                       "Choose a local directory with OAuthSettingsLocation.");
    }
    struct stat opened = {}, named = {};
    return ::fstat(lock.file.number(), &opened) == 0 &&
           ::fstatat(lock.folder.number(), (name_ + ".lock").c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

std::unique_ptr<TokenFile::Lock> TokenFile::lock(const common::CallContext& context, const common::Clock& clock) const {
    auto lock = std::make_unique<Lock>(openFolder(true));
    const auto end = clock.now() + kPatience;
    while (true) {
        lock->file = openLockFile(*lock);
        if (tryLock(*lock)) return lock;
        if (clock.now() >= end)
            throw Error(ErrorKind::Timeout, "Another process has held the store of OAuth tokens for two minutes (" +
                                                path() + ".lock). See which with: fuser " + path() +
                                                ".lock; and try again when it has ended.");
        clock.sleep(kPause, context);
    }
}

void TokenFile::makeRoom(Lock& lock) const {
    if (lock.room.isOpen()) return;
    lock.roomName = name_ + ".new";
    // What a process that was killed left behind; nobody else is at work while we have the lock.
    ::unlinkat(lock.folder.number(), lock.roomName.c_str(), 0);
    constexpr int kNew = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    Descriptor file(::openat(lock.folder.number(), lock.roomName.c_str(), kNew, kFileMode));
    if (!file.isOpen())
        throw unusable("nothing can be written into " + directory_ + " (" + reason() + ")", kOtherPlace);
    const int failure = ::posix_fallocate(file.number(), 0, kRoom);
    errno = failure;
    const bool hasNoSpace = failure == ENOSPC || failure == EDQUOT || failure == EFBIG;
    if (hasNoSpace) {
        const Error error = unusable("there is no space left for " + path() + " (" + reason() + ")", kOtherPlace);
        ::unlinkat(lock.folder.number(), lock.roomName.c_str(), 0);
        throw error;
    }
    lock.room = std::move(file);
}

void TokenFile::replace(Lock& lock, const Secret& text) const {
    makeRoom(lock);
    Descriptor file = std::move(lock.room);
    const int folder = lock.folder.number();
    if (writeAll(file.number(), text.reveal()) && ::fsync(file.number()) == 0 && file.close() &&
        ::renameat(folder, lock.roomName.c_str(), folder, name_.c_str()) == 0 && ::fsync(folder) == 0)
        return;
    const Error error = unusable(path() + " cannot be written (" + reason() + ")", kOtherPlace);
    ::unlinkat(folder, lock.roomName.c_str(), 0);
    throw error;
}

bool TokenFile::remove(Lock& lock) const {
    if (::unlinkat(lock.folder.number(), name_.c_str(), 0) == 0) return true;
    if (errno == ENOENT) return false;
    throw unusable(path() + " cannot be removed (" + reason() + ")", "Remove it yourself.");
}

}  // namespace assetsodbc::assets
