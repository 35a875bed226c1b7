#include "sqlengine/join_key.h"

#include <cmath>
#include <functional>
#include <string_view>

#include "sqlengine/row_order.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::SqlType;

// The whole number that a real one equals, if it does.
std::optional<std::int64_t> wholeOf(double number) {
    constexpr double kTwoTo63 = 9223372036854775808.0;
    if (!(number >= -kTwoTo63 && number < kTwoTo63) || std::trunc(number) != number) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

std::optional<schema::Value> wholeKey(const schema::CellView& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
    const auto* real = std::get_if<double>(&value);
    if (real == nullptr) return std::nullopt;
    const auto whole = wholeOf(*real);
    return whole ? std::optional<schema::Value>(*whole) : std::nullopt;
}

std::optional<schema::Value> numberKey(const schema::CellView& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
    const auto* real = std::get_if<double>(&value);
    return real != nullptr && std::isfinite(*real) ? std::optional<schema::Value>(*real) : std::nullopt;
}

std::optional<schema::Value> textKey(const schema::CellView& value) {
    const auto* text = std::get_if<std::string_view>(&value);
    return text != nullptr ? std::optional<schema::Value>(std::string(*text)) : std::nullopt;
}

struct Hash {
    std::uint64_t operator()(std::monostate) const { return 0; }
    std::uint64_t operator()(std::int64_t value) const { return std::hash<std::int64_t>()(value) * kSpread; }
    std::uint64_t operator()(double value) const {
        if (const auto whole = wholeOf(value)) return (*this)(*whole);
        return std::hash<double>()(value) * kSpread;
    }
    std::uint64_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    std::uint64_t operator()(schema::Blob blob) const { return std::hash<std::string_view>()(blob.bytes); }
    static constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;  // neighbouring ids into different places
};

struct Text {
    std::string operator()(std::monostate) const { return "n"; }
    std::string operator()(std::int64_t value) const { return "i" + std::to_string(value) + ";"; }
    std::string operator()(double value) const {
        if (const auto whole = wholeOf(value)) return (*this)(*whole);
        return "d" + std::string(reinterpret_cast<const char*>(&value), sizeof value);
    }
    std::string operator()(const std::string& text) const { return "t" + std::to_string(text.size()) + ":" + text; }
    std::string operator()(const schema::Bytes& held) const {
        return "b" + std::to_string(held.bytes.size()) + ":" + held.bytes;
    }
};

}  // namespace

bool findsNothing(const schema::CellView& cell) {
    return schema::isNull(cell) || std::holds_alternative<schema::Blob>(cell);
}

std::uint64_t hashOf(const schema::CellView& cell) {
    return std::visit(Hash(), cell);
}

bool areEqual(const schema::CellView& a, const schema::CellView& b) {
    return !findsNothing(a) && compareAsSqlite(a, b) == 0;
}

std::optional<schema::Value> keyFor(const schema::ColumnSpec& column, const schema::CellView& value) {
    switch (column.type.type) {
        case SqlType::Bit:
        case SqlType::SmallInt:
        case SqlType::Integer:
        case SqlType::BigInt:
            return wholeKey(value);
        case SqlType::Double:
        case SqlType::Decimal:
            return numberKey(value);
        default:
            return textKey(value);
    }
}

std::string textOf(const schema::Value& value) {
    return std::visit(Text(), value);
}

std::string textOf(const std::vector<schema::Constraint>& constraints) {
    std::string text;
    for (const auto& constraint : constraints) {
        text += std::to_string(constraint.column) + '#' + std::to_string(static_cast<int>(constraint.comparison)) +
                '#' + std::to_string(constraint.values.size()) + ':';
        for (const auto& value : constraint.values) text += textOf(value);
    }
    return text;
}

}  // namespace assetsodbc::sqlengine
