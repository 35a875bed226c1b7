// The C types of ODBC by kind, so that both directions of conversion index tables by a dense number. The ODBC 2 codes
// (SQL_C_DATE, SQL_C_LONG …) share the kind of their successors.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <cstdint>

namespace assetsodbc::driver {

enum class CKind : std::uint8_t {
    Char,
    WChar,
    Binary,
    Bit,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float,
    Double,
    Numeric,
    Date,
    Time,
    Timestamp,
    Guid,
    Interval,
    Unknown,
};
inline constexpr std::size_t kCKinds = static_cast<std::size_t>(CKind::Unknown) + 1;

// Unknown for a code that ODBC does not define, and for SQL_C_DEFAULT, which callers resolve first.
CKind kindOfCType(SQLSMALLINT cType) noexcept;
// Bytes of a value of fixed length; 0 for text, binary and unknown codes.
std::size_t sizeOfKind(CKind kind) noexcept;
// "SQL_C_SLONG", for messages.
const char* nameOfKind(CKind kind) noexcept;

}  // namespace assetsodbc::driver
