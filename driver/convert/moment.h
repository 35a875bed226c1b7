// A point in time as ODBC converts it: a date, a time of day, or both; between text and the C structures.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <optional>
#include <string>
#include <string_view>

#include "common/date_time.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

struct Moment {
    std::optional<common::Date> date;
    std::optional<common::TimeOfDay> time;

    bool hasTimeOfDay() const {
        return time && (time->hour != 0 || time->minute != 0 || time->second != 0 || time->nanoseconds != 0);
    }
    bool hasFraction() const { return time && time->nanoseconds != 0; }
};

// A date, a time or a timestamp; nullopt for anything else.
std::optional<Moment> parseMoment(std::string_view text);
// 22007 for text that has the form of a date or time but names an impossible one, else 22018. `target` names what was
// wanted.
[[noreturn]] void throwBadMoment(std::string_view text, std::string_view target);

common::Date currentDate();

SQL_DATE_STRUCT dateStruct(const common::Date& date);
SQL_TIME_STRUCT timeStruct(const common::TimeOfDay& time);
SQL_TIMESTAMP_STRUCT timestampStruct(const common::Date& date, const common::TimeOfDay& time);

// Digits after the point that a time needs: at least `atLeast`, more where the value has them.
int fractionDigits(const common::TimeOfDay& time, int atLeast);

}  // namespace assetsodbc::driver
