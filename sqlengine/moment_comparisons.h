// Dates and timestamps travel as text of different lengths, "2024-01-31" and "2024-01-31 00:00:00.000", so that they
// must be made alike before they are compared: a date is its midnight.
//     Created = odbc_to_date('2024-01-31')     Created = odbc_to_timestamp(odbc_to_date('2024-01-31'))
//     Created <= '2024-01-31'                  Created <= odbc_moment('2024-01-31')
//     Day = ?                                  Day = odbc_day(?)
// A column keeps its plain form where it can, so that the site can be asked for it. Types are told as result_types.h
// tells them; nothing is changed where they are not known, in row values, in USING, nor between a column and IN
// (SELECT).
#pragma once

#include <string>
#include <string_view>

struct sqlite3;

namespace assetsodbc::sqlengine {

// `sql` is translated text; it comes back as it is where there is nothing to do. Prepares statements, runs none.
std::string alignMoments(sqlite3* db, std::string_view sql);

// Whether the function only gives its argument another spelling for a comparison: odbc_moment, odbc_day.
bool isMomentWrap(std::string_view function);

}  // namespace assetsodbc::sqlengine
