// What a column is: the one place that virtual tables, SQLColumns, SQLDescribeCol, pushdown and the generated
// documentation read from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assetsodbc::schema {

enum class SqlType {
    Bit,
    SmallInt,
    Integer,
    BigInt,
    Double,
    Decimal,
    Char,
    Varchar,
    LongVarchar,  // no column is declared so; what WLongVarchar is told as where wide text is not wanted
    WVarchar,
    WLongVarchar,
    Date,
    Time,
    Timestamp,
    Varbinary,
    LongVarbinary,
    Guid,
};

// A SQL type with its parameters. `size` is ODBC's column size: characters for text, digits for numbers, display
// characters for date and time types. `scale` is ODBC's decimal digits.
struct TypeSpec {
    SqlType type = SqlType::WVarchar;
    std::uint32_t size = 255;
    std::int16_t scale = 0;
    friend bool operator==(const TypeSpec& a, const TypeSpec& b) {
        return a.type == b.type && a.size == b.size && a.scale == b.scale;
    }
};

inline constexpr std::uint32_t kLongTextSize = 65536;  // what is told for text without a limit (see docs/adr)

constexpr TypeSpec bigInt() {
    return {SqlType::BigInt, 19, 0};
}
constexpr TypeSpec integer() {
    return {SqlType::Integer, 10, 0};
}
constexpr TypeSpec smallInt() {
    return {SqlType::SmallInt, 5, 0};
}
constexpr TypeSpec doublePrecision() {
    return {SqlType::Double, 15, 0};
}
constexpr TypeSpec bit() {
    return {SqlType::Bit, 1, 0};
}
constexpr TypeSpec varchar(std::uint32_t size) {
    return {SqlType::Varchar, size, 0};
}
constexpr TypeSpec wvarchar(std::uint32_t size) {
    return {SqlType::WVarchar, size, 0};
}
constexpr TypeSpec wlongvarchar() {
    return {SqlType::WLongVarchar, kLongTextSize, 0};
}
constexpr TypeSpec date() {
    return {SqlType::Date, 10, 0};
}
constexpr TypeSpec time() {
    return {SqlType::Time, 8, 0};
}
constexpr TypeSpec timestamp() {
    return {SqlType::Timestamp, 23, 3};
}

// The declaration that SQLite keeps for the column, e.g. "BIGINT", "NVARCHAR(255)", "TEXT TIMESTAMP(3)" (the leading
// TEXT keeps SQLite from comparing '2024' as a number with a timestamp), and its inverse.
// typeOfDeclaration understands every spelling that declarationOf writes, and the usual ones of local tables
// (VARCHAR(n), DECIMAL(p,s), …); unknown spellings follow SQLite's affinity rules.
std::string declarationOf(const TypeSpec& type);
// The same without what is there for SQLite alone, for people: "TIMESTAMP(3)".
std::string typeNameOf(const TypeSpec& type);
TypeSpec typeOfDeclaration(std::string_view declaration);

// Which comparisons of a column the site can answer. Whether SQLite must check the rows again is decided by the table's
// scan plan (`exact`), never here.
enum class Push : unsigned { None = 0, Eq = 1, In = 2, Range = 4, Like = 8, Null = 16 };
constexpr Push operator|(Push a, Push b) {
    return static_cast<Push>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool has(Push set, Push flag) {
    return (static_cast<unsigned>(set) & static_cast<unsigned>(flag)) != 0;
}

struct ColumnSpec {
    std::string name;
    TypeSpec type;
    bool nullable = true;
    Push push = Push::None;
    std::string remarks;  // one sentence
    bool hidden = false;  // an input of the scan: not in SELECT *, not in SQLColumns, compared with = and IN only
    // Of local tables only:
    std::string defaultValue = {};  // as SQL text; empty = none
    bool autoIncrement = false;     // a value is made up where none is given
    bool writable = false;
};

}  // namespace assetsodbc::schema
