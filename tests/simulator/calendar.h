// Dates and times of the simulator: milliseconds since the epoch to calendar fields and back, and the ISO spellings
// that the API uses. Proleptic Gregorian calendar, UTC unless a zone is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tests/simulator/model.h"

namespace assetsodbc::simulator {

constexpr EpochMs kMsPerSecond = 1000;
constexpr EpochMs kMsPerMinute = 60 * kMsPerSecond;
constexpr EpochMs kMsPerHour = 60 * kMsPerMinute;
constexpr EpochMs kMsPerDay = 24 * kMsPerHour;

struct CalendarTime {
    int year = 1970, month = 1, day = 1;
    int hour = 0, minute = 0, second = 0, millisecond = 0;
};

CalendarTime calendarTime(EpochMs time);
EpochMs epochMs(const CalendarTime& time);
EpochMs startOfDay(EpochMs time);
int dayOfWeek(EpochMs time);        // 0 Monday to 6 Sunday
std::string isoTime(EpochMs time);  // "2021-02-16T20:04:41.527Z"
std::string isoDate(EpochMs time);  // "2021-02-16"

// What a date or time text said, so that a caller can decide whether it takes that spelling.
struct ParsedTime {
    EpochMs time = 0;      // with the zone applied, when there is one
    bool hasTime = false;  // else a date alone: midnight
    bool hasZone = false;
    bool blankBeforeTime = false;  // "2024-01-31 10:00", else 'T'
};

// "2024-01-31", "2024-01-31T10:00", "2024-01-31 10:00:00.5+0300"; nothing else, and no impossible dates.
std::optional<ParsedTime> parseTime(std::string_view text);
// "10:00", "10:00:00", "10:00:00.123": milliseconds since midnight.
std::optional<EpochMs> parseTimeOfDay(std::string_view text);
// For times written in the data tables: throws std::invalid_argument for anything parseTime refuses.
EpochMs timeOf(std::string_view text);

}  // namespace assetsodbc::simulator
