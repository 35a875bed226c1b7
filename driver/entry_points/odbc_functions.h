// The declarations of the ODBC functions, made visible: everything else in the library is hidden. Include it first.
// Each entry point is one line that wraps its texts (text.h) and calls the body in driver/api.
#pragma once

#pragma GCC visibility push(default)
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>
#pragma GCC visibility pop

#include "driver/handles/registry.h"
#include "driver/text.h"

namespace assetsodbc::driver {

// Wide text of the application that a handle belongs to: it is UTF-16 or UTF-32.
inline TextIn wideText(SQLHANDLE handle, const SQLWCHAR* text, SQLLEN length) noexcept {
    return TextIn::wide(text, length, Registry::wideUnitOf(handle));
}
inline TextOut wideOut(SQLHANDLE handle, SQLWCHAR* buffer, SQLLEN capacity) noexcept {
    return TextOut::wideInCharacters(buffer, capacity, Registry::wideUnitOf(handle));
}
// Wide text whose length an ODBC function counts in bytes.
inline TextIn wideTextOfBytes(SQLHANDLE handle, SQLPOINTER text, SQLINTEGER bytes) noexcept {
    return TextIn::wideInBytes(text, bytes, Registry::wideUnitOf(handle));
}
inline TextOut wideOutOfBytes(SQLHANDLE handle, SQLPOINTER buffer, SQLLEN capacity) noexcept {
    return TextOut::wideInBytes(buffer, capacity, Registry::wideUnitOf(handle));
}
inline TextIn narrowText(SQLPOINTER text, SQLINTEGER length) noexcept {
    return {static_cast<const SQLCHAR*>(text), length};
}
inline TextOut narrowOut(SQLPOINTER buffer, SQLLEN capacity) noexcept {
    return TextOut::narrow(static_cast<SQLCHAR*>(buffer), capacity);
}

// Characters of the buffer for an SQLSTATE, with its terminator.
inline constexpr SQLLEN kSqlStateCapacity = SQL_SQLSTATE_SIZE + 1;

}  // namespace assetsodbc::driver
