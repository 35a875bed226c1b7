// Dates and times: the spellings of the Assets API, of ODBC literals and of SQLite text, to fields and back. Proleptic
// Gregorian calendar, years 1 to 9999; impossible dates (30 February, 25:00) are refused, never moved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::common {

struct Date {
    int year = 0, month = 0, day = 0;
};
struct TimeOfDay {
    int hour = 0, minute = 0, second = 0;
    std::uint32_t nanoseconds = 0;
};
struct Timestamp {
    Date date;
    TimeOfDay time;
};

bool isValid(const Date& date);
bool isValid(const TimeOfDay& time);

// "2024-01-31". Surrounding blanks are allowed, anything else is not.
std::optional<Date> parseDate(std::string_view text);
// "10:00", "10:00:00", "10:00:00.123456789".
std::optional<TimeOfDay> parseTime(std::string_view text);
// Date and time with 'T' or a blank between, optional seconds and fraction, optional zone "Z", "+03:00", "+0300",
// "+03"; a zone is applied, so that the result is UTC. A date alone is midnight.
std::optional<Timestamp> parseTimestamp(std::string_view text);

std::string format(const Date& date);                                    // 2024-01-31
std::string format(const TimeOfDay& time, int fractionDigits = 0);       // 10:00:00[.fff]
std::string format(const Timestamp& timestamp, int fractionDigits = 3);  // 2024-01-31 10:00:00.000

// Milliseconds since 1970-01-01T00:00:00Z, and back.
std::int64_t millisecondsSinceEpoch(const Timestamp& timestamp);
Timestamp timestampOfMilliseconds(std::int64_t milliseconds);

}  // namespace assetsodbc::common
