// Which driver manager calls the driver, as far as it matters: what its SQLWCHAR is (wide_unit.h).
#pragma once

#include <sql.h>

#include <string_view>

#include "driver/wide_unit.h"

namespace assetsodbc::driver {

// The unit of the manager that `caller`, an address in the code that calls SQLAllocHandle, belongs to. A program may
// have several managers loaded, so that only the caller tells. Cheap for a manager in a library of its own; a caller of
// another name is searched for a manager linked into it, once per call. Thread-safe.
WideUnit wideUnitOfCaller(const void* caller) noexcept;

// The environment attribute by which newer versions of iODBC ask for it, and their values (iodbcext.h).
inline constexpr SQLINTEGER kDriverUnicodeType = 1065;  // SQL_ATTR_DRIVER_UNICODE_TYPE
constexpr SQLINTEGER driverUnicodeType(WideUnit unit) noexcept {
    constexpr SQLINTEGER kUtf16 = 1, kUcs4 = 3;  // SQL_DM_CP_UTF16, SQL_DM_CP_UCS4
    return unit == WideUnit::Utf16 ? kUtf16 : kUcs4;
}

// What the path of a loaded object tells: iODBC's library, unixODBC's library, or neither.
enum class ManagerName { Iodbc, UnixOdbc, Other };
ManagerName managerNamed(std::string_view path) noexcept;

}  // namespace assetsodbc::driver
