// A sub-command as data: what it is called, what it takes, what its help says, and what runs it.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "installer/command/arguments.h"
#include "installer/command/terminal.h"

namespace assetsodbc::installer {

constexpr int kDone = 0, kFailed = 1, kWrongUsage = 2, kInterrupted = 130;
constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

struct CommandSpec {
    std::string_view name;      // "dsn add": one or two words
    std::string_view operands;  // as the usage line shows them
    std::string_view summary;   // a phrase
    std::string_view details;   // paragraphs of the help, may be empty
    std::vector<OptionSpec> options;
    std::size_t fewestOperands, mostOperands;
    // Returns the exit code. Throws UsageError, or common::Error for what went wrong.
    int (*run)(const Arguments& arguments, Terminal& terminal);
};

// All of them, in the order of the help.
const std::vector<const CommandSpec*>& commands();

std::string generalHelp();
std::string helpOf(const CommandSpec& command);

// The whole program but for its process: finds the command, parses, runs, and turns exceptions into messages and exit
// codes.
int runProgram(const std::vector<std::string>& words, Terminal& terminal);

// One per file.
const CommandSpec& queryCommand();
const CommandSpec& dsnAddCommand();
const CommandSpec& dsnListCommand();
const CommandSpec& dsnTestCommand();
const CommandSpec& dsnRemoveCommand();
const CommandSpec& doctorCommand();
const CommandSpec& scopesCommand();
const CommandSpec& endpointsCommand();
const CommandSpec& loginCommand();
const CommandSpec& logoutCommand();

}  // namespace assetsodbc::installer
