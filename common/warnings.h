// What a call delivers although not everything was as it should be: a value that could not be read, a result that may
// not be whole. Collected below, told as warnings of the ODBC call by the driver. Used by one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"

namespace assetsodbc::common {

struct Warning {
    ErrorKind kind;
    std::string message;
};

class Warnings {
public:
    // Beyond kMost only the number is kept: take() then ends with one that says how many more there were.
    static constexpr std::size_t kMost = 100;

    void add(ErrorKind kind, std::string message);
    std::vector<Warning> take();

private:
    std::vector<Warning> kept_;
    std::size_t dropped_ = 0;
};

}  // namespace assetsodbc::common
