// Random values and predicates over a scope.
#pragma once

#include "tests/oracle/scope.h"

namespace assetsodbc::oracle {

// A column of the kind, something made of one, or a literal.
Sql expression(const Scope& scope, Kind kind, Draw& draw, int depth);
// A condition, nested up to `depth` levels of AND, OR and NOT.
Sql predicate(const Scope& scope, Draw& draw, int depth);
// [NOT] EXISTS, IN or a scalar comparison with an inner query.
Sql subqueryPredicate(const Scope& scope, Draw& draw);
// (SELECT MAX(…) …), of the kind; correlated by a reference where there is one.
Sql scalarSubquery(const Scope& scope, Kind kind, Draw& draw);

// A table of the model as a source, with what stands in FROM for it.
Source sourceOf(std::size_t table, Draw& draw, Sql& from);
// A random table of the model; types and bridges before fixed tables, small ones before large ones.
std::size_t randomTable(Draw& draw);
// The links of a table.
std::vector<Link> linksOf(std::size_t table, const Draw& draw);

}  // namespace assetsodbc::oracle
