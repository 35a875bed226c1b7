// The file behind a log: appended to line by line, put aside when it is full. Thread-safe; connections of several
// processes may share the file. What fails after opening is kept silent: a full disk must not fail the query that is
// being logged.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace assetsodbc::common {

class Clock;

class LogFile {
public:
    // Created with mode 0600. largest: bytes at which it is put aside, with the time in its name
    // ("log.20261122-120501"); 0 = never. most: files that are kept, the live one included; below 2 = all. The clock
    // must outlive the file. Throws Error{InvalidArgument} naming the file when it cannot be opened.
    LogFile(std::string path, std::uint64_t largest, std::int32_t most, const Clock& clock);
    ~LogFile();
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    // One write per line: with O_APPEND the kernel keeps lines of several connections and processes apart.
    void append(std::string_view line) noexcept;

private:
    bool isFull(std::size_t more) const noexcept;
    void rotate();
    void putAside() const;
    void deleteOldest() const;

    const std::string path_;
    const std::uint64_t largest_;
    const std::int32_t most_;
    const Clock& clock_;
    std::mutex mutex_;
    int descriptor_;
};

}  // namespace assetsodbc::common
