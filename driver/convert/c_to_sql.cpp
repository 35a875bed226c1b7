// Every C value is first read as one of four things - text, a number, a point in time, bytes - and then written in the
// canonical form of the SQL type. The table of readings is thereby one column per C type, one row per SQL type.
#include "driver/convert/c_to_sql.h"

#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "common/unicode.h"
#include "driver/convert/decimal.h"
#include "driver/convert/guid.h"
#include "driver/convert/integer_limits.h"
#include "driver/convert/interval.h"
#include "driver/convert/moment.h"
#include "driver/convert/numeric_struct.h"
#include "driver/convert/parameter_source.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

using schema::Value;

[[noreturn]] void fail(SqlState state, const ParameterSource& from, std::string_view value, const std::string& why) {
    std::string shown(value.substr(0, common::prefixWithin(value, 64)));
    throw OdbcError(state, "The parameter value '" + shown + "' " + why + " (bound from " + nameOfKind(from.kind()) +
                               " to " + from.type().name + ").");
}

bool isText(CKind kind) {
    return kind == CKind::Char || kind == CKind::WChar;
}

std::string intervalTextOf(const ParameterSource& from) {
    const auto text = intervalText(from.fixed<SQL_INTERVAL_STRUCT>(), from.spec().cType, kDefaultSecondsPrecision);
    if (!text) {
        fail(SqlState::IntervalOverflow, from, "(an interval)",
             "has another interval_type in its structure than its C type says");
    }
    return *text;
}

// The number's exact text, whatever the C type; for text itself the text as it came.
std::string numberText(const ParameterSource& from) {
    const auto textOf = [](auto value) { return std::string(NumberText::of(value).view()); };
    switch (from.kind()) {
        case CKind::Bit:
        case CKind::UInt8:
            return textOf(std::int64_t{from.fixed<std::uint8_t>()});
        case CKind::Int8:
            return textOf(std::int64_t{from.fixed<std::int8_t>()});
        case CKind::Int16:
            return textOf(std::int64_t{from.fixed<std::int16_t>()});
        case CKind::UInt16:
            return textOf(std::int64_t{from.fixed<std::uint16_t>()});
        case CKind::Int32:
            return textOf(std::int64_t{from.fixed<std::int32_t>()});
        case CKind::UInt32:
            return textOf(std::int64_t{from.fixed<std::uint32_t>()});
        case CKind::Int64:
            return textOf(from.fixed<std::int64_t>());
        case CKind::UInt64:
            return textOf(from.fixed<std::uint64_t>());
        case CKind::Float:
            return textOf(double{from.fixed<float>()});
        case CKind::Double:
            return textOf(from.fixed<double>());
        case CKind::Numeric: {
            const auto number = from.fixed<SQL_NUMERIC_STRUCT>();
            return std::string(NumberText::of(magnitudeOf(number), number.scale, number.sign == 0).view());
        }
        case CKind::Interval:
            return intervalTextOf(from);
        default:
            return from.text();
    }
}

DecimalText decimalOf(const ParameterSource& from, const std::string& text) {
    if (const auto number = parseDecimal(text)) return *number;
    // Of numbers only the infinities and NaN have no digits.
    fail(isText(from.kind()) ? SqlState::InvalidCharacterValue : SqlState::NumericOutOfRange, from, text,
         "is not a number with digits");
}

// The state for lost whole digits depends on the C type.
[[noreturn]] void failTooLarge(const ParameterSource& from, std::string_view text) {
    fail(isText(from.kind()) ? SqlState::StringRightTruncation : SqlState::NumericOutOfRange, from, text,
         "is out of range");
}

Value toExact(const ParameterSource& from) {
    const std::string text = numberText(from);
    const auto narrowed = narrowTo<std::int64_t>(decimalOf(from, text));
    if (!narrowed) failTooLarge(from, text);
    if (narrowed->value < from.type().lowest || narrowed->value > from.type().highest) failTooLarge(from, text);
    // The appendix lets numbers lose their fraction, but not text.
    if (narrowed->lostFraction && isText(from.kind())) {
        fail(SqlState::StringRightTruncation, from, text, "has digits after the decimal point, which would be lost");
    }
    return narrowed->value;
}

