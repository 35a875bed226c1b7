#include "common/spill_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "common/error.h"

namespace assetsodbc::common {

namespace {

std::string temporaryFolder() {
    const char* const given = std::getenv("TMPDIR");
    return given == nullptr || *given == '\0' ? "/tmp" : given;
}

int openNamed(const std::string& folder) {
    std::string name = folder + "/assetsodbc-XXXXXX";
    const int file = mkostemp(name.data(), O_CLOEXEC);  // 0600
    if (file >= 0) unlink(name.c_str());
    return file;
}

}  // namespace

SpillFile::SpillFile(std::string_view whose, std::string_view instead)
    : whose_(whose), instead_(instead), folder_(temporaryFolder()) {
#ifdef O_TMPFILE
    file_ = open(folder_.c_str(), O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
#endif
    if (file_ < 0) file_ = openNamed(folder_);  // not every file system makes files without names
    if (file_ < 0) fail("making", errno);
}

void SpillFile::fail(const std::string& what, int number) const {
    throw Error(ErrorKind::Internal, std::string(whose_) + " outgrew memory, and " + what + " a temporary file in " +
                                         folder_ + " failed: " + std::generic_category().message(number) +
                                         ". Free space there, let TMPDIR name another folder, or " +
                                         std::string(instead_) + ".");
}

SpillFile::~SpillFile() {
    if (file_ >= 0) close(file_);
}

std::uint64_t SpillFile::append(std::string_view bytes) {
    const std::uint64_t start = size_;
    while (!bytes.empty()) {
        const ssize_t written = pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail("writing to", written == 0 ? ENOSPC : errno);
        size_ += static_cast<std::uint64_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return start;
}

void SpillFile::read(std::uint64_t offset, char* to, std::size_t size) const {
    while (size > 0) {
        const ssize_t got = pread(file_, to, size, static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) fail("reading from", got == 0 ? EIO : errno);
        offset += static_cast<std::uint64_t>(got);
        to += got;
        size -= static_cast<std::size_t>(got);
    }
}

}  // namespace assetsodbc::common
