// Numbers that SQLite delivers as numbers.
#include <cmath>
#include <limits>
#include <variant>

#include "driver/convert/converters.h"
#include "driver/convert/decimal.h"
#include "driver/convert/integer_limits.h"
#include "driver/convert/interval.h"
#include "driver/convert/numeric_struct.h"

namespace assetsodbc::driver {

namespace {

using schema::CellView;
using schema::SqlType;
using schema::TypeSpec;

template <class Number>
Number numberOf(const CellView& cell) {
    return std::get<Number>(cell);
}

template <class Number>
NumberText textOf(Number value, const TypeSpec& type) {
    return type.type == SqlType::Decimal ? NumberText::of(value, type.scale) : NumberText::of(value);
}

template <class Number>
Conversion toText(const CellView& cell, const TypeSpec& type, const Target& target) {
    const NumberText text = textOf(numberOf<Number>(cell), type);
    return target.text({text.view(), text.wholePart(), 1, true});
}

template <class Number, class T>
Conversion toInteger(const CellView& cell, const TypeSpec&, const Target& target) {
    const Number value = numberOf<Number>(cell);
    const auto narrowed = narrowTo<T>(value);
    if (!narrowed) throwOutOfRange(NumberText::of(value).view(), target.kind());
    return target.fixed(narrowed->value,
                        narrowed->lostFraction ? Conversion::FractionTruncated01S07 : Conversion::Done);
}

template <class Number>
Conversion toBit(const CellView& cell, const TypeSpec&, const Target& target) {
    const Number value = numberOf<Number>(cell);
    if (!(value >= 0 && value < 2)) throwOutOfRange(NumberText::of(value).view(), target.kind());
    const auto bit = static_cast<SQLCHAR>(value);
    return target.fixed(bit, static_cast<Number>(bit) == value ? Conversion::Done : Conversion::FractionTruncated01S07);
}

template <class Number>
Conversion toDouble(const CellView& cell, const TypeSpec&, const Target& target) {
    return target.fixed(static_cast<SQLDOUBLE>(numberOf<Number>(cell)));
}

template <class Number>
Conversion toFloat(const CellView& cell, const TypeSpec&, const Target& target) {
    const auto value = static_cast<double>(numberOf<Number>(cell));
    if (std::isfinite(value) && std::fabs(value) > std::numeric_limits<float>::max()) {
        throwOutOfRange(NumberText::of(value).view(), target.kind());
    }
    return target.fixed(static_cast<SQLREAL>(value));
}

template <class Number>
Conversion toNumeric(const CellView& cell, const TypeSpec&, const Target& target) {
    const NumberText text = NumberText::of(numberOf<Number>(cell));
    const auto decimal = parseDecimal(text.view());
    const auto numeric = decimal ? numericStruct(*decimal, target.spec().precision, target.spec().scale) : std::nullopt;
    if (!numeric) throwOutOfRange(text.view(), target.kind());
    return target.fixed(numeric->value, numeric->lostFraction ? Conversion::FractionTruncated01S07 : Conversion::Done);
}

template <class Number>
Conversion toInterval(const CellView& cell, const TypeSpec&, const Target& target) {
    const NumberText text = NumberText::of(numberOf<Number>(cell));
    const auto decimal = parseDecimal(text.view());
    if (!decimal) throwOutOfRange(text.view(), target.kind());
    const IntervalResult interval = intervalOfNumber(*decimal, text.view(), intervalTargetOf(target));
    return target.fixed(interval.value, interval.lostFraction ? Conversion::FractionTruncated01S07 : Conversion::Done);
}

template <class T, class Number>
Conversion nativeBytes(Number value, const Target& target) {
    const auto narrowed = narrowTo<T>(value);
    if (!narrowed || narrowed->lostFraction) throwOutOfRange(NumberText::of(value).view(), target.kind());
    return target.fixedAsBytes(narrowed->value);
}

// The bytes of the C type that SQL_C_DEFAULT means; where that is text, the text.
template <class Number>
Conversion toBinary(const CellView& cell, const TypeSpec& type, const Target& target) {
    const Number value = numberOf<Number>(cell);
    switch (type.type) {
        case SqlType::Bit:
            return nativeBytes<SQLCHAR>(value, target);
        case SqlType::SmallInt:
            return nativeBytes<std::int16_t>(value, target);
        case SqlType::Integer:
            return nativeBytes<std::int32_t>(value, target);
        case SqlType::BigInt:
            return nativeBytes<std::int64_t>(value, target);
        case SqlType::Double:
            return target.fixedAsBytes(static_cast<SQLDOUBLE>(value));
        default:
            return target.bytes(textOf(value, type).view());
    }
}

template <class Number>
constexpr ConverterRow numberRow() {
    return converterRow({
        {CKind::Char, toText<Number>},
        {CKind::WChar, toText<Number>},
        {CKind::Binary, toBinary<Number>},
        {CKind::Bit, toBit<Number>},
        {CKind::Int8, toInteger<Number, std::int8_t>},
        {CKind::UInt8, toInteger<Number, std::uint8_t>},
        {CKind::Int16, toInteger<Number, std::int16_t>},
        {CKind::UInt16, toInteger<Number, std::uint16_t>},
        {CKind::Int32, toInteger<Number, std::int32_t>},
        {CKind::UInt32, toInteger<Number, std::uint32_t>},
        {CKind::Int64, toInteger<Number, std::int64_t>},
        {CKind::UInt64, toInteger<Number, std::uint64_t>},
        {CKind::Float, toFloat<Number>},
        {CKind::Double, toDouble<Number>},
        {CKind::Numeric, toNumeric<Number>},
        {CKind::Interval, toInterval<Number>},
    });
}

}  // namespace

const ConverterRow kFromInteger = numberRow<std::int64_t>();
const ConverterRow kFromReal = numberRow<double>();

}  // namespace assetsodbc::driver
