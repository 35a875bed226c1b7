#include "sqlengine/functions/calendar.h"

#include <array>

#include "sqlengine/functions/moment.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr std::array<std::string_view, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kDayNames = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

}  // namespace

int dayOfYear(const common::Date& date) {
    const std::int64_t start = common::millisecondsSinceEpoch({{date.year, 1, 1}, {}});
    return static_cast<int>((common::millisecondsSinceEpoch({date, {}}) - start) / kMillisecondsPerDay) + 1;
}

int weekOfYear(const common::Date& date) {
    return (dayOfYear(date) - 1 + weekday({date.year, 1, 1})) / 7 + 1;
}

int isoWeek(const common::Date& date) {
    const int fromMonday = (weekday(date) + 6) % 7;
    const std::int64_t thursday = common::millisecondsSinceEpoch({date, {}}) + (3 - fromMonday) * kMillisecondsPerDay;
    return (dayOfYear(common::timestampOfMilliseconds(thursday).date) - 1) / 7 + 1;
}

int daysInMonth(int year, int month) {
    for (int day = 31; day > 28; --day) {
        if (common::isValid(common::Date{year, month, day})) return day;
    }
    return 28;
}

std::int64_t monthNumber(const common::Date& date) {
    return std::int64_t{date.year} * 12 + date.month - 1;
}

common::Timestamp plusMonths(const Call& call, common::Timestamp timestamp, std::int64_t months) {
    const bool plausible = months >= -kMonthsOfCalendar && months <= kMonthsOfCalendar;
    const std::int64_t number = plausible ? monthNumber(timestamp.date) + months : 0;
    const int newYear = static_cast<int>(number / 12);
    if (newYear < 1 || newYear > 9999) call.refuseOverflow("the result is outside the years 1 to 9999");
    const int newMonth = static_cast<int>(number % 12) + 1;
    const int lastDay = daysInMonth(newYear, newMonth);
    timestamp.date = {newYear, newMonth, timestamp.date.day > lastDay ? lastDay : timestamp.date.day};
    return timestamp;
}

common::Timestamp plusMilliseconds(const Call& call, const common::Timestamp& timestamp, std::int64_t count,
                                   std::int64_t unit) {
    static const std::int64_t kFirst = common::millisecondsSinceEpoch({{1, 1, 1}, {}});
    static const std::int64_t kLast = common::millisecondsSinceEpoch({{9999, 12, 31}, {23, 59, 59, 999'000'000}});
    std::int64_t distance = 0, sum = 0;
    const bool overflow = __builtin_mul_overflow(count, unit, &distance) ||
                          __builtin_add_overflow(common::millisecondsSinceEpoch(timestamp), distance, &sum);
    if (overflow || sum < kFirst || sum > kLast) call.refuseOverflow("the result is outside the years 1 to 9999");
    common::Timestamp result = common::timestampOfMilliseconds(sum);
    result.time.nanoseconds += timestamp.time.nanoseconds % 1'000'000;
    return result;
}

std::string_view dayName(int weekday) {
    return kDayNames[static_cast<std::size_t>(weekday)];
}

std::string_view monthName(int month) {
    return kMonthNames[static_cast<std::size_t>(month - 1)];
}

}  // namespace assetsodbc::sqlengine
