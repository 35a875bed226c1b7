// Where rows go that memory should not hold: a temporary file of this process alone. It has no name from the start
// (or from just after it), so it ends with the process, whatever becomes of it. In TMPDIR, else /tmp; mode 0600.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assetsodbc::common {

class SpillFile {
public:
    // `whose`: what outgrew memory, as a message begins: "The rows of a scrollable cursor"; `instead`: what else its
    // owner can do. Both must outlive the file. Throws Error{Internal} when no file can be made.
    SpillFile(std::string_view whose, std::string_view instead);
    ~SpillFile();
    SpillFile(const SpillFile&) = delete;
    SpillFile& operator=(const SpillFile&) = delete;

    // Both throw Error{Internal}, which says what failed and what to do: a full disk, for one.
    // Returns where the bytes are.
    std::uint64_t append(std::string_view bytes);
    void read(std::uint64_t offset, char* to, std::size_t size) const;

private:
    [[noreturn]] void fail(const std::string& what, int number) const;

    std::string_view whose_, instead_;
    std::string folder_;
    int file_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace assetsodbc::common
