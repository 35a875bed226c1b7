#include "driver/convert/c_type.h"

#include <array>

namespace assetsodbc::driver {

namespace {

struct CTypeRow {
    SQLSMALLINT code;
    CKind kind;
};

constexpr CTypeRow kCTypes[] = {
    {SQL_C_CHAR, CKind::Char},
    {SQL_C_WCHAR, CKind::WChar},
    {SQL_C_BINARY, CKind::Binary},
    {SQL_C_BIT, CKind::Bit},
    {SQL_C_TINYINT, CKind::Int8},
    {SQL_C_STINYINT, CKind::Int8},
    {SQL_C_UTINYINT, CKind::UInt8},
    {SQL_C_SHORT, CKind::Int16},
    {SQL_C_SSHORT, CKind::Int16},
    {SQL_C_USHORT, CKind::UInt16},
    {SQL_C_LONG, CKind::Int32},
    {SQL_C_SLONG, CKind::Int32},
    {SQL_C_ULONG, CKind::UInt32},
    {SQL_C_SBIGINT, CKind::Int64},
    {SQL_C_UBIGINT, CKind::UInt64},
    {SQL_C_FLOAT, CKind::Float},
    {SQL_C_DOUBLE, CKind::Double},
    {SQL_C_NUMERIC, CKind::Numeric},
    {SQL_C_DATE, CKind::Date},
    {SQL_C_TYPE_DATE, CKind::Date},
    {SQL_C_TIME, CKind::Time},
    {SQL_C_TYPE_TIME, CKind::Time},
    {SQL_C_TIMESTAMP, CKind::Timestamp},
    {SQL_C_TYPE_TIMESTAMP, CKind::Timestamp},
    {SQL_C_GUID, CKind::Guid},
    {SQL_C_INTERVAL_YEAR, CKind::Interval},
    {SQL_C_INTERVAL_MONTH, CKind::Interval},
    {SQL_C_INTERVAL_DAY, CKind::Interval},
    {SQL_C_INTERVAL_HOUR, CKind::Interval},
    {SQL_C_INTERVAL_MINUTE, CKind::Interval},
    {SQL_C_INTERVAL_SECOND, CKind::Interval},
    {SQL_C_INTERVAL_YEAR_TO_MONTH, CKind::Interval},
    {SQL_C_INTERVAL_DAY_TO_HOUR, CKind::Interval},
    {SQL_C_INTERVAL_DAY_TO_MINUTE, CKind::Interval},
    {SQL_C_INTERVAL_DAY_TO_SECOND, CKind::Interval},
    {SQL_C_INTERVAL_HOUR_TO_MINUTE, CKind::Interval},
    {SQL_C_INTERVAL_HOUR_TO_SECOND, CKind::Interval},
    {SQL_C_INTERVAL_MINUTE_TO_SECOND, CKind::Interval},
};

constexpr int kLowestCode = SQL_C_UTINYINT;  // -28
constexpr int kHighestCode = SQL_C_INTERVAL_MINUTE_TO_SECOND;
constexpr std::size_t kCodes = kHighestCode - kLowestCode + 1;

// One look-up per cell, so the codes index an array.
constexpr std::array<CKind, kCodes> kindsByCode() {
    std::array<CKind, kCodes> kinds{};
    for (auto& kind : kinds) kind = CKind::Unknown;
    for (const CTypeRow& row : kCTypes) kinds[static_cast<std::size_t>(row.code - kLowestCode)] = row.kind;
    return kinds;
}
constexpr auto kKindsByCode = kindsByCode();

struct KindRow {
    std::size_t size;
    const char* name;
};

constexpr std::array<KindRow, kCKinds> kKinds = {{
    {0, "SQL_C_CHAR"},
    {0, "SQL_C_WCHAR"},
    {0, "SQL_C_BINARY"},
    {1, "SQL_C_BIT"},
    {1, "SQL_C_STINYINT"},
    {1, "SQL_C_UTINYINT"},
    {2, "SQL_C_SSHORT"},
    {2, "SQL_C_USHORT"},
    {4, "SQL_C_SLONG"},
    {4, "SQL_C_ULONG"},
    {8, "SQL_C_SBIGINT"},
    {8, "SQL_C_UBIGINT"},
    {sizeof(SQLREAL), "SQL_C_FLOAT"},
    {sizeof(SQLDOUBLE), "SQL_C_DOUBLE"},
    {sizeof(SQL_NUMERIC_STRUCT), "SQL_C_NUMERIC"},
    {sizeof(SQL_DATE_STRUCT), "SQL_C_TYPE_DATE"},
    {sizeof(SQL_TIME_STRUCT), "SQL_C_TYPE_TIME"},
    {sizeof(SQL_TIMESTAMP_STRUCT), "SQL_C_TYPE_TIMESTAMP"},
    {sizeof(SQLGUID), "SQL_C_GUID"},
    {sizeof(SQL_INTERVAL_STRUCT), "an interval C type"},
    {0, "an unknown C type"},
}};

}  // namespace

CKind kindOfCType(SQLSMALLINT cType) noexcept {
    if (cType < kLowestCode || cType > kHighestCode) return CKind::Unknown;
    return kKindsByCode[static_cast<std::size_t>(cType - kLowestCode)];
}

std::size_t sizeOfKind(CKind kind) noexcept {
    return kKinds[static_cast<std::size_t>(kind)].size;
}

const char* nameOfKind(CKind kind) noexcept {
    return kKinds[static_cast<std::size_t>(kind)].name;
}

}  // namespace assetsodbc::driver
