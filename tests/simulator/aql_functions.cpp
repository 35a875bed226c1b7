#include "tests/simulator/aql_functions.h"

#include <array>

#include "tests/simulator/calendar.h"
#include "tests/simulator/text_case.h"

namespace assetsodbc::simulator {

namespace {

constexpr std::array<AqlFunctionSpec, 18> kFunctions = {{
    {"now", "", AqlArguments::Offset},
    {"startOfDay", "", AqlArguments::Offset},
    {"endOfDay", "", AqlArguments::Offset},
    {"startOfWeek", "", AqlArguments::Offset},
    {"endOfWeek", "", AqlArguments::Offset},
    {"startOfMonth", "", AqlArguments::Offset},
    {"endOfMonth", "", AqlArguments::Offset},
    {"startOfYear", "", AqlArguments::Offset},
    {"endOfYear", "", AqlArguments::Offset},
    {"currentUser", "", AqlArguments::None},
    {"currentReporter", "", AqlArguments::None},
    {"currentProject", "", AqlArguments::None},
    {"user", "", AqlArguments::Values},
    {"group", "", AqlArguments::Values},
    {"objectTypeAndChildren", "", AqlArguments::Values},
    {"inboundReferences", "inR", AqlArguments::Query},
    {"outboundReferences", "outR", AqlArguments::Query},
    {"connectedTickets", "", AqlArguments::Query},
}};

std::optional<EpochMs> unitOf(char letter) {
    switch (letter) {
        case 'm':
            return kMsPerMinute;
        case 'h':
            return kMsPerHour;
        case 'd':
            return kMsPerDay;
        case 'w':
            return 7 * kMsPerDay;
        default:
            return std::nullopt;
    }
}

constexpr EpochMs kLargestCount = 1'000'000;

EpochMs startOfMonth(EpochMs time, int monthsLater) {
    CalendarTime t = calendarTime(time);
    const int months = t.year * 12 + t.month - 1 + monthsLater;
    return epochMs({months / 12, months % 12 + 1, 1});
}

// Start of the day, week, month or year that holds a local time, or of the one after it.
EpochMs startOfUnit(std::string_view unit, EpochMs local, bool next) {
    const EpochMs midnight = startOfDay(local);
    if (unit == "Day") return midnight + (next ? kMsPerDay : 0);
    if (unit == "Week") return midnight - dayOfWeek(local) * kMsPerDay + (next ? 7 * kMsPerDay : 0);
    if (unit == "Month") return startOfMonth(local, next ? 1 : 0);
    return epochMs({calendarTime(local).year + (next ? 1 : 0), 1, 1});
}

}  // namespace

const AqlFunctionSpec* findAqlFunction(std::string_view name, bool exactCase) {
    const auto matches = [&](std::string_view known) {
        return !known.empty() && (exactCase ? name == known : equalIgnoringCase(name, known));
    };
    for (const AqlFunctionSpec& function : kFunctions) {
        if (matches(function.name) || matches(function.alias)) return &function;
    }
    return nullptr;
}

bool isAqlTimeFunction(std::string_view name) {
    const AqlFunctionSpec* function = findAqlFunction(name, false);
    return function != nullptr && function->arguments == AqlArguments::Offset;
}

std::optional<EpochMs> parseAqlOffset(std::string_view text) {
    EpochMs sum = 0;
    EpochMs sign = 1;
    EpochMs count = 0;
    bool expectsUnit = false;
    bool expectsDigit = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            count = count * 10 + (c - '0');
            if (count > kLargestCount) return std::nullopt;
            expectsUnit = true;
            expectsDigit = false;
        } else if (expectsUnit) {
            const auto unit = unitOf(c);
            if (!unit) return std::nullopt;
            sum += sign * count * *unit;
            count = 0;
            expectsUnit = false;
        } else if (c == '-' || c == '+') {
            sign = c == '-' ? -1 : 1;
            expectsDigit = true;
        } else if (c != ' ') {
            return std::nullopt;
        }
    }
    if (expectsUnit || expectsDigit) return std::nullopt;
    return sum;
}

EpochMs aqlTime(std::string_view function, EpochMs now, int zoneMinutes) {
    if (function == "now") return now;
    const EpochMs zone = zoneMinutes * kMsPerMinute;
    const std::string_view start = "startOf";
    const std::string_view end = "endOf";
    if (function.substr(0, start.size()) == start) {
        return startOfUnit(function.substr(start.size()), now + zone, false) - zone;
    }
    return startOfUnit(function.substr(end.size()), now + zone, true) - zone - 1;
}

}  // namespace assetsodbc::simulator
