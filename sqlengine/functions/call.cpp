#include "sqlengine/functions/call.h"

#include <sqlite3.h>

#include <cmath>
#include <new>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr double kTwoToThe63 = 9223372036854775808.0;

bool isWhole(double value) {
    return std::trunc(value) == value && value >= -kTwoToThe63 && value < kTwoToThe63;
}

std::string shown(std::string_view text) {
    const std::string_view part = text.substr(0, common::prefixWithin(text, 60));
    return "'" + std::string(part) + (part.size() < text.size() ? "...'" : "'");
}

}  // namespace

bool Call::isNull(int index) const {
    return sqlite3_value_type(values_[index]) == SQLITE_NULL;
}
bool Call::isInteger(int index) const {
    return sqlite3_value_type(values_[index]) == SQLITE_INTEGER;
}
bool Call::isBinary(int index) const {
    return sqlite3_value_type(values_[index]) == SQLITE_BLOB;
}
bool Call::isText(int index) const {
    return sqlite3_value_type(values_[index]) == SQLITE_TEXT;
}

std::string_view Call::text(int index) const {
    const unsigned char* text = sqlite3_value_text(values_[index]);
    const int length = sqlite3_value_bytes(values_[index]);
    if (text == nullptr) {
        if (length == 0 && isBinary(index)) return {};
        throw std::bad_alloc();
    }
    return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)};
}

std::string_view Call::bytes(int index) const {
    if (!isBinary(index)) return text(index);
    const void* data = sqlite3_value_blob(values_[index]);
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_value_bytes(values_[index]))};
}

bool Call::isNumericText(int index) const {
    if (!isText(index)) return false;
    const int type = sqlite3_value_numeric_type(values_[index]);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

bool Call::isNumber(int index) const {
    const int type = sqlite3_value_type(values_[index]);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT || isNumericText(index);
}

std::int64_t Call::integer(int index) const {
    if (isText(index) && !isNumericText(index)) refuse(shown(text(index)) + " is not a number");
    if (isInteger(index)) return sqlite3_value_int64(values_[index]);
    if (isBinary(index)) refuse("a binary value is not a number");
    const double value = sqlite3_value_double(values_[index]);
    if (!isWhole(value)) refuse(shown(text(index)) + " is not a whole number of 64 bits");
    return static_cast<std::int64_t>(value);
}

std::int64_t Call::lengthArgument(int index) const {
    const std::int64_t value = integer(index);
    if (value < 0) refuse("a number of characters cannot be negative (" + std::to_string(value) + ")");
    return value;
}

double Call::number(int index) const {
    if (isText(index) && !isNumericText(index)) refuse(shown(text(index)) + " is not a number");
    if (isBinary(index)) refuse("a binary value is not a number");
    return sqlite3_value_double(values_[index]);
}

void Call::answer(std::int64_t value) {
    sqlite3_result_int64(context_, value);
}

void Call::answer(double value) {
    if (!std::isfinite(value))
        refuseOverflow("the result is not a number that a DOUBLE can hold; check the argument's range");
    sqlite3_result_double(context_, value);
}

void Call::answer(std::string_view text) {
    requireLength(text.size());
    sqlite3_result_text64(context_, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Call::answerBytes(std::string_view bytes) {
    sqlite3_result_blob64(context_, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

void Call::answerNull() {
    sqlite3_result_null(context_);
}

void Call::answerArgument(int index) {
    sqlite3_result_value(context_, values_[index]);
}

void Call::requireLength(std::uint64_t bytes) const {
    const int limit = sqlite3_limit(sqlite3_context_db_handle(context_), SQLITE_LIMIT_LENGTH, -1);
    if (bytes > static_cast<std::uint64_t>(limit))
        refuse("the result would be longer than " + std::to_string(limit) + " bytes");
}

void Call::refuse(const std::string& what) const {
    throw common::Error(common::ErrorKind::ValueUnreadable, std::string(name_) + ": " + what + ".");
}

void Call::refuseOverflow(const std::string& what) const {
    throw common::Error(common::ErrorKind::NumericOverflow, std::string(name_) + ": " + what + ".");
}

}  // namespace assetsodbc::sqlengine
