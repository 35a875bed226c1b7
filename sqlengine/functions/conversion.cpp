// What {fn CONVERT(x, SQL_…)} and CAST(x AS DATE) do: a value of the wanted type, or an error; never a 0 for text that
// is no number, never a date that does not exist.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>

#include "common/unicode.h"
#include "sqlengine/functions/call.h"
#include "sqlengine/functions/characters.h"
#include "sqlengine/functions/date_styles.h"
#include "sqlengine/functions/decimal.h"
#include "sqlengine/functions/moment.h"
#include "sqlengine/local/decimal_digits.h"
#include "sqlengine/sql_text/escape_literals.h"

namespace assetsodbc::sqlengine {
namespace {

// Cut to the length that is given: CAST to VARCHAR(n) takes that much of a longer text. Of a number nothing is cut.
void toText(Call& call) {
    const bool binary = call.isBinary(0), isText = call.isText(0);  // text() makes it text
    const std::string_view text = call.text(0);
    if (binary && !common::isWellFormedUtf8(text)) call.refuse("the binary value is not UTF-8 text");
    const std::string_view cut = call.argumentCount() == 2 ? cutToUnits(text, call.lengthArgument(1)) : text;
    if (cut.size() < text.size() && !isText && !binary) {
        call.refuseOverflow("the number " + std::string(text) + " is longer than " + std::string(call.text(1)) +
                            " characters");
    }
    call.answer(cut);
}

void toBinary(Call& call) {
    std::string_view bytes = call.bytes(0);
    if (call.argumentCount() == 2) bytes = bytes.substr(0, static_cast<std::size_t>(call.lengthArgument(1)));
    call.answerBytes(bytes);
}

// Fractions are cut, as ODBC's conversions do.
void answerIntegerWithin(Call& call, std::int64_t lowest, std::int64_t highest) {
    constexpr double kTwoToThe63 = 9223372036854775808.0;
    const auto refuse = [&] { call.refuseOverflow(std::string(call.text(0)) + " is out of range"); };
    std::int64_t value = 0;
    const auto digits = call.isText(0) ? parseDigits(call.text(0)) : std::nullopt;
    const double number = call.number(0);
    if (digits) {  // exact, where a double is not
        const auto whole = wholeOf(*digits);
        if (!whole) refuse();
        value = whole.value_or(0);
    } else if (call.isInteger(0) || (std::trunc(number) == number && std::fabs(number) < kTwoToThe63)) {
        value = call.integer(0);
    } else {
        if (!(std::fabs(number) < kTwoToThe63)) refuse();
        value = static_cast<std::int64_t>(number);
    }
    if (value < lowest || value > highest) refuse();
    call.answer(value);
}

template <typename Integer>
void toInteger(Call& call) {
    answerIntegerWithin(call, std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max());
}

void toTinyInt(Call& call) {
    answerIntegerWithin(call, -128, 255);
}  // signed or not: both are in use
void toDouble(Call& call) {
    call.answer(call.number(0));
}

void toBit(Call& call) {
    if (call.isText(0)) {
        if (common::equalIgnoringAsciiCase(call.text(0), "true")) return call.answer(std::int64_t{1});
        if (common::equalIgnoringAsciiCase(call.text(0), "false")) return call.answer(std::int64_t{0});
    }
    const double value = call.number(0);
    if (value != 0 && value != 1) call.refuse(std::string(call.text(0)) + " is neither 0 nor 1");
    call.answer(std::int64_t{value == 1 ? 1 : 0});
}

void toDate(Call& call) {
    call.answer(common::format(dateOf(call, 0)));
}

void toTime(Call& call) {
    call.answer(common::format(momentOf(call, 0).time));
}

// All digits of a second are kept; where a precision is given, those beyond it are cut.
void toTimestamp(Call& call) {
    common::Timestamp timestamp = timestampOf(call, 0);
    std::uint32_t unit = 1;
    if (call.argumentCount() == 2) {
        const std::int64_t digits = call.lengthArgument(1);
        if (digits > 9) call.refuse("the precision of a timestamp is a number from 0 to 9");
        for (std::int64_t i = digits; i < 9; ++i) unit *= 10;
    }
    timestamp.time.nanoseconds -= timestamp.time.nanoseconds % unit;
    call.answer(exactText(timestamp));
}

// A date, or a timestamp in another spelling, as the timestamp that it is compared with; everything else as it is.
void asMoment(Call& call) {
    const auto timestamp = call.isText(0) ? common::parseTimestamp(call.text(0)) : std::nullopt;
    if (timestamp) return call.answer(exactText(*timestamp));
    call.answerArgument(0);
}

// The other way: a timestamp at midnight as its date, "2024-01-31". As texts the two sort as the moments do.
void asDay(Call& call) {
    const auto timestamp = call.isText(0) ? common::parseTimestamp(call.text(0)) : std::nullopt;
    if (!timestamp) return call.answerArgument(0);
    const common::TimeOfDay& time = timestamp->time;
    const bool midnight = time.hour == 0 && time.minute == 0 && time.second == 0 && time.nanoseconds == 0;
    call.answer(midnight ? common::format(timestamp->date) : exactText(*timestamp));
}

// ---- decimals

void answerDecimal(Call& call, std::int64_t precision, std::int64_t scale) {
    if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        call.refuse("DECIMAL(p, s) takes a precision from 1 to 38 and a scale from 0 to it");
    }
    const bool asWritten = call.isInteger(0) || call.isText(0);  // looking at its number makes a text a number
    std::string text(asWritten ? call.text(0) : std::string_view());
    const double value = call.number(0);  // refuses what is no number
    if (!asWritten) text = shortestDecimal(value);
    const RoundedDecimal rounded = roundedDecimal(text, static_cast<int>(scale));
    if (rounded.wholeDigits > precision - scale) {
        call.refuseOverflow(text + " has more than " + std::to_string(precision - scale) +
                            " digits before the decimal point");
    }
    if (rounded.significantDigits <= kExactDigits) return call.answer(rounded.value);
    if (rounded.integer) return call.answer(*rounded.integer);
    call.refuseOverflow(text + " has more than 15 digits, which is as many as are kept exactly");
}

// A number as its decimal digits, for a comparison with decimals that are kept as text; everything else as it is.
void asDecimalText(Call& call) {
    if (call.isText(0) || call.isBinary(0)) return call.answerArgument(0);
    if (call.isInteger(0)) return call.answer(call.text(0));
    char text[32];
    const auto end = std::to_chars(std::begin(text), std::end(text), call.number(0), std::chars_format::scientific);
    const auto digits = parseDigits({text, static_cast<std::size_t>(end.ptr - text)});
    if (!digits) return call.answerArgument(0);  // an infinity
    call.answer(textOf(*digits, static_cast<int>(digits->fraction.size())));
}

void toDecimal(Call& call) {
    if (call.argumentCount() == 1) return toDouble(call);
    answerDecimal(call, call.integer(1), call.integer(2));
}

void toMoney(Call& call) {
    answerDecimal(call, 19, 4);
}

void toGuid(Call& call) {
    const auto guid = guidOf(call.text(0));
    if (!guid) call.refuse("'" + std::string(call.text(0)) + "' is not a GUID");
    call.answer(*guid);
}

constexpr FunctionSpec kConversionFunctions[] = {
    {"odbc_to_text", "CONVERT to text", 1, toText},
    {"odbc_to_text", "CONVERT to text", 2, toText},
    {"odbc_to_binary", "CONVERT to binary", 1, toBinary},
    {"odbc_to_binary", "CONVERT to binary", 2, toBinary},
    {"odbc_to_bit", "CONVERT to BIT", 1, toBit},
    {"odbc_to_tinyint", "CONVERT to TINYINT", 1, toTinyInt},
    {"odbc_to_smallint", "CONVERT to SMALLINT", 1, toInteger<std::int16_t>},
    {"odbc_to_integer", "CONVERT to INTEGER", 1, toInteger<std::int32_t>},
    {"odbc_to_bigint", "CONVERT to BIGINT", 1, toInteger<std::int64_t>},
    {"odbc_to_double", "CONVERT to DOUBLE", 1, toDouble},
    {"odbc_to_decimal", "CONVERT to DECIMAL", 1, toDecimal},
    {"odbc_to_decimal", "CONVERT to DECIMAL", 3, toDecimal},
    {"odbc_to_money", "CONVERT to MONEY", 1, toMoney},
    {"odbc_to_date", "CONVERT to DATE", 1, toDate},
    {"odbc_to_time", "CONVERT to TIME", 1, toTime},
    {"odbc_to_timestamp", "CONVERT to TIMESTAMP", 1, toTimestamp},
    {"odbc_to_timestamp", "CONVERT to TIMESTAMP", 2, toTimestamp},
    {"odbc_moment", "CONVERT to TIMESTAMP", 1, asMoment},
    {"odbc_decimal_text", "CONVERT to DECIMAL", 1, asDecimalText},
    {"odbc_day", "CONVERT to DATE", 1, asDay},
    {"odbc_styled_text", "CONVERT with a style", 2, styledText},
    {"odbc_styled_text", "CONVERT with a style", 3, styledText},
    {"odbc_styled_date", "CONVERT with a style", 2, styledDate},
    {"odbc_styled_time", "CONVERT with a style", 2, styledTime},
    {"odbc_styled_timestamp", "CONVERT with a style", 2, styledTimestamp},
    {"odbc_to_guid", "CONVERT to GUID", 1, toGuid},
};

}  // namespace

FunctionTable conversionFunctions() {
    return {std::begin(kConversionFunctions), std::end(kConversionFunctions)};
}

}  // namespace assetsodbc::sqlengine