// An integer or a double where one holds the number exactly, else its text, which SQLite compares with numeric columns
// by value too.
Value toDecimal(const ParameterSource& from) {
    constexpr UInt128 kExactInDouble = 999'999'999'999'999;
    const std::string text = numberText(from);
    const DecimalText number = decimalOf(from, text);
    const auto whole = narrowTo<std::int64_t>(number);
    if (whole && !whole->lostFraction) return whole->value;
    const ScaledDecimal digits = scaled(number, static_cast<int>(number.fraction.size()) - number.exponent);
    const auto value = toDouble(text, number);
    if (value && !digits.overflow && digits.magnitude <= kExactInDouble) return *value;
    return text;
}

Value toApproximate(const ParameterSource& from) {
    if (from.kind() == CKind::Double) return from.fixed<double>();
    if (from.kind() == CKind::Float) return double{from.fixed<float>()};
    const std::string text = numberText(from);
    const auto value = toDouble(text, decimalOf(from, text));
    if (!value) failTooLarge(from, text);
    return *value;
}

Value toBit(const ParameterSource& from) {
    const std::string text = numberText(from);
    const auto bit = narrowTo<std::int64_t>(decimalOf(from, text));
    if (!bit || bit->value < 0 || bit->value > 1) {
        fail(SqlState::NumericOutOfRange, from, text, "is neither 0 nor 1");
    }
    if (bit->lostFraction) fail(SqlState::StringRightTruncation, from, text, "is neither 0 nor 1");
    return bit->value;
}

// An impossible date or time is 22008 where text is made of it, else 22007.
SqlState impossibleMoment(const ParameterSource& from) {
    return from.type().family == SqlFamily::Text ? SqlState::DatetimeOverflow : SqlState::InvalidDatetimeFormat;
}

common::Date validDate(const ParameterSource& from, int year, int month, int day) {
    const common::Date date{year, month, day};
    if (!common::isValid(date)) fail(impossibleMoment(from), from, common::format(date), "is no date");
    return date;
}

common::TimeOfDay validTime(const ParameterSource& from, int hour, int minute, int second, std::uint32_t nanoseconds) {
    const common::TimeOfDay time{hour, minute, second, nanoseconds};
    if (!common::isValid(time)) fail(impossibleMoment(from), from, common::format(time), "is no time of day");
    return time;
}

Moment momentOf(const ParameterSource& from) {
    switch (from.kind()) {
        case CKind::Date: {
            const auto value = from.fixed<SQL_DATE_STRUCT>();
            return {validDate(from, value.year, value.month, value.day), std::nullopt};
        }
        case CKind::Time: {
            const auto value = from.fixed<SQL_TIME_STRUCT>();
            return {std::nullopt, validTime(from, value.hour, value.minute, value.second, 0)};
        }
        case CKind::Timestamp: {
            const auto value = from.fixed<SQL_TIMESTAMP_STRUCT>();
            return {validDate(from, value.year, value.month, value.day),
                    validTime(from, value.hour, value.minute, value.second, value.fraction)};
        }
        default: {
            const std::string text = from.text();
            const auto moment = parseMoment(text);
            if (!moment) throwBadMoment(text, from.type().name);
            return *moment;
        }
    }
}

std::string timestampText(const Moment& moment) {
    const common::TimeOfDay time = moment.time.value_or(common::TimeOfDay{});
    return common::format(common::Timestamp{*moment.date, time}, fractionDigits(time, 3));
}

Value toDate(const ParameterSource& from) {
    const Moment moment = momentOf(from);
    if (!moment.date) fail(SqlState::InvalidCharacterValue, from, common::format(*moment.time), "has no date");
    if (moment.hasTimeOfDay()) {
        fail(SqlState::DatetimeOverflow, from, timestampText(moment), "has a time of day, which a date cannot hold");
    }
    return common::format(*moment.date);
}

Value toTime(const ParameterSource& from) {
    const Moment moment = momentOf(from);
    if (!moment.time) fail(SqlState::InvalidCharacterValue, from, common::format(*moment.date), "has no time of day");
    if (moment.hasFraction()) {
        fail(SqlState::DatetimeOverflow, from, common::format(*moment.time, 9), "has a fraction of a second");
    }
    return common::format(*moment.time);
}

