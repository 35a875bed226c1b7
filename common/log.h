// The connection's log file (Logfile, Verbosity). Lines are "TIME LEVEL [dbc1/stmt2] text". Thread-safe; a Log without
// a file drops everything and costs one comparison. Callers pass text that holds no secret: secrets are common::Secret
// and cannot be formatted by accident.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace assetsodbc::common {

class Clock;

enum class LogLevel { Error = 1, Warning = 2, Info = 3, Request = 4, Trace = 5 };

class Log {
public:
    Log() noexcept;  // off
    // Opens for appending, created with mode 0600; an empty name is off. The clock must outlive the log.
    // Throws Error{InvalidArgument} naming the file when it cannot be opened.
    Log(const std::string& file, int verbosity, const Clock& clock);
    ~Log();
    Log(Log&&) noexcept;
    Log& operator=(Log&&) noexcept;

    bool wants(LogLevel level) const noexcept { return static_cast<int>(level) <= verbosity_; }
    void write(LogLevel level, std::string_view source, std::string_view text) const;

private:
    struct Sink;
    std::unique_ptr<Sink> sink_;
    int verbosity_ = 0;
};

}  // namespace assetsodbc::common
