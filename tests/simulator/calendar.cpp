#include "tests/simulator/calendar.h"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace assetsodbc::simulator {

namespace {

// Days since 1970-01-01 by Howard Hinnant's algorithm, whose year begins in March so that the leap day comes last.
std::int64_t daysOfDate(int year, int month, int day) {
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t yearOfEra = y - era * 400;
    const std::int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

void setDate(std::int64_t days, CalendarTime& result) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t dayOfEra = days - era * 146097;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shiftedMonth = (5 * dayOfYear + 2) / 153;
    result.day = static_cast<int>(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
    result.month = static_cast<int>(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
    result.year = static_cast<int>(yearOfEra + era * 400 + (result.month <= 2 ? 1 : 0));
}

int daysInMonth(int year, int month) {
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

// Reads a text from the front; a failed read leaves `ok` false for good.
struct Reader {
    std::string_view rest;
    bool ok = true;

    bool take(char c) {
        if (rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    void expect(char c) { ok = take(c) && ok; }
    bool atDigit() const { return !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; }
    int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; ++i) {
            if (!atDigit()) {
                ok = false;
                return 0;
            }
            value = value * 10 + (rest.front() - '0');
            rest.remove_prefix(1);
        }
        return value;
    }
};

int readFraction(Reader& in) {
    if (!in.take('.')) return 0;
    if (!in.atDigit()) in.ok = false;
    int milliseconds = 0;
    for (int weight = 100; in.atDigit(); weight /= 10) milliseconds += weight * in.digits(1);
    return milliseconds;
}

EpochMs readTimeOfDay(Reader& in) {
    const int hour = in.digits(2);
    in.expect(':');
    const int minute = in.digits(2);
    int second = 0;
    int millisecond = 0;
    if (in.take(':')) {
        second = in.digits(2);
        millisecond = readFraction(in);
    }
    if (hour > 23 || minute > 59 || second > 59) in.ok = false;
    return hour * kMsPerHour + minute * kMsPerMinute + second * kMsPerSecond + millisecond;
}

// The zone's distance from UTC; nothing when none is written.
std::optional<EpochMs> readZone(Reader& in) {
    if (in.take('Z')) return 0;
    const bool west = !in.rest.empty() && in.rest.front() == '-';
    if (!in.take('+') && !in.take('-')) return std::nullopt;
    const int hours = in.digits(2);
    in.take(':');
    const int minutes = in.rest.empty() ? 0 : in.digits(2);
    const EpochMs distance = hours * kMsPerHour + minutes * kMsPerMinute;
    return west ? -distance : distance;
}

EpochMs floorToDay(EpochMs time) {
    const EpochMs part = time % kMsPerDay;
    return time - (part < 0 ? part + kMsPerDay : part);
}

}  // namespace

CalendarTime calendarTime(EpochMs time) {
    const EpochMs midnight = floorToDay(time);
    CalendarTime result;
    setDate(midnight / kMsPerDay, result);
    const EpochMs ofDay = time - midnight;
    result.hour = static_cast<int>(ofDay / kMsPerHour);
    result.minute = static_cast<int>(ofDay / kMsPerMinute % 60);
    result.second = static_cast<int>(ofDay / kMsPerSecond % 60);
    result.millisecond = static_cast<int>(ofDay % kMsPerSecond);
    return result;
}

EpochMs epochMs(const CalendarTime& time) {
    return daysOfDate(time.year, time.month, time.day) * kMsPerDay + time.hour * kMsPerHour +
           time.minute * kMsPerMinute + time.second * kMsPerSecond + time.millisecond;
}

EpochMs startOfDay(EpochMs time) {
    return floorToDay(time);
}

int dayOfWeek(EpochMs time) {
    const std::int64_t days = floorToDay(time) / kMsPerDay + 3;  // 1970-01-01 was a Thursday
    return static_cast<int>((days % 7 + 7) % 7);
}

// Without printf: a page of a thousand objects has several thousand times.
std::string isoTime(EpochMs time) {
    const CalendarTime t = calendarTime(time);
    std::string text = "0000-00-00T00:00:00.000Z";
    const auto write = [&](std::size_t end, int number) {
        for (std::size_t at = end; number > 0; number /= 10) text[--at] = static_cast<char>('0' + number % 10);
    };
    write(4, t.year);
    write(7, t.month);
    write(10, t.day);
    write(13, t.hour);
    write(16, t.minute);
    write(19, t.second);
    write(23, t.millisecond);
    return text;
}

std::string isoDate(EpochMs time) {
    return isoTime(time).substr(0, 10);
}

std::optional<ParsedTime> parseTime(std::string_view text) {
    Reader in{text};
    const int year = in.digits(4);
    in.expect('-');
    const int month = in.digits(2);
    in.expect('-');
    const int day = in.digits(2);
    if (!in.ok || year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return std::nullopt;
    ParsedTime result;
    result.time = daysOfDate(year, month, day) * kMsPerDay;
    if (in.rest.empty()) return result;
    result.blankBeforeTime = in.rest.front() == ' ';
    if (!in.take('T') && !in.take(' ')) return std::nullopt;
    result.hasTime = true;
    result.time += readTimeOfDay(in);
    if (const auto zone = readZone(in)) {
        result.hasZone = true;
        result.time -= *zone;
    }
    if (!in.ok || !in.rest.empty()) return std::nullopt;
    return result;
}

std::optional<EpochMs> parseTimeOfDay(std::string_view text) {
    Reader in{text};
    const EpochMs time = readTimeOfDay(in);
    if (!in.ok || !in.rest.empty()) return std::nullopt;
    return time;
}

EpochMs timeOf(std::string_view text) {
    const auto parsed = parseTime(text);
    if (!parsed) throw std::invalid_argument("not a date or time: " + std::string(text));
    return parsed->time;
}

}  // namespace assetsodbc::simulator
