#include "sqlengine/function_type_table.h"

#include <algorithm>
#include <iterator>

namespace assetsodbc::sqlengine {
namespace {

using schema::TypeSpec;
using Rule = TypeRule;
using Nulls = TypeNulls;
using Row = FunctionTypeRow;

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
    {"stddev", F, kPossible, kDouble}, {"stddev_samp", F, kPossible, kDouble}, {"stddev_pop", F, kPossible, kDouble},
    {"stdev", F, kPossible, kDouble}, {"stdevp", F, kPossible, kDouble}, {"var", F, kPossible, kDouble},
    {"variance", F, kPossible, kDouble}, {"var_samp", F, kPossible, kDouble}, {"var_pop", F, kPossible, kDouble},
    {"varp", F, kPossible, kDouble},
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
    {"concat", Rule::Concatenated, kNever},
    {"concat_ws", Rule::Separated, kPossible},
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
    // text by other names
    {"btrim", Rule::FirstText, kArguments},
    {"charindex", F, kArguments, kInteger},
    {"len", F, kArguments, kInteger},
    {"isdate", F, kNever, kInteger},
    {"isnumeric", F, kNever, kInteger},
    {"lpad", Rule::LongText, kArguments},
    {"rpad", Rule::LongText, kArguments},
    {"nchar", F, kPossible, schema::wvarchar(2)},
    {"odbc_overlay", Rule::FirstTwoTexts, kArguments},
    {"odbc_trim_both", Rule::SecondText, kArguments},
    {"odbc_trim_leading", Rule::SecondText, kArguments},
    {"odbc_trim_trailing", Rule::SecondText, kArguments},
    {"replicate", Rule::LongText, kPossible},
    {"reverse", Rule::FirstText, kArguments},
    {"stuff", Rule::FirstAndLastText, kPossible},
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
    {"timestampadd", Rule::MovedTimestamp, kArguments},
    {"timestampdiff", F, kArguments, kBigInt},
    {"day", F, kArguments, kInteger}, {"datepart", F, kArguments, kInteger}, {"date_part", F, kArguments, kInteger},
    {"getdate", F, kNever, schema::timestamp()}, {"getutcdate", F, kNever, schema::timestamp()},
    {"sysdatetime", F, kNever, schema::timestamp()}, {"sysutcdatetime", F, kNever, schema::timestamp()},
    {"dateadd", Rule::MovedTimestamp, kArguments}, {"datediff", F, kArguments, kBigInt},
    {"datename", F, kArguments, schema::wvarchar(9)}, {"datetrunc", F, kArguments, schema::timestamp()},
    {"date_trunc", F, kArguments, schema::timestamp()}, {"eomonth", F, kArguments, schema::date()},
    {"datefromparts", F, kArguments, schema::date()},
    // ODBC's conversions and session
    {"odbc_to_text", Rule::CutText, kArguments},
    {"odbc_to_binary", Rule::Bytes, kArguments},
    {"odbc_to_decimal", Rule::DecimalOf, kArguments},
    {"odbc_to_money", F, kArguments, {schema::SqlType::Decimal, 19, 4}},
    {"odbc_styled_text", Rule::StyledText, kArguments},
    {"odbc_styled_date", F, kArguments, schema::date()},
    {"odbc_styled_time", F, kArguments, schema::time()},
    {"odbc_styled_timestamp", F, kArguments, schema::timestamp()},
    {"odbc_moment", Rule::TimestampOf, kArguments},
    {"odbc_to_bit", F, kArguments, schema::bit()},
    {"odbc_to_tinyint", F, kArguments, schema::smallInt()},
    {"odbc_to_smallint", F, kArguments, schema::smallInt()},
    {"odbc_to_integer", F, kArguments, kInteger},
    {"odbc_to_bigint", F, kArguments, kBigInt},
    {"odbc_to_double", F, kArguments, kDouble},
    {"odbc_to_date", F, kArguments, schema::date()},
    {"odbc_to_time", F, kArguments, schema::time()},
    {"odbc_to_timestamp", Rule::TimestampOf, kArguments},
    {"odbc_to_guid", F, kArguments, kGuid},
    {"database", F, kNever, schema::wvarchar(255)},
    {"user", F, kNever, schema::wvarchar(255)},
};
// clang-format on

}  // namespace

const FunctionTypeRow* findFunctionType(std::string_view name) {
    const auto row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.name == name; });
    return row == std::end(kRows) ? nullptr : &*row;
}

}  // namespace assetsodbc::sqlengine
