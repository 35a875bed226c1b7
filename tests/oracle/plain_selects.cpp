// SELECT … FROM … JOIN … WHERE … ORDER BY … LIMIT.
#include "tests/oracle/expressions.h"
#include "tests/oracle/select_query.h"

namespace assetsodbc::oracle {
namespace {

constexpr Kind kKinds[] = {Kind::Text, Kind::Integer,   Kind::Double, Kind::Date,   Kind::Text,
                           Kind::Time, Kind::Timestamp, Kind::Id,     Kind::Opaque, Kind::Bit};

// A table that is not renamed goes by its own name.
void dropAlias(Source& source, Sql& from, Draw& draw) {
    const ModelTable& table = draw.table(source);
    const std::string written = writtenName(table.schema, draw.random) + "." + quotedName(table.name);
    from.driver = written;
    source.driverQualifiers = {quotedName(table.name)};
    if (draw.random.chance(30)) source.driverQualifiers.push_back(written);
}

struct Joined {
    Source source;
    Sql from;
    std::optional<Sql> condition;
};

Joined linkedTo(const Scope& scope, Draw& draw) {
    std::vector<std::pair<Link, std::size_t>> links;
    for (std::size_t s = 0; s < scope.sources.size(); ++s) {
        for (const Link& link : linksOf(scope.sources[s].table, draw)) {
            // All objects of a site come up less often.
            if (!draw.model.tables[link.otherTable].isFixed || draw.random.chance(10)) links.emplace_back(link, s);
        }
    }
    Joined joined;
    if (links.empty() || draw.random.chance(8)) {
        joined.source = sourceOf(randomTable(draw), draw, joined.from);
        return joined;
    }
    const auto& [link, source] = draw.random.anyOf(links);
    joined.source = sourceOf(link.otherTable, draw, joined.from);
    const Sql here = qualifiedColumn(scope.sources[source], link.column, draw);
    const Sql there = qualifiedColumn(joined.source, link.otherColumn, draw);
    joined.condition = draw.random.chance(50) ? here + " = " + there : there + " = " + here;
    return joined;
}

void addJoin(Scope& scope, SelectQuery& query, Draw& draw) {
    Joined joined = linkedTo(scope, draw);
    const std::size_t way = draw.random.below(100);
    scope.sources.push_back(joined.source);
    if (!joined.condition) {
        // Not every row with every row of two large tables.
        const Kind kind = draw.random.anyOf({Kind::Text, Kind::Integer, Kind::Date});
        Scope other;
        other.sources.push_back(joined.source);
        Scope before = scope;
        before.sources.pop_back();
        const auto places = before.columnsOf(kind), others = other.columnsOf(kind);
        if (places.empty() || others.empty()) {
            joined.condition = qualifiedColumn(joined.source, 0, draw) + " < 12";
        } else {
            const ColumnPlace place = draw.random.anyOf(places);
            joined.condition = qualifiedColumn(scope.sources[place.source], place.column, draw) + " = " +
                               qualifiedColumn(joined.source, draw.random.anyOf(others).column, draw);
        }
    }
    if (draw.random.chance(15)) {
        const std::size_t column = draw.random.below(joined.source.columns.size());
        *joined.condition += Sql(" AND ") + qualifiedColumn(joined.source, column, draw) + " IS NOT NULL";
    }
    if (way < 10) {
        query.from += Sql(", ") + joined.from;
        query.where.push_back(*joined.condition);
        return;
    }
    const char* form = way < 45   ? " JOIN "
                       : way < 52 ? " INNER JOIN "
                       : way < 85 ? " LEFT JOIN "
                       : way < 88 ? " LEFT OUTER JOIN "
                       : way < 94 ? " RIGHT JOIN "
                                  : " FULL JOIN ";
    const Sql whole = query.from + form + joined.from + " ON " + *joined.condition;
    query.from = whole;
}

void addItems(const Scope& scope, SelectQuery& query, Draw& draw) {
    if (draw.random.chance(8) && scope.sources.size() == 1 && !draw.table(scope.sources[0]).isFixed) {
        query.items.emplace_back("*");
        return;
    }
    for (int i = draw.random.between(1, 5); i > 0; --i) {
        if (draw.random.chance(4)) {
            query.items.push_back(scalarSubquery(scope, draw.random.anyOf({Kind::Integer, Kind::Text}), draw));
        } else {
            query.items.push_back(expression(scope, draw.random.anyOf(kKinds), draw, 2));
        }
    }
}

LimitForm formOf(const SelectQuery& query, Draw& draw) {
    const bool noOffset = query.offset == 0;
    if (noOffset && draw.random.chance(30)) return LimitForm::Top;
    // OFFSET … FETCH belongs to an order.
    return !query.orderBy.empty() && draw.random.chance(20) ? LimitForm::OffsetFetch : LimitForm::LimitOffset;
}

std::string direction(Draw& draw) {
    return draw.random.anyOf({"", " ASC", " DESC"});
}

void addOrderAndLimit(const Scope& scope, SelectQuery& query, Draw& draw, Comparison& comparison) {
    const std::size_t way = draw.random.below(100);
    if (way < 45) return;
    const bool isStar = query.items.front().oracle == "*";
    if (query.distinct) {
        for (std::size_t i = 1; i <= query.items.size(); ++i)
            query.orderBy.emplace_back(std::to_string(i) + direction(draw));
        comparison.inOrder = true;
    } else if (way < 60) {
        for (int i = draw.random.between(0, 2); i > 0; --i) {
            const auto places = scope.columnsOf(draw.random.anyOf(kKinds));
            if (places.empty()) continue;
            query.orderBy.push_back(columnSql(scope, draw.random.anyOf(places), draw) + Sql(direction(draw)));
        }
        for (const Sql& key : keysOf(scope, draw)) query.orderBy.push_back(key);
        comparison.inOrder = true;
    } else if (way < 82 && !isStar) {
        // By one column, whatever the order of equals.
        const Kind kind =
            draw.random.anyOf({Kind::Integer, Kind::Date, Kind::Timestamp, Kind::Double, Kind::Text, Kind::Id});
        const auto places = scope.columnsOf(kind);
        const Sql key =
            places.empty() ? keysOf(scope, draw).front() : columnSql(scope, draw.random.anyOf(places), draw);
        query.items.insert(query.items.begin(), key);
        query.orderBy.push_back(key + Sql(direction(draw)));
        comparison.sortKeys = 1;
    }
    if (way < 95 && !draw.random.chance(75)) return;
    query.limit = draw.random.anyOf({0, 1, 2, 3, 5, 10, 17, 100});
    query.offset = draw.random.chance(35) ? draw.random.anyOf({1, 2, 7, 30}) : 0;
    query.limitForm = formOf(query, draw);
    comparison.isPart = true;
}

}  // namespace

void addSources(Scope& scope, SelectQuery& query, Draw& draw, int most) {
    scope.sources.push_back(sourceOf(randomTable(draw), draw, query.from));
    if (draw.random.chance(15)) dropAlias(scope.sources.back(), query.from, draw);
    if (most == 1 || draw.random.chance(45)) return;
    const int joins = draw.random.chance(70) ? 1 : most - 1;
    for (int i = 0; i < joins; ++i) addJoin(scope, query, draw);
}

void addConditions(const Scope& scope, SelectQuery& query, Draw& draw) {
    if (draw.random.chance(18)) return;
    for (int i = draw.random.chance(80) ? 1 : 2; i > 0; --i) query.where.push_back(predicate(scope, draw, 2));
}

std::vector<Sql> keysOf(const Scope& scope, Draw& draw) {
    std::vector<Sql> keys;
    for (const Source& source : scope.sources) {
        for (const std::size_t column : source.key) keys.push_back(qualifiedColumn(source, column, draw));
    }
    return keys;
}

SelectQuery randomSelect(Draw& draw, Comparison& comparison) {
    SelectQuery query;
    Scope scope;
    addSources(scope, query, draw, 3);
    addItems(scope, query, draw);
    addConditions(scope, query, draw);
    query.distinct = draw.random.chance(12) && query.items.front().oracle != "*";
    addOrderAndLimit(scope, query, draw, comparison);
    return query;
}

}  // namespace assetsodbc::oracle
