// Values as AQL compares them: those of objects on one side, the operands of a condition on the other, and the
// operators between the two. Numbers compare as numbers, times as times, everything else as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/aql_ast.h"
#include "tests/simulator/aql_switches.h"
#include "tests/simulator/model.h"

namespace assetsodbc::simulator {

struct AqlValue {
    enum class Kind { Text, Number, Boolean, Date, DateTime };
    Kind kind = Kind::Text;
    std::vector<std::string> texts;  // the first is shown and sorted by; equality takes any of them
    double number = 0;
    EpochMs time = 0;  // Date: midnight UTC of that date

    static AqlValue ofText(std::string text);
    static AqlValue ofNumber(std::string text);
    static AqlValue ofTime(Kind kind, std::string text);
};

// A span of time that an operand stands for: a day, or a single millisecond.
struct AqlSpan {
    EpochMs first = 0;
    EpochMs last = 0;
};

struct AqlOperandValue {
    std::string text;
    std::string folded;
    std::optional<double> number;
    std::optional<AqlSpan> instant;  // to compare a DateTime with
    std::optional<AqlSpan> date;     // to compare a Date with, in its terms
};

// How the text of an operand is read as a time; `callerZoneMinutes` is used where the switches name no zone.
AqlOperandValue aqlOperandOfText(std::string text, const AqlSwitches& switches, int callerZoneMinutes);
AqlOperandValue aqlOperandOfTime(EpochMs time, int callerZoneMinutes);

std::optional<double> parseAqlNumber(std::string_view text);

// Whether one value satisfies one operand. The negated operators are tested as what they negate.
bool matchesAql(const AqlValue& value, AqlOperator op, const AqlOperandValue& operand, const AqlSwitches& switches);

bool isNegated(AqlOperator op);        // !=, not in, not like, not having
bool isOrderOperator(AqlOperator op);  // <, >, <=, >=

}  // namespace assetsodbc::simulator
