// One parameter as the application left it in its buffers: the checks and readings that every C type needs. Lives for
// one call of cToSql().
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "driver/convert/c_to_sql.h"
#include "driver/convert/c_type.h"

namespace assetsodbc::driver {

// What a SQL type means for a parameter's value.
enum class SqlFamily { Text, Exact, Decimal, Approximate, Bit, Date, Time, Timestamp, Binary, Guid, Interval };

struct SqlTypeRow {
    SQLSMALLINT code;
    SqlFamily family;
    SQLSMALLINT defaultC;
    const char* name;
    std::int64_t lowest = 0, highest = 0;  // of the integer types
};
// nullptr for a code that ODBC does not define.
const SqlTypeRow* sqlTypeRow(SQLSMALLINT sqlType) noexcept;

class ParameterSource {
public:
    ParameterSource(const CSource& from, const SqlTypeRow& type, CKind kind) noexcept
        : from_(from), type_(type), kind_(kind) {}

    const CSource& spec() const noexcept { return from_; }
    const SqlTypeRow& type() const noexcept { return type_; }
    CKind kind() const noexcept { return kind_; }

    template <class T>
    T fixed() const noexcept {
        T value;
        std::memcpy(&value, from_.data, sizeof value);
        return value;
    }
    // SQL_C_CHAR and SQL_C_WCHAR as UTF-8; 22018 for text that is not well-formed, which would match nothing.
    std::string text() const;
    // SQL_C_BINARY.
    std::string_view bytes() const;

private:
    std::string narrowText() const;
    std::string wideText() const;
    SQLLEN givenLength() const;

    const CSource& from_;
    const SqlTypeRow& type_;
    CKind kind_;
};

}  // namespace assetsodbc::driver