Value toTimestamp(const ParameterSource& from) {
    Moment moment = momentOf(from);
    if (!moment.date) moment.date = currentDate();
    return timestampText(moment);
}

std::string hexDecoded(const ParameterSource& from, const std::string& text) {
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size(); at += 2) {
        const int high = hexDigit(text[at]);
        const int low = at + 1 < text.size() ? hexDigit(text[at + 1]) : -1;
        if (high < 0 || low < 0) {
            fail(SqlState::InvalidCharacterValue, from, text, "is not made of pairs of hexadecimal digits");
        }
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

// The column size that a parameter of text or bytes was bound with is no limit: clients hand back what SQLDescribeParam
// told of a marker without a column, which is a guess. Columns that have a limit check it themselves.
Value toBinary(const ParameterSource& from) {
    if (from.kind() == CKind::Binary) {
        return schema::Bytes{std::string(from.bytes())};
    }
    return schema::Bytes{hexDecoded(from, from.text())};
}

Value toGuid(const ParameterSource& from) {
    if (from.kind() == CKind::Guid) return guidText(from.fixed<SQLGUID>());
    const std::string text = from.text();
    const auto guid = parseGuid(text);
    if (!guid) fail(SqlState::InvalidCharacterValue, from, text, "is not a GUID");
    return guidText(*guid);
}

Value toText(const ParameterSource& from) {
    std::string text;
    switch (from.kind()) {
        case CKind::Date:
            text = common::format(*momentOf(from).date);
            break;
        case CKind::Time:
            text = common::format(*momentOf(from).time);
            break;
        case CKind::Timestamp:
            text = timestampText(momentOf(from));
            break;
        case CKind::Guid:
            text = guidText(from.fixed<SQLGUID>());
            break;
        case CKind::Binary:
            text = from.bytes();
            if (!common::isWellFormedUtf8(text)) {
                fail(SqlState::InvalidCharacterValue, from, "(bytes)", "is not well-formed UTF-8");
            }
            break;
        default:
            text = numberText(from);
            break;
    }
    return text;
}

using KindSet = std::uint32_t;
constexpr KindSet bitOf(CKind kind) {
    return KindSet{1} << static_cast<unsigned>(kind);
}
template <class... Kinds>
constexpr KindSet setOf(Kinds... kinds) {
    return (bitOf(kinds) | ...);
}
constexpr KindSet kBytes = setOf(CKind::Char, CKind::WChar, CKind::Binary);
constexpr KindSet kNumbers =
    kBytes | setOf(CKind::Bit, CKind::Int8, CKind::UInt8, CKind::Int16, CKind::UInt16, CKind::Int32, CKind::UInt32,
                   CKind::Int64, CKind::UInt64, CKind::Float, CKind::Double, CKind::Numeric);
constexpr KindSet kExact = kNumbers | bitOf(CKind::Interval);
constexpr KindSet kAll = kExact | setOf(CKind::Date, CKind::Time, CKind::Timestamp, CKind::Guid);

struct FamilyRow {
    SqlFamily family;
    KindSet allowed;
    Value (*read)(const ParameterSource& from);
};
constexpr FamilyRow kFamilies[] = {
    {SqlFamily::Text, kAll, toText},
    {SqlFamily::Exact, kExact, toExact},
    {SqlFamily::Decimal, kExact, toDecimal},
    {SqlFamily::Approximate, kNumbers, toApproximate},
    {SqlFamily::Bit, kNumbers, toBit},
    {SqlFamily::Date, kBytes | setOf(CKind::Date, CKind::Timestamp), toDate},
    {SqlFamily::Time, kBytes | setOf(CKind::Time, CKind::Timestamp), toTime},
    {SqlFamily::Timestamp, kBytes | setOf(CKind::Date, CKind::Time, CKind::Timestamp), toTimestamp},
    {SqlFamily::Binary, kBytes, toBinary},
    {SqlFamily::Guid, kBytes | bitOf(CKind::Guid), toGuid},
};

const FamilyRow& familyOf(const SqlTypeRow& type) {
    for (const FamilyRow& row : kFamilies) {
        if (row.family == type.family) return row;
    }
    throw OdbcError(SqlState::OptionalFeatureNotImplemented,
                    std::string("Parameters of type ") + type.name + " are not supported. Bind the value as text.");
}

// Only an interval of one field is a number.
bool isAllowed(const FamilyRow& family, SQLSMALLINT cType, CKind kind) {
    if ((family.allowed & bitOf(kind)) == 0) return false;
    return kind != CKind::Interval || family.family == SqlFamily::Text || isSingleFieldInterval(cType);
}

const SqlTypeRow& knownType(SQLSMALLINT sqlType) {
    if (const SqlTypeRow* row = sqlTypeRow(sqlType)) return *row;
    throw OdbcError(SqlState::InvalidSqlDataType,
                    "The SQL type " + std::to_string(sqlType) + " is not one that ODBC defines.");
}

CKind knownKind(SQLSMALLINT cType, const SqlTypeRow& type) {
    const CKind kind = kindOfCType(cType == SQL_C_DEFAULT ? type.defaultC : cType);
    if (kind != CKind::Unknown) return kind;
    throw OdbcError(SqlState::InvalidApplicationBufferType,
                    "The C type " + std::to_string(cType) + " is not one that ODBC defines.");
}

void requireCollected(const CSource& source, CKind kind) {
    const std::size_t size = sizeOfKind(kind);
    if (!source.collected || *source.collected >= size) return;
    throw OdbcError(SqlState::InvalidStringOrBufferLength, "The parameter was sent " +
                                                               std::to_string(*source.collected) + " bytes, but " +
                                                               nameOfKind(kind) + " has " + std::to_string(size) + ".");
}

// SQL_C_BINARY for a type of fixed length holds the bytes of its default C type.
Value readBinary(const CSource& source, const SqlTypeRow& type, const FamilyRow& family) {
    const ParameterSource raw(source, type, CKind::Binary);
    const CKind kind = kindOfCType(type.defaultC);
    const std::size_t size = sizeOfKind(kind);
    if (size == 0) {  // text, binary, decimals
        return family.family == SqlFamily::Decimal ? family.read(ParameterSource(source, type, CKind::Char))
                                                   : family.read(raw);
    }
    if (raw.bytes().size() != size) {
        fail(SqlState::NumericOutOfRange, raw, "(bytes)",
             "has " + std::to_string(raw.bytes().size()) + " bytes instead of " + std::to_string(size));
    }
    return family.read(ParameterSource(source, type, kind));
}

}  // namespace

