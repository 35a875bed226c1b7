// The parts of dates that DATEADD, DATEDIFF, DATEPART, DATENAME and DATETRUNC take, with Transact-SQL's abbreviations.
#pragma once

#include <string_view>

namespace assetsodbc::sqlengine {

// "dd" -> "DAY". Ignores ASCII case, and the SQL_TSI_ of ODBC's intervals; empty when the word is unknown.
std::string_view datePart(std::string_view word);

}  // namespace assetsodbc::sqlengine
