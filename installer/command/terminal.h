// The three streams of the program, and what a terminal can do beyond streams. A test passes streams of its own.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "common/secret.h"

namespace assetsodbc::installer {

struct Terminal {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool inputIsTerminal = false;
    // Asks for a secret without showing what is typed; from a pipe it reads a line. Throws common::Error at the end of
    // the input.
    std::function<common::Secret(const std::string& prompt)> readSecret;
};

// The process's own streams.
Terminal standardTerminal();

// A line of the stream without its line break, as a secret; throws common::Error when there is none.
common::Secret secretLine(std::istream& in, const std::string& prompt);

}  // namespace assetsodbc::installer
