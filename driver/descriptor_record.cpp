#include "driver/descriptor_record.h"

#include "driver/convert/c_type.h"

#include <algorithm>
#include <array>

namespace assetsodbc::driver {

namespace {

struct DatetimeType {
    SQLSMALLINT concise, verbose, subcode;
};

constexpr std::array kDatetimeTypes = {
    DatetimeType{SQL_TYPE_DATE, SQL_DATETIME, SQL_CODE_DATE},
    DatetimeType{SQL_TYPE_TIME, SQL_DATETIME, SQL_CODE_TIME},
    DatetimeType{SQL_TYPE_TIMESTAMP, SQL_DATETIME, SQL_CODE_TIMESTAMP},
    DatetimeType{SQL_INTERVAL_YEAR, SQL_INTERVAL, SQL_CODE_YEAR},
    DatetimeType{SQL_INTERVAL_MONTH, SQL_INTERVAL, SQL_CODE_MONTH},
    DatetimeType{SQL_INTERVAL_DAY, SQL_INTERVAL, SQL_CODE_DAY},
    DatetimeType{SQL_INTERVAL_HOUR, SQL_INTERVAL, SQL_CODE_HOUR},
    DatetimeType{SQL_INTERVAL_MINUTE, SQL_INTERVAL, SQL_CODE_MINUTE},
    DatetimeType{SQL_INTERVAL_SECOND, SQL_INTERVAL, SQL_CODE_SECOND},
    DatetimeType{SQL_INTERVAL_YEAR_TO_MONTH, SQL_INTERVAL, SQL_CODE_YEAR_TO_MONTH},
    DatetimeType{SQL_INTERVAL_DAY_TO_HOUR, SQL_INTERVAL, SQL_CODE_DAY_TO_HOUR},
    DatetimeType{SQL_INTERVAL_DAY_TO_MINUTE, SQL_INTERVAL, SQL_CODE_DAY_TO_MINUTE},
    DatetimeType{SQL_INTERVAL_DAY_TO_SECOND, SQL_INTERVAL, SQL_CODE_DAY_TO_SECOND},
    DatetimeType{SQL_INTERVAL_HOUR_TO_MINUTE, SQL_INTERVAL, SQL_CODE_HOUR_TO_MINUTE},
    DatetimeType{SQL_INTERVAL_HOUR_TO_SECOND, SQL_INTERVAL, SQL_CODE_HOUR_TO_SECOND},
    DatetimeType{SQL_INTERVAL_MINUTE_TO_SECOND, SQL_INTERVAL, SQL_CODE_MINUTE_TO_SECOND},
};

constexpr SQLSMALLINT kDefaultNumericPrecision = 38;
constexpr SQLSMALLINT kSecondsPrecision = 6;
constexpr SQLINTEGER kIntervalLeadingPrecision = 2;
constexpr SQLSMALLINT kRealBits = 24, kDoubleBits = 53;

bool isSubdivided(SQLSMALLINT verboseType) {
    return verboseType == SQL_DATETIME || verboseType == SQL_INTERVAL;
}

bool hasSeconds(SQLSMALLINT intervalCode) {
    switch (intervalCode) {
        case SQL_CODE_SECOND:
        case SQL_CODE_DAY_TO_SECOND:
        case SQL_CODE_HOUR_TO_SECOND:
        case SQL_CODE_MINUTE_TO_SECOND:
            return true;
        default:
            return false;
    }
}

// The defaults that the reference lists under SQL_DESC_TYPE of SQLSetDescField.
void applyTypeDefaults(DescriptorRecord& record) {
    record.numPrecRadix = numPrecRadixOf(record.conciseType);
    switch (record.conciseType) {
        case SQL_CHAR:
        case SQL_VARCHAR:
            record.length = 1;
            record.precision = 0;
            break;
        case SQL_NUMERIC:
        case SQL_DECIMAL:
            record.precision = kDefaultNumericPrecision;
            record.scale = 0;
            break;
        case SQL_REAL:
            record.precision = kRealBits;
            break;
        case SQL_FLOAT:
        case SQL_DOUBLE:
            record.precision = kDoubleBits;
            break;
        case SQL_TYPE_TIMESTAMP:
            record.precision = kSecondsPrecision;
            break;
        case SQL_TYPE_DATE:
        case SQL_TYPE_TIME:
            record.precision = 0;
            break;
        default:
            break;
    }
    if (record.verboseType != SQL_INTERVAL) return;
    record.datetimeIntervalPrecision = kIntervalLeadingPrecision;
    record.precision = hasSeconds(record.datetimeIntervalCode) ? kSecondsPrecision : SQLSMALLINT{0};
}

}  // namespace

void setConciseType(DescriptorRecord& record, SQLSMALLINT type) {
    const auto at = std::find_if(kDatetimeTypes.begin(), kDatetimeTypes.end(),
                                 [&](const DatetimeType& row) { return row.concise == type; });
    record.conciseType = type;
    record.verboseType = at == kDatetimeTypes.end() ? type : at->verbose;
    record.datetimeIntervalCode = at == kDatetimeTypes.end() ? SQLSMALLINT{0} : at->subcode;
    applyTypeDefaults(record);
}

void setVerboseType(DescriptorRecord& record, SQLSMALLINT type) {
    if (!isSubdivided(type)) {
        setConciseType(record, type);
        return;
    }
    record.verboseType = type;
    record.conciseType = type;
    setDatetimeIntervalCode(record, record.datetimeIntervalCode);
}

void setDatetimeIntervalCode(DescriptorRecord& record, SQLSMALLINT subcode) {
    record.datetimeIntervalCode = subcode;
    const auto at = std::find_if(kDatetimeTypes.begin(), kDatetimeTypes.end(), [&](const DatetimeType& row) {
        return row.verbose == record.verboseType && row.subcode == subcode;
    });
    if (at == kDatetimeTypes.end()) return;
    record.conciseType = at->concise;
    applyTypeDefaults(record);
}

bool isDatetimeOrInterval(SQLSMALLINT conciseType) {
    return std::any_of(kDatetimeTypes.begin(), kDatetimeTypes.end(),
                       [&](const DatetimeType& row) { return row.concise == conciseType; });
}

bool isDatetimeIntervalCode(SQLSMALLINT verboseType, SQLSMALLINT subcode) {
    return std::any_of(kDatetimeTypes.begin(), kDatetimeTypes.end(), [&](const DatetimeType& row) {
        return row.subcode == subcode && (row.verbose == verboseType || !isSubdivided(verboseType));
    });
}

SQLINTEGER numPrecRadixOf(SQLSMALLINT conciseType) {
    switch (conciseType) {
        case SQL_REAL:
        case SQL_FLOAT:
        case SQL_DOUBLE:
            return 2;
        case SQL_NUMERIC:
        case SQL_DECIMAL:
        case SQL_BIT:
        case SQL_TINYINT:
        case SQL_SMALLINT:
        case SQL_INTEGER:
        case SQL_BIGINT:
        case SQL_C_STINYINT:
        case SQL_C_UTINYINT:
        case SQL_C_SSHORT:
        case SQL_C_USHORT:
        case SQL_C_SLONG:
        case SQL_C_ULONG:
        case SQL_C_SBIGINT:
        case SQL_C_UBIGINT:
            return 10;
        default:
            return 0;
    }
}

SQLSMALLINT withoutOdbc2DateCodes(SQLSMALLINT type) {
    switch (type) {
        case SQL_DATE:
            return SQL_TYPE_DATE;
        case SQL_TIME:
            return SQL_TYPE_TIME;
        case SQL_TIMESTAMP:
            return SQL_TYPE_TIMESTAMP;
        default:
            return type;
    }
}

std::size_t fixedSizeOfCType(SQLSMALLINT cType) {
    return sizeOfKind(kindOfCType(cType));
}

}  // namespace assetsodbc::driver
