// Every ODBC function that the driver exports, with the number by which SQLGetFunctions tells of it. A function is in
// the table exactly when the library exports it: a test compares the two. Immutable.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string_view>
#include <vector>

namespace assetsodbc::driver {

// Which interface conformance asks for a function ("Function Conformance" of the ODBC reference); Odbc2: deprecated
// since ODBC 3, kept for programs that call it still.
enum class FunctionLevel { Core, Level1, Level2, Optional, Odbc2 };

struct Function {
    SQLUSMALLINT id;        // SQL_API_...
    std::string_view name;  // "SQLAllocHandle"
    bool hasWide;           // exported with the suffix W too
    bool isListed;          // false: exported, but all it does is to refuse; SQLGetFunctions does not tell it
    FunctionLevel level = FunctionLevel::Core;
};

// The exported functions that SQLGetFunctions tells.
const std::vector<Function>& functions();
// All exported functions.
const std::vector<Function>& exportedFunctions();
bool isSupported(SQLUSMALLINT id);

}  // namespace assetsodbc::driver
