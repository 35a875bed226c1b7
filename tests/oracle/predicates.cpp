// Random conditions.
#include <algorithm>

#include "tests/oracle/expressions.h"

namespace assetsodbc::oracle {
namespace {

constexpr Kind kOrderedKinds[] = {Kind::Text,      Kind::Integer, Kind::Double, Kind::Date,
                                  Kind::Timestamp, Kind::Id,      Kind::Time,   Kind::Bit};

ColumnPlace anyPlace(const Scope& scope, Draw& draw) {
    // The kinds alike, so that the many texts do not crowd out the others.
    for (int attempt = 0; attempt < 20; ++attempt) {
        const auto places = scope.columnsOf(draw.random.anyOf(kOrderedKinds));
        if (!places.empty()) return draw.random.anyOf(places);
    }
    const std::size_t source = draw.random.below(scope.sources.size());
    return {source, draw.random.below(scope.sources[source].columns.size())};
}

Sql comparison(const Scope& scope, ColumnPlace place, Draw& draw) {
    const Kind kind = scope.kindOf(place);
    const bool equality = kind == Kind::Opaque || draw.random.chance(40);
    const std::string op = equality ? "=" : draw.random.anyOf({"<", "<=", ">", ">=", "<>"});
    const std::string mirrored = op == "<" ? ">" : op == "<=" ? ">=" : op == ">" ? "<" : op == ">=" ? "<=" : op;
    const Sql column = columnSql(scope, place, draw);
    const Sql value = valueSql(kind, valueNear(scope, place, draw), draw);
    if (draw.random.chance(15)) return value + Sql(" " + mirrored + " ") + column;
    const std::string written = op == "<>" && draw.random.chance(50) ? "!=" : op;
    return column + Sql(" " + written + " ", " " + op + " ") + value;
}

Sql between(const Scope& scope, ColumnPlace place, Draw& draw) {
    const Kind kind = scope.kindOf(place);
    Cell low = valueNear(scope, place, draw), high = valueNear(scope, place, draw);
    if (high < low && draw.random.chance(90)) std::swap(low, high);
    return columnSql(scope, place, draw) + (draw.random.chance(15) ? " NOT BETWEEN " : " BETWEEN ") +
           valueSql(kind, low, draw) + " AND " + valueSql(kind, high, draw);
}

Sql inList(const Scope& scope, ColumnPlace place, Draw& draw) {
    std::vector<Sql> values;
    const std::size_t most = draw.random.chance(5) ? 260 : 6;
    const std::size_t count = 1 + draw.random.below(most);
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(valueSql(scope.kindOf(place), valueNear(scope, place, draw), draw));
    }
    if (draw.random.chance(8)) values.emplace_back("NULL");
    return columnSql(scope, place, draw) + (draw.random.chance(20) ? " NOT IN (" : " IN (") + join(values, ", ") + ")";
}

// The characters of a text, some of several bytes.
std::vector<std::string> charactersOf(const std::string& text) {
    std::vector<std::string> characters;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80 && !characters.empty()) {
            characters.back() += c;
        } else {
            characters.emplace_back(1, c);
        }
    }
    return characters;
}

struct Pattern {
    std::string text;
    char escape = 0;

    void add(const std::string& character) {
        const bool special = character == "%" || character == "_" || (escape != 0 && character[0] == escape);
        if (special && escape != 0) text += escape;
        text += character;
    }
};

Pattern patternOf(const std::string& value, Random& random) {
    Pattern pattern;
    pattern.escape = random.chance(30) ? *random.anyOf({"\\", "!", "#", "a"}) : 0;
    auto characters = charactersOf(value);
    if (characters.size() > 12) characters.resize(12);
    const std::size_t from = random.chance(50) ? 0 : random.below(characters.size() + 1);
    const std::size_t to = random.chance(40) ? characters.size() : from + random.below(characters.size() - from + 1);
    if (from > 0 || random.chance(20)) pattern.text += "%";
    for (std::size_t i = from; i < to; ++i) {
        if (random.chance(8)) {
            pattern.text += "_";
        } else if (random.chance(8)) {
            pattern.text += "%";
        } else {
            pattern.add(characters[i]);
        }
    }
    if (to < characters.size() || random.chance(20)) pattern.text += "%";
    return pattern;
}

Sql like(const Scope& scope, Draw& draw) {
    const auto places = scope.columnsOf(Kind::Text);
    if (places.empty()) return comparison(scope, anyPlace(scope, draw), draw);
    const ColumnPlace place = draw.random.anyOf(places);
    const Pattern pattern = patternOf(std::get<std::string>(valueNear(scope, place, draw)), draw.random);
    Sql sql = columnSql(scope, place, draw) + (draw.random.chance(20) ? " NOT LIKE " : " LIKE ") +
              valueSql(Kind::Text, pattern.text, draw);
    if (pattern.escape == 0) return sql;
    const std::string plain = "ESCAPE '" + std::string(1, pattern.escape) + "'";
    const std::string odbc = "{escape '" + std::string(1, pattern.escape) + "'}";
    return sql + Sql(" " + (draw.random.chance(40) ? odbc : plain), " " + plain);
}

Sql twoColumns(const Scope& scope, ColumnPlace place, Draw& draw) {
    const auto others = scope.columnsOf(scope.kindOf(place));
    const std::string op =
        scope.kindOf(place) == Kind::Opaque ? " = " : draw.random.anyOf({" = ", " <> ", " < ", " >= "});
    return columnSql(scope, place, draw) + Sql(op) + columnSql(scope, draw.random.anyOf(others), draw);
}

Sql computed(const Scope& scope, Draw& draw) {
    const Kind kind = draw.random.anyOf(kOrderedKinds);
    return expression(scope, kind, draw, 1) + Sql(draw.random.anyOf({" = ", " < ", " >= ", " <> "})) +
           expression(scope, kind, draw, 1);
}

Sql leaf(const Scope& scope, Draw& draw) {
    const ColumnPlace place = anyPlace(scope, draw);
    const std::size_t way = draw.random.below(100);
    if (way < 45) return comparison(scope, place, draw);
    if (way < 55) return columnSql(scope, place, draw) + (draw.random.chance(50) ? " IS NULL" : " IS NOT NULL");
    if (way < 68) return like(scope, draw);
    if (way < 78) return inList(scope, place, draw);
    if (way < 86)
        return scope.kindOf(place) == Kind::Opaque ? comparison(scope, place, draw) : between(scope, place, draw);
    if (way < 91) return twoColumns(scope, place, draw);
    if (way < 95) return computed(scope, draw);
    return subqueryPredicate(scope, draw);
}

}  // namespace

Sql predicate(const Scope& scope, Draw& draw, int depth) {
    if (depth <= 0 || draw.random.chance(45)) return leaf(scope, draw);
    if (draw.random.chance(15)) return Sql("NOT (") + predicate(scope, draw, depth - 1) + ")";
    std::vector<Sql> parts;
    for (int i = draw.random.between(2, 3); i > 0; --i) parts.push_back(predicate(scope, draw, depth - 1));
    return Sql("(") + join(parts, draw.random.chance(45) ? " AND " : " OR ") + ")";
}

}  // namespace assetsodbc::oracle
