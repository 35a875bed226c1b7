#include "sqlengine/functions/date_styles.h"

#include <algorithm>
#include <iterator>

#include "sqlengine/functions/characters.h"
#include "sqlengine/functions/moment.h"

namespace assetsodbc::sqlengine {
namespace {

// In a pattern Y, M, D, h, m, s and f are digits of year, month, day, hour, minute, second and fraction; the rest
// stands for itself.
struct Style {
    std::int64_t number;
    std::string_view pattern;
};

constexpr Style kStyles[] = {
    {23, "YYYY-MM-DD"},
    {101, "MM/DD/YYYY"},
    {102, "YYYY.MM.DD"},
    {103, "DD/MM/YYYY"},
    {104, "DD.MM.YYYY"},
    {105, "DD-MM-YYYY"},
    {108, "hh:mm:ss"},
    {110, "MM-DD-YYYY"},
    {111, "YYYY/MM/DD"},
    {112, "YYYYMMDD"},
    {114, "hh:mm:ss:fff"},
    {20, "YYYY-MM-DD hh:mm:ss"},
    {120, "YYYY-MM-DD hh:mm:ss"},
    {21, "YYYY-MM-DD hh:mm:ss.fff"},
    {121, "YYYY-MM-DD hh:mm:ss.fff"},
    {126, "YYYY-MM-DDThh:mm:ss.fff"},
};

std::string_view patternOf(const Call& call) {
    const std::int64_t number = call.integer(1);
    const auto style = std::find_if(std::begin(kStyles), std::end(kStyles),
                                    [&](const Style& candidate) { return candidate.number == number; });
    if (style == std::end(kStyles)) {
        call.refuse("there is no style " + std::to_string(number) +
                    "; known are 20, 21, 23, 101 to 105, 108, 110, 111, 112, 114, 120, 121 and 126");
    }
    return style->pattern;
}

// What the digits of each kind make.
struct Fields {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;

    int* of(char kind) {
        switch (kind) {
            case 'Y':
                return &year;
            case 'M':
                return &month;
            case 'D':
                return &day;
            case 'h':
                return &hour;
            case 'm':
                return &minute;
            case 's':
                return &second;
            case 'f':
                return &millisecond;
            default:
                return nullptr;
        }
    }
};

std::string formatted(std::string_view pattern, Fields fields) {
    std::string text(pattern);
    for (std::size_t i = pattern.size(); i-- > 0;) {
        int* value = fields.of(pattern[i]);
        if (value == nullptr) continue;
        text[i] = static_cast<char>('0' + *value % 10);
        *value /= 10;
    }
    return text;
}

bool read(std::string_view text, std::string_view pattern, Fields& fields) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int* value = fields.of(pattern[i]);
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (value == nullptr ? text[i] != pattern[i] : !digit) return false;
        if (value != nullptr) *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

std::string_view withoutBlanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view() : withoutTrailingBlanks(text.substr(first));
}

// A text in the style's spelling, or in the engine's own.
common::Timestamp readStyled(const Call& call) {
    const std::string_view pattern = patternOf(call);
    Fields fields;
    if (!call.isText(0) || !read(withoutBlanks(call.text(0)), pattern, fields)) return timestampOf(call, 0);
    common::Timestamp timestamp{
        {fields.year, fields.month, fields.day},
        {fields.hour, fields.minute, fields.second, static_cast<std::uint32_t>(fields.millisecond) * 1'000'000}};
    if (pattern.find('Y') == std::string_view::npos) timestamp.date = currentTimestamp(call).date;
    if (!common::isValid(timestamp.date) || !common::isValid(timestamp.time)) {
        call.refuse("'" + std::string(call.text(0)) + "' is not a date, time or timestamp of that style");
    }
    return timestamp;
}

bool isMoment(const Call& call) {
    if (!call.isText(0)) return false;
    const std::string_view text = call.text(0);
    return common::parseTimestamp(text).has_value() || common::parseTime(text).has_value();
}

}  // namespace

void styledText(Call& call) {
    std::string text(call.text(0));
    if (isMoment(call)) {
        const common::Timestamp moment = timestampOf(call, 0);
        text = formatted(patternOf(call),
                         {moment.date.year, moment.date.month, moment.date.day, moment.time.hour, moment.time.minute,
                          moment.time.second, static_cast<int>(moment.time.nanoseconds / 1'000'000)});
    }
    if (call.argumentCount() == 2) return call.answer(text);
    call.answer(cutToUnits(text, call.lengthArgument(2)));
}

void styledDate(Call& call) {
    call.answer(common::format(readStyled(call).date));
}
void styledTime(Call& call) {
    call.answer(common::format(readStyled(call).time));
}
void styledTimestamp(Call& call) {
    call.answer(common::format(readStyled(call)));
}

}  // namespace assetsodbc::sqlengine
