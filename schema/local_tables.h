// The tables that a connection keeps itself, beside those of the site, as the catalog sees them. Implemented by the
// engine; used under the connection's lock.
#pragma once

#include <vector>

#include "schema/table.h"

namespace assetsodbc::schema {

class LocalTables {
public:
    virtual ~LocalTables() = default;
    // Tables and views with columns, keys and indexes, as they are now. Makes no request.
    virtual std::vector<TableSpec> describe() const = 0;
};

}  // namespace assetsodbc::schema
