#include "schema/site/number_conditions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "common/date_time.h"

namespace assetsodbc::schema {
namespace {

using assets::AqlExpression;
using assets::AqlOperator;
using Kind = AttributeCondition::Kind;

constexpr std::int64_t kLeastWhole = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kGreatestWhole = std::numeric_limits<std::int32_t>::max();

AttributeCondition ofExpression(AqlExpression expression) {
    return {Kind::Expression, std::move(expression)};
}

std::optional<double> numberOf(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return std::nullopt;
}

bool areNumbers(const Constraint& constraint) {
    return std::all_of(constraint.values.begin(), constraint.values.end(), [](const Value& value) {
        const auto number = numberOf(value);
        return number && !std::isnan(*number);
    });
}

// Those that an attribute of whole numbers can have.
std::vector<std::int64_t> wholeNumbersOf(const Constraint& constraint) {
    std::vector<std::int64_t> numbers;
    for (const Value& value : constraint.values) {
        const double number = *numberOf(value);  // 32 bits are exact in it
        if (number != std::floor(number) || number < static_cast<double>(kLeastWhole) ||
            number > static_cast<double>(kGreatestWhole))
            continue;
        numbers.push_back(static_cast<std::int64_t>(number));
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

bool isUpper(Comparison comparison) {
    return comparison == Comparison::Less || comparison == Comparison::LessOrEqual;
}

// x < 5.5 is x <= 5, and x < 5 is x <= 4.
AttributeCondition wholeRange(const std::string& name, Comparison comparison, double number) {
    double bound = 0;
    if (comparison == Comparison::Less) bound = std::ceil(number) - 1;
    if (comparison == Comparison::LessOrEqual) bound = std::floor(number);
    if (comparison == Comparison::Greater) bound = std::floor(number) + 1;
    if (comparison == Comparison::GreaterOrEqual) bound = std::ceil(number);
    const auto least = static_cast<double>(kLeastWhole), greatest = static_cast<double>(kGreatestWhole);
    const bool isUpperBound = isUpper(comparison);
    if (isUpperBound ? bound < least : bound > greatest) return {Kind::Nothing};
    if (isUpperBound ? bound >= greatest : bound <= least)
        return ofExpression(AqlExpression::attributeIsNotEmpty(name));
    const auto whole = static_cast<std::int64_t>(bound);
    const bool isStrict = comparison == Comparison::Less || comparison == Comparison::Greater;
    if (isStrict && number == std::floor(number))  // as it was written
        return ofExpression(AqlExpression::attributeNumber(
            name, isUpperBound ? AqlOperator::Less : AqlOperator::Greater, isUpperBound ? whole + 1 : whole - 1));
    return ofExpression(AqlExpression::attributeNumber(
        name, isUpperBound ? AqlOperator::LessOrEqual : AqlOperator::GreaterOrEqual, whole));
}

// Bounds of this size are written with few digits; others are moved outwards.
constexpr double kLargestReal = 1e18;
constexpr double kSmallestReal = 1e-6;

// nullopt: no bound is needed.
std::optional<double> widenedUpper(double number) {
    const double bound = std::nextafter(number, std::numeric_limits<double>::infinity());
    if (bound > kLargestReal) return std::nullopt;
    if (bound < -kLargestReal) return -kLargestReal;
    if (std::abs(bound) < kSmallestReal) return bound > 0 ? kSmallestReal : 0;
    return bound;
}

AqlExpression notAbove(const std::string& name, double number) {
    const auto bound = widenedUpper(number);
    if (!bound) return AqlExpression::attributeIsNotEmpty(name);
    return AqlExpression::attributeNumber(name, AqlOperator::LessOrEqual, *bound);
}

AqlExpression notBelow(const std::string& name, double number) {
    const auto bound = widenedUpper(-number);
    if (!bound) return AqlExpression::attributeIsNotEmpty(name);
    return AqlExpression::attributeNumber(name, AqlOperator::GreaterOrEqual, *bound == 0 ? 0.0 : -*bound);
}

// The day of a literal, and whether the literal lies behind the day's beginning. Timestamps are compared as text, so a
// day is all that its first ten characters say.
struct Day {
    std::int64_t milliseconds = 0;
    bool isBehindMidnight = false;
};

constexpr std::size_t kDateLength = 10;
constexpr std::int64_t kMillisecondsPerDay = 86'400'000;
constexpr int kFirstYear = 2, kLastYear = 9998;  // a day to either side stays a date

std::optional<Day> dayOf(std::string_view text) {
    if (text.size() < kDateLength || text.front() == ' ' || text[kDateLength - 1] == ' ') return std::nullopt;
    const auto date = common::parseDate(text.substr(0, kDateLength));
    if (!date || date->year < kFirstYear || date->year > kLastYear) return std::nullopt;
    constexpr std::string_view kMidnight = " 00:00:00.000000000";
    const std::string_view rest = text.substr(kDateLength);
    return Day{common::millisecondsSinceEpoch({*date, {}}), kMidnight.substr(0, rest.size()) != rest};
}

std::string dateAfter(const Day& day, int days) {
    return common::format(common::timestampOfMilliseconds(day.milliseconds + days * kMillisecondsPerDay).date);
}

AqlExpression notBefore(const std::string& name, const Day& day) {
    return AqlExpression::attribute(name, AqlOperator::GreaterOrEqual, dateAfter(day, -1));
}

// One day more than the one that the literal lies in, or ends.
AqlExpression notAfter(const std::string& name, const Day& day) {
    return AqlExpression::attribute(name, AqlOperator::LessOrEqual, dateAfter(day, day.isBehindMidnight ? 2 : 1));
}

}  // namespace

AttributeCondition wholeNumberCondition(const std::string& attribute, const Constraint& constraint, QueryPlace place) {
    if (!areNumbers(constraint)) return {};
    if (constraint.comparison != Comparison::Eq && constraint.comparison != Comparison::In)
        return wholeRange(attribute, constraint.comparison, *numberOf(constraint.values.front()));
    std::vector<std::int64_t> numbers = wholeNumbersOf(constraint);
    if (numbers.empty()) return {Kind::Nothing};
    ListCondition list =
        ListCondition::ofNumbers(std::move(numbers), place, [attribute](const std::vector<std::int64_t>& some) {
            return AqlExpression::attributeNumberIn(attribute, some);
        });
    list.isDisjoint = false;  // should the attribute have several values after all
    return {Kind::List, {}, std::move(list)};
}

AttributeCondition realNumberCondition(const std::string& attribute, const Constraint& constraint) {
    if (!areNumbers(constraint) || constraint.values.empty()) return {};
    double least = *numberOf(constraint.values.front()), greatest = least;
    for (const Value& value : constraint.values) {
        least = std::min(least, *numberOf(value));
        greatest = std::max(greatest, *numberOf(value));
    }
    if (isUpper(constraint.comparison)) return ofExpression(notAbove(attribute, greatest));
    const bool isEquality = constraint.comparison == Comparison::Eq || constraint.comparison == Comparison::In;
    if (!isEquality) return ofExpression(notBelow(attribute, least));
    return ofExpression(AqlExpression::allOf({notBelow(attribute, least), notAbove(attribute, greatest)}));
}

AttributeCondition booleanCondition(const std::string& attribute, const Constraint& constraint) {
    if (!areNumbers(constraint)) return {};
    const auto holds = [&](double number) {
        return std::any_of(constraint.values.begin(), constraint.values.end(),
                           [number](const Value& value) { return *numberOf(value) == number; });
    };
    const bool isTrue = holds(1), isFalse = holds(0);
    if (!isTrue && !isFalse) return {Kind::Nothing};
    if (isTrue && isFalse) return ofExpression(AqlExpression::attributeIsNotEmpty(attribute));
    return ofExpression(AqlExpression::attributeBoolean(attribute, isTrue));
}

AttributeCondition momentCondition(const std::string& attribute, const Constraint& constraint) {
    std::vector<std::string> texts;
    for (const Value& value : constraint.values) {
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr || !dayOf(*text)) return {};
        texts.push_back(*text);
    }
    if (texts.empty()) return {};
    const auto [first, last] = std::minmax_element(texts.begin(), texts.end());
    if (isUpper(constraint.comparison)) return ofExpression(notAfter(attribute, *dayOf(*last)));
    const bool isEquality = constraint.comparison == Comparison::Eq || constraint.comparison == Comparison::In;
    if (!isEquality) return ofExpression(notBefore(attribute, *dayOf(*first)));
    return ofExpression(
        AqlExpression::allOf({notBefore(attribute, *dayOf(*first)), notAfter(attribute, *dayOf(*last))}));
}

}  // namespace assetsodbc::schema
