// Whether the rows of a query come one by one out of the one table that it reads: no sorting, grouping, counting,
// joining or uniting, so that who wants ten rows lets the table be asked for ten.
#pragma once

#include <string_view>

struct sqlite3;

namespace assetsodbc::sqlengine {

// False also for what is not understood, and for views, whose queries are not looked into.
bool streamsOneTable(sqlite3* db, std::string_view sql);

}  // namespace assetsodbc::sqlengine
