// The bound columns of a row descriptor, made ready for fetching: worked out once per change of bindings or result, so
// that moving a row into the application's buffers allocates nothing and looks nothing up.
#pragma once

#include <array>
#include <vector>

#include "driver/convert/sql_to_c.h"
#include "driver/diagnostics.h"
#include "driver/handles/descriptor.h"
#include "driver/rowset_cursor.h"

namespace assetsodbc::driver {

// A bookmark is the number of its row within the result, as eight bytes (SQL_UB_VARIABLE) or as a number.
class Bookmark {
public:
    explicit Bookmark(std::int64_t rowNumber);
    // For a C type: SQL_C_BINARY and SQL_C_DEFAULT get the bytes, numeric types the number.
    schema::CellView cell(SQLSMALLINT cType) const;
    static schema::TypeSpec type(SQLSMALLINT cType);
    // The row number that an application's bookmark stands for; 0 when there is none.
    static std::int64_t rowNumberOf(const void* bookmark);

private:
    std::int64_t rowNumber_;
    std::array<char, sizeof(std::int64_t)> bytes_;
};

// A value shortened to SQL_ATTR_MAX_LENGTH bytes, if its column is of a character or binary type: part of a number or
// of a timestamp would be another value. 0 = no limit.
schema::CellView limitedCell(const schema::CellView& cell, const schema::TypeSpec& type, SQLULEN maxLength);

// Adds the warning that a conversion calls for.
void addConversionWarning(Diagnostics& diagnostics, Conversion conversion, std::int64_t row, SQLUSMALLINT column);

class RowsetBindings {
public:
    // Follows the descriptors when they changed since the last call.
    void refresh(const Descriptor& ard, const Descriptor& ird, bool odbc2);

    struct Transfer {
        const RowsetCursor& cursor;
        const DescriptorHeader& header;  // of the row descriptor
        SQLULEN maxLength;
        Diagnostics& diagnostics;
        bool skipsIgnored = false;  // columns whose indicator holds SQL_COLUMN_IGNORE
    };
    // Converts one row of the rowset into the row's place in the bound buffers. Returns its row status; what went wrong
    // is in the diagnostics, with row and column.
    SQLUSMALLINT transferRow(const Transfer& to, std::size_t row);

private:
    struct Bound {
        SQLUSMALLINT column;  // 0 = the bookmark
        schema::TypeSpec type;
        CTarget first;   // with the addresses of the first row
        CTarget target;  // with those of the row under way
        std::size_t elementSize;
        BoundConversion conversion;
    };
    Conversion convert(const Transfer& to, Bound& bound, std::size_t row);

    std::vector<Bound> bound_;
    SQLHANDLE ard_ = nullptr;
    std::uint64_t ardRevision_ = 0, irdRevision_ = 0;
    GetDataProgress progress_;
};

}  // namespace assetsodbc::driver
