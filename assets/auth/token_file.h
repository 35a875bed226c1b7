// One file of secrets in a directory of this user: read and replaced as a whole, on the disk before the call returns,
// and guarded by a lock file beside it that processes and threads share. Follows no symbolic link, trusts nothing that
// others may change. Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "common/descriptor.h"
#include "common/secret.h"

namespace assetsodbc::common {
struct CallContext;
class Clock;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class TokenFile {
public:
    TokenFile(std::string directory, std::string name) : directory_(std::move(directory)), name_(std::move(name)) {}

    std::string path() const { return directory_ + "/" + name_; }
    // nullopt when there is none. Throws Error{AuthenticationFailed} for a file that cannot be trusted or read.
    std::optional<common::Secret> read() const;

    // What tells this file from those that it takes the place of; empty when there is none. Reads no content.
    std::string stamp() const;

    struct Lock {
        explicit Lock(common::Descriptor directory) : folder(std::move(directory)) {}
        ~Lock();
        Lock(const Lock&) = delete;
        Lock& operator=(const Lock&) = delete;

        common::Descriptor folder, file, room;
        std::string roomName;
    };

    // Makes the directory where it is missing. Waits for whoever holds the lock, two minutes at most.
    // Throws Error{InvalidArgument, Timeout, Cancelled}.
    std::unique_ptr<Lock> lock(const common::CallContext& context, const common::Clock& clock) const;
    // Sets disk space aside for the next replace(). Throws Error{InvalidArgument}.
    void makeRoom(Lock& lock) const;
    // Throws Error{InvalidArgument}; the old file is then still there.
    void replace(Lock& lock, const common::Secret& text) const;
    // Whether there was a file.
    bool remove(Lock& lock) const;

private:
    common::Descriptor openFolder(bool makes) const;
    common::Descriptor openLockFile(const Lock& lock) const;
    bool tryLock(const Lock& lock) const;

    std::string directory_, name_;
};

}  // namespace assetsodbc::assets
