// What is known of the program that uses the driver, where doing as ODBC says would harm its data. One row per program.
// Immutable, the same for the whole process.
#pragma once

#include <string_view>

namespace assetsodbc::driver {

struct ApplicationTraits {
    // Reads a table with one query for each of its rows when the cursor that it asked for with another concurrency
    // turns out to be SQL_CONCUR_READ_ONLY: the concurrency stays as it was set. Changing rows through the cursor is
    // refused all the same.
    bool keepsConcurrency = false;
};

// By the program's file name, without folder: "soffice.bin".
ApplicationTraits traitsOfProgram(std::string_view name) noexcept;
// Of the program that this process runs.
const ApplicationTraits& applicationTraits() noexcept;

}  // namespace assetsodbc::driver
