#include "common/date_time.h"

#include <algorithm>
#include <array>

#include "common/error.h"

namespace assetsodbc::common {
namespace {

constexpr std::int64_t kMillisecondsPerDay = 86'400'000;
constexpr int kMaxFractionDigits = 9;
constexpr int kMaxOffsetHours = 14;

bool isLeapYear(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int daysInMonth(int year, int month) {
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeapYear(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

// Days since 1970-01-01 and back, in 400-year eras that start on 1 March, so that the leap day ends its year.
std::int64_t daysSinceEpoch(const Date& date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

Date dateOfDays(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t dayOfEra = days - era * 146097;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
    const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
    const int year = static_cast<int>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
    return {year, month, static_cast<int>(dayOfYear - (153 * shifted + 2) / 5 + 1)};
}

constexpr std::int64_t kFirstMillisecond = -62'135'596'800'000;  // 0001-01-01 00:00:00.000
constexpr std::int64_t kLastMillisecond = 253'402'300'799'999;   // 9999-12-31 23:59:59.999

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Reads from the front of a text; every step either consumes what it asks for or leaves the text alone.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool atEnd() const { return rest_.empty(); }
    bool nextIs(char c) const { return !rest_.empty() && rest_.front() == c; }

    bool skip(char c) {
        if (!nextIs(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    // Exactly that many digits.
    bool number(std::size_t digits, int& value) {
        if (countDigits() < digits) return false;
        value = 0;
        for (std::size_t i = 0; i < digits; ++i) value = value * 10 + (rest_[i] - '0');
        rest_.remove_prefix(digits);
        return true;
    }

    // The digits after the point. More than nanoseconds cannot be kept, so they are refused.
    bool fraction(std::uint32_t& nanoseconds) {
        const std::size_t digits = countDigits();
        if (digits == 0 || digits > kMaxFractionDigits) return false;
        nanoseconds = 0;
        for (std::size_t i = 0; i < kMaxFractionDigits; ++i)
            nanoseconds = nanoseconds * 10 + (i < digits ? static_cast<std::uint32_t>(rest_[i] - '0') : 0u);
        rest_.remove_prefix(digits);
        return true;
    }

private:
    std::size_t countDigits() const {
        std::size_t count = 0;
        while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
        return count;
    }

    std::string_view rest_;
};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// Two digits; negative when they are none.
int twoDigits(const char* at) {
    return isDigit(at[0]) && isDigit(at[1]) ? (at[0] - '0') * 10 + (at[1] - '0') : -1;
}

// "2024-01-31" at the start of a text of at least ten characters: how nearly every date comes.
bool readPlainDate(const char* at, Date& date) {
    const int century = twoDigits(at), year = twoDigits(at + 2);
    date = {century * 100 + year, twoDigits(at + 5), twoDigits(at + 8)};
    return century >= 0 && year >= 0 && at[4] == '-' && at[7] == '-' && isValid(date);
}

// "10:00:00" at the start of a text of at least eight characters.
bool readPlainTime(const char* at, TimeOfDay& time) {
    time = {twoDigits(at), twoDigits(at + 3), twoDigits(at + 6), 0};
    return at[2] == ':' && at[5] == ':' && isValid(time);
}

// "2024-01-31 10:00:00" with a fraction of three digits or none.
bool readPlainTimestamp(std::string_view text, Timestamp& timestamp) {
    constexpr std::size_t kWhole = 19, kWithMilliseconds = 23;
    if (text.size() != kWhole && text.size() != kWithMilliseconds) return false;
    if (!readPlainDate(text.data(), timestamp.date) || text[10] != ' ') return false;
    if (!readPlainTime(text.data() + 11, timestamp.time)) return false;
    if (text.size() == kWhole) return true;
    const int tens = twoDigits(text.data() + 20);
    if (text[19] != '.' || tens < 0 || !isDigit(text[22])) return false;
    timestamp.time.nanoseconds = static_cast<std::uint32_t>(tens * 10 + (text[22] - '0')) * 1'000'000;
    return true;
}

bool readDate(Reader& reader, Date& date) {
    return reader.number(4, date.year) && reader.skip('-') && reader.number(2, date.month) && reader.skip('-') &&
           reader.number(2, date.day) && isValid(date);
}

bool readTime(Reader& reader, TimeOfDay& time) {
    if (!(reader.number(2, time.hour) && reader.skip(':') && reader.number(2, time.minute))) return false;
    if (reader.skip(':')) {
        if (!reader.number(2, time.second)) return false;
        if (reader.skip('.') && !reader.fraction(time.nanoseconds)) return false;
    }
    return isValid(time);
}

// "Z", "+03:00", "+0300", "+03" or nothing, which is UTC.
bool readZone(Reader& reader, int& minutesEastOfUtc) {
    minutesEastOfUtc = 0;
    if (reader.atEnd() || reader.skip('Z')) return true;
    const bool west = reader.nextIs('-');
    if (!reader.skip('-') && !reader.skip('+')) return false;
    int hours = 0, minutes = 0;
    if (!reader.number(2, hours) || hours > kMaxOffsetHours) return false;
    const bool minutesMustFollow = reader.skip(':');
    if ((minutesMustFollow || !reader.atEnd()) && !reader.number(2, minutes)) return false;
    if (minutes > 59) return false;
    minutesEastOfUtc = (hours * 60 + minutes) * (west ? -1 : 1);
    return true;
}

std::optional<Timestamp> inUtc(Timestamp local, int minutesEastOfUtc) {
    if (minutesEastOfUtc == 0) return local;
    const std::int64_t utc = millisecondsSinceEpoch(local) - std::int64_t{minutesEastOfUtc} * 60'000;
    if (utc < kFirstMillisecond || utc > kLastMillisecond) return std::nullopt;
    const std::uint32_t nanoseconds = local.time.nanoseconds;
    local = timestampOfMilliseconds(utc);
    local.time.nanoseconds = nanoseconds;  // offsets are whole minutes
    return local;
}

// At least `digits` digits, with zeros in front.
void appendNumber(std::string& text, std::uint32_t number, std::size_t digits) {
    std::size_t needed = 0;
    for (std::uint32_t rest = number; rest != 0; rest /= 10) ++needed;
    digits = std::max(digits, needed);
    const std::size_t start = text.size();
    text.resize(start + digits);
    for (std::size_t i = digits; i > 0; --i, number /= 10) text[start + i - 1] = static_cast<char>('0' + number % 10);
}

void append(std::string& text, const Date& date) {
    appendNumber(text, static_cast<std::uint32_t>(date.year), 4);
    text += '-';
    appendNumber(text, static_cast<std::uint32_t>(date.month), 2);
    text += '-';
    appendNumber(text, static_cast<std::uint32_t>(date.day), 2);
}

void append(std::string& text, const TimeOfDay& time, int fractionDigits) {
    appendNumber(text, static_cast<std::uint32_t>(time.hour), 2);
    text += ':';
    appendNumber(text, static_cast<std::uint32_t>(time.minute), 2);
    text += ':';
    appendNumber(text, static_cast<std::uint32_t>(time.second), 2);
    if (fractionDigits <= 0) return;
    text += '.';
    const std::size_t start = text.size();
    appendNumber(text, time.nanoseconds, kMaxFractionDigits);
    text.resize(start + static_cast<std::size_t>(std::min(fractionDigits, kMaxFractionDigits)));
}

}  // namespace

bool isValid(const Date& date) {
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= daysInMonth(date.year, date.month);
}

bool isValid(const TimeOfDay& time) {
    return time.hour >= 0 && time.hour <= 23 && time.minute >= 0 && time.minute <= 59 && time.second >= 0 &&
           time.second <= 59 && time.nanoseconds <= 999'999'999;
}

std::optional<Date> parseDate(std::string_view text) {
    Date date;
    if (text.size() == 10 && readPlainDate(text.data(), date)) return date;
    Reader reader(trimmed(text));
    if (!readDate(reader, date) || !reader.atEnd()) return std::nullopt;
    return date;
}

std::optional<TimeOfDay> parseTime(std::string_view text) {
    Reader reader(trimmed(text));
    TimeOfDay time;
    if (!readTime(reader, time) || !reader.atEnd()) return std::nullopt;
    return time;
}

std::optional<Timestamp> parseTimestamp(std::string_view text) {
    Timestamp timestamp;
    if (readPlainTimestamp(text, timestamp)) return timestamp;
    timestamp = {};
    Reader reader(trimmed(text));
    if (!readDate(reader, timestamp.date)) return std::nullopt;
    if (reader.atEnd()) return timestamp;
    if (!reader.skip('T') && !reader.skip(' ')) return std::nullopt;
    int minutesEastOfUtc = 0;
    if (!readTime(reader, timestamp.time) || !readZone(reader, minutesEastOfUtc) || !reader.atEnd())
        return std::nullopt;
    return inUtc(timestamp, minutesEastOfUtc);
}

std::string format(const Date& date) {
    std::string text;
    append(text, date);
    return text;
}

std::string format(const TimeOfDay& time, int fractionDigits) {
    std::string text;
    append(text, time, fractionDigits);
    return text;
}

std::string format(const Timestamp& timestamp, int fractionDigits) {
    std::string text;
    text.reserve(29);
    append(text, timestamp.date);
    text += ' ';
    append(text, timestamp.time, fractionDigits);
    return text;
}

std::int64_t millisecondsSinceEpoch(const Timestamp& timestamp) {
    const TimeOfDay& time = timestamp.time;
    const std::int64_t seconds = (time.hour * 60 + time.minute) * 60 + time.second;
    return daysSinceEpoch(timestamp.date) * kMillisecondsPerDay + seconds * 1000 + time.nanoseconds / 1'000'000;
}

Timestamp timestampOfMilliseconds(std::int64_t milliseconds) {
    if (milliseconds < kFirstMillisecond || milliseconds > kLastMillisecond)
        throw Error(ErrorKind::ValueUnreadable, "The time " + std::to_string(milliseconds) +
                                                    " (milliseconds since 1970) lies outside the years 1 to 9999.");
    std::int64_t days = milliseconds / kMillisecondsPerDay;
    std::int64_t ofDay = milliseconds % kMillisecondsPerDay;
    if (ofDay < 0) {
        ofDay += kMillisecondsPerDay;
        --days;
    }
    TimeOfDay time;
    time.hour = static_cast<int>(ofDay / 3'600'000);
    time.minute = static_cast<int>(ofDay / 60'000 % 60);
    time.second = static_cast<int>(ofDay / 1000 % 60);
    time.nanoseconds = static_cast<std::uint32_t>(ofDay % 1000 * 1'000'000);
    return {dateOfDays(days), time};
}

}  // namespace assetsodbc::common
