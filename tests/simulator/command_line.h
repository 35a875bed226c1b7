// The options of the assets-simulator program, one table of them: it parses the command line and writes --help.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/simulator/options.h"

namespace assetsodbc::simulator {

struct CommandLine {
    SimulatorOptions options;
    std::string portFile;  // the bound port is written here when it listens
    std::string proxyPortFile;
    bool proxyTls = false;
    bool help = false;
};

// What is wrong with the command line, for the user.
class CommandLineError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

CommandLine parseCommandLine(const std::vector<std::string>& arguments);  // throws CommandLineError
std::string helpText();

}  // namespace assetsodbc::simulator
