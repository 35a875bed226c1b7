// Dates, times and timestamps as arguments and results of functions: text in the engine's spelling (and the usual
// others) to fields. A date counts as its midnight; a time of day has no date.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/date_time.h"
#include "sqlengine/functions/call.h"

namespace assetsodbc::sqlengine {

struct Moment {
    std::optional<common::Date> date;
    common::TimeOfDay time;
    bool hasTime = false;  // not a date alone
};

// Refuses (as Call::refuse) everything that is no date, time or timestamp.
Moment momentOf(const Call& call, int index);
// The same, but refuses a time without a date.
common::Date dateOf(const Call& call, int index);
// A time of day alone is taken to be of today, as ODBC has it.
common::Timestamp timestampOf(const Call& call, int index);

// The clock's time in UTC, to the millisecond.
common::Timestamp currentTimestamp(const Call& call);
// 0 for Sunday … 6 for Saturday.
int weekday(const common::Date& date);

}  // namespace assetsodbc::sqlengine
