#include "sqlengine/function_types.h"

#include <algorithm>
#include <iterator>

namespace assetsodbc::sqlengine {
namespace {

using schema::TypeSpec;

// How the result type comes about.
enum class Rule {
    Fixed,             // the type of the row
    Numeric,           // BIGINT of integers, else DOUBLE
    FirstNumeric,      // the same of the first argument alone
    FirstText,         // the text of the first argument, perhaps shortened
    LimitedText,       // the same, at most as long as the integer literal that is the last argument
    FirstType,         // the first argument's type
    Combined,          // the type that holds all arguments
    Choice,            // IIF: all but the first
    WithDefault,       // LAG and LEAD: the first together with the third
    Concatenated,      // texts one after the other
    FirstAndLastText,  // INSERT(a, 1, 2, b)
    LongText,
};

enum class Nulls {
    Never,
    FromArguments,  // NULL only for a NULL argument
    Possible,
    UnlessAny,  // COALESCE: not NULL as soon as one argument cannot be
};

struct Row {
    std::string_view name;
    Rule rule;
    Nulls nulls;
    TypeSpec type = schema::wlongvarchar();
};

constexpr TypeSpec kBytes{schema::SqlType::LongVarbinary, schema::kLongTextSize, 0};
constexpr TypeSpec kGuid{schema::SqlType::Guid, 36, 0};
constexpr TypeSpec kInteger = schema::integer();
constexpr TypeSpec kBigInt = schema::bigInt();
constexpr TypeSpec kDouble = schema::doublePrecision();
constexpr Rule F = Rule::Fixed;
constexpr Nulls kNever = Nulls::Never;
constexpr Nulls kArguments = Nulls::FromArguments;
constexpr Nulls kPossible = Nulls::Possible;

// clang-format off
constexpr Row kRows[] = {
    // aggregates
    {"count", F, kNever, kBigInt},
    {"sum", Rule::Numeric, kPossible},
    {"avg", F, kPossible, kDouble},
    {"total", F, kNever, kDouble},
    {"min", Rule::Combined, kPossible},
    {"max", Rule::Combined, kPossible},
    {"group_concat", Rule::LongText, kPossible},
    {"string_agg", Rule::LongText, kPossible},
    {"json_group_array", Rule::LongText, kNever},
    {"json_group_object", Rule::LongText, kNever},
    // window functions
    {"row_number", F, kNever, kBigInt},
    {"rank", F, kNever, kBigInt},
    {"dense_rank", F, kNever, kBigInt},
    {"ntile", F, kNever, kBigInt},
    {"percent_rank", F, kNever, kDouble},
    {"cume_dist", F, kNever, kDouble},
    {"lag", Rule::WithDefault, kPossible},
    {"lead", Rule::WithDefault, kPossible},
    {"first_value", Rule::FirstType, kPossible},
    {"last_value", Rule::FirstType, kPossible},
    {"nth_value", Rule::FirstType, kPossible},
    // choices
    {"coalesce", Rule::Combined, Nulls::UnlessAny},
    {"ifnull", Rule::Combined, Nulls::UnlessAny},
    {"nullif", Rule::FirstType, kPossible},
    {"iif", Rule::Choice, kPossible},
    {"if", Rule::Choice, kPossible},
    {"likely", Rule::FirstType, kArguments},
    {"unlikely", Rule::FirstType, kArguments},
    {"likelihood", Rule::FirstType, kArguments},
    // SQLite's text
    {"upper", Rule::FirstText, kArguments},
    {"lower", Rule::FirstText, kArguments},
    {"trim", Rule::FirstText, kArguments},
    {"ltrim", Rule::FirstText, kArguments},
    {"rtrim", Rule::FirstText, kArguments},
    {"substr", Rule::FirstText, kArguments},
    {"substring", Rule::FirstText, kArguments},
    {"replace", Rule::LongText, kArguments},
    {"printf", Rule::LongText, kPossible},
    {"format", Rule::LongText, kPossible},
    {"quote", Rule::LongText, kNever},
    {"hex", Rule::LongText, kNever},
    {"char", Rule::LongText, kNever},
    {"concat", Rule::LongText, kNever},
    {"concat_ws", Rule::LongText, kPossible},
    {"typeof", F, kNever, schema::wvarchar(7)},
    {"length", F, kArguments, kInteger},
    {"octet_length", F, kArguments, kInteger},
    {"instr", F, kArguments, kInteger},
    {"unicode", F, kPossible, kInteger},
    {"glob", F, kArguments, kInteger},
    {"like", F, kArguments, kInteger},
    {"soundex", F, kNever, schema::wvarchar(4)},
    {"unhex", F, kPossible, kBytes},
    {"randomblob", F, kNever, kBytes},
    {"zeroblob", F, kNever, kBytes},
    {"sqlite_version", F, kNever, schema::wvarchar(32)},
    // SQLite's numbers
    {"abs", Rule::Numeric, kArguments},
    {"random", F, kNever, kBigInt},
    {"changes", F, kNever, kBigInt},
    {"total_changes", F, kNever, kBigInt},
    {"last_insert_rowid", F, kNever, kBigInt},
    {"round", F, kArguments, kDouble},
    {"sign", F, kPossible, kInteger},
    {"ceil", Rule::Numeric, kPossible}, {"ceiling", Rule::Numeric, kPossible},
    {"floor", Rule::Numeric, kPossible}, {"trunc", Rule::Numeric, kPossible},
    {"acos", F, kPossible, kDouble}, {"acosh", F, kPossible, kDouble}, {"asin", F, kPossible, kDouble},
    {"asinh", F, kPossible, kDouble}, {"atan", F, kPossible, kDouble}, {"atan2", F, kPossible, kDouble},
    {"atanh", F, kPossible, kDouble}, {"cos", F, kPossible, kDouble}, {"cosh", F, kPossible, kDouble},
    {"degrees", F, kPossible, kDouble}, {"exp", F, kPossible, kDouble}, {"ln", F, kPossible, kDouble},
    {"log", F, kPossible, kDouble}, {"log10", F, kPossible, kDouble}, {"log2", F, kPossible, kDouble},
    {"mod", F, kPossible, kDouble}, {"pi", F, kNever, kDouble}, {"pow", F, kPossible, kDouble},
    {"power", F, kPossible, kDouble}, {"radians", F, kPossible, kDouble}, {"sin", F, kPossible, kDouble},
    {"sinh", F, kPossible, kDouble}, {"sqrt", F, kPossible, kDouble}, {"tan", F, kPossible, kDouble},
    {"tanh", F, kPossible, kDouble},
    // SQLite's dates
    {"date", F, kPossible, schema::date()},
    {"time", F, kPossible, schema::time()},
    {"datetime", F, kPossible, schema::timestamp()},
    {"julianday", F, kPossible, kDouble},
    {"unixepoch", F, kPossible, kBigInt},
    {"strftime", Rule::LongText, kPossible},
    // SQLite's JSON
    {"json_array_length", F, kPossible, kInteger},
    {"json_valid", F, kArguments, kInteger},
    {"json_error_position", F, kArguments, kInteger},
    {"json_type", F, kPossible, schema::wvarchar(8)},
    // ODBC's text
    {"ascii", F, kArguments, kInteger},
    {"bit_length", F, kArguments, kBigInt},
    {"odbc_char", F, kArguments, schema::wvarchar(2)},
    {"char_length", F, kArguments, kInteger},
    {"character_length", F, kArguments, kInteger},
    {"odbc_concat", Rule::Concatenated, kArguments},
    {"difference", F, kArguments, kInteger},
    {"odbc_insert", Rule::FirstAndLastText, kArguments},
    {"lcase", Rule::FirstText, kArguments},
    {"odbc_left", Rule::LimitedText, kArguments},
    {"odbc_length", F, kArguments, kInteger},
    {"locate", F, kArguments, kInteger},
    {"odbc_ltrim", Rule::FirstText, kArguments},
    {"odbc_octet_length", F, kArguments, kInteger},
    {"odbc_position", F, kArguments, kInteger},
    {"repeat", Rule::LongText, kArguments},
    {"odbc_right", Rule::LimitedText, kArguments},
    {"odbc_rtrim", Rule::FirstText, kArguments},
    {"odbc_soundex", F, kArguments, schema::wvarchar(4)},
    {"space", Rule::LongText, kArguments},
    {"odbc_substring", Rule::FirstText, kArguments},
    {"ucase", Rule::FirstText, kArguments},
    // ODBC's numbers
    {"odbc_abs", Rule::Numeric, kArguments},
    {"odbc_acos", F, kArguments, kDouble}, {"odbc_asin", F, kArguments, kDouble}, {"odbc_atan", F, kArguments, kDouble},
    {"odbc_atan2", F, kArguments, kDouble}, {"odbc_ceiling", Rule::Numeric, kArguments}, {"odbc_cos", F, kArguments, kDouble},
    {"cot", F, kArguments, kDouble}, {"odbc_degrees", F, kArguments, kDouble}, {"odbc_exp", F, kArguments, kDouble},
    {"odbc_floor", Rule::Numeric, kArguments}, {"odbc_log", F, kArguments, kDouble}, {"odbc_log10", F, kArguments, kDouble},
    {"odbc_mod", Rule::Numeric, kArguments}, {"odbc_pi", F, kNever, kDouble}, {"odbc_power", F, kArguments, kDouble},
    {"odbc_radians", F, kArguments, kDouble}, {"rand", F, kArguments, kDouble}, {"odbc_round", Rule::FirstNumeric, kArguments},
    {"odbc_sign", F, kArguments, kInteger}, {"odbc_sin", F, kArguments, kDouble}, {"odbc_sqrt", F, kArguments, kDouble},
    {"odbc_tan", F, kArguments, kDouble}, {"truncate", Rule::FirstNumeric, kArguments},
    // ODBC's dates
    {"curdate", F, kNever, schema::date()},
    {"curtime", F, kNever, schema::time()},
    {"now", F, kNever, schema::timestamp()},
    {"dayname", F, kArguments, schema::wvarchar(9)},
    {"monthname", F, kArguments, schema::wvarchar(9)},
    {"dayofmonth", F, kArguments, kInteger}, {"dayofweek", F, kArguments, kInteger},
    {"dayofyear", F, kArguments, kInteger}, {"hour", F, kArguments, kInteger}, {"minute", F, kArguments, kInteger},
    {"month", F, kArguments, kInteger}, {"quarter", F, kArguments, kInteger}, {"second", F, kArguments, kInteger},
    {"week", F, kArguments, kInteger}, {"year", F, kArguments, kInteger},
    {"timestampadd", F, kArguments, schema::timestamp()},
    {"timestampdiff", F, kArguments, kBigInt},
    // ODBC's conversions and session
    {"odbc_to_text", Rule::FirstText, kArguments},
    {"odbc_to_binary", F, kArguments, kBytes},
    {"odbc_to_bit", F, kArguments, schema::bit()},
    {"odbc_to_tinyint", F, kArguments, schema::smallInt()},
    {"odbc_to_smallint", F, kArguments, schema::smallInt()},
    {"odbc_to_integer", F, kArguments, kInteger},
    {"odbc_to_bigint", F, kArguments, kBigInt},
    {"odbc_to_double", F, kArguments, kDouble},
    {"odbc_to_date", F, kArguments, schema::date()},
    {"odbc_to_time", F, kArguments, schema::time()},
    {"odbc_to_timestamp", F, kArguments, schema::timestamp()},
    {"odbc_to_guid", F, kArguments, kGuid},
    {"database", F, kNever, schema::wvarchar(255)},
    {"user", F, kNever, schema::wvarchar(255)},
};
// clang-format on

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
    const auto row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.name == name; });
    if (row == std::end(kRows)) return {};
    TypeFact result = resultOf(*row, arguments);
    result.nullability = nullabilityOf(row->nulls, arguments);
    return result;
}

bool isAggregate(std::string_view name, std::size_t argumentCount) {
    constexpr std::string_view kAggregates[] = {
        "count", "sum", "avg", "total", "group_concat", "string_agg", "json_group_array", "json_group_object"};
    if (name == "min" || name == "max") return argumentCount == 1;
    return std::find(std::begin(kAggregates), std::end(kAggregates), name) != std::end(kAggregates);
}

}  // namespace assetsodbc::sqlengine
