// The options that can be changed while the simulator serves, by name: every AQL switch, the paging, the shapes and
// what else an endpoint looks at. The names are those of the members. As JSON:
//   {"notEqualMatchesEmpty":true,"literalZoneMinutes":null,"dateLiterals":"DateOnly","largestPage":50}
#pragma once

#include <string>
#include <vector>

#include "tests/simulator/options.h"

namespace assetsodbc::simulator {

std::vector<std::string> switchNames();
// All of them with their values.
std::string switchesToJson(const SimulatorOptions& options);
// Sets those that the JSON object names. Throws std::invalid_argument for an unknown name or a value of the wrong kind;
// nothing is set then.
void setSwitches(SimulatorOptions& options, const std::string& json);

}  // namespace assetsodbc::simulator
