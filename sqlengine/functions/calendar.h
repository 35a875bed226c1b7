// Calculating with timestamps: months of different lengths, the edges of the calendar (years 1 to 9999). Refuses (as
// Call::refuseOverflow) what lies outside.
#pragma once

#include "common/date_time.h"
#include "sqlengine/functions/call.h"

namespace assetsodbc::sqlengine {

inline constexpr std::int64_t kMillisecondsPerSecond = 1000;
inline constexpr std::int64_t kMillisecondsPerMinute = 60 * kMillisecondsPerSecond;
inline constexpr std::int64_t kMillisecondsPerHour = 60 * kMillisecondsPerMinute;
inline constexpr std::int64_t kMillisecondsPerDay = 24 * kMillisecondsPerHour;
inline constexpr std::int64_t kMillisecondsPerWeek = 7 * kMillisecondsPerDay;
inline constexpr std::int64_t kMonthsOfCalendar = std::int64_t{9999} * 12;

int daysInMonth(int year, int month);
int dayOfYear(const common::Date& date);  // from 1
// Week 1 holds 1 January, weeks start on Sunday.
int weekOfYear(const common::Date& date);
// Week 1 holds the first Thursday, weeks start on Monday (ISO 8601).
int isoWeek(const common::Date& date);
// Months since the year 0.
std::int64_t monthNumber(const common::Date& date);

// The 31st of a month without one becomes its last day.
common::Timestamp plusMonths(const Call& call, common::Timestamp timestamp, std::int64_t months);
// `count` times `unit` milliseconds.
common::Timestamp plusMilliseconds(const Call& call, const common::Timestamp& timestamp, std::int64_t count,
                                   std::int64_t unit);

// English; 0 is Sunday, 1 is January.
std::string_view dayName(int weekday);
std::string_view monthName(int month);

}  // namespace assetsodbc::sqlengine
