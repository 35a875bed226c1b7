// What a call delivers although not everything was as it should be: a value that could not be read, a result that may
// not be whole. Collected below, told as warnings of the ODBC call by the driver. Used by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"

namespace assetsodbc::common {

struct Warning {
    ErrorKind kind;
    std::string message;
    std::int64_t row = 0;  // of the rows that the call delivers, from 1; 0 = none, or not known
};

class Warnings {
public:
    // Beyond kMost only the number is kept: take() then ends with one that says how many more there were.
    static constexpr std::size_t kMost = 100;

    void add(ErrorKind kind, std::string message);
    // Those added since the last call of this came up while the row was read.
    void settle(std::int64_t row);
    std::vector<Warning> take();

private:
    std::vector<Warning> kept_;
    std::size_t settled_ = 0;  // of kept_
    std::size_t dropped_ = 0;
};

}  // namespace assetsodbc::common
