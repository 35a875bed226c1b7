// Groups, counts, set operations, common table expressions, windows.
#include "tests/oracle/expressions.h"
#include "tests/oracle/select_query.h"

namespace assetsodbc::oracle {
namespace {

constexpr Kind kKinds[] = {Kind::Text, Kind::Integer, Kind::Double, Kind::Date, Kind::Timestamp, Kind::Id, Kind::Bit};

Sql columnOfKind(const Scope& scope, Kind kind, Draw& draw) {
    const auto places = scope.columnsOf(kind);
    return places.empty() ? Sql("NULL") : columnSql(scope, draw.random.anyOf(places), draw);
}

Sql aggregate(const Scope& scope, Draw& draw) {
    switch (draw.random.below(7)) {
        case 0:
            return "COUNT(*)";
        case 1:
            return Sql("COUNT(") + columnOfKind(scope, draw.random.anyOf(kKinds), draw) + ")";
        case 2:
            return Sql("COUNT(DISTINCT ") + columnOfKind(scope, draw.random.anyOf(kKinds), draw) + ")";
        case 3:
            return Sql("SUM(") + columnOfKind(scope, Kind::Integer, draw) + ")";
        case 4:
            return Sql("AVG(") + columnOfKind(scope, Kind::Integer, draw) + ")";
        case 5:
            return Sql("MIN(") + columnOfKind(scope, draw.random.anyOf(kKinds), draw) + ")";
        default:
            return Sql("MAX(") + columnOfKind(scope, draw.random.anyOf(kKinds), draw) + ")";
    }
}

// An arm of a set operation: columns of these kinds.
SelectQuery arm(const std::vector<Kind>& kinds, Draw& draw) {
    SelectQuery query;
    Scope scope;
    addSources(scope, query, draw, 2);
    for (const Kind kind : kinds) query.items.push_back(columnOfKind(scope, kind, draw));
    addConditions(scope, query, draw);
    query.distinct = draw.random.chance(10);
    return query;
}

Source derived(const std::string& alias, const std::vector<Kind>& kinds) {
    Source source;
    source.alias = alias;
    source.isTable = false;
    for (std::size_t i = 0; i < kinds.size(); ++i) source.columns.push_back({"c" + std::to_string(i + 1), kinds[i]});
    return source;
}

void nameItems(SelectQuery& query) {
    for (std::size_t i = 0; i < query.items.size(); ++i) query.items[i] += Sql(" AS c" + std::to_string(i + 1));
}

std::vector<Kind> someKinds(Draw& draw) {
    std::vector<Kind> kinds;
    for (int i = draw.random.between(1, 3); i > 0; --i) kinds.push_back(draw.random.anyOf(kKinds));
    return kinds;
}

}  // namespace

TestStatement randomGrouping(Draw& draw) {
    SelectQuery query;
    Comparison comparison;
    Scope scope;
    addSources(scope, query, draw, 3);
    addConditions(scope, query, draw);
    for (int i = draw.random.between(0, 2); i > 0; --i) {
        const Sql group = columnOfKind(scope, draw.random.anyOf(kKinds), draw);
        if (group.oracle == "NULL") continue;
        query.groupBy.push_back(group);
        query.items.push_back(group);
    }
    for (int i = draw.random.between(1, 3); i > 0; --i) query.items.push_back(aggregate(scope, draw));
    if (!query.groupBy.empty() && draw.random.chance(30)) {
        query.having = draw.random.chance(50) ? Sql("COUNT(*) > 1") : aggregate(scope, draw) + " IS NOT NULL";
    }
    if (!query.groupBy.empty() && draw.random.chance(50)) {
        query.orderBy = query.groupBy;
        comparison.inOrder = true;
        if (draw.random.chance(40)) {
            query.limit = draw.random.between(1, 6);
            comparison.isPart = true;
        }
    }
    return statementOf(query, comparison);
}

TestStatement randomCount(Draw& draw) {
    SelectQuery query;
    Scope scope;
    addSources(scope, query, draw, 1);
    if (draw.random.chance(75)) query.where.push_back(predicate(scope, draw, 1));
    const Kind kind = draw.random.anyOf({Kind::Integer, Kind::Double, Kind::Date, Kind::Timestamp, Kind::Id});
    switch (draw.random.below(4)) {
        case 0:
            query.items.push_back(Sql("MIN(") + columnOfKind(scope, kind, draw) + ")");
            break;
        case 1:
            query.items.push_back(Sql("MAX(") + columnOfKind(scope, kind, draw) + ")");
            break;
        default:
            query.items.emplace_back("COUNT(*)");
    }
    return statementOf(query, {});
}

TestStatement randomSetOperation(Draw& draw) {
    const auto kinds = someKinds(draw);
    Sql text = bodyOf(arm(kinds, draw));
    for (int i = draw.random.chance(75) ? 1 : 2; i > 0; --i) {
        text += draw.random.anyOf({" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT "});
        text += bodyOf(arm(kinds, draw));
    }
    TestStatement statement;
    statement.comparison.inOrder = draw.random.chance(50);
    if (statement.comparison.inOrder) {
        std::vector<Sql> order;
        for (std::size_t i = 1; i <= kinds.size(); ++i) order.emplace_back(std::to_string(i));
        text += Sql(" ORDER BY ") + join(order, ", ");
    }
    statement.text = text;
    if (draw.random.chance(30)) {
        statement.withoutLimit = text.oracle;
        statement.comparison.isPart = true;
        statement.text += Sql(" LIMIT " + std::to_string(draw.random.between(1, 30)) + " OFFSET " +
                              std::to_string(draw.random.between(0, 5)));
    }
    return statement;
}

// A query over a common table expression or a derived table, alone or joined with a table.
TestStatement randomWithClause(Draw& draw) {
    auto kinds = someKinds(draw);
    kinds.push_back(Kind::Id);
    SelectQuery inner = arm(kinds, draw);
    nameItems(inner);
    SelectQuery query;
    Scope scope;
    const std::string alias = draw.newAlias();
    if (draw.random.chance(60)) {
        const std::string name = "w" + alias;
        query.with = Sql("WITH " + name + " AS (") + bodyOf(inner) + ") ";
        query.from = Sql(name + " AS " + alias);
    } else {
        query.from = Sql("(") + bodyOf(inner) + Sql(") AS " + alias);
    }
    scope.sources.push_back(derived(alias, kinds));
    if (draw.random.chance(50)) {
        Sql table;
        scope.sources.push_back(sourceOf(randomTable(draw), draw, table));
        const Source& joined = scope.sources.back();
        query.from += Sql(draw.random.chance(50) ? " JOIN " : " LEFT JOIN ") + table + " ON " +
                      Sql(joined.alias + "." + quotedName(joined.columns[0].name)) + " = " +
                      Sql(alias + ".c" + std::to_string(kinds.size()));
    }
    addConditions(scope, query, draw);
    for (int i = draw.random.between(1, 3); i > 0; --i) {
        query.items.push_back(expression(scope, draw.random.anyOf(kKinds), draw, 1));
    }
    return statementOf(query, {});
}

// Up or down along a reference from a table to itself, which has circles.
TestStatement randomRecursion(Draw& draw) {
    std::vector<Link> loops;
    for (const Link& link : draw.model.links) {
        const auto& table = draw.model.tables[link.table];
        if (link.table == link.otherTable && !table.isFixed && table.columns[link.column].kind == Kind::Id) {
            loops.push_back(link);
        }
    }
    const Link loop = draw.random.anyOf(loops);
    SelectQuery start, step, query;
    Scope scope;
    scope.sources.push_back(sourceOf(loop.table, draw, start.from));
    const auto column = [&](const Source& source, std::size_t number) {
        return Sql(source.alias + "." + quotedName(source.columns[number].name));
    };
    start.items = {column(scope.sources[0], 0), "0"};
    start.where.push_back(predicate(scope, draw, 1));
    Sql table;
    const Source next = sourceOf(loop.table, draw, table);
    query.with = Sql(draw.random.chance(50) ? "WITH RECURSIVE walk(id, depth) AS (" : "WITH walk(id, depth) AS (",
                     "WITH RECURSIVE walk(id, depth) AS (");
    query.with += bodyOf(start) + " UNION SELECT " + column(next, loop.otherColumn) + ", walk.depth + 1 FROM " + table +
                  " JOIN walk ON " + column(next, loop.column) + " = walk.id WHERE walk.depth < 3) ";
    query.items = {"id", "MIN(depth)", "COUNT(*)"};
    query.from = "walk";
    query.groupBy = {"id"};
    query.orderBy = {"id"};
    Comparison comparison;
    comparison.inOrder = true;
    return statementOf(query, comparison);
}

TestStatement randomWindow(Draw& draw) {
    SelectQuery query;
    Scope scope;
    addSources(scope, query, draw, 2);
    addConditions(scope, query, draw);
    const auto keys = keysOf(scope, draw);
    query.items = {keys.front()};
    const Sql partition = Sql("PARTITION BY ") + columnOfKind(scope, draw.random.anyOf(kKinds), draw);
    const Sql order =
        Sql(" ORDER BY ") + columnOfKind(scope, draw.random.anyOf(kKinds), draw) + ", " + join(keys, ", ");
    const Sql value = columnOfKind(scope, draw.random.anyOf(kKinds), draw);
    const Sql number = columnOfKind(scope, Kind::Integer, draw);
    for (int i = draw.random.between(1, 2); i > 0; --i) {
        switch (draw.random.below(5)) {
            case 0:
                query.items.push_back(Sql("ROW_NUMBER() OVER (") + partition + order + ")");
                break;
            case 1:
                query.items.push_back(Sql("LAG(") + value + ") OVER (" + partition + order + ")");
                break;
            case 2:
                query.items.push_back(Sql("COUNT(*) OVER (") + partition + ")");
                break;
            case 3:
                query.items.push_back(Sql("SUM(") + number + ") OVER (" + partition + order + ")");
                break;
            default:
                query.items.push_back(Sql("FIRST_VALUE(") + value + ") OVER (" + partition + order + ")");
        }
    }
    return statementOf(query, {});
}

TestStatement randomStatement(Draw& draw) {
    const std::size_t way = draw.random.below(100);
    if (way < 55) {
        Comparison comparison;
        const SelectQuery query = randomSelect(draw, comparison);
        return statementOf(query, comparison);
    }
    if (way < 68) return randomGrouping(draw);
    if (way < 79) return randomCount(draw);
    if (way < 86) return randomSetOperation(draw);
    if (way < 93) return randomWithClause(draw);
    return way < 96 ? randomRecursion(draw) : randomWindow(draw);
}

}  // namespace assetsodbc::oracle
