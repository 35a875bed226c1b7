// Text, and numbers that SQLite delivers as text (decimals, or text in a numeric column of a local table).
#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

#include "driver/convert/converters.h"
#include "driver/convert/decimal.h"
#include "driver/convert/guid.h"
#include "driver/convert/integer_limits.h"
#include "driver/convert/interval.h"
#include "driver/convert/moment.h"
#include "driver/convert/numeric_struct.h"

namespace assetsodbc::driver {

namespace {

using schema::CellView;
using schema::TypeSpec;

std::string_view textOf(const CellView& cell) {
    return std::get<std::string_view>(cell);
}

DecimalText decimalOf(std::string_view text, const Target& target) {
    const auto number = parseDecimal(text);
    if (!number) throwNotConvertible(text, target.kind());
    return *number;
}

Conversion outcomeOf(bool lostFraction) {
    return lostFraction ? Conversion::FractionTruncated01S07 : Conversion::Done;
}

Conversion toText(const CellView& cell, const TypeSpec& type, const Target& target) {
    const std::string_view text = textOf(cell);
    if (!isNumeric(type.type) || !parseDecimal(text)) return target.text({text});
    return target.text({text, wholePartOf(text), 1, true});
}

Conversion toBinary(const CellView& cell, const TypeSpec&, const Target& target) {
    return target.bytes(textOf(cell));
}

template <class T>
Conversion toInteger(const CellView& cell, const TypeSpec&, const Target& target) {
    const std::string_view text = textOf(cell);
    const auto narrowed = narrowTo<T>(decimalOf(text, target));
    if (!narrowed) throwOutOfRange(text, target.kind());
    return target.fixed(narrowed->value, outcomeOf(narrowed->lostFraction));
}

Conversion toBit(const CellView& cell, const TypeSpec&, const Target& target) {
    const std::string_view text = textOf(cell);
    const DecimalText number = decimalOf(text, target);
    const ScaledDecimal whole = scaled(number, 0);
    const bool negative = number.negative && (whole.magnitude != 0 || whole.lostFraction);
    if (negative || whole.overflow || whole.magnitude > 1) throwOutOfRange(text, target.kind());
    return target.fixed(static_cast<SQLCHAR>(whole.magnitude), outcomeOf(whole.lostFraction));
}

double doubleOf(std::string_view text, const Target& target) {
    const auto value = toDouble(text, decimalOf(text, target));
    if (!value) throwOutOfRange(text, target.kind());
    return *value;
}

Conversion toDoubleValue(const CellView& cell, const TypeSpec&, const Target& target) {
    return target.fixed(static_cast<SQLDOUBLE>(doubleOf(textOf(cell), target)));
}

Conversion toFloat(const CellView& cell, const TypeSpec&, const Target& target) {
    const double value = doubleOf(textOf(cell), target);
    if (std::fabs(value) > std::numeric_limits<float>::max()) throwOutOfRange(textOf(cell), target.kind());
    return target.fixed(static_cast<SQLREAL>(value));
}

Conversion toNumeric(const CellView& cell, const TypeSpec&, const Target& target) {
    const std::string_view text = textOf(cell);
    const auto numeric = numericStruct(decimalOf(text, target), target.spec().precision, target.spec().scale);
    if (!numeric) throwOutOfRange(text, target.kind());
    return target.fixed(numeric->value, outcomeOf(numeric->lostFraction));
}

Moment momentOf(std::string_view text, const Target& target) {
    const auto moment = parseMoment(text);
    if (!moment) throwBadMoment(text, nameOfKind(target.kind()));
    return *moment;
}

Conversion toDate(const CellView& cell, const TypeSpec&, const Target& target) {
    const Moment moment = momentOf(textOf(cell), target);
    if (!moment.date) throwNotConvertible(textOf(cell), target.kind());
    return target.fixed(dateStruct(*moment.date), outcomeOf(moment.hasTimeOfDay()));
}

Conversion toTime(const CellView& cell, const TypeSpec&, const Target& target) {
    const Moment moment = momentOf(textOf(cell), target);
    if (!moment.time) throwNotConvertible(textOf(cell), target.kind());
    return target.fixed(timeStruct(*moment.time), outcomeOf(moment.hasFraction()));
}

Conversion toTimestamp(const CellView& cell, const TypeSpec&, const Target& target) {
    const Moment moment = momentOf(textOf(cell), target);
    const common::Date date = moment.date ? *moment.date : currentDate();
    return target.fixed(timestampStruct(date, moment.time.value_or(common::TimeOfDay{})));
}

Conversion toGuid(const CellView& cell, const TypeSpec&, const Target& target) {
    const auto guid = parseGuid(textOf(cell));
    if (!guid) throwNotConvertible(textOf(cell), target.kind());
    return target.fixed(*guid);
}

// Text of a numeric column counts the one field of the interval, other text is an interval literal.
Conversion toInterval(const CellView& cell, const TypeSpec& type, const Target& target) {
    const std::string_view text = textOf(cell);
    const IntervalTarget to = intervalTargetOf(target);
    const IntervalResult interval =
        isNumeric(type.type) ? intervalOfNumber(decimalOf(text, target), text, to) : intervalOfText(text, to);
    return target.fixed(interval.value, outcomeOf(interval.lostFraction));
}

}  // namespace

const ConverterRow kFromText = converterRow({
    {CKind::Char, toText},
    {CKind::WChar, toText},
    {CKind::Binary, toBinary},
    {CKind::Bit, toBit},
    {CKind::Int8, toInteger<std::int8_t>},
    {CKind::UInt8, toInteger<std::uint8_t>},
    {CKind::Int16, toInteger<std::int16_t>},
    {CKind::UInt16, toInteger<std::uint16_t>},
    {CKind::Int32, toInteger<std::int32_t>},
    {CKind::UInt32, toInteger<std::uint32_t>},
    {CKind::Int64, toInteger<std::int64_t>},
    {CKind::UInt64, toInteger<std::uint64_t>},
    {CKind::Float, toFloat},
    {CKind::Double, toDoubleValue},
    {CKind::Numeric, toNumeric},
    {CKind::Date, toDate},
    {CKind::Time, toTime},
    {CKind::Timestamp, toTimestamp},
    {CKind::Guid, toGuid},
    {CKind::Interval, toInterval},
});

}  // namespace assetsodbc::driver
