// One SQL value on its way from a table to SQLite, or from a parameter to a table.
// A CellView borrows its text from whoever produced it and is valid until that producer moves to its next row;
// a Value owns its text or bytes. Dates, times and timestamps travel as text: "2024-01-31", "10:00:00", "2024-01-31
// 10:00:00.000" (UTC, always three fractional digits, so that text order is time order). Booleans travel as 0 and 1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace assetsodbc::schema {

struct Blob {
    std::string_view bytes;
};

using CellView = std::variant<std::monostate, std::int64_t, double, std::string_view, Blob>;

struct Bytes {
    std::string bytes;
    friend bool operator==(const Bytes& a, const Bytes& b) { return a.bytes == b.bytes; }
    friend bool operator!=(const Bytes& a, const Bytes& b) { return !(a == b); }
};

using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

inline bool isNull(const CellView& cell) {
    return std::holds_alternative<std::monostate>(cell);
}
inline bool isNull(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

// The value as a cell that borrows from it.
inline CellView viewOf(const Value& value) {
    struct View {
        CellView operator()(std::monostate) const { return {}; }
        CellView operator()(std::int64_t number) const { return number; }
        CellView operator()(double number) const { return number; }
        CellView operator()(const std::string& text) const { return std::string_view(text); }
        CellView operator()(const Bytes& held) const { return Blob{held.bytes}; }
    };
    return std::visit(View(), value);
}

// A copy that outlives the cell.
Value ownedValue(const CellView& cell);

}  // namespace assetsodbc::schema
