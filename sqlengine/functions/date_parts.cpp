// Transact-SQL's functions of parts of dates: DATEADD, DATEDIFF, DATEPART, DATENAME, DATETRUNC (and DATE_PART,
// DATE_TRUNC), EOMONTH, DATEFROMPARTS. A part comes as text, "DAY": translate() puts the quotes around a bare word.
#include "sqlengine/sql_text/date_parts.h"

#include <algorithm>
#include <iterator>

#include "sqlengine/functions/calendar.h"
#include "sqlengine/functions/moment.h"
#include "sqlengine/sql_text/escape_literals.h"

namespace assetsodbc::sqlengine {
namespace {

using common::Timestamp;

enum class Part { Year, Quarter, Month, DayOfYear, Day, Week, IsoWeek, Weekday, Hour, Minute, Second, Millisecond };

// A part is so many months, or so many milliseconds.
struct PartRow {
    std::string_view name;
    Part part;
    std::int64_t months;
    std::int64_t milliseconds;
};

constexpr PartRow kParts[] = {
    {"YEAR", Part::Year, 12, 0},
    {"QUARTER", Part::Quarter, 3, 0},
    {"MONTH", Part::Month, 1, 0},
    {"DAYOFYEAR", Part::DayOfYear, 0, kMillisecondsPerDay},
    {"DAY", Part::Day, 0, kMillisecondsPerDay},
    {"WEEK", Part::Week, 0, kMillisecondsPerWeek},
    {"ISO_WEEK", Part::IsoWeek, 0, kMillisecondsPerWeek},
    {"WEEKDAY", Part::Weekday, 0, kMillisecondsPerDay},
    {"HOUR", Part::Hour, 0, kMillisecondsPerHour},
    {"MINUTE", Part::Minute, 0, kMillisecondsPerMinute},
    {"SECOND", Part::Second, 0, kMillisecondsPerSecond},
    {"MILLISECOND", Part::Millisecond, 0, 1},
};

const PartRow& partOf(const Call& call) {
    const std::string_view name = datePart(call.text(0));
    const auto row =
        std::find_if(std::begin(kParts), std::end(kParts), [&](const PartRow& part) { return part.name == name; });
    if (row == std::end(kParts)) {
        call.refuse("'" + std::string(call.text(0)) +
                    "' is no part of a date; write year, quarter, month, day, week, weekday, hour, minute, second or "
                    "millisecond");
    }
    return *row;
}

void dateAdd(Call& call) {
    const PartRow& part = partOf(call);
    const std::int64_t count = call.integer(1);
    const Timestamp start = timestampOf(call, 2);
    if (part.months == 0) return call.answer(exactText(plusMilliseconds(call, start, count, part.milliseconds)));
    std::int64_t months = 0;
    if (__builtin_mul_overflow(count, part.months, &months)) months = kMonthsOfCalendar + 1;
    call.answer(exactText(plusMonths(call, start, months)));
}

std::int64_t floorDivide(std::int64_t value, std::int64_t divisor) {
    const std::int64_t quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

// The number of the part since the start of the calendar: its differences are the boundaries that were crossed.
std::int64_t ordinal(const PartRow& part, const Timestamp& timestamp) {
    if (part.months != 0) return floorDivide(monthNumber(timestamp.date), part.months);
    const std::int64_t milliseconds = common::millisecondsSinceEpoch(timestamp);
    constexpr std::int64_t kSundayOffset = 4 * kMillisecondsPerDay;  // 1970-01-01 was a Thursday
    constexpr std::int64_t kMondayOffset = 3 * kMillisecondsPerDay;
    if (part.part == Part::Week) return floorDivide(milliseconds + kSundayOffset, kMillisecondsPerWeek);
    if (part.part == Part::IsoWeek) return floorDivide(milliseconds + kMondayOffset, kMillisecondsPerWeek);
    return floorDivide(milliseconds, part.milliseconds);
}

// Boundaries between the two, so that 23:59 to 00:01 is a day: TIMESTAMPDIFF counts whole days.
void dateDiff(Call& call) {
    const PartRow& part = partOf(call);
    call.answer(ordinal(part, timestampOf(call, 2)) - ordinal(part, timestampOf(call, 1)));
}

std::int64_t valueOf(const PartRow& part, const Timestamp& timestamp) {
    const common::Date& date = timestamp.date;
    switch (part.part) {
        case Part::Year:
            return date.year;
        case Part::Quarter:
            return (date.month + 2) / 3;
        case Part::Month:
            return date.month;
        case Part::DayOfYear:
            return dayOfYear(date);
        case Part::Day:
            return date.day;
        case Part::Week:
            return weekOfYear(date);
        case Part::IsoWeek:
            return isoWeek(date);
        case Part::Weekday:
            return weekday(date) + 1;
        case Part::Hour:
            return timestamp.time.hour;
        case Part::Minute:
            return timestamp.time.minute;
        case Part::Second:
            return timestamp.time.second;
        case Part::Millisecond:
            return timestamp.time.nanoseconds / 1'000'000;
    }
    return 0;
}

void partValue(Call& call) {
    const PartRow& part = partOf(call);
    call.answer(valueOf(part, timestampOf(call, 1)));
}

void partName(Call& call) {
    const PartRow& part = partOf(call);
    const Timestamp timestamp = timestampOf(call, 1);
    if (part.part == Part::Month) return call.answer(monthName(timestamp.date.month));
    if (part.part == Part::Weekday) return call.answer(dayName(weekday(timestamp.date)));
    call.answer(std::to_string(valueOf(part, timestamp)));
}

void truncateTo(Call& call) {
    const PartRow& part = partOf(call);
    Timestamp start = timestampOf(call, 1);
    if (part.part == Part::Weekday) call.refuse("a date cannot be cut to a weekday; write week or day");
    if (part.months != 0) {
        const std::int64_t month = ordinal(part, start) * part.months;
        start = {{static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, 1}, {}};
        return call.answer(common::format(start));
    }
    const std::int64_t milliseconds = common::millisecondsSinceEpoch(start);
    std::int64_t rest = milliseconds - floorDivide(milliseconds, part.milliseconds) * part.milliseconds;
    if (part.part == Part::Week || part.part == Part::IsoWeek) {
        const int first = part.part == Part::Week ? 0 : 1;  // Sunday, Monday
        const std::int64_t days = (weekday(start.date) - first + 7) % 7;
        rest = milliseconds - floorDivide(milliseconds, kMillisecondsPerDay) * kMillisecondsPerDay +
               days * kMillisecondsPerDay;
    }
    start.time.nanoseconds -= start.time.nanoseconds % 1'000'000;
    call.answer(common::format(plusMilliseconds(call, start, -rest, 1)));
}

void endOfMonth(Call& call) {
    const std::int64_t months = call.argumentCount() == 2 ? call.integer(1) : 0;
    const Timestamp moved = plusMonths(call, {dateOf(call, 0), {}}, months);
    call.answer(common::format(
        common::Date{moved.date.year, moved.date.month, daysInMonth(moved.date.year, moved.date.month)}));
}

void dateFromParts(Call& call) {
    const std::int64_t year = call.integer(0), month = call.integer(1), day = call.integer(2);
    const bool small = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    const common::Date date{static_cast<int>(small ? year : 0), static_cast<int>(small ? month : 0),
                            static_cast<int>(small ? day : 0)};
    if (!common::isValid(date)) {
        call.refuse(std::to_string(year) + ", " + std::to_string(month) + ", " + std::to_string(day) +
                    " is not a day of the calendar");
    }
    call.answer(common::format(date));
}

// 1 or 0, also of NULL.
void isDate(Call& call) {
    const bool date = call.isText(0) && common::parseTimestamp(call.text(0)).has_value();
    call.answer(std::int64_t{date ? 1 : 0});
}

constexpr FunctionSpec kDatePartFunctions[] = {
    {"isdate", "ISDATE", 1, isDate, Determinism::Always, NullArguments::Taken},
    {"dateadd", "DATEADD", 3, dateAdd},
    {"datediff", "DATEDIFF", 3, dateDiff},
    {"datepart", "DATEPART", 2, partValue},
    {"date_part", "DATE_PART", 2, partValue},
    {"datename", "DATENAME", 2, partName},
    {"datetrunc", "DATETRUNC", 2, truncateTo},
    {"date_trunc", "DATE_TRUNC", 2, truncateTo},
    {"eomonth", "EOMONTH", 1, endOfMonth},
    {"eomonth", "EOMONTH", 2, endOfMonth},
    {"datefromparts", "DATEFROMPARTS", 3, dateFromParts},
};

}  // namespace

FunctionTable datePartFunctions() {
    return {std::begin(kDatePartFunctions), std::end(kDatePartFunctions)};
}

}  // namespace assetsodbc::sqlengine
