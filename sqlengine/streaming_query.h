// Whether the rows of a query come one by one out of the one table that it reads: no sorting, grouping, counting,
// joining or uniting, so that who wants ten rows lets the table be asked for ten.
#pragma once

#include <string_view>

namespace assetsodbc::sqlengine {

// False also for what is not understood.
bool streamsOneTable(std::string_view sql);

}  // namespace assetsodbc::sqlengine
