// The connection's log file (Logfile, Verbosity, ...). Lines are "TIME LEVEL [dbc1/stmt2] text". Thread-safe; a Log
// without a file drops everything and costs one comparison. Callers pass text that holds no secret: secrets are
// common::Secret and cannot be formatted by accident.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace assetsodbc::common {

class Clock;

enum class LogLevel { Error = 1, Warning = 2, Info = 3, Request = 4, Trace = 5 };

struct ConnectionConfig;

struct LogOptions {
    std::string file = {};  // empty = off
    int verbosity = 1;
    // Parts of the driver of which more than errors and warnings is written, separated by semicolons or commas: ODBC,
    // HTTP, ...; empty = all. See moduleOf().
    std::string modules = {};
    std::uint64_t largestFile = 0;  // bytes at which the file is put aside, with a time in its name; 0 = never
    std::int32_t mostFiles = -1;    // that are kept, the live one included; below 2 = all
};
LogOptions logOptionsOf(const ConnectionConfig& config);

// The part of the driver that a source of lines belongs to: handles ("dbc1/stmt2") are "ODBC", others are what they
// are called, in upper case.
std::string moduleOf(std::string_view source);
// Those of a list that are none, separated by commas.
std::string unknownLogModules(std::string_view list);

class Log {
public:
    Log() noexcept;  // off
    // Opens for appending, created with mode 0600; an empty name is off. The clock must outlive the log. Connections,
    // also of several processes, may share a file: who finds it full puts it aside, and the others follow.
    // Throws Error{InvalidArgument} naming the file when it cannot be opened.
    Log(const LogOptions& options, const Clock& clock);
    Log(const std::string& file, int verbosity, const Clock& clock);
    ~Log();
    Log(Log&&) noexcept;
    Log& operator=(Log&&) noexcept;

    // Whether any line of this level is written; write() also looks at its source.
    bool wants(LogLevel level) const noexcept { return static_cast<int>(level) <= verbosity_; }
    void write(LogLevel level, std::string_view source, std::string_view text) const;

private:
    struct Sink;
    std::unique_ptr<Sink> sink_;
    int verbosity_ = 0;
};

}  // namespace assetsodbc::common
