// The query language of connectedTickets(…): the little of JQL that has AQL's own form.
#pragma once

#include "tests/simulator/aql_ast.h"
#include "tests/simulator/aql_evaluator.h"
#include "tests/simulator/aql_switches.h"
#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

// Fields: key, project, summary, status, type (issuetype), priority, reporter, created, updated. Throws AqlError for
// others, and for operators and functions that do not apply to tickets.
bool matchesTicket(const AqlExpression& query, const Ticket& ticket, const Site& site, const AqlSwitches& switches,
                   const EvaluationContext& context);

}  // namespace assetsodbc::simulator
