#include "sqlengine/type_fact.h"

#include <algorithm>

namespace assetsodbc::sqlengine {
namespace {

using schema::SqlType;
using schema::TypeSpec;

constexpr std::uint32_t kLongestBoundedText = 4000;  // beyond it clients want a long type

int numericRank(SqlType type) {
    switch (type) {
        case SqlType::Bit:
            return 1;
        case SqlType::SmallInt:
            return 2;
        case SqlType::Integer:
            return 3;
        case SqlType::BigInt:
            return 4;
        case SqlType::Decimal:
            return 5;
        case SqlType::Double:
            return 6;
        default:
            return 0;
    }
}

bool isBinary(SqlType type) {
    return type == SqlType::Varbinary || type == SqlType::LongVarbinary;
}
bool isLong(SqlType type) {
    return type == SqlType::WLongVarchar || isBinary(type);
}

// Characters of the longest text that SQLite makes of a value; 0 for no limit.
std::uint32_t longestText(const TypeSpec& type) {
    switch (type.type) {
        case SqlType::SmallInt:
            return 6;
        case SqlType::Integer:
            return 11;
        case SqlType::BigInt:
            return 22;  // -8.50705917302346e+307: what SQLite makes of too large a product
        case SqlType::Double:
            return 24;  // -1.23456789012345e-308
        case SqlType::Decimal:
            return type.size + 3;
        default:
            return isLong(type.type) ? 0 : type.size;
    }
}

TypeSpec combinedDecimal(const TypeSpec& a, const TypeSpec& b) {
    const auto asDecimal = [](const TypeSpec& type) {
        return type.type == SqlType::Decimal ? type : TypeSpec{SqlType::Decimal, type.size, 0};
    };
    const TypeSpec left = asDecimal(a), right = asDecimal(b);
    const int scale = std::max(left.scale, right.scale);
    const int whole = std::max(static_cast<int>(left.size) - left.scale, static_cast<int>(right.size) - right.scale);
    return {SqlType::Decimal, static_cast<std::uint32_t>(whole + scale), static_cast<std::int16_t>(scale)};
}

TypeSpec combinedText(const TypeSpec& a, const TypeSpec& b) {
    const std::uint32_t left = longestText(a), right = longestText(b);
    if (left == 0 || right == 0) return schema::wlongvarchar();
    const bool narrow = a.type == SqlType::Varchar && b.type == SqlType::Varchar;
    return {narrow ? SqlType::Varchar : SqlType::WVarchar, std::max(left, right), 0};
}

TypeSpec combinedTypes(const TypeSpec& a, const TypeSpec& b) {
    if (a == b) return a;
    if (isNumeric(a.type) && isNumeric(b.type)) {
        const bool decimal = std::max(numericRank(a.type), numericRank(b.type)) == numericRank(SqlType::Decimal);
        if (decimal) return combinedDecimal(a, b);
        return numericRank(a.type) >= numericRank(b.type) ? a : b;
    }
    if (isBinary(a.type) && isBinary(b.type)) return {SqlType::LongVarbinary, schema::kLongTextSize, 0};
    const auto isMoment = [](SqlType type) { return type == SqlType::Date || type == SqlType::Timestamp; };
    if (isMoment(a.type) && isMoment(b.type)) {
        if (a.type == b.type) return a.size >= b.size ? a : b;
        return a.type == SqlType::Timestamp ? a : b;  // a date reads as its midnight
    }
    return combinedText(a, b);
}

}  // namespace

TypeFact knownFact(const TypeSpec& type, Nullability nullability) {
    return {TypeFact::State::Known, type, nullability};
}

TypeFact nullFact() {
    return {TypeFact::State::Null, schema::wvarchar(255), Nullability::Yes};
}

bool isInteger(SqlType type) {
    return numericRank(type) >= 1 && numericRank(type) <= 4;
}
bool isNumeric(SqlType type) {
    return numericRank(type) > 0;
}
bool isText(SqlType type) {
    return type == SqlType::Char || type == SqlType::Varchar || type == SqlType::WVarchar ||
           type == SqlType::WLongVarchar;
}

Nullability eitherNullable(Nullability a, Nullability b) {
    if (a == Nullability::Yes || b == Nullability::Yes) return Nullability::Yes;
    return a == Nullability::No && b == Nullability::No ? Nullability::No : Nullability::Unknown;
}

TypeFact::Digits combinedDigits(const TypeFact& a, const TypeFact& b) {
    using Digits = TypeFact::Digits;
    if (a.digits == Digits::Number && b.digits == Digits::Number) return Digits::Number;
    if (a.state == TypeFact::State::Null) return b.digits;
    if (b.state == TypeFact::State::Null) return a.digits;
    const auto isText = [](Digits digits) { return digits == Digits::Column || digits == Digits::Text; };
    if (!isText(a.digits) || !isText(b.digits) || a.type.scale != b.type.scale) return Digits::Mixed;
    return a.digits == b.digits ? a.digits : Digits::Text;
}

TypeFact combined(const TypeFact& a, const TypeFact& b) {
    TypeFact result;
    if (a.isKnown() && b.isKnown()) {
        result = knownFact(combinedTypes(a.type, b.type));
    } else if (a.state == TypeFact::State::Unknown || b.state == TypeFact::State::Unknown) {
        result.state = TypeFact::State::Unknown;
    } else if (a.isKnown() || (a.state == TypeFact::State::Parameter && !b.isKnown())) {
        result = a;
    } else {
        result = b;
    }
    result.nullability = eitherNullable(a.nullability, b.nullability);
    result.digits = combinedDigits(a, b);
    const auto isDate = [](const TypeFact& fact) { return fact.isKnown() && fact.type.type == SqlType::Date; };
    result.mixesDates =
        result.type.type == SqlType::Timestamp && (a.mixesDates || b.mixesDates || isDate(a) || isDate(b));
    return result;
}

TypeFact combined(const std::vector<TypeFact>& facts) {
    if (facts.empty()) return {};
    TypeFact result = facts.front();
    for (std::size_t i = 1; i < facts.size(); ++i) result = combined(result, facts[i]);
    return result;
}

TypeFact arithmeticOf(const std::vector<TypeFact>& facts) {
    Nullability nullability = Nullability::No;
    bool integers = true;
    for (const TypeFact& fact : facts) {
        nullability = eitherNullable(nullability, fact.nullability);
        integers = integers && (fact.state == TypeFact::State::Null || (fact.isKnown() && isInteger(fact.type.type)));
    }
    return knownFact(integers ? schema::bigInt() : schema::doublePrecision(), nullability);
}

TypeSpec textOfSize(std::uint64_t size) {
    if (size > kLongestBoundedText) return schema::wlongvarchar();
    return schema::wvarchar(static_cast<std::uint32_t>(std::max<std::uint64_t>(size, 1)));
}

TypeFact asText(const TypeFact& fact) {
    if (fact.state == TypeFact::State::Null) return nullFact();
    if (!fact.isKnown()) return knownFact(schema::wlongvarchar(), fact.nullability);
    if (isText(fact.type.type)) return fact;
    const std::uint32_t size = longestText(fact.type);
    return knownFact(size == 0 ? schema::wlongvarchar() : textOfSize(size), fact.nullability);
}

TypeFact concatenationOf(const std::vector<TypeFact>& facts) {
    std::uint64_t size = 0;
    bool bounded = true;
    Nullability nullability = Nullability::No;
    for (const TypeFact& fact : facts) {
        nullability = eitherNullable(nullability, fact.nullability);
        const TypeFact text = asText(fact);
        const std::uint32_t length = longestText(text.type);
        bounded = bounded && length > 0;
        size += text.state == TypeFact::State::Null ? 0 : length;
    }
    return knownFact(bounded ? textOfSize(size) : schema::wlongvarchar(), nullability);
}

}  // namespace assetsodbc::sqlengine
