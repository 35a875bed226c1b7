// SQL values into application buffers: the "SQL to C" matrix of the ODBC appendix.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <array>
#include <string>
#include <variant>

#include "driver/convert/c_type.h"
#include "driver/sqlstate.h"
#include "driver/wide_unit.h"
#include "schema/column.h"
#include "schema/value.h"

namespace assetsodbc::driver {

// Where one converted value goes. Pointers may be null as ODBC allows.
struct CTarget {
    SQLSMALLINT cType = SQL_C_DEFAULT;  // SQL_C_DEFAULT is resolved from the SQL type
    void* buffer = nullptr;
    SQLLEN bufferLength = 0;        // bytes; ignored for fixed-length C types
    SQLLEN* octetLength = nullptr;  // bytes available, before truncation
    SQLLEN* indicator = nullptr;    // SQL_NULL_DATA; often the same pointer as octetLength
    SQLSMALLINT precision = 38;     // SQL_C_NUMERIC, and seconds of SQL_C_INTERVAL_…, from the ARD
    SQLSMALLINT scale = 0;
    SQLINTEGER leadingPrecision = 2;      // SQL_C_INTERVAL_…, from the ARD
    WideUnit wideUnit = WideUnit::Utf16;  // of SQL_C_WCHAR
    bool odbc2 = false;                   // resolve defaults to SQL_C_DATE instead of SQL_C_TYPE_DATE …
    bool fullPieces = false;              // fill the buffer with text though that splits a character
};

// How far SQLGetData has read a long value. Bound columns use a fresh one each time.
struct GetDataProgress {
    std::string converted;   // the whole value in wide units, filled on the second piece of wide text (else empty)
    std::size_t offset = 0;  // bytes already handed out, in the target's encoding
    SQLSMALLINT cType = SQL_C_DEFAULT;  // of the pieces so far; asking for another type starts the value over
    bool started = false;
    bool stalled = false;   // the last piece held nothing, as the buffer cannot take one character
    bool finished = false;  // the next call answers SQL_NO_DATA

    // Back to the start of a value, keeping the memory of `converted`.
    void restart() noexcept {
        converted.clear();
        offset = 0;
        cType = SQL_C_DEFAULT;
        started = stalled = finished = false;
    }
};

enum class Conversion { Done, Truncated01004, FractionTruncated01S07, NoMoreData };

// Throws OdbcError with 07006, 22002, 22003, 22007, 22018, HY003 … and leaves the buffer untouched then.
// `type` is the declared type of the column; the cell holds what SQLite delivered, which may be of another storage
// class (text in a BIGINT column): such a value is converted if it can be read exactly, else 22018.
Conversion sqlToC(const schema::CellView& cell, const schema::TypeSpec& type, const CTarget& target,
                  GetDataProgress& progress);

class Target;

// sqlToC for a bound column: what depends on its types alone is looked up once, and every value starts afresh.
class BoundConversion {
public:
    // cType is not SQL_C_DEFAULT.
    BoundConversion(const schema::TypeSpec& type, SQLSMALLINT cType) noexcept;
    Conversion operator()(const schema::CellView& cell, const CTarget& target, GetDataProgress& progress) const;

private:
    using Converter = Conversion (*)(const schema::CellView& cell, const schema::TypeSpec& type, const Target& target);

    schema::TypeSpec type_;
    CKind kind_;
    std::array<Converter, std::variant_size_v<schema::CellView>> byForm_{};  // nullptr: sqlToC says why not
};

// The C type that SQL_C_DEFAULT means for a SQL type.
SQLSMALLINT defaultCType(const schema::TypeSpec& type, bool odbc2);
bool isKnownCType(SQLSMALLINT cType);

// ODBC's concise code of a type (SQL_TYPE_DATE, or SQL_DATE for ODBC 2), verbose code, datetime subcode, and the
// figures that SQLDescribeCol, SQLColumns, SQLGetTypeInfo and descriptors tell. One table behind them
// (tables/type_info.cpp).
struct TypeFacts {
    SQLSMALLINT conciseType, verboseType, datetimeSubcode;
    SQLULEN columnSize;
    SQLSMALLINT decimalDigits;  // of fixed scale types; -1 = not applicable (NULL in catalogs)
    SQLLEN octetLength, displaySize;
    SQLSMALLINT numPrecRadix;  // 0 = not applicable
    bool isUnsigned, caseSensitive;
    SQLSMALLINT searchable;     // SQL_PRED_SEARCHABLE …
    const char* typeName;       // "NVARCHAR", as SQLGetTypeInfo lists it
    const char* literalPrefix;  // "" when none
    const char* literalSuffix;
};
TypeFacts factsOf(const schema::TypeSpec& type, bool odbc2);

}  // namespace assetsodbc::driver
