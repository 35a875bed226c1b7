#include "sqlengine/function_types.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "sqlengine/function_type_table.h"
#include "sqlengine/functions/aggregates.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::TypeSpec;
using Rule = TypeRule;
using Nulls = TypeNulls;
using Row = FunctionTypeRow;

constexpr TypeSpec kBytes{schema::SqlType::LongVarbinary, schema::kLongTextSize, 0};
constexpr TypeSpec kDouble = schema::doublePrecision();

TypeFact first(const std::vector<ArgumentFact>& arguments) {
    return arguments.empty() ? TypeFact() : arguments.front().fact;
}

std::vector<TypeFact> factsOf(const std::vector<ArgumentFact>& arguments, std::size_t from = 0) {
    std::vector<TypeFact> facts;
    for (std::size_t i = from; i < arguments.size(); ++i) facts.push_back(arguments[i].fact);
    return facts;
}

// Never more than the literal says: LEFT(Name, 3).
TypeFact limitedText(const std::vector<ArgumentFact>& arguments) {
    TypeFact text = asText(first(arguments));
    const auto limit = arguments.empty() ? std::nullopt : arguments.back().literal;
    constexpr std::int64_t kUnitsPerCharacter = 2;  // sizes are UTF-16 code units
    constexpr std::int64_t kWorthIt = 1000;
    if (!limit || *limit < 0 || *limit > kWorthIt) return text;
    const auto size = static_cast<std::uint64_t>(*limit * kUnitsPerCharacter);
    if (text.type.type == schema::SqlType::WLongVarchar || text.type.size > size) text.type = textOfSize(size);
    return text;
}

std::optional<std::int64_t> literalAt(const std::vector<ArgumentFact>& arguments, std::size_t index) {
    return index < arguments.size() ? arguments[index].literal : std::nullopt;
}

// Never more than the UTF-16 code units that follow the text.
TypeFact cutText(const std::vector<ArgumentFact>& arguments, std::size_t limitAt) {
    TypeFact text = asText(first(arguments));
    const auto limit = literalAt(arguments, limitAt);
    if (!limit || *limit < 0) return text;
    const auto size = static_cast<std::uint64_t>(*limit);
    const bool isNull = text.state == TypeFact::State::Null;
    if (isNull || text.type.type == schema::SqlType::WLongVarchar || text.type.size > size) {
        return knownFact(textOfSize(size));
    }
    return text;
}

TypeFact styledText(const std::vector<ArgumentFact>& arguments) {
    constexpr std::uint32_t kLongestStyle = 23;
    const TypeFact text = combined(asText(first(arguments)), knownFact(schema::wvarchar(kLongestStyle)));
    return literalAt(arguments, 2) ? cutText({{text, std::nullopt}, {}, arguments[2]}, 2) : text;
}

TypeFact bytes(const std::vector<ArgumentFact>& arguments) {
    constexpr std::int64_t kLongest = 8000;  // beyond it clients want a long type
    const auto limit = literalAt(arguments, 1);
    if (!limit || *limit < 1 || *limit > kLongest) return knownFact(kBytes);
    return knownFact({schema::SqlType::Varbinary, static_cast<std::uint32_t>(*limit), 0});
}

TypeFact decimalOf(const std::vector<ArgumentFact>& arguments) {
    const auto precision = literalAt(arguments, 1), scale = literalAt(arguments, 2);
    if (!precision || !scale) return knownFact(kDouble);
    return knownFact(
        {schema::SqlType::Decimal, static_cast<std::uint32_t>(*precision), static_cast<std::int16_t>(*scale)});
}

// As many digits of a second as may be there: texts have "2024-01-31 10:00:00." before them.
std::int64_t fractionDigitsOf(const TypeFact& fact) {
    constexpr std::int64_t kBeforeFraction = 20, kLeast = 3, kMost = 9;
    if (!fact.isKnown()) return kMost;
    if (fact.type.type == schema::SqlType::Timestamp) return std::clamp<std::int64_t>(fact.type.scale, kLeast, kMost);
    if (!isText(fact.type.type)) return kLeast;
    return std::clamp(std::int64_t{fact.type.size} - kBeforeFraction, kLeast, kMost);
}

TypeFact timestampOf(std::int64_t digits) {
    constexpr std::uint32_t kBeforeFraction = 20;
    return knownFact({schema::SqlType::Timestamp, kBeforeFraction + static_cast<std::uint32_t>(digits),
                      static_cast<std::int16_t>(digits)});
}

