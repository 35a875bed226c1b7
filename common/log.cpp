#include "common/log.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "common/clock.h"
#include "common/date_time.h"
#include "common/error.h"

namespace assetsodbc::common {
namespace {

constexpr std::array<std::string_view, 6> kLevelNames{"", "ERROR", "WARNING", "INFO", "REQUEST", "TRACE"};

std::string timeText(const Clock& clock) {
    const auto sinceEpoch = clock.wallClock().time_since_epoch();
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(sinceEpoch).count();
    return format(timestampOfMilliseconds(milliseconds)) + "Z";
}

// A line break inside a message would let text of a site pass for a line of ours.
void appendOnOneLine(std::string& line, std::string_view text) {
    for (const char c : text) {
        if (c == '\n')
            line += "\\n";
        else if (c == '\r')
            line += "\\r";
        else
            line += c;
    }
}

int openForAppending(const std::string& file) {
    int descriptor;
    do {
        descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, S_IRUSR | S_IWUSR);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0)
        throw Error(ErrorKind::InvalidArgument, "The log file \"" + file + "\" (property Logfile) cannot be opened: " +
                                                    std::system_category().message(errno) +
                                                    ". Name a file in a folder that exists and can be written to.");
    return descriptor;
}

}  // namespace

struct Log::Sink {
    Sink(const std::string& file, const Clock& timeSource) : descriptor(openForAppending(file)), clock(timeSource) {}
    ~Sink() { ::close(descriptor); }
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    // One write per line: with O_APPEND the kernel keeps lines of several connections and processes apart. A full disk
    // must not fail the query that is being logged, so errors end here.
    void writeLine(std::string_view line) const noexcept {
        while (!line.empty()) {
            const ssize_t written = ::write(descriptor, line.data(), line.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return;
            line.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    int descriptor;
    const Clock& clock;
};

Log::Log(const std::string& file, int verbosity, const Clock& clock) {
    if (file.empty()) return;
    sink_ = std::make_unique<Sink>(file, clock);
    verbosity_ = verbosity;
}

Log::Log() noexcept = default;

Log::~Log() = default;

Log::Log(Log&& other) noexcept : sink_(std::move(other.sink_)), verbosity_(std::exchange(other.verbosity_, 0)) {}

Log& Log::operator=(Log&& other) noexcept {
    sink_ = std::move(other.sink_);
    verbosity_ = std::exchange(other.verbosity_, 0);
    return *this;
}

void Log::write(LogLevel level, std::string_view source, std::string_view text) const {
    if (!wants(level)) return;
    std::string line = timeText(sink_->clock);
    line.append(" ").append(kLevelNames[static_cast<std::size_t>(level)]).append(" [").append(source).append("] ");
    appendOnOneLine(line, text);
    line += '\n';
    sink_->writeLine(line);
}

}  // namespace assetsodbc::common
