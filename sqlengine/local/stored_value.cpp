#include "sqlengine/local/stored_value.h"

#include <sqlite3.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <new>

#include "common/date_time.h"
#include "common/error.h"
#include "common/unicode.h"
#include "schema/declared_type.h"
#include "sqlengine/call_scope.h"
#include "sqlengine/local/decimal_digits.h"

namespace assetsodbc::sqlengine {
namespace {

using common::ErrorKind;
using schema::SqlType;
using schema::TypeSpec;

constexpr int kShortestFraction = 3;  // of a timestamp: as the site's, so that equal times are equal texts
constexpr int kLongestFraction = 9;
constexpr std::size_t kLongestShown = 60;

// One value on its way into a column.
struct Arrival {
    sqlite3_context* context;
    sqlite3_value* value;
    const TypeSpec& type;
    std::string_view place;

    int kind() const { return sqlite3_value_type(value); }
    std::string_view text() const {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
        return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
    }
    std::string_view bytes() const {
        const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
        return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
    }
    void keep() const { sqlite3_result_value(context, value); }
    void store(std::int64_t number) const { sqlite3_result_int64(context, number); }
    void store(double number) const { sqlite3_result_double(context, number); }
    void store(std::string_view text) const {
        sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    [[noreturn]] void refuse(ErrorKind kind, const std::string& why) const;
};

void Arrival::refuse(ErrorKind kind, const std::string& why) const {
    std::string shown = "A binary value";
    if (sqlite3_value_type(value) != SQLITE_BLOB) {
        const std::string_view all = text();
        const std::size_t length = common::prefixWithin(all, kLongestShown);
        shown = "'" + std::string(all.substr(0, length)) + (length < all.size() ? "...'" : "'");
    }
    throw common::Error(kind, shown + " " + why + ". Column " + std::string(place) + " is " + schema::typeNameOf(type) +
                                  "; the statement changed nothing.");
}

struct Limits {
    std::int64_t lowest, highest;
};

Limits limitsOf(SqlType type) {
    if (type == SqlType::SmallInt)
        return {std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int16_t>::max()};
    if (type == SqlType::Integer)
        return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
    return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
}

// SQLITE_INTEGER or SQLITE_FLOAT; text becomes the number that it is.
int numberKind(const Arrival& arrival) {
    if (arrival.kind() == SQLITE_BLOB) arrival.refuse(ErrorKind::ValueUnreadable, "is no number");
    const int kind = sqlite3_value_numeric_type(arrival.value);
    if (kind == SQLITE_INTEGER || kind == SQLITE_FLOAT) return kind;
    arrival.refuse(ErrorKind::ValueUnreadable, "is no number");
}

// All digits of a text count, also where it has a point or an exponent.
std::int64_t integerOf(const Arrival& arrival, const DecimalDigits& number) {
    if (!number.fraction.empty())
        arrival.refuse(ErrorKind::StringTooLong, "has digits after the point, which would be lost");
    const std::optional<std::int64_t> value = wholeOf(number);
    if (!value) arrival.refuse(ErrorKind::NumericOverflow, "is out of range");
    return *value;
}

void storeInteger(const Arrival& arrival) {
    constexpr double kTwoToThe63 = 9223372036854775808.0;
    const bool isText = arrival.kind() == SQLITE_TEXT;
    const auto digits = isText ? parseDigits(arrival.text()) : std::nullopt;
    const int kind = numberKind(arrival);
    const Limits limits = limitsOf(arrival.type.type);
    std::int64_t number = 0;
    if (digits) {
        number = integerOf(arrival, *digits);
    } else if (kind == SQLITE_FLOAT) {
        const double real = sqlite3_value_double(arrival.value);
        if (!(std::fabs(real) < kTwoToThe63)) arrival.refuse(ErrorKind::NumericOverflow, "is out of range");
        if (std::trunc(real) != real) {
            arrival.refuse(isText ? ErrorKind::StringTooLong : ErrorKind::NumericOverflow,
                           "has digits after the point, which would be lost");
        }
        number = static_cast<std::int64_t>(real);
    } else {
        number = sqlite3_value_int64(arrival.value);
    }
    if (number < limits.lowest || number > limits.highest)
        arrival.refuse(ErrorKind::NumericOverflow, "is out of range");
    arrival.store(number);
}

void storeDouble(const Arrival& arrival) {
    numberKind(arrival);
    const double number = sqlite3_value_double(arrival.value);
    if (!std::isfinite(number)) arrival.refuse(ErrorKind::NumericOverflow, "is out of range");
    arrival.store(number);
}

void storeBit(const Arrival& arrival) {
    if (arrival.kind() == SQLITE_TEXT) {
        if (common::equalIgnoringAsciiCase(arrival.text(), "true")) return arrival.store(std::int64_t{1});
        if (common::equalIgnoringAsciiCase(arrival.text(), "false")) return arrival.store(std::int64_t{0});
    }
    numberKind(arrival);
    const double number = sqlite3_value_double(arrival.value);
    if (number != 0 && number != 1) arrival.refuse(ErrorKind::NumericOverflow, "is neither 0 nor 1");
    arrival.store(std::int64_t{number == 1 ? 1 : 0});
}

void storeText(const Arrival& arrival) {
    if (arrival.kind() == SQLITE_BLOB && !common::isWellFormedUtf8(arrival.bytes())) {
        arrival.refuse(ErrorKind::ValueUnreadable, "is not UTF-8 text");
    }
    const bool isText = arrival.kind() == SQLITE_TEXT;
    const std::string_view text = arrival.text();
    const bool isLimited = arrival.type.type != SqlType::WLongVarchar;
    if (isLimited && text.size() > arrival.type.size && common::codePointCount(text) > arrival.type.size) {
        arrival.refuse(ErrorKind::StringTooLong,
                       "has " + std::to_string(common::codePointCount(text)) + " characters, which are too many");
    }
    if (isText) return arrival.keep();
    arrival.store(text);
}

void storeBinary(const Arrival& arrival) {
    if (arrival.kind() != SQLITE_BLOB && arrival.kind() != SQLITE_TEXT) {
        arrival.refuse(ErrorKind::ValueUnreadable, "is no binary value");
    }
    const std::string_view bytes = arrival.bytes();
    if (arrival.type.type == SqlType::Varbinary && bytes.size() > arrival.type.size) {
        arrival.refuse(ErrorKind::StringTooLong, "has " + std::to_string(bytes.size()) + " bytes, which are too many");
    }
    if (arrival.kind() == SQLITE_BLOB) return arrival.keep();
    sqlite3_result_blob64(arrival.context, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

bool isMidnight(const common::TimeOfDay& time) {
    return time.hour == 0 && time.minute == 0 && time.second == 0 && time.nanoseconds == 0;
}

std::string_view momentText(const Arrival& arrival) {
    if (arrival.kind() == SQLITE_TEXT) return arrival.text();
    arrival.refuse(ErrorKind::DateTimeUnreadable, "is no date or time");
}

void storeDate(const Arrival& arrival) {
    const std::string_view text = momentText(arrival);
    if (const auto date = common::parseDate(text)) return arrival.store(std::string_view(common::format(*date)));
    const auto timestamp = common::parseTimestamp(text);
    if (!timestamp) arrival.refuse(ErrorKind::DateTimeUnreadable, "is no date");
    if (!isMidnight(timestamp->time)) {
        arrival.refuse(ErrorKind::DateTimeOverflow, "has a time of day, which would be lost");
    }
    arrival.store(std::string_view(common::format(timestamp->date)));
}

void storeTime(const Arrival& arrival) {
    const std::string_view text = momentText(arrival);
    std::optional<common::TimeOfDay> time = common::parseTime(text);
    if (!time) {
        const auto timestamp = common::parseTimestamp(text);
        if (!timestamp || common::parseDate(text)) arrival.refuse(ErrorKind::DateTimeUnreadable, "is no time of day");
        time = timestamp->time;
    }
    if (time->nanoseconds != 0) {
        arrival.refuse(ErrorKind::DateTimeOverflow, "has fractions of a second, which would be lost");
    }
    arrival.store(std::string_view(common::format(*time)));
}

// Digits after the point without the zeros that say nothing.
int fractionDigits(std::uint32_t nanoseconds) {
    int digits = kLongestFraction;
    for (; digits > 0 && nanoseconds % 10 == 0; --digits) nanoseconds /= 10;
    return digits;
}

void storeTimestamp(const Arrival& arrival) {
    const auto timestamp = common::parseTimestamp(momentText(arrival));
    if (!timestamp) arrival.refuse(ErrorKind::DateTimeUnreadable, "is no timestamp");
    const int digits = fractionDigits(timestamp->time.nanoseconds);
    if (digits > arrival.type.scale) {
        arrival.refuse(ErrorKind::DateTimeOverflow, "has more digits of a second than the column holds");
    }
    arrival.store(std::string_view(common::format(*timestamp, std::max(digits, kShortestFraction))));
}

// A double that a calculation left a little beside the number that was meant is that number: doubles have 15 digits.
// Where the column keeps more of them than those 15, they must be all there is.
DecimalDigits digitsOfDouble(const Arrival& arrival) {
    constexpr int kDigits = 15;
    char text[32];
    const double number = sqlite3_value_double(arrival.value);
    const auto end =
        std::to_chars(std::begin(text), std::end(text), number, std::chars_format::scientific, kDigits - 1);
    const std::string_view written(text, static_cast<std::size_t>(end.ptr - text));
    const auto digits = parseDigits(written);
    if (!digits) arrival.refuse(ErrorKind::ValueUnreadable, "is no number");
    double again = 0;
    std::from_chars(text, end.ptr, again);
    const int wholeDigits = number == 0 ? 1 : static_cast<int>(std::floor(std::log10(std::fabs(again)))) + 1;
    if (again != number && wholeDigits + arrival.type.scale > kDigits) {
        arrival.refuse(ErrorKind::NumericOverflow,
                       "is a double, of which only 15 digits are certain: write the number in quotes, or ROUND it");
    }
    return *digits;
}

DecimalDigits digitsOf(const Arrival& arrival) {
    if (arrival.kind() == SQLITE_FLOAT) return digitsOfDouble(arrival);
    const auto digits = parseDigits(arrival.text());
    if (!digits) arrival.refuse(ErrorKind::ValueUnreadable, "is no number");
    return *digits;
}

void storeDecimal(const Arrival& arrival) {
    if (arrival.kind() == SQLITE_BLOB) arrival.refuse(ErrorKind::ValueUnreadable, "is no number");
    const DecimalDigits number = digitsOf(arrival);
    const auto scale = static_cast<std::size_t>(arrival.type.scale);
    if (number.whole.size() + scale > arrival.type.size) arrival.refuse(ErrorKind::NumericOverflow, "is out of range");
    if (number.fraction.size() > scale) {
        arrival.refuse(ErrorKind::StringTooLong, "has digits after the point that would be lost: ROUND it");
    }
    const std::string text = textOf(number, arrival.type.scale);
    if (schema::isKeptAsText(arrival.type)) return arrival.store(std::string_view(text));
    if (number.fraction.empty()) return arrival.store(std::int64_t{std::strtoll(text.c_str(), nullptr, 10)});
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    arrival.store(value);
}

bool isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void storeGuid(const Arrival& arrival) {
    constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (arrival.kind() != SQLITE_TEXT) arrival.refuse(ErrorKind::ValueUnreadable, "is no GUID");
    std::string_view text = arrival.text();
    if (text.size() == kForm.size() + 2 && text.front() == '{' && text.back() == '}')
        text = text.substr(1, kForm.size());
    bool matches = text.size() == kForm.size();
    for (std::size_t i = 0; matches && i < text.size(); ++i) {
        matches = kForm[i] == 'x' ? isHexDigit(text[i]) : text[i] == kForm[i];
    }
    if (!matches) arrival.refuse(ErrorKind::ValueUnreadable, "is no GUID");
    arrival.store(std::string_view(common::asciiLower(text)));
}

void store(const Arrival& arrival) {
    switch (arrival.type.type) {
        case SqlType::SmallInt:
        case SqlType::Integer:
        case SqlType::BigInt:
            return storeInteger(arrival);
        case SqlType::Bit:
            return storeBit(arrival);
        case SqlType::Double:
            return storeDouble(arrival);
        case SqlType::Decimal:
            return storeDecimal(arrival);
        case SqlType::Char:
        case SqlType::Varchar:
        case SqlType::LongVarchar:
        case SqlType::WVarchar:
        case SqlType::WLongVarchar:
            return storeText(arrival);
        case SqlType::Date:
            return storeDate(arrival);
        case SqlType::Time:
            return storeTime(arrival);
        case SqlType::Timestamp:
            return storeTimestamp(arrival);
        case SqlType::Varbinary:
        case SqlType::LongVarbinary:
            return storeBinary(arrival);
        case SqlType::Guid:
            return storeGuid(arrival);
    }
}

std::string_view textOf(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text == nullptr ? std::string_view() : std::string_view(text);
}

// Of one connection. The declarations are few, and reading one takes longer than the rest of a call.
struct StoredValues {
    CallState& call;
    std::map<std::string, TypeSpec, std::less<>> types = {};

    const TypeSpec& typeOf(std::string_view declaration) {
        const auto known = types.find(declaration);
        if (known != types.end()) return known->second;
        return types.emplace(declaration, schema::typeOfDeclaration(declaration)).first->second;
    }
};

void deleteStoredValues(void* values) noexcept {
    delete static_cast<StoredValues*>(values);
}

void runStored(sqlite3_context* context, int, sqlite3_value** values) noexcept {
    auto& state = *static_cast<StoredValues*>(sqlite3_user_data(context));
    try {
        if (sqlite3_value_type(values[0]) == SQLITE_NULL) return sqlite3_result_null(context);
        store({context, values[0], state.typeOf(textOf(values[1])), textOf(values[2])});
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    } catch (const std::exception& error) {
        state.call.keepFailure(std::current_exception());
        sqlite3_result_error(context, error.what(), -1);
    }
}

// Texts that are no numbers come after those that are, in the order of their bytes.
int compareDecimals(void*, int sizeA, const void* textA, int sizeB, const void* textB) noexcept {
    const std::string_view a(static_cast<const char*>(textA), static_cast<std::size_t>(sizeA));
    const std::string_view b(static_cast<const char*>(textB), static_cast<std::size_t>(sizeB));
    try {
        const auto numberA = parseDigits(a);
        const auto numberB = parseDigits(b);
        if (numberA && numberB) return compare(*numberA, *numberB);
        if (numberA || numberB) return numberA ? -1 : 1;
    } catch (const std::bad_alloc&) {  // of digits by the thousand: SQLite itself runs out next
    }
    return a.compare(b);
}

}  // namespace

void registerStoredValues(sqlite3* db, CallState& call) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    auto values = std::make_unique<StoredValues>(StoredValues{call});
    const int functionCode =
        sqlite3_create_function_v2(db, std::string(kStoredFunction).c_str(), 3, flags, values.release(), runStored,
                                   nullptr, nullptr, deleteStoredValues);  // owns it, also on failure
    const int collationCode = sqlite3_create_collation_v2(db, std::string(kDecimalCollation).c_str(), SQLITE_UTF8,
                                                          nullptr, compareDecimals, nullptr);
    if (functionCode == SQLITE_OK && collationCode == SQLITE_OK) return;
    throw common::Error(ErrorKind::Internal, std::string("SQLite refuses a function: ") + sqlite3_errmsg(db));
}

std::string quotedText(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return quoted + '\'';
}

bool keepsLiteral(const TypeSpec& type, std::string_view value) {
    constexpr std::size_t kDigitsOfDouble = 15;
    const bool isWhole = type.type == SqlType::BigInt && value.size() > kDigitsOfDouble;
    return (type.type == SqlType::Decimal || isWhole) && isNumberLiteral(value);
}

std::string storedCallStart() {
    return std::string(kStoredFunction) + '(';
}

std::string storedCallEnd(std::string_view declaration, std::string_view place) {
    return "," + quotedText(declaration) + "," + quotedText(place) + ")";
}

}  // namespace assetsodbc::sqlengine