TypeFact castTimestamp(const std::vector<ArgumentFact>& arguments) {
    constexpr std::int64_t kLeast = 3;
    const std::int64_t digits = fractionDigitsOf(first(arguments));
    const auto precision = literalAt(arguments, 1);
    return timestampOf(precision ? std::clamp(*precision, kLeast, digits) : digits);
}

TypeFact separated(const std::vector<ArgumentFact>& arguments) {
    std::vector<TypeFact> parts;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        if (i > 1) parts.push_back(arguments.front().fact);
        parts.push_back(arguments[i].fact);
    }
    return concatenationOf(parts);
}

TypeFact withDefault(const std::vector<ArgumentFact>& arguments) {
    return arguments.size() < 3 ? first(arguments) : combined(first(arguments), arguments[2].fact);
}

TypeFact resultOf(const Row& row, const std::vector<ArgumentFact>& arguments) {
    switch (row.rule) {
        case Rule::Fixed:
            return knownFact(row.type);
        case Rule::Numeric:
            return arithmeticOf(factsOf(arguments));
        case Rule::FirstNumeric:
            return arithmeticOf({first(arguments)});
        case Rule::FirstText:
            return asText(first(arguments));
        case Rule::LimitedText:
            return limitedText(arguments);
        case Rule::FirstType:
            return first(arguments);
        case Rule::Combined:
            return combined(factsOf(arguments));
        case Rule::Choice:
            return combined(factsOf(arguments, 1));
        case Rule::WithDefault:
            return withDefault(arguments);
        case Rule::Concatenated:
            return concatenationOf(factsOf(arguments));
        case Rule::FirstAndLastText:
            return arguments.empty() ? TypeFact() : concatenationOf({first(arguments), arguments.back().fact});
        case Rule::FirstTwoTexts:
            return arguments.size() < 2 ? TypeFact() : concatenationOf({first(arguments), arguments[1].fact});
        case Rule::SecondText:
            return arguments.size() < 2 ? TypeFact() : asText(arguments[1].fact);
        case Rule::Separated:
            return separated(arguments);
        case Rule::CutText:
            return cutText(arguments, 1);
        case Rule::StyledText:
            return styledText(arguments);
        case Rule::Bytes:
            return bytes(arguments);
        case Rule::DecimalOf:
            return decimalOf(arguments);
        case Rule::TimestampOf:
            return castTimestamp(arguments);
        case Rule::MovedTimestamp:
            return timestampOf(arguments.empty() ? 9 : fractionDigitsOf(arguments.back().fact));
        case Rule::LongText:
            return knownFact(schema::wlongvarchar());
    }
    return {};
}

Nullability nullabilityOf(Nulls nulls, const std::vector<ArgumentFact>& arguments) {
    Nullability all = Nullability::No;
    bool anyNotNull = false;
    for (const ArgumentFact& argument : arguments) {
        all = eitherNullable(all, argument.fact.nullability);
        anyNotNull = anyNotNull || argument.fact.nullability == Nullability::No;
    }
    switch (nulls) {
        case Nulls::Never:
            return Nullability::No;
        case Nulls::FromArguments:
            return all;
        case Nulls::UnlessAny:
            return anyNotNull ? Nullability::No : all;
        case Nulls::Possible:
            break;
    }
    return Nullability::Yes;
}

}  // namespace

TypeFact typeOfCall(std::string_view name, const std::vector<ArgumentFact>& arguments) {
    constexpr std::string_view kTries = "odbc_try_", kOwn = "odbc_";
    if (name.substr(0, kTries.size()) == kTries) {
        TypeFact result = typeOfCall(std::string(kOwn).append(name.substr(kTries.size())), arguments);
        result.nullability = Nullability::Yes;
        return result;
    }
    const Row* row = findFunctionType(name);
    if (row == nullptr) return {};
    TypeFact result = resultOf(*row, arguments);
    result.nullability = nullabilityOf(row->nulls, arguments);
    return result;
}

bool isAggregate(std::string_view name, std::size_t argumentCount) {
    constexpr std::string_view kAggregates[] = {
        "count", "sum", "avg", "total", "group_concat", "string_agg", "json_group_array", "json_group_object"};
    if (name == "min" || name == "max") return argumentCount == 1;
    if (isStatisticalAggregate(name)) return true;
    return std::find(std::begin(kAggregates), std::end(kAggregates), name) != std::end(kAggregates);
}

}  // namespace assetsodbc::sqlengine
