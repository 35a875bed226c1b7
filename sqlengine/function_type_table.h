// How the result types of functions come about, as data: one row per function.
#pragma once

#include <string_view>

#include "schema/column.h"

namespace assetsodbc::sqlengine {

// How the result type comes about.
enum class TypeRule {
    Fixed,             // the type of the row
    Numeric,           // BIGINT of integers, else DOUBLE
    FirstNumeric,      // the same of the first argument alone
    FirstText,         // the text of the first argument, perhaps shortened
    LimitedText,       // the same, at most as long as the integer literal that is the last argument
    FirstType,         // the first argument's type
    Combined,          // the type that holds all arguments
    Choice,            // IIF: all but the first
    WithDefault,       // LAG and LEAD: the first together with the third
    Concatenated,      // texts one after the other
    FirstAndLastText,  // INSERT(a, 1, 2, b)
    FirstTwoTexts,     // OVERLAY(a PLACING b FROM 1)
    SecondText,        // TRIM(a FROM b)
    Separated,         // CONCAT_WS(', ', a, b)
    CutText,           // CAST(x AS VARCHAR(n)): at most as long as the integer literal that follows
    StyledText,        // CONVERT(VARCHAR(n), x, 104)
    Bytes,             // CAST(x AS VARBINARY(n))
    DecimalOf,         // CAST(x AS DECIMAL(p, s))
    TimestampOf,       // CAST(x AS TIMESTAMP(p))
    MovedTimestamp,    // DATEADD(day, 1, x): with the digits of x
    LongText,
};

enum class TypeNulls {
    Never,
    FromArguments,  // NULL only for a NULL argument
    Possible,
    UnlessAny,  // COALESCE: not NULL as soon as one argument cannot be
};

struct FunctionTypeRow {
    std::string_view name;
    TypeRule rule;
    TypeNulls nulls;
    schema::TypeSpec type = schema::wlongvarchar();
};

// `name` in lower case. nullptr when there is no such function.
const FunctionTypeRow* findFunctionType(std::string_view name);

}  // namespace assetsodbc::sqlengine
