#include "driver/convert/numeric_struct.h"

namespace assetsodbc::driver {

namespace {

int digitsOf(UInt128 magnitude) {
    int digits = 0;
    for (; magnitude != 0; magnitude /= 10) ++digits;
    return digits;
}

}  // namespace

std::optional<NumericResult> numericStruct(const DecimalText& number, int precision, int scale) noexcept {
    const int allowed = precision > 0 && precision <= kMaxNumericPrecision ? precision : kMaxNumericPrecision;
    const ScaledDecimal exact = scaled(number, scale);
    if (exact.overflow || digitsOf(exact.magnitude) > allowed) return std::nullopt;
    NumericResult result{{}, exact.lostFraction};
    result.value.precision = static_cast<SQLCHAR>(allowed);
    result.value.scale = static_cast<SQLSCHAR>(scale);
    result.value.sign = number.negative && exact.magnitude != 0 ? 0 : 1;
    UInt128 rest = exact.magnitude;
    for (SQLCHAR& byte : result.value.val) {
        byte = static_cast<SQLCHAR>(rest & 0xFF);
        rest >>= 8;
    }
    return result;
}

UInt128 magnitudeOf(const SQL_NUMERIC_STRUCT& number) noexcept {
    UInt128 magnitude = 0;
    for (int i = SQL_MAX_NUMERIC_LEN - 1; i >= 0; --i) magnitude = (magnitude << 8) | number.val[i];
    return magnitude;
}

}  // namespace assetsodbc::driver
