// The memory that random calls hand to the driver. ODBC trusts an application's pointers, so these are always good:
// every buffer is as long as the call says, and what is bound stays there. Kinds of data have zones of their own, so
// that nothing the driver writes becomes an offset that an application would be at fault for.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <vector>

#include "tests/odbc/random_calls/choices.h"

namespace assetsodbc::randomcalls {

// Limits within which any combination of bindings stays inside a zone. Strides and offsets are multiples of the
// alignment of a length, as in an array of structures.
inline constexpr std::int64_t kMostRows = 16;
inline constexpr std::int64_t kLongestBuffer = 1024;
inline constexpr std::int64_t kLargestStride = 4096;
inline constexpr std::int64_t kLargestOffset = 512;
inline constexpr std::int64_t kAlignment = 8;

class Memory {
public:
    Memory();

    // Where data is read or written, at any alignment. Text in it ends somewhere.
    SQLPOINTER data(Choices& choices);
    // Lengths and indicators that the driver writes.
    SQLLEN* written(Choices& choices);
    // Lengths and indicators of parameters.
    SQLLEN* given(Choices& choices);
    // What SQL_DESC_BIND_OFFSET_PTR may point to.
    SQLLEN* offset(Choices& choices);
    SQLUSMALLINT* statuses(Choices& choices);
    SQLULEN* count(Choices& choices);

private:
    std::vector<char> data_;
    std::vector<SQLLEN> written_, given_, offsets_;
    std::vector<SQLUSMALLINT> statuses_;
    std::vector<SQLULEN> counts_;
};

}  // namespace assetsodbc::randomcalls
