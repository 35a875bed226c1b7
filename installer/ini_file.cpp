#include "installer/ini_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <utility>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::installer {
namespace {

using common::withoutOuterBlanks;

[[noreturn]] void fail(const std::string& what, const std::string& path) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): this program starts no thread that fails
    const std::string reason = std::strerror(errno);
    throw common::Error(common::ErrorKind::InvalidArgument, "Cannot " + what + " " + path + ": " + reason + ".");
}

bool isEntry(std::string_view line) {
    const std::string_view text = withoutOuterBlanks(line);
    return !text.empty() && text.front() != ';' && text.front() != '#' && text.front() != '[';
}

std::optional<std::string> headingOf(std::string_view line) {
    std::string_view text = withoutOuterBlanks(line);
    if (text.empty() || text.front() != '[') return std::nullopt;
    text.remove_prefix(1);
    return std::string(withoutOuterBlanks(text.substr(0, text.find(']'))));
}

void requireStorable(const common::ConnectionAttribute& entry) {
    const bool isBroken = entry.value.find_first_of("\r\n") != std::string::npos;
    if (!isBroken && withoutOuterBlanks(entry.value) == entry.value) return;
    throw common::Error(common::ErrorKind::InvalidArgument,
                        "The value of " + entry.keyword +
                            " cannot stand in an ini file: it holds a line break, or begins or ends with a blank.");
}

// The file that a name stands for; the name itself where there is none yet.
std::string resolved(const std::string& path) {
    char* const real = realpath(path.c_str(), nullptr);
    std::string name = real == nullptr ? path : real;
    std::free(real);
    return name;
}

// A file that is there under its name only once it is whole.
class Replacement {
public:
    Replacement(std::string target, mode_t mode) : target_(std::move(target)), name_(target_ + ".XXXXXX") {
        file_ = mkstemp(name_.data());
        if (file_ < 0) fail("write beside", target_);
        struct stat before {};
        if (stat(target_.c_str(), &before) == 0) [[maybe_unused]]
            const int kept = fchown(file_, before.st_uid, before.st_gid);
        if (fchmod(file_, mode) != 0) giveUp();
    }
    ~Replacement() {
        if (file_ >= 0) close(file_);
        if (!name_.empty()) unlink(name_.c_str());
    }
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;

    void write(std::string_view text) {
        while (!text.empty()) {
            const ssize_t written = ::write(file_, text.data(), text.size());
            if (written < 0 && errno != EINTR) giveUp();
            if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void commit() {
        if (fsync(file_) != 0 || rename(name_.c_str(), target_.c_str()) != 0) giveUp();
        name_.clear();
    }

private:
    [[noreturn]] void giveUp() const { fail("write", target_); }

    std::string target_, name_;
    int file_ = -1;
};

}  // namespace

IniFile::IniFile(std::string path) : path_(std::move(path)) {
    struct stat status {};
    if (stat(path_.c_str(), &status) != 0) {
        if (errno == ENOENT) return;
        fail("read", path_);
    }
    exists_ = true;
    mode_ = status.st_mode & 07777;
    std::ifstream in(path_, std::ios::binary);
    if (!in) fail("read", path_);
    for (std::string line; std::getline(in, line);) lines_.push_back(line + (in.eof() ? "" : "\n"));
    if (in.bad()) fail("read", path_);
}

std::vector<std::string> IniFile::sections() const {
    std::vector<std::string> names;
    for (const std::string& line : lines_)
        if (auto heading = headingOf(line)) names.push_back(std::move(*heading));
    return names;
}

std::optional<IniFile::Range> IniFile::rangeOf(std::string_view name) const {
    std::optional<Range> range;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (const auto heading = headingOf(lines_[i])) {
            if (range) break;
            if (common::equalIgnoringAsciiCase(*heading, name)) range = {i, i + 1};
        } else if (range && isEntry(lines_[i])) {
            range->end = i + 1;
        }
    }
    return range;
}

std::optional<common::ConnectionAttributes> IniFile::section(std::string_view name) const {
    const auto range = rangeOf(name);
    if (!range) return std::nullopt;
    common::ConnectionAttributes entries;
    for (std::size_t i = range->first + 1; i < range->end; ++i) {
        if (!isEntry(lines_[i])) continue;
        const std::string_view line = lines_[i];
        const std::size_t equals = std::min(line.find('='), line.size());
        entries.push_back({std::string(withoutOuterBlanks(line.substr(0, equals))),
                           std::string(withoutOuterBlanks(line.substr(std::min(equals + 1, line.size()))))});
    }
    return entries;
}

void IniFile::setSection(const std::string& name, const common::ConnectionAttributes& entries) {
    std::vector<std::string> text{"[" + name + "]\n"};
    for (const common::ConnectionAttribute& entry : entries) {
        requireStorable(entry);
        text.push_back(entry.keyword + " = " + entry.value + "\n");
    }
    auto at = lines_.end();
    if (const auto range = rangeOf(name)) {
        at = lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(range->first),
                          lines_.begin() + static_cast<std::ptrdiff_t>(range->end));
    } else if (!lines_.empty()) {
        if (lines_.back().back() != '\n') lines_.back() += '\n';
        if (!withoutOuterBlanks(lines_.back()).empty()) lines_.emplace_back("\n");
        at = lines_.end();
    }
    lines_.insert(at, text.begin(), text.end());
}

bool IniFile::removeSection(std::string_view name) {
    const auto range = rangeOf(name);
    if (!range) return false;
    std::size_t first = range->first;
    const bool isLast = range->end == lines_.size();
    // The blank line that set it apart goes with it.
    if (first > 0 && isLast && withoutOuterBlanks(lines_[first - 1]).empty()) --first;
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(first),
                 lines_.begin() + static_cast<std::ptrdiff_t>(range->end));
    return true;
}

void IniFile::write(mode_t mode) {
    Replacement replacement(resolved(path_), mode);
    for (const std::string& line : lines_) replacement.write(line);
    replacement.commit();
    exists_ = true;
    mode_ = mode;
}

}  // namespace assetsodbc::installer
