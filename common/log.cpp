#include "common/log.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "common/clock.h"
#include "common/config/connection_config.h"
#include "common/date_time.h"
#include "common/log_file.h"
#include "common/unicode.h"

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

constexpr std::array<std::string_view, 3> kModules{"ODBC", "HTTP", "AUTH"};

bool isModule(std::string_view name) {
    return std::any_of(kModules.begin(), kModules.end(),
                       [&](std::string_view module) { return equalIgnoringAsciiCase(module, name); });
}

std::vector<std::string> namesIn(std::string_view list) {
    constexpr std::string_view kSeparators = ";, \t";
    std::vector<std::string> names;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find_first_of(kSeparators), list.size());
        if (end != 0) names.push_back(asciiUpper(list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return names;
}

}  // namespace

std::string moduleOf(std::string_view source) {
    const std::string name = asciiUpper(source.substr(0, source.find('/')));
    return isModule(name) ? name : "ODBC";
}

std::string unknownLogModules(std::string_view list) {
    std::string unknown;
    for (const std::string& name : namesIn(list))
        if (!isModule(name)) unknown.append(unknown.empty() ? "" : ", ").append(name);
    return unknown;
}

LogOptions logOptionsOf(const ConnectionConfig& config) {
    return {config.logfile, config.verbosity, config.logModules, config.maxLogFileSize, config.maxLogFileCount};
}

struct Log::Sink {
    Sink(const LogOptions& options, const Clock& timeSource)
        : file(options.file, options.largestFile, options.mostFiles, timeSource),
          modules(namesIn(options.modules)),
          clock(timeSource) {}

    // What went wrong is told whatever part of the driver it comes from.
    bool wants(LogLevel level, std::string_view source) const {
        return level <= LogLevel::Warning || modules.empty() ||
               std::find(modules.begin(), modules.end(), moduleOf(source)) != modules.end();
    }

    LogFile file;
    const std::vector<std::string> modules;
    const Clock& clock;
};

Log::Log(const LogOptions& options, const Clock& clock) {
    if (options.file.empty()) return;
    sink_ = std::make_unique<Sink>(options, clock);
    verbosity_ = options.verbosity;
}

Log::Log(const std::string& file, int verbosity, const Clock& clock) : Log(LogOptions{file, verbosity}, clock) {}

Log::Log() noexcept = default;

Log::~Log() = default;

Log::Log(Log&& other) noexcept : sink_(std::move(other.sink_)), verbosity_(std::exchange(other.verbosity_, 0)) {}

Log& Log::operator=(Log&& other) noexcept {
    sink_ = std::move(other.sink_);
    verbosity_ = std::exchange(other.verbosity_, 0);
    return *this;
}

void Log::write(LogLevel level, std::string_view source, std::string_view text) const {
    if (!wants(level) || !sink_->wants(level, source)) return;
    std::string line = timeText(sink_->clock);
    line.append(" ").append(kLevelNames[static_cast<std::size_t>(level)]).append(" [").append(source).append("] ");
    appendOnOneLine(line, text);
    line += '\n';
    sink_->file.append(line);
}

}  // namespace assetsodbc::common
