// What {fn CONVERT(x, SQL_…)} and CAST(x AS DATE) do: a value of the wanted type, or an error; never a 0 for text that
// is no number, never a date that does not exist.
#include <cmath>
#include <iterator>
#include <limits>

#include "common/unicode.h"
#include "sqlengine/functions/call.h"
#include "sqlengine/functions/moment.h"
#include "sqlengine/sql_text/escape_literals.h"

namespace assetsodbc::sqlengine {
namespace {

void toText(Call& call) {
    const bool binary = call.isBinary(0);  // text() makes it text
    const std::string_view text = call.text(0);
    if (binary && !common::isWellFormedUtf8(text)) call.refuse("the binary value is not UTF-8 text");
    call.answer(text);
}

void toBinary(Call& call) {
    call.answerBytes(call.bytes(0));
}

// Fractions are cut, as ODBC's conversions do.
void answerIntegerWithin(Call& call, std::int64_t lowest, std::int64_t highest) {
    constexpr double kTwoToThe63 = 9223372036854775808.0;
    const auto refuse = [&] { call.refuseOverflow(std::string(call.text(0)) + " is out of range"); };
    std::int64_t value = 0;
    const double number = call.number(0);
    if (call.isInteger(0) || (std::trunc(number) == number && std::fabs(number) < kTwoToThe63)) {
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

void toTimestamp(Call& call) {
    const common::Timestamp timestamp = timestampOf(call, 0);
    if (timestamp.time.nanoseconds % 1'000'000 != 0) {
        call.refuse("'" + std::string(call.text(0)) +
                    "' is finer than a millisecond; give at most three fractional digits");
    }
    call.answer(common::format(timestamp));
}

void toGuid(Call& call) {
    const auto guid = guidOf(call.text(0));
    if (!guid) call.refuse("'" + std::string(call.text(0)) + "' is not a GUID");
    call.answer(*guid);
}

constexpr FunctionSpec kConversionFunctions[] = {
    {"odbc_to_text", "CONVERT to text", 1, toText},
    {"odbc_to_binary", "CONVERT to binary", 1, toBinary},
    {"odbc_to_bit", "CONVERT to BIT", 1, toBit},
    {"odbc_to_tinyint", "CONVERT to TINYINT", 1, toTinyInt},
    {"odbc_to_smallint", "CONVERT to SMALLINT", 1, toInteger<std::int16_t>},
    {"odbc_to_integer", "CONVERT to INTEGER", 1, toInteger<std::int32_t>},
    {"odbc_to_bigint", "CONVERT to BIGINT", 1, toInteger<std::int64_t>},
    {"odbc_to_double", "CONVERT to DOUBLE", 1, toDouble},
    {"odbc_to_date", "CONVERT to DATE", 1, toDate},
    {"odbc_to_time", "CONVERT to TIME", 1, toTime},
    {"odbc_to_timestamp", "CONVERT to TIMESTAMP", 1, toTimestamp},
    {"odbc_to_guid", "CONVERT to GUID", 1, toGuid},
};

}  // namespace

FunctionTable conversionFunctions() {
    return {std::begin(kConversionFunctions), std::end(kConversionFunctions)};
}

}  // namespace assetsodbc::sqlengine
