// Where the tables of a connection's own are kept: SQLite's database "main".
#pragma once

#include <string>

#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {

struct LocalStore {
    enum class Kind {
        Private,  // in memory, for one connection
        Shared,   // in memory, for all connections of the process with the same name, until the last one closes
        File,
    };
    Kind kind = Kind::Private;
    std::string name;  // of the shared store (any text), or the path of the file
};

// Opens it, closed to all that SQL text could do beyond its tables, and to what the schema of a foreign file could: it
// names no function or virtual table with effects. A file is made, readable for its owner only, where there is none.
// Throws Error{InvalidArgument} that names the file when it cannot be opened, read or written, or is no database.
DatabaseHandle openLocalStore(const LocalStore& store);

}  // namespace assetsodbc::sqlengine
