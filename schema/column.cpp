#include "schema/column.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "common/unicode.h"
#include "schema/declared_type.h"

namespace assetsodbc::schema {
namespace {

// How a type is spelled: words, and which of its parameters follow in parentheses.
enum class Parameters { None, Size, Precision, SizeAndScale };

struct Spelling {
    SqlType type;
    std::string_view words;
    Parameters parameters;
    std::string_view affinityWord = "";  // goes before, where the words alone would give another affinity
};

// Every spelling yields the SQLite affinity that the type needs: TEXT for all that travels as text, BLOB for bytes.
constexpr std::array kSpellings = {
    Spelling{SqlType::Bit, "BIT", Parameters::None},
    Spelling{SqlType::SmallInt, "SMALLINT", Parameters::None},
    Spelling{SqlType::Integer, "INTEGER", Parameters::None},
    Spelling{SqlType::BigInt, "BIGINT", Parameters::None},
    Spelling{SqlType::Double, "DOUBLE", Parameters::None},
    Spelling{SqlType::Decimal, "DECIMAL", Parameters::SizeAndScale},
    Spelling{SqlType::Char, "CHAR", Parameters::Size},
    Spelling{SqlType::Varchar, "VARCHAR", Parameters::Size},
    Spelling{SqlType::LongVarchar, "LONG VARCHAR", Parameters::None},
    Spelling{SqlType::WVarchar, "NVARCHAR", Parameters::Size},
    Spelling{SqlType::WLongVarchar, "NLONGVARCHAR", Parameters::None},
    Spelling{SqlType::Date, "DATE", Parameters::None, "TEXT "},
    Spelling{SqlType::Time, "TIME", Parameters::None, "TEXT "},
    Spelling{SqlType::Timestamp, "TIMESTAMP", Parameters::Precision, "TEXT "},
    Spelling{SqlType::Varbinary, "VARBINARY", Parameters::Size, "BLOB "},
    Spelling{SqlType::LongVarbinary, "BLOB", Parameters::None},
    Spelling{SqlType::Guid, "GUID", Parameters::None, "TEXT "},
};

const Spelling& spellingOf(SqlType type) {
    return *std::find_if(kSpellings.begin(), kSpellings.end(),
                         [&](const Spelling& candidate) { return candidate.type == type; });
}

// Spellings of local tables, beyond those above. The type is what a declaration without parameters means.
struct Synonym {
    std::string_view words;
    TypeSpec type;
};

constexpr TypeSpec kLongBytes{SqlType::LongVarbinary, kLongTextSize, 0};
constexpr TypeSpec kDecimal{SqlType::Decimal, 38, 0};
constexpr TypeSpec kGuid{SqlType::Guid, 36, 0};

constexpr std::array kSynonyms = {
    Synonym{"BIT", bit()},
    Synonym{"BOOL", bit()},
    Synonym{"BOOLEAN", bit()},
    Synonym{"SMALLINT", smallInt()},
    Synonym{"TINYINT", smallInt()},
    Synonym{"INT2", smallInt()},
    Synonym{"INTEGER", integer()},
    Synonym{"INT", integer()},
    Synonym{"MEDIUMINT", integer()},
    Synonym{"INT4", integer()},
    Synonym{"BIGINT", bigInt()},
    Synonym{"INT8", bigInt()},
    Synonym{"DOUBLE", doublePrecision()},
    Synonym{"DOUBLE PRECISION", doublePrecision()},
    Synonym{"FLOAT8", doublePrecision()},
    Synonym{"FLOAT", doublePrecision()},
    Synonym{"REAL", doublePrecision()},
    Synonym{"DECIMAL", kDecimal},
    Synonym{"NUMERIC", kDecimal},
    Synonym{"DEC", kDecimal},
    Synonym{"TEXT DECIMAL", kDecimal},
    Synonym{"CHAR", {SqlType::Char, 1, 0}},
    Synonym{"CHARACTER", {SqlType::Char, 1, 0}},
    Synonym{"VARCHAR", varchar(255)},
    Synonym{"CHARACTER VARYING", varchar(255)},
    Synonym{"VARYING CHARACTER", varchar(255)},
    Synonym{"NCHAR", wvarchar(1)},
    Synonym{"NATIVE CHARACTER", wvarchar(1)},
    Synonym{"NVARCHAR", wvarchar(255)},
    Synonym{"NATIONAL CHARACTER VARYING", wvarchar(255)},
    Synonym{"NATIONAL CHAR VARYING", wvarchar(255)},
    Synonym{"CHAR VARYING", varchar(255)},
    Synonym{"NATIONAL CHARACTER", wvarchar(1)},
    Synonym{"LONG VARCHAR", wlongvarchar()},
    Synonym{"LONGVARCHAR", wlongvarchar()},
    Synonym{"WVARCHAR", wvarchar(255)},
    Synonym{"WLONGVARCHAR", wlongvarchar()},
    Synonym{"NLONGVARCHAR", wlongvarchar()},
    Synonym{"NTEXT", wlongvarchar()},
    Synonym{"DATE", date()},
    Synonym{"TEXT DATE", date()},
    Synonym{"TIME", time()},
    Synonym{"TEXT TIME", time()},
    Synonym{"TIMESTAMP", timestamp()},
    Synonym{"DATETIME", timestamp()},
    Synonym{"DATETIME2", timestamp()},
    Synonym{"TIMESTAMP WITHOUT TIME ZONE", timestamp()},
    Synonym{"TEXT TIMESTAMP", timestamp()},
    Synonym{"VARBINARY", {SqlType::Varbinary, 255, 0}},
    Synonym{"BINARY", {SqlType::Varbinary, 255, 0}},
    Synonym{"BLOB VARBINARY", {SqlType::Varbinary, 255, 0}},
    Synonym{"BLOB", kLongBytes},
    Synonym{"LONG VARBINARY", kLongBytes},
    Synonym{"LONGVARBINARY", kLongBytes},
    Synonym{"IMAGE", kLongBytes},
    Synonym{"BYTEA", kLongBytes},
    Synonym{"BINARY VARYING", {SqlType::Varbinary, 255, 0}},
    Synonym{"BINARY LARGE OBJECT", kLongBytes},
    Synonym{"GUID", kGuid},
    Synonym{"UNIQUEIDENTIFIER", kGuid},
    Synonym{"TEXT GUID", kGuid},
    Synonym{"UUID", kGuid},
    Synonym{"INT UNSIGNED", bigInt()},
    Synonym{"INTEGER UNSIGNED", bigInt()},
    Synonym{"UNSIGNED BIG INT", bigInt()},
    Synonym{"BIGINT UNSIGNED", bigInt()},
    Synonym{"SMALLINT UNSIGNED", integer()},
    Synonym{"TINYINT UNSIGNED", smallInt()},
    Synonym{"SIGNED", bigInt()},
    Synonym{"SIGNED INTEGER", bigInt()},
    Synonym{"FLOAT4", doublePrecision()},
    Synonym{"NUMBER", kDecimal},
    Synonym{"MONEY", {SqlType::Decimal, 19, 4}},
    Synonym{"SMALLMONEY", {SqlType::Decimal, 10, 4}},
    Synonym{"VARCHAR2", varchar(255)},
    Synonym{"NVARCHAR2", wvarchar(255)},
    Synonym{"NATIONAL CHAR", wvarchar(1)},
    Synonym{"WCHAR", wvarchar(1)},
    Synonym{"SYSNAME", wvarchar(128)},
    Synonym{"STRING", wlongvarchar()},
    Synonym{"TYPE_DATE", date()},
    Synonym{"TYPE_TIME", time()},
    Synonym{"TIME WITHOUT TIME ZONE", time()},
    Synonym{"TYPE_TIMESTAMP", timestamp()},
    Synonym{"TIMESTAMP WITH TIME ZONE", timestamp()},
    Synonym{"SMALLDATETIME", timestamp()},
    Synonym{"DATETIMEOFFSET", timestamp()},
};

struct Declaration {
    std::string words;                           // upper case, single blanks
    std::optional<std::uint32_t> first, second;  // of "(first, second)"
    bool isUnlimited = false;                    // "(MAX)"
};

std::optional<std::uint32_t> numberIn(std::string_view text) {
    const auto begin = text.find_first_of("0123456789");
    if (begin == std::string_view::npos) return std::nullopt;
    std::uint32_t number = 0;
    const auto result = std::from_chars(text.data() + begin, text.data() + text.size(), number);
    return result.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::string normalisedWords(std::string_view text) {
    std::string words;
    for (const char c : common::asciiUpper(text)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        if (!blank) words += c;
        if (blank && !words.empty() && words.back() != ' ') words += ' ';
    }
    if (!words.empty() && words.back() == ' ') words.pop_back();
    return words;
}

Declaration parse(std::string_view text) {
    Declaration declaration;
    const auto open = text.find('(');
    declaration.words = normalisedWords(text.substr(0, open));
    if (open == std::string_view::npos) return declaration;
    declaration.isUnlimited = normalisedWords(text.substr(open)) == "(MAX)";
    const auto comma = text.find(',', open);
    declaration.first = numberIn(text.substr(open, comma == std::string_view::npos ? comma : comma - open));
    if (comma != std::string_view::npos) declaration.second = numberIn(text.substr(comma));
    return declaration;
}

TypeSpec withParameters(TypeSpec type, const Declaration& declaration) {
    switch (type.type) {
        case SqlType::Char:
            if (declaration.first) type.size = *declaration.first;
            break;
        case SqlType::Varchar:
        case SqlType::WVarchar:
            if (declaration.isUnlimited) return wlongvarchar();
            if (declaration.first) type.size = *declaration.first;
            break;
        case SqlType::Varbinary:
            if (declaration.isUnlimited) return kLongBytes;
            if (declaration.first) type.size = *declaration.first;
            break;
        case SqlType::Decimal:
            if (type.scale != 0) break;                        // MONEY
            if (!declaration.first) return doublePrecision();  // SQLite keeps any number in such a column
            type.size = *declaration.first;
            if (declaration.second)
                type.scale = static_cast<std::int16_t>(std::min<std::uint32_t>(*declaration.second, 38));
            break;
        case SqlType::Timestamp:
            if (declaration.first)
                type.scale = static_cast<std::int16_t>(std::min<std::uint32_t>(*declaration.first, 9));
            type.size = type.scale == 0 ? 19 : 20 + static_cast<std::uint32_t>(type.scale);
            break;
        default:
            break;
    }
    return type;
}

// A declaration that nobody knows takes anything, and only text can tell anything.
TypeSpec typeByAffinity(std::string_view words) {
    const auto contains = [&](std::string_view part) { return words.find(part) != std::string_view::npos; };
    if (contains("CHAR") || contains("CLOB") || contains("TEXT")) return wlongvarchar();
    if (contains("BLOB")) return kLongBytes;
    if (words == "NUM" || contains("REAL") || contains("FLOA") || contains("DOUB")) return doublePrecision();
    return wlongvarchar();
}

// "(10, 2)" as numbers; nullopt where something else stands there.
std::optional<std::vector<std::uint64_t>> numbersIn(std::string_view text) {
    std::vector<std::uint64_t> numbers;
    text.remove_prefix(1);
    for (bool more = true; more;) {
        const auto end = text.find_first_of(",)");
        if (end == std::string_view::npos) return std::nullopt;
        const std::string part = normalisedWords(text.substr(0, end));
        std::uint64_t number = 0;
        const auto result = std::from_chars(part.data(), part.data() + part.size(), number);
        if (result.ec != std::errc() || result.ptr != part.data() + part.size()) return std::nullopt;
        numbers.push_back(number);
        more = text[end] == ',';
        text.remove_prefix(end + 1);
    }
    return numbers;
}

bool isWithin(std::uint64_t number, std::uint64_t lowest, std::uint64_t highest) {
    return number >= lowest && number <= highest;
}

std::string_view refusalOf(SqlType type, const std::vector<std::uint64_t>& numbers) {
    constexpr std::uint64_t kMostDigits = 38, kMostFraction = 9, kLongest = 1'000'000'000;  // of SQLite
    const bool single = numbers.size() == 1;
    switch (type) {
        case SqlType::Char:
        case SqlType::Varchar:
        case SqlType::WVarchar:
        case SqlType::Varbinary:
            if (single && isWithin(numbers[0], 1, kLongest)) return "";
            return "takes one length from 1 to 1000000000; MAX stands for no limit";
        case SqlType::Decimal:
            if (isWithin(numbers.size(), 1, 2) && isWithin(numbers[0], 1, kMostDigits) &&
                (single || numbers[1] <= numbers[0])) {
                return "";
            }
            return "takes a precision from 1 to 38 and a scale from 0 to it";
        case SqlType::Timestamp:
            return single && numbers[0] <= kMostFraction ? "" : "takes a number of digits of a second from 0 to 9";
        default:
            return "";
    }
}

}  // namespace

std::string typeNameOf(const TypeSpec& type) {
    const Spelling& spelling = spellingOf(type.type);
    const std::string words(spelling.words);
    switch (spelling.parameters) {
        case Parameters::None:
            break;
        case Parameters::Size:
            return words + '(' + std::to_string(type.size) + ')';
        case Parameters::Precision:
            return words + '(' + std::to_string(type.scale) + ')';
        case Parameters::SizeAndScale:
            return words + '(' + std::to_string(type.size) + ',' + std::to_string(type.scale) + ')';
    }
    return words;
}

std::string declarationOf(const TypeSpec& type) {
    return std::string(isKeptAsText(type) ? "TEXT " : spellingOf(type.type).affinityWord) + typeNameOf(type);
}

bool isKeptAsText(const TypeSpec& type) {
    constexpr std::uint32_t kDigitsOfDouble = 15, kDigitsOfInteger = 18;
    return type.type == SqlType::Decimal && type.size > (type.scale == 0 ? kDigitsOfInteger : kDigitsOfDouble);
}

std::optional<TypeSpec> namedType(std::string_view text) {
    const Declaration declaration = parse(text);
    for (const Synonym& synonym : kSynonyms) {
        if (synonym.words != declaration.words) continue;
        const bool isOpen = synonym.type.type == SqlType::Decimal && synonym.type.scale == 0;
        if (isOpen && !declaration.first) return std::nullopt;
        return withParameters(synonym.type, declaration);
    }
    return std::nullopt;
}

std::string_view refusalOf(std::string_view text) {
    const auto open = text.find('(');
    const auto type = namedType(text);
    if (open == std::string_view::npos || !type || parse(text).isUnlimited) return "";
    const auto numbers = numbersIn(text.substr(open));
    return refusalOf(type->type, numbers.value_or(std::vector<std::uint64_t>()));
}

TypeSpec typeOfDeclaration(std::string_view text) {
    const Declaration declaration = parse(text);
    for (const Synonym& synonym : kSynonyms) {
        if (synonym.words == declaration.words) return withParameters(synonym.type, declaration);
    }
    return typeByAffinity(declaration.words);
}

}  // namespace assetsodbc::schema
