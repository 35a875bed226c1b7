// Intervals between numbers or text and SQL_INTERVAL_STRUCT. No SQL type of the driver is an interval, but the ODBC
// appendix lets text and exact numbers become one, and interval parameters become text or numbers.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <optional>
#include <string>
#include <string_view>

#include "driver/convert/decimal.h"

namespace assetsodbc::driver {

inline constexpr SQLINTEGER kDefaultLeadingPrecision = 2;
inline constexpr SQLSMALLINT kDefaultSecondsPrecision = 6;

struct IntervalTarget {
    SQLSMALLINT cType = SQL_C_INTERVAL_DAY;
    SQLINTEGER leadingPrecision = kDefaultLeadingPrecision;   // digits of the first field
    SQLSMALLINT secondsPrecision = kDefaultSecondsPrecision;  // digits that `fraction` counts in
};

struct IntervalResult {
    SQL_INTERVAL_STRUCT value;
    bool lostFraction;  // trailing fields or digits that the type does not have (01S07)
};

bool isSingleFieldInterval(SQLSMALLINT cType) noexcept;

// Text in the forms of ODBC's interval literals, without the quotes: "163-11", "5 12:39:59.163", "-3". Throws OdbcError
// 22018 for anything else and 22015 when the first field has more digits than the precision.
IntervalResult intervalOfText(std::string_view text, const IntervalTarget& target);

// The number counts the only field of the type. Throws OdbcError 22015 for types of several fields, and as above.
IntervalResult intervalOfNumber(const DecimalText& number, std::string_view text, const IntervalTarget& target);

// nullopt when the structure's interval_type is not that of the C type.
std::optional<std::string> intervalText(const SQL_INTERVAL_STRUCT& interval, SQLSMALLINT cType,
                                        SQLSMALLINT secondsPrecision);

}  // namespace assetsodbc::driver
