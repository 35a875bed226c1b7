// Dates, times and timestamps, which travel as text in the forms of schema/value.h. Local tables may hold other
// spellings (ISO 8601 with 'T' and zone); those are read too.
#include <algorithm>
#include <array>
#include <cstring>
#include <variant>

#include "driver/convert/converters.h"
#include "driver/convert/moment.h"

namespace assetsodbc::driver {

namespace {

using schema::CellView;
using schema::SqlType;
using schema::TypeSpec;

constexpr std::size_t kDateLength = 10;       // 2024-01-31
constexpr std::size_t kTimeLength = 8;        // 10:00:00
constexpr std::size_t kTimestampLength = 19;  // without fraction

std::string_view textOf(const CellView& cell) {
    return std::get<std::string_view>(cell);
}

std::size_t lengthWithFraction(std::size_t length, int digits) {
    return digits > 0 ? length + 1 + static_cast<std::size_t>(digits) : length;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t wholeLength(SqlType type) {
    return type == SqlType::Date ? kDateLength : type == SqlType::Time ? kTimeLength : kTimestampLength;
}

bool hasSeparators(std::string_view text, SqlType type) {
    switch (type) {
        case SqlType::Date:
            return text[4] == '-' && text[7] == '-';
        case SqlType::Time:
            return text[2] == ':' && text[5] == ':';
        default:
            return text[4] == '-' && text[10] == ' ' && text[13] == ':' && text[16] == ':';
    }
}

// Nearly every cell is already as it should be shown, or lacks zeros behind its fraction: told by length and
// separators, so that nothing is parsed. The result is `text` or in `buffer`; empty when the text is of another form.
using ShownBuffer = std::array<char, kTimestampLength + 10>;
std::string_view asStored(std::string_view text, const TypeSpec& type, ShownBuffer& buffer) {
    const std::size_t whole = wholeLength(type.type);
    const auto scale = type.type == SqlType::Date ? 0 : std::clamp<int>(type.scale, 0, 9);
    const std::size_t wanted = lengthWithFraction(whole, scale);
    if (text.size() < whole || text.size() > wanted || !isDigit(text.back())) return {};
    if (!hasSeparators(text, type.type) || (text.size() > whole && text[whole] != '.')) return {};
    if (text.size() == wanted) return text;
    std::memcpy(buffer.data(), text.data(), text.size());
    std::memset(buffer.data() + text.size(), '0', wanted - text.size());
    buffer[whole] = '.';
    return {buffer.data(), wanted};
}

// The form of the declared type when it can hold the value, else nothing.
std::string shown(const Moment& moment, const TypeSpec& type) {
    const common::TimeOfDay time = moment.time.value_or(common::TimeOfDay{});
    switch (type.type) {
        case SqlType::Date:
            return moment.date && !moment.hasTimeOfDay() ? common::format(*moment.date) : "";
        case SqlType::Time:
            return moment.time && !moment.date ? common::format(time, fractionDigits(time, type.scale)) : "";
        default:
            if (!moment.date) return "";
            return common::format(common::Timestamp{*moment.date, time}, fractionDigits(time, type.scale));
    }
}

Conversion toText(const CellView& cell, const TypeSpec& type, const Target& target) {
    const std::string_view text = textOf(cell);
    const std::size_t uncuttable = wholeLength(type.type);
    ShownBuffer buffer;
    if (const std::string_view stored = asStored(text, type, buffer); !stored.empty()) {
        return target.text({stored, uncuttable, 1, true});
    }
    const auto moment = parseMoment(text);
    const std::string form = moment ? shown(*moment, type) : "";
    // Text that is no date loses nothing by being delivered as text.
    return form.empty() ? target.text({text}) : target.text({form, uncuttable, 1, true});
}

Moment momentOf(const CellView& cell, const Target& target) {
    const auto moment = parseMoment(textOf(cell));
    if (!moment) throwBadMoment(textOf(cell), nameOfKind(target.kind()));
    return *moment;
}

common::Date dateOf(const Moment& moment, const CellView& cell, const TypeSpec& type, const Target& target) {
    if (moment.date) return *moment.date;
    if (type.type == SqlType::Time) return currentDate();
    throwNotConvertible(textOf(cell), target.kind());
}

Conversion outcomeOf(bool lost) {
    return lost ? Conversion::FractionTruncated01S07 : Conversion::Done;
}

Conversion toDate(const CellView& cell, const TypeSpec& type, const Target& target) {
    const Moment moment = momentOf(cell, target);
    return target.fixed(dateStruct(dateOf(moment, cell, type, target)), outcomeOf(moment.hasTimeOfDay()));
}

Conversion toTime(const CellView& cell, const TypeSpec&, const Target& target) {
    const Moment moment = momentOf(cell, target);
    return target.fixed(timeStruct(moment.time.value_or(common::TimeOfDay{})), outcomeOf(moment.hasFraction()));
}

Conversion toTimestamp(const CellView& cell, const TypeSpec& type, const Target& target) {
    const Moment moment = momentOf(cell, target);
    return target.fixed(timestampStruct(dateOf(moment, cell, type, target), moment.time.value_or(common::TimeOfDay{})));
}

Conversion toBinary(const CellView& cell, const TypeSpec& type, const Target& target) {
    const Moment moment = momentOf(cell, target);
    const common::TimeOfDay time = moment.time.value_or(common::TimeOfDay{});
    if (type.type == SqlType::Time) return target.fixedAsBytes(timeStruct(time));
    const common::Date date = dateOf(moment, cell, type, target);
    if (type.type == SqlType::Date) return target.fixedAsBytes(dateStruct(date));
    return target.fixedAsBytes(timestampStruct(date, time));
}

}  // namespace

const ConverterRow kFromDateTime = converterRow({
    {CKind::Char, toText},
    {CKind::WChar, toText},
    {CKind::Binary, toBinary},
    {CKind::Date, toDate},
    {CKind::Time, toTime},
    {CKind::Timestamp, toTimestamp},
});

}  // namespace assetsodbc::driver
