// Text of an AQL query to its syntax tree. Names are not looked up here; the evaluator does that.
#pragma once

#include <string_view>

#include "tests/simulator/aql_ast.h"
#include "tests/simulator/aql_switches.h"

namespace assetsodbc::simulator {

AqlStatement parseAql(std::string_view text, const AqlSwitches& switches = {});  // throws AqlError

}  // namespace assetsodbc::simulator
