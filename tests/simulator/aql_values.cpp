#include "tests/simulator/aql_values.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "tests/simulator/calendar.h"
#include "tests/simulator/text_case.h"

namespace assetsodbc::simulator {

namespace {

template <typename T>
bool inOrder(AqlOperator op, const T& value, const T& first, const T& last) {
    switch (op) {
        case AqlOperator::Less:
            return value < first;
        case AqlOperator::Greater:
            return value > last;
        case AqlOperator::LessOrEqual:
            return value <= last;
        case AqlOperator::GreaterOrEqual:
            return value >= first;
        default:
            return value >= first && value <= last;
    }
}

template <typename T>
bool inOrder(AqlOperator op, const T& value, const T& operand) {
    return inOrder(op, value, operand, operand);
}

bool startsWith(std::string_view text, std::string_view part) {
    return text.substr(0, part.size()) == part;
}

bool endsWith(std::string_view text, std::string_view part) {
    return text.size() >= part.size() && text.substr(text.size() - part.size()) == part;
}

// '*' and '%' stand for any text, '?' and '_' for any byte, found anywhere in the text.
bool matchesPattern(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) return true;
    if (pattern.front() == '*' || pattern.front() == '%') {
        for (std::size_t skip = 0; skip <= text.size(); ++skip) {
            if (matchesPattern(text.substr(skip), pattern.substr(1))) return true;
        }
        return false;
    }
    if (text.empty()) return false;
    const bool one = pattern.front() == '?' || pattern.front() == '_' || pattern.front() == text.front();
    return one && matchesPattern(text.substr(1), pattern.substr(1));
}

bool isLike(const std::string& text, const std::string& pattern, const AqlSwitches& switches) {
    return switches.likeWildcards ? matchesPattern(text, "*" + pattern) : text.find(pattern) != std::string::npos;
}

bool matchesText(const std::string& text, AqlOperator op, const AqlOperandValue& operand, const AqlSwitches& switches) {
    if (op == AqlOperator::EqualCaseSensitive) return text == operand.text;
    const std::string folded = foldCase(text);
    switch (op) {
        case AqlOperator::Like:
        case AqlOperator::NotLike:
            return isLike(folded, operand.folded, switches);
        case AqlOperator::StartsWith:
            return startsWith(folded, operand.folded);
        case AqlOperator::EndsWith:
            return endsWith(folded, operand.folded);
        default:
            return inOrder(op, folded, operand.folded);
    }
}

bool isTextOperator(AqlOperator op) {
    return op == AqlOperator::Like || op == AqlOperator::NotLike || op == AqlOperator::StartsWith ||
           op == AqlOperator::EndsWith;
}

bool matchesAnyText(const AqlValue& value, AqlOperator op, const AqlOperandValue& operand,
                    const AqlSwitches& switches) {
    if (isOrderOperator(op)) return matchesText(value.texts.front(), op, operand, switches);
    return std::any_of(value.texts.begin(), value.texts.end(),
                       [&](const std::string& text) { return matchesText(text, op, operand, switches); });
}

// Without day granularity a bare date means its midnight.
bool matchesTime(EpochMs time, AqlOperator op, AqlSpan span, bool byDay) {
    return inOrder(op, time, span.first, byDay ? span.last : span.first);
}

AqlSpan dayFrom(EpochMs midnight) {
    return {midnight, midnight + kMsPerDay - 1};
}

}  // namespace

AqlValue AqlValue::ofText(std::string text) {
    AqlValue value;
    value.texts.push_back(std::move(text));
    return value;
}

AqlValue AqlValue::ofNumber(std::string text) {
    AqlValue value;
    value.kind = Kind::Number;
    value.number = parseAqlNumber(text).value_or(0);
    value.texts.push_back(std::move(text));
    return value;
}

AqlValue AqlValue::ofTime(Kind kind, std::string text) {
    AqlValue value;
    value.kind = kind;
    if (const auto parsed = parseTime(text)) value.time = parsed->time;
    value.texts.push_back(std::move(text));
    return value;
}

std::optional<double> parseAqlNumber(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

AqlOperandValue aqlOperandOfText(std::string text, const AqlSwitches& switches, int callerZoneMinutes) {
    AqlOperandValue operand;
    operand.number = parseAqlNumber(text);
    const auto parsed = parseTime(text);
    const bool refused = parsed && ((parsed->hasTime && switches.dateLiterals == DateLiterals::DateOnly) ||
                                    (parsed->blankBeforeTime && switches.dateLiterals != DateLiterals::All));
    if (parsed && !refused) {
        const EpochMs zone = switches.literalZoneMinutes.value_or(callerZoneMinutes) * kMsPerMinute;
        const EpochMs time = parsed->hasZone ? parsed->time : parsed->time - zone;
        operand.instant = parsed->hasTime ? AqlSpan{time, time} : dayFrom(time);
        operand.date = dayFrom(startOfDay(parsed->time));
    }
    operand.folded = foldCase(text);
    operand.text = std::move(text);
    return operand;
}

AqlOperandValue aqlOperandOfTime(EpochMs time, int callerZoneMinutes) {
    AqlOperandValue operand;
    operand.text = isoTime(time);
    operand.folded = foldCase(operand.text);
    operand.instant = AqlSpan{time, time};
    // A date counts as its midnight where the caller is.
    const EpochMs local = time + callerZoneMinutes * kMsPerMinute;
    operand.date = AqlSpan{local, local};
    return operand;
}

bool matchesAql(const AqlValue& value, AqlOperator op, const AqlOperandValue& operand, const AqlSwitches& switches) {
    if (isTextOperator(op)) return matchesAnyText(value, op, operand, switches);
    switch (value.kind) {
        case AqlValue::Kind::Number:
            return operand.number && inOrder(op, value.number, *operand.number);
        case AqlValue::Kind::Date:
            return operand.date && matchesTime(value.time, op, *operand.date, true);
        case AqlValue::Kind::DateTime:
            return operand.instant && matchesTime(value.time, op, *operand.instant, switches.dateEqualityByDay);
        default:
            return matchesAnyText(value, op, operand, switches);
    }
}

bool isNegated(AqlOperator op) {
    return op == AqlOperator::NotEqual || op == AqlOperator::NotIn || op == AqlOperator::NotLike ||
           op == AqlOperator::NotHaving;
}

bool isOrderOperator(AqlOperator op) {
    return op == AqlOperator::Less || op == AqlOperator::Greater || op == AqlOperator::LessOrEqual ||
           op == AqlOperator::GreaterOrEqual;
}

}  // namespace assetsodbc::simulator
