// The scalar functions of ODBC (its appendix E) as SQLite functions. Where SQLite has a function of the same name but
// another meaning (LENGTH, CHAR, LOG, …), ours is called odbc_<name>: {fn LENGTH(x)} reaches it through translate(),
// and plain SQL keeps SQLite's meaning. NULL in, NULL out. Text counts in characters (code points).
#pragma once

#include <string>

struct sqlite3;

namespace assetsodbc::common {
class Clock;
}

namespace assetsodbc::sqlengine {

// What DATABASE() and USER() answer.
struct SessionNames {
    std::string database;
    std::string user;
};

// The clock must outlive the connection. Throws Error{Internal} when SQLite refuses a function.
void registerFunctions(sqlite3* db, const common::Clock& clock, const SessionNames& names = {});

}  // namespace assetsodbc::sqlengine
