// The declarations of the ODBC functions, made visible: everything else in the library is hidden. Include it first.
// Each entry point is one line that wraps its texts (text.h) and calls the body in driver/api.
#pragma once

#pragma GCC visibility push(default)
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>
#pragma GCC visibility pop

#include "driver/text.h"

namespace assetsodbc::driver {

// Wide text whose length an ODBC function counts in bytes.
inline TextIn wideTextOfBytes(SQLPOINTER text, SQLINTEGER bytes) noexcept {
    return TextIn::wideInBytes(static_cast<const SQLWCHAR*>(text), bytes);
}
inline TextIn narrowText(SQLPOINTER text, SQLINTEGER length) noexcept {
    return {static_cast<const SQLCHAR*>(text), length};
}
inline TextOut narrowOut(SQLPOINTER buffer, SQLLEN capacity) noexcept {
    return TextOut::narrow(static_cast<SQLCHAR*>(buffer), capacity);
}
inline TextOut wideOutOfBytes(SQLPOINTER buffer, SQLLEN capacity) noexcept {
    return TextOut::wideInBytes(static_cast<SQLWCHAR*>(buffer), capacity);
}

// Characters of the buffer for an SQLSTATE, with its terminator.
inline constexpr SQLLEN kSqlStateCapacity = SQL_SQLSTATE_SIZE + 1;

}  // namespace assetsodbc::driver