bool isKnownSqlType(SQLSMALLINT sqlType) {
    return sqlTypeRow(sqlType) != nullptr;
}

SQLSMALLINT defaultParameterCType(SQLSMALLINT sqlType) {
    return knownType(sqlType).defaultC;
}

bool isConvertible(SQLSMALLINT cType, SQLSMALLINT sqlType) {
    const SqlTypeRow& type = knownType(sqlType);
    return isAllowed(familyOf(type), cType, knownKind(cType, type));
}

Value cToSql(const CSource& source) {
    const SqlTypeRow& type = knownType(source.sqlType);
    const FamilyRow& family = familyOf(type);
    const CKind kind = knownKind(source.cType, type);
    if (!isAllowed(family, source.cType, kind)) {
        throw OdbcError(SqlState::RestrictedDataType, std::string(nameOfKind(kind)) +
                                                          " cannot be bound to a parameter of type " + type.name +
                                                          ". Use SQL_C_CHAR or SQL_C_WCHAR.");
    }
    if (source.indicator != nullptr && *source.indicator == SQL_NULL_DATA) return std::monostate{};
    if (source.data == nullptr) {
        throw OdbcError(
            SqlState::InvalidNullPointer,
            "The parameter has no buffer and is not NULL. Bind a buffer, or set its indicator to SQL_NULL_DATA.");
    }
    requireCollected(source, kind);
    if (kind == CKind::Binary) return readBinary(source, type, family);
    return family.read(ParameterSource(source, type, kind));
}

}  // namespace assetsodbc::driver
