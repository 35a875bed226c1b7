// Random values.
#include "tests/oracle/expressions.h"

namespace assetsodbc::oracle {
namespace {

Sql columnOrLiteral(const Scope& scope, Kind kind, Draw& draw) {
    const auto places = scope.columnsOf(kind);
    if (places.empty() || draw.random.chance(8)) return exactLiteral(kind, anyValue(kind, draw));
    return columnSql(scope, draw.random.anyOf(places), draw);
}

Sql textFunction(const Scope& scope, Draw& draw) {
    const Sql text = columnOrLiteral(scope, Kind::Text, draw);
    const std::string number = std::to_string(draw.random.between(1, 4));
    switch (draw.random.below(9)) {
        case 0:
            return Sql("(") + text + " || " + "'-x'" + ")";
        case 1:
            return Sql("SUBSTR(") + text + Sql(", " + number + ", 3)");
        case 2:
            return Sql("{fn LEFT(", "SUBSTR(") + text + Sql(", " + number + ")}", ", 1, " + number + ")");
        case 3:
            return Sql("NULLIF(") + text + ", 'abc')";
        case 4:
            return Sql("REPLACE(") + text + ", 'a', 'Z')";
        case 5:
            return Sql("TRIM(") + text + ")";
        case 6:
            return Sql("{fn CONCAT(", "(") + text + Sql(", ", " || ") + columnOrLiteral(scope, Kind::Text, draw) +
                   Sql(")}", ")");
        case 7:
            return Sql("ISNULL(", "IFNULL(") + text + ", 'none')";
        default:
            return Sql("CAST(") + columnOrLiteral(scope, Kind::Integer, draw) + Sql(" AS VARCHAR(30))", " AS TEXT)");
    }
}

Sql integerFunction(const Scope& scope, Draw& draw) {
    const Sql number = columnOrLiteral(scope, Kind::Integer, draw);
    switch (draw.random.below(7)) {
        case 0:
            return Sql("(") + number + " + 1)";
        case 1:
            return Sql("(") + number + " * 2)";
        case 2:
            return Sql("ABS(") + number + ")";
        case 3:
            return Sql("LENGTH(") + columnOrLiteral(scope, Kind::Text, draw) + ")";
        case 4: {
            if (scope.columnsOf(Kind::Date).empty()) return number;
            const Sql day = columnSql(scope, draw.random.anyOf(scope.columnsOf(Kind::Date)), draw);
            return Sql("{fn YEAR(", "CAST(strftime('%Y', ") + day + Sql(")}", ") AS INTEGER)");
        }
        case 5:
            return Sql("(") + number + " - " + columnOrLiteral(scope, Kind::Integer, draw) + ")";
        default:
            return Sql("-") + number;
    }
}

Sql doubleFunction(const Scope& scope, Draw& draw) {
    const Sql number = columnOrLiteral(scope, Kind::Double, draw);
    switch (draw.random.below(3)) {
        case 0:
            return Sql("(") + number + " / 2)";
        case 1:
            return Sql("ABS(") + number + ")";
        default:
            return Sql("(") + number + " * 0.5)";
    }
}

Sql momentFunction(const Scope& scope, Kind kind, Draw& draw) {
    if (kind == Kind::Date) {
        return Sql("CAST(", "SUBSTR(") + columnOrLiteral(scope, Kind::Timestamp, draw) + Sql(" AS DATE)", ", 1, 10)");
    }
    return Sql("CAST(", "(") + columnOrLiteral(scope, Kind::Date, draw) + Sql(" AS TIMESTAMP)", " || ' 00:00:00.000')");
}

Sql functionOf(const Scope& scope, Kind kind, Draw& draw) {
    switch (kind) {
        case Kind::Text:
            return textFunction(scope, draw);
        case Kind::Integer:
            return integerFunction(scope, draw);
        case Kind::Double:
            return doubleFunction(scope, draw);
        case Kind::Date:
        case Kind::Timestamp:
            return momentFunction(scope, kind, draw);
        default:
            return columnOrLiteral(scope, kind, draw);
    }
}

}  // namespace

Sql expression(const Scope& scope, Kind kind, Draw& draw, int depth) {
    const std::size_t way = depth <= 0 ? 0 : draw.random.below(20);
    if (way < 14) return columnOrLiteral(scope, kind, draw);
    if (way < 17) return functionOf(scope, kind, draw);
    if (way == 17) {
        return Sql("COALESCE(") + expression(scope, kind, draw, depth - 1) + ", " +
               expression(scope, kind, draw, depth - 1) + ")";
    }
    return Sql("CASE WHEN ") + predicate(scope, draw, 0) + " THEN " + expression(scope, kind, draw, depth - 1) +
           (draw.random.chance(70) ? Sql(" ELSE ") + expression(scope, kind, draw, depth - 1) : Sql("")) + " END";
}

}  // namespace assetsodbc::oracle
