// One SELECT, in parts, so that a failing one can be made smaller; and how it is written for both sides.
#pragma once

#include <optional>
#include <vector>

#include "tests/oracle/results.h"
#include "tests/oracle/scope.h"

namespace assetsodbc::oracle {

enum class LimitForm { LimitOffset, Top, OffsetFetch };

struct SelectQuery {
    Sql with;
    bool distinct = false;
    std::vector<Sql> items;
    Sql from;
    std::vector<Sql> where;  // conjuncts
    std::vector<Sql> groupBy;
    std::optional<Sql> having;
    std::vector<Sql> orderBy;
    std::optional<int> limit;
    int offset = 0;
    LimitForm limitForm = LimitForm::LimitOffset;
};

// Without ORDER BY and LIMIT: what may stand in a set operation.
Sql bodyOf(const SelectQuery& query);
Sql textOf(const SelectQuery& query);

// What is run: the text for both sides, what the oracle finds without the limit, and what has to agree.
struct TestStatement {
    Sql text;
    std::string withoutLimit;  // for the oracle; empty when there is no limit
    Comparison comparison;
    std::optional<SelectQuery> query;  // what it was written from, when it is one SELECT
};

TestStatement statementOf(const SelectQuery& query, const Comparison& comparison);

// A random statement of any form.
TestStatement randomStatement(Draw& draw);

// Its forms.
SelectQuery randomSelect(Draw& draw, Comparison& comparison);
TestStatement randomGrouping(Draw& draw);
TestStatement randomCount(Draw& draw);  // COUNT(*), MIN, MAX over one table: what a site may answer by itself
TestStatement randomSetOperation(Draw& draw);
TestStatement randomWithClause(Draw& draw);
TestStatement randomRecursion(Draw& draw);
TestStatement randomWindow(Draw& draw);

// FROM with one table or more, and what may be named of them.
void addSources(Scope& scope, SelectQuery& query, Draw& draw, int most);
void addConditions(const Scope& scope, SelectQuery& query, Draw& draw);
// The columns of the primary keys of all tables of FROM: with them an order is total.
std::vector<Sql> keysOf(const Scope& scope, Draw& draw);

}  // namespace assetsodbc::oracle
