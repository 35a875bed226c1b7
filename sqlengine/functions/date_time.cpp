// ODBC's functions of dates and times. "Now" is UTC, as all timestamps of this driver are, and is read once per run of
// a statement: it is declared deterministic so that SQLite computes it ahead of the rows.
#include <iterator>

#include "sqlengine/functions/calendar.h"
#include "sqlengine/functions/moment.h"
#include "sqlengine/sql_text/escape_literals.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr std::int64_t kNanosecondsPerMillisecond = 1'000'000;

void currentDate(Call& call) {
    call.answer(common::format(currentTimestamp(call).date));
}

void requirePrecision(const Call& call) {
    if (call.argumentCount() == 0) return;
    const std::int64_t digits = call.integer(0);
    if (digits < 0 || digits > 9) call.refuse("the precision is a number from 0 to 9, not " + std::to_string(digits));
}

void currentTime(Call& call) {
    requirePrecision(call);
    call.answer(common::format(currentTimestamp(call).time));
}

void now(Call& call) {
    requirePrecision(call);
    common::Timestamp timestamp = currentTimestamp(call);
    std::uint32_t unit = 1'000'000'000;
    const std::int64_t digits = call.argumentCount() == 0 ? 3 : call.integer(0);
    for (std::int64_t i = 0; i < digits; ++i) unit /= 10;
    timestamp.time.nanoseconds -= timestamp.time.nanoseconds % unit;
    call.answer(common::format(timestamp));
}

// ---- parts

void year(Call& call) {
    call.answer(std::int64_t{dateOf(call, 0).year});
}
void month(Call& call) {
    call.answer(std::int64_t{dateOf(call, 0).month});
}
void quarter(Call& call) {
    call.answer(std::int64_t{(dateOf(call, 0).month + 2) / 3});
}
void dayOfMonth(Call& call) {
    call.answer(std::int64_t{dateOf(call, 0).day});
}
void dayOfYearOf(Call& call) {
    call.answer(std::int64_t{dayOfYear(dateOf(call, 0))});
}
void dayOfWeek(Call& call) {
    call.answer(std::int64_t{weekday(dateOf(call, 0)) + 1});
}
void nameOfDay(Call& call) {
    call.answer(dayName(weekday(dateOf(call, 0))));
}
void nameOfMonth(Call& call) {
    call.answer(monthName(dateOf(call, 0).month));
}
void hour(Call& call) {
    call.answer(std::int64_t{momentOf(call, 0).time.hour});
}
void minute(Call& call) {
    call.answer(std::int64_t{momentOf(call, 0).time.minute});
}
void second(Call& call) {
    call.answer(std::int64_t{momentOf(call, 0).time.second});
}

void week(Call& call) {
    call.answer(std::int64_t{weekOfYear(dateOf(call, 0))});
}

// ---- TIMESTAMPADD and TIMESTAMPDIFF

// Units are so many months, or so many milliseconds, or (FRAC_SECOND) nanoseconds.
struct Unit {
    std::string_view name;
    std::int64_t months;
    std::int64_t milliseconds;
};

constexpr Unit kUnits[] = {{"FRAC_SECOND", 0, 0},
                           {"SECOND", 0, kMillisecondsPerSecond},
                           {"MINUTE", 0, kMillisecondsPerMinute},
                           {"HOUR", 0, kMillisecondsPerHour},
                           {"DAY", 0, kMillisecondsPerDay},
                           {"WEEK", 0, kMillisecondsPerWeek},
                           {"MONTH", 1, 0},
                           {"QUARTER", 3, 0},
                           {"YEAR", 12, 0}};

const Unit& unitOf(const Call& call) {
    const std::string_view name = call.text(0);
    for (const Unit& unit : kUnits) {
        if (unit.name == name) return unit;
    }
    call.refuse("'" + std::string(name) + "' is no interval; write SQL_TSI_DAY and the like inside {fn ...}");
}

