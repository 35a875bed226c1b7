// The functions of AQL, and the arithmetic of its time functions.
#pragma once

#include <optional>
#include <string_view>

#include "tests/simulator/model.h"

namespace assetsodbc::simulator {

enum class AqlArguments { None, Offset, Values, Query };

struct AqlFunctionSpec {
    std::string_view name;
    std::string_view alias;
    AqlArguments arguments;
};

const AqlFunctionSpec* findAqlFunction(std::string_view name, bool exactCase);  // null when there is none
bool isAqlTimeFunction(std::string_view name);

// "-2h 15m", "+1w", "30m"; a sign holds for the parts after it. Nothing when the text is no offset; none at all is 0.
std::optional<EpochMs> parseAqlOffset(std::string_view text);
// The time that now(), startOfDay() and so on stand for, without their offset.
EpochMs aqlTime(std::string_view function, EpochMs now, int zoneMinutes);

}  // namespace assetsodbc::simulator
