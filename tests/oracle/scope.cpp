#include "tests/oracle/scope.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace assetsodbc::oracle {
namespace {

bool sameName(const std::string& a, const std::string& b) {
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return fold(x) == fold(y); });
}

std::string flippedCase(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') {
            c = static_cast<char>(c - 'a' + 'A');
        } else if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return text;
}

Cell nearby(Kind kind, const Cell& value, Random& random) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return kind == Kind::Bit ? Cell(1 - *whole) : Cell(*whole + random.between(-1, 1));
    }
    if (kind == Kind::Text) {
        const auto& text = std::get<std::string>(value);
        return random.chance(50) ? Cell(flippedCase(text)) : Cell(text + " ");
    }
    return value;
}

}  // namespace

std::vector<ColumnPlace> Scope::columnsOf(Kind kind) const {
    std::vector<ColumnPlace> places;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        for (std::size_t c = 0; c < sources[s].columns.size(); ++c) {
            if (sources[s].columns[c].kind == kind) places.push_back({s, c});
        }
    }
    return places;
}

bool Scope::isUnambiguous(const std::string& name) const {
    int count = 0;
    for (const Source& source : sources) {
        for (const Column& column : source.columns) count += sameName(column.name, name) ? 1 : 0;
    }
    return count == 1;
}

Sql qualifiedColumn(const Source& source, std::size_t column, Draw& draw) {
    const std::string& name = source.columns[column].name;
    const std::string qualifier =
        source.driverQualifiers.empty() ? source.alias : draw.random.anyOf(source.driverQualifiers);
    return {qualifier + "." + writtenName(name, draw.random), source.alias + "." + quotedName(name)};
}

Sql columnSql(const Scope& scope, ColumnPlace place, Draw& draw) {
    const Source& source = scope.sources[place.source];
    const std::string& name = source.columns[place.column].name;
    // A fixed table has columns that are not told here and might have the same name.
    const bool told = std::all_of(scope.sources.begin(), scope.sources.end(),
                                  [&](const Source& other) { return !other.isTable || !draw.table(other).isFixed; });
    if (!told || !scope.isUnambiguous(name) || !draw.random.chance(30)) {
        return qualifiedColumn(source, place.column, draw);
    }
    return {writtenName(name, draw.random), source.alias + "." + quotedName(name)};
}

Cell valueNear(const Scope& scope, ColumnPlace place, Draw& draw) {
    const Source& source = scope.sources[place.source];
    const Kind kind = scope.kindOf(place);
    if (!source.isTable || draw.table(source).rows.empty() || draw.random.chance(10)) {
        return anyValue(kind, draw);
    }
    const auto& rows = draw.table(source).rows;
    for (int attempt = 0; attempt < 5; ++attempt) {
        const Cell& cell = draw.random.anyOf(rows)[place.column];
        if (std::holds_alternative<std::monostate>(cell)) continue;
        return draw.random.chance(20) ? nearby(kind, cell, draw.random) : cell;
    }
    return anyValue(kind, draw);
}

Cell anyValue(Kind kind, Draw& draw) {
    Random& random = draw.random;
    switch (kind) {
        case Kind::Text:
            return std::string(random.anyOf({"abc", "ABC", "", "a", "\xC3\x89", "%", "it's", "x; y", "NULL", "42",
                                             "a\\b", "say \"hi\"", "\xF0\x9F\x98\x80", "line1\nline2", "Name 5"}));
        case Kind::Integer:
            return static_cast<std::int64_t>(random.anyOf(std::array<std::int64_t, 9>{
                0, 1, -1, 42, 100, 2147483647, -2147483648LL, 2147483648LL, 5'000'000'000LL}));
        case Kind::Id:
            return static_cast<std::int64_t>(random.below(1500));
        case Kind::Opaque:
            return static_cast<std::int64_t>(random.between(1, 5));
        case Kind::Double:
            return random.anyOf(std::array<double, 9>{0.0, 0.1, -1.5, 1e300, 5e-324, 42.0, 0.3, 2.5, -1e-7});
        case Kind::Bit:
            return static_cast<std::int64_t>(random.below(2));
        case Kind::Date:
            return std::string(random.anyOf(
                {"2024-01-31", "2024-02-29", "1970-01-01", "0001-01-01", "9999-12-31", "2024-01-01", "2023-07-04"}));
        case Kind::Time:
            return std::string(random.anyOf({"00:00:00", "10:00:00", "23:59:59", "12:34:56"}));
        case Kind::Timestamp:
            return std::string(
                random.anyOf({"2024-01-31 00:00:00.000", "2024-01-31 10:00:00.527", "1969-12-31 23:59:59.999",
                              "9999-12-30 12:00:00.000", "2024-01-01 00:00:00.000", "2023-07-04 12:00:00.001"}));
    }
    return {};
}

Sql valueSql(Kind kind, const Cell& value, Draw& draw) {
    return draw.random.chance(15) ? parameter(kind, value) : literal(kind, value, draw.random);
}

}  // namespace assetsodbc::oracle
