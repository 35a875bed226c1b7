// Statements that change local tables, so rewritten that declared types hold: one door to table_definition.h and
// typed_changes.h.
#pragma once

#include <string>

#include "sqlengine/local/typed_changes.h"
#include "sqlengine/statement_class.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

class CallState;
class StatementGuard;

// Inside a CallScope. Asks SQLite for the columns of the tables that are named. Throws what a default that does not fit
// its column throws.
TypedChange typedStatement(const std::string& sql, StatementClass kind, sqlite3* db, StatementGuard& guard,
                           CallState& call);

}  // namespace assetsodbc::sqlengine