void timestampAdd(Call& call) {
    const Unit& unit = unitOf(call);
    const std::int64_t count = call.integer(1);
    const common::Timestamp start = timestampOf(call, 2);
    if (unit.months != 0) {
        std::int64_t months = 0;
        if (__builtin_mul_overflow(count, unit.months, &months)) months = kMonthsOfCalendar + 1;
        return call.answer(exactText(plusMonths(call, start, months)));
    }
    if (unit.milliseconds != 0) {
        return call.answer(exactText(plusMilliseconds(call, start, count, unit.milliseconds)));
    }
    if (count % kNanosecondsPerMillisecond != 0) {
        call.refuse(
            "SQL_TSI_FRAC_SECOND counts nanoseconds, of which whole milliseconds can be added; add a multiple of "
            "1000000");
    }
    call.answer(exactText(plusMilliseconds(call, start, count / kNanosecondsPerMillisecond, 1)));
}

std::int64_t nanosecondsOfMillisecond(const common::Timestamp& timestamp) {
    return timestamp.time.nanoseconds % kNanosecondsPerMillisecond;
}

std::int64_t wholeMonthsBetween(const common::Timestamp& from, const common::Timestamp& to) {
    const auto withinMonth = [](const common::Timestamp& t) {
        return common::millisecondsSinceEpoch({{1970, 1, t.date.day}, t.time}) * kNanosecondsPerMillisecond +
               nanosecondsOfMillisecond(t);
    };
    std::int64_t months = monthNumber(to.date) - monthNumber(from.date);
    if (months > 0 && withinMonth(to) < withinMonth(from)) --months;
    if (months < 0 && withinMonth(to) > withinMonth(from)) ++months;
    return months;
}

// Whole intervals that have passed, so that 23:59 to 00:01 is not a day.
void timestampDiff(Call& call) {
    const Unit& unit = unitOf(call);
    const common::Timestamp from = timestampOf(call, 1), to = timestampOf(call, 2);
    if (unit.months != 0) return call.answer(wholeMonthsBetween(from, to) / unit.months);
    std::int64_t milliseconds = common::millisecondsSinceEpoch(to) - common::millisecondsSinceEpoch(from);
    const std::int64_t rest = nanosecondsOfMillisecond(to) - nanosecondsOfMillisecond(from);
    std::int64_t nanoseconds = 0;
    const bool overflow = __builtin_mul_overflow(milliseconds, kNanosecondsPerMillisecond, &nanoseconds) ||
                          __builtin_add_overflow(nanoseconds, rest, &nanoseconds);
    if (milliseconds > 0 && rest < 0) --milliseconds;
    if (milliseconds < 0 && rest > 0) ++milliseconds;
    if (unit.milliseconds != 0) return call.answer(milliseconds / unit.milliseconds);
    if (overflow) {
        call.refuseOverflow("the difference in nanoseconds needs more than 64 bits; use SQL_TSI_SECOND");
    }
    call.answer(nanoseconds);
}

constexpr FunctionSpec kDateTimeFunctions[] = {
    {"curdate", "CURDATE", 0, currentDate},
    {"curtime", "CURTIME", 0, currentTime},
    {"curtime", "CURRENT_TIME", 1, currentTime},
    {"dayname", "DAYNAME", 1, nameOfDay},
    {"dayofmonth", "DAYOFMONTH", 1, dayOfMonth},
    {"dayofweek", "DAYOFWEEK", 1, dayOfWeek},
    {"dayofyear", "DAYOFYEAR", 1, dayOfYearOf},
    {"hour", "HOUR", 1, hour},
    {"minute", "MINUTE", 1, minute},
    {"month", "MONTH", 1, month},
    {"monthname", "MONTHNAME", 1, nameOfMonth},
    {"now", "NOW", 0, now},
    {"now", "CURRENT_TIMESTAMP", 1, now},
    {"quarter", "QUARTER", 1, quarter},
    {"second", "SECOND", 1, second},
    {"timestampadd", "TIMESTAMPADD", 3, timestampAdd},
    {"timestampdiff", "TIMESTAMPDIFF", 3, timestampDiff},
    {"day", "DAY", 1, dayOfMonth},
    {"getdate", "GETDATE", 0, now},
    {"getutcdate", "GETUTCDATE", 0, now},
    {"sysdatetime", "SYSDATETIME", 0, now},
    {"sysutcdatetime", "SYSUTCDATETIME", 0, now},
    {"week", "WEEK", 1, week},
    {"year", "YEAR", 1, year},
};

}  // namespace

FunctionTable dateTimeFunctions() {
    return {std::begin(kDateTimeFunctions), std::end(kDateTimeFunctions)};
}

}  // namespace assetsodbc::sqlengine
