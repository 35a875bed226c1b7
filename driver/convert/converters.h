// The cells of the SQL-to-C matrix: one row of functions per form in which SQLite delivers a value, one column per kind
// of C type. A missing function means that a value of that form cannot become that C type (22018); whether the declared
// type may be converted at all (07006) is checked before.
#pragma once

#include <array>
#include <initializer_list>

#include "driver/convert/c_type.h"
#include "driver/convert/target.h"
#include "schema/column.h"
#include "schema/value.h"

namespace assetsodbc::driver {

using Converter = Conversion (*)(const schema::CellView& cell, const schema::TypeSpec& type, const Target& target);

struct ConverterCell {
    CKind kind;
    Converter convert;
};

using ConverterRow = std::array<Converter, kCKinds>;

constexpr ConverterRow converterRow(std::initializer_list<ConverterCell> cells) {
    ConverterRow row{};
    for (const ConverterCell& cell : cells) row[static_cast<std::size_t>(cell.kind)] = cell.convert;
    return row;
}

extern const ConverterRow kFromInteger;   // from_number.cpp
extern const ConverterRow kFromReal;      // from_number.cpp
extern const ConverterRow kFromText;      // from_text.cpp: text, and numbers that arrive as text
extern const ConverterRow kFromDateTime;  // from_datetime.cpp: dates, times and timestamps, which travel as text
extern const ConverterRow kFromGuid;      // from_binary.cpp
extern const ConverterRow kFromBytes;     // from_binary.cpp

bool isNumeric(schema::SqlType type) noexcept;

// The interval that the target asks for, with the precisions of its descriptor record.
struct IntervalTarget;
IntervalTarget intervalTargetOf(const Target& target) noexcept;

// 22003 and 22018, naming the value and the C type.
[[noreturn]] void throwOutOfRange(std::string_view value, CKind kind);
[[noreturn]] void throwNotConvertible(std::string_view value, CKind kind);

}  // namespace assetsodbc::driver
