// Where SQLFetchScroll moves the rowset: the rules of its reference page ("Positioning the cursor") as a pure function
// of where the rowset is, how many rows there are, and what was asked. Row numbers count from 1.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>

namespace assetsodbc::driver {

enum class RowsetPlace { BeforeStart, OnRows, AfterEnd };

struct RowsetState {
    RowsetPlace place = RowsetPlace::BeforeStart;
    std::int64_t firstRow = 0;     // of the current rowset, when OnRows
    std::int64_t currentSize = 1;  // SQL_ATTR_ROW_ARRAY_SIZE when that rowset was fetched
};

struct RowsetMove {
    SQLSMALLINT orientation = SQL_FETCH_NEXT;  // SQL_FETCH_NEXT, PRIOR, FIRST, LAST, ABSOLUTE, RELATIVE
    std::int64_t offset = 0;
    std::int64_t size = 1;  // of the rowset to fetch
};

struct RowsetTarget {
    RowsetPlace place = RowsetPlace::OnRows;
    std::int64_t firstRow = 1;  // when OnRows; may lie behind the last row: the caller then finds no rows
    bool cutAtStart = false;    // 01S06: part of the rowset lay before the first row
};

// Whether the rule needs to know how many rows there are.
bool needsRowCount(const RowsetState& state, const RowsetMove& move);
// `rowCount` is read only when needsRowCount says so. Throws OdbcError HY106 for an unknown orientation.
RowsetTarget targetOf(const RowsetState& state, const RowsetMove& move, std::int64_t rowCount);

}  // namespace assetsodbc::driver
