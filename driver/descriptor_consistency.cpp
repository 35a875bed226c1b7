#include "driver/descriptor_consistency.h"

#include <string>

#include "driver/convert/c_to_sql.h"
#include "driver/convert/numeric_struct.h"
#include "driver/convert/sql_to_c.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

constexpr SQLSMALLINT kMaxSecondsPrecision = 9;
constexpr SQLINTEGER kMaxLeadingPrecision = 9;

[[noreturn]] void fail(const std::string& what) {
    throw OdbcError(SqlState::InconsistentDescriptor, "The descriptor record is not consistent: " + what);
}

bool isSubdivided(SQLSMALLINT verboseType) {
    return verboseType == SQL_DATETIME || verboseType == SQL_INTERVAL;
}

void requireType(DescriptorRole role, const DescriptorRecord& record) {
    const bool isParameter = role == DescriptorRole::ImpParameter;
    const bool isKnown = isParameter ? isKnownSqlType(record.conciseType) : isKnownCType(record.conciseType);
    if (isKnown && !isSubdivided(record.conciseType)) return;
    if (isSubdivided(record.verboseType)) {
        fail("SQL_DESC_DATETIME_INTERVAL_CODE " + std::to_string(record.datetimeIntervalCode) +
             " names no type of SQL_DESC_TYPE " + std::to_string(record.verboseType) + ".");
    }
    fail("SQL_DESC_TYPE " + std::to_string(record.conciseType) + " is not " +
         (isParameter ? "an SQL type." : "a C type."));
}

void requireNumericPrecision(const DescriptorRecord& record) {
    if (record.conciseType != SQL_NUMERIC && record.conciseType != SQL_DECIMAL) return;
    if (record.precision < 1 || record.precision > kMaxNumericPrecision) {
        fail("SQL_DESC_PRECISION " + std::to_string(record.precision) + " of an exact number is not in 1 to 38.");
    }
    if (record.scale < -kMaxNumericPrecision || record.scale > record.precision) {
        fail("SQL_DESC_SCALE " + std::to_string(record.scale) + " is more than SQL_DESC_PRECISION " +
             std::to_string(record.precision) + ".");
    }
}

void requireSecondsPrecision(const DescriptorRecord& record) {
    const bool hasTime = record.conciseType == SQL_TYPE_TIME || record.conciseType == SQL_TYPE_TIMESTAMP;
    if (!hasTime && record.verboseType != SQL_INTERVAL) return;
    if (record.precision < 0 || record.precision > kMaxSecondsPrecision) {
        fail("SQL_DESC_PRECISION " + std::to_string(record.precision) + " of seconds is not in 0 to 9.");
    }
}

void requireLeadingPrecision(const DescriptorRecord& record) {
    if (record.verboseType != SQL_INTERVAL) return;
    if (record.datetimeIntervalPrecision < 1 || record.datetimeIntervalPrecision > kMaxLeadingPrecision) {
        fail("SQL_DESC_DATETIME_INTERVAL_PRECISION " + std::to_string(record.datetimeIntervalPrecision) +
             " is not in 1 to 9.");
    }
}

}  // namespace

void requireConsistent(DescriptorRole role, const DescriptorRecord& record) {
    requireType(role, record);
    requireNumericPrecision(record);
    requireSecondsPrecision(record);
    requireLeadingPrecision(record);
}

}  // namespace assetsodbc::driver
