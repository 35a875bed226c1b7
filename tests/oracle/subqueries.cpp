// Sources, and queries within conditions and values.
#include <algorithm>

#include "tests/oracle/expressions.h"

namespace assetsodbc::oracle {
namespace {

// An inner query's tables and conditions.
struct Inner {
    Scope scope;
    Sql from;
    std::vector<Sql> where;
};

// An inner query that is tied to a row of the outer one by a reference, where the outer one has such a table.
bool tie(const Scope& outer, Draw& draw, Inner& inner) {
    std::vector<std::pair<Link, std::size_t>> ties;
    for (std::size_t s = 0; s < outer.sources.size(); ++s) {
        if (!outer.sources[s].isTable) continue;
        for (const Link& link : linksOf(outer.sources[s].table, draw)) {
            if (!draw.model.tables[link.otherTable].isFixed) ties.emplace_back(link, s);
        }
    }
    if (ties.empty()) return false;
    const auto& [link, source] = draw.random.anyOf(ties);
    inner.scope.sources.push_back(sourceOf(link.otherTable, draw, inner.from));
    // Qualified on both sides: the inner table may have a column of the outer one's name.
    const Source& inside = inner.scope.sources.front();
    const Source& outside = outer.sources[source];
    inner.where.push_back(qualifiedColumn(inside, link.otherColumn, draw) + " = " +
                          qualifiedColumn(outside, link.column, draw));
    return true;
}

void addConditions(Inner& inner, Draw& draw, int percent) {
    if (draw.random.chance(percent)) inner.where.push_back(predicate(inner.scope, draw, 0));
}

Sql whereOf(const Inner& inner) {
    return inner.where.empty() ? Sql("") : Sql(" WHERE ") + join(inner.where, " AND ");
}

Inner untied(Draw& draw) {
    Inner inner;
    inner.scope.sources.push_back(sourceOf(randomTable(draw), draw, inner.from));
    return inner;
}

// Inner columns that can stand in for an outer one: those it is linked to, or any of its kind.
Sql inSubquery(const Scope& scope, Draw& draw) {
    const std::size_t s = draw.random.below(scope.sources.size());
    const Source& source = scope.sources[s];
    const auto links = source.isTable ? linksOf(source.table, draw) : std::vector<Link>();
    Inner inner;
    ColumnPlace outside{s, 0}, inside{0, 0};
    if (!links.empty() && draw.random.chance(75)) {
        const Link link = draw.random.anyOf(links);
        inner.scope.sources.push_back(sourceOf(link.otherTable, draw, inner.from));
        outside.column = link.column;
        inside.column = link.otherColumn;
    } else {
        inner = untied(draw);
        outside.column = draw.random.below(source.columns.size());
        const auto places = inner.scope.columnsOf(scope.kindOf(outside));
        if (places.empty()) return columnSql(scope, outside, draw) + " IS NOT NULL";
        inside = draw.random.anyOf(places);
    }
    addConditions(inner, draw, 70);
    const Sql column = columnSql(inner.scope, inside, draw);
    if (draw.random.chance(50)) inner.where.push_back(column + " IS NOT NULL");
    return columnSql(scope, outside, draw) + (draw.random.chance(25) ? " NOT IN (SELECT " : " IN (SELECT ") + column +
           " FROM " + inner.from + whereOf(inner) + ")";
}

Sql exists(const Scope& scope, Draw& draw) {
    Inner inner;
    if (!tie(scope, draw, inner)) return inSubquery(scope, draw);
    addConditions(inner, draw, 50);
    return Sql(draw.random.chance(30) ? "NOT EXISTS (SELECT " : "EXISTS (SELECT ") +
           (draw.random.chance(50) ? Sql("1") : Sql("*")) + " FROM " + inner.from + whereOf(inner) + ")";
}

}  // namespace

std::size_t randomTable(Draw& draw) {
    for (;;) {
        const std::size_t table = draw.random.below(draw.model.tables.size());
        const ModelTable& found = draw.model.tables[table];
        if (found.isFixed && !draw.random.chance(found.rows.size() > 500 ? 8 : 40)) continue;
        // Names and kinds of attributes are in a few types; the plain ones need not come up as often.
        if (!found.isFixed && found.columns.size() <= 8 && !draw.random.chance(35)) continue;
        return table;
    }
}

std::vector<Link> linksOf(std::size_t table, const Draw& draw) {
    std::vector<Link> links;
    for (const Link& link : draw.model.links) {
        if (link.table == table) links.push_back(link);
    }
    return links;
}

Source sourceOf(std::size_t table, Draw& draw, Sql& from) {
    const ModelTable& found = draw.model.tables[table];
    Source source;
    source.alias = draw.newAlias();
    source.columns = found.columns;
    source.table = table;
    source.key = found.key;
    from = Sql(writtenTable(found, draw.random), oracleTable(found));
    from += Sql(draw.random.chance(50) ? " AS " : " ", " AS ");
    from += Sql(source.alias);
    return source;
}

Sql subqueryPredicate(const Scope& scope, Draw& draw) {
    switch (draw.random.below(4)) {
        case 0:
        case 1:
            return exists(scope, draw);
        case 2:
            return inSubquery(scope, draw);
        default:
            return expression(scope, Kind::Integer, draw, 0) + Sql(draw.random.anyOf({" = ", " < ", " > "})) +
                   scalarSubquery(scope, Kind::Integer, draw);
    }
}

Sql scalarSubquery(const Scope& scope, Kind kind, Draw& draw) {
    Inner inner;
    if (!tie(scope, draw, inner)) inner = untied(draw);
    addConditions(inner, draw, 40);
    const auto places = inner.scope.columnsOf(kind);
    Sql value = places.empty() || (kind == Kind::Integer && draw.random.chance(40))
                    ? Sql(kind == Kind::Integer ? "COUNT(*)" : "NULL")
                    : Sql(draw.random.chance(50) ? "MAX(" : "MIN(") +
                          columnSql(inner.scope, draw.random.anyOf(places), draw) + ")";
    return Sql("(SELECT ") + value + " FROM " + inner.from + whereOf(inner) + ")";
}

}  // namespace assetsodbc::oracle
