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
constexpr SQLSMALLINT kTimestampPrecision = 6;
constexpr SQLINTEGER kIntervalLeadingPrecision = 2;

bool isSubdivided(SQLSMALLINT verboseType) {
    return verboseType == SQL_DATETIME || verboseType == SQL_INTERVAL;
}

// The defaults that the reference lists under SQL_DESC_TYPE of SQLSetDescField.
void applyTypeDefaults(DescriptorRecord& record) {
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
        case SQL_TYPE_TIMESTAMP:
            record.precision = kTimestampPrecision;
            break;
        case SQL_TYPE_DATE:
        case SQL_TYPE_TIME:
            record.precision = 0;
            break;
        default:
            break;
    }
    if (record.verboseType == SQL_INTERVAL) record.datetimeIntervalPrecision = kIntervalLeadingPrecision;
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
    const CKind kind = kindOfCType(cType);
    return kind == CKind::Interval ? sizeof(SQL_INTERVAL_STRUCT) : sizeOfKind(kind);
}

}  // namespace assetsodbc::driver
