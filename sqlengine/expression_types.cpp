// The expressions of QueryTypes.
#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "common/unicode.h"
#include "sqlengine/function_types.h"
#include "sqlengine/moment_comparisons.h"
#include "sqlengine/query_scope.h"
#include "sqlengine/query_types.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::SqlType;
using schema::TypeSpec;

constexpr TypeSpec kBytes{SqlType::LongVarbinary, schema::kLongTextSize, 0};

TypeFact integerLiteral(const std::string& text) {
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc()) return knownFact(schema::doublePrecision(), Nullability::No);
    const bool whole = result.ptr == text.data() + text.size();  // not hexadecimal
    const bool small = whole && value <= std::numeric_limits<std::int32_t>::max();
    return knownFact(small ? schema::integer() : schema::bigInt(), Nullability::No);
}

// Too large for 64 bits, but not with a minus before it.
bool isTwoTo63(const std::string& digits) {
    const std::size_t first = digits.find_first_not_of('0');
    return first != std::string::npos && digits.compare(first, std::string::npos, "9223372036854775808") == 0;
}

std::optional<std::int64_t> literalValue(const Expression& expression) {
    if (expression.kind != ExpressionKind::Integer) return std::nullopt;
    std::int64_t value = 0;
    const auto result = std::from_chars(expression.name.data(), expression.name.data() + expression.name.size(), value);
    return result.ec == std::errc() ? std::optional(value) : std::nullopt;
}

TypeSpec currentTimeType(const std::string& keyword) {
    if (keyword == "CURRENT_DATE") return schema::date();
    return keyword == "CURRENT_TIME" ? schema::time() : schema::timestamp();
}

bool containsWord(const std::string& upperText, std::string_view word) {
    return upperText.find(word) != std::string::npos;
}

// The declared size of a text, as far as the text surely fits: SQLite's CAST does not cut.
TypeFact textCast(const std::string& typeName, const TypeFact& operand) {
    const TypeSpec declared = schema::typeOfDeclaration(typeName);
    const TypeFact text = asText(operand);
    if (operand.state == TypeFact::State::Null) return knownFact(textOfSize(declared.size), Nullability::Yes);
    if (text.type.type == SqlType::WLongVarchar || declared.type == SqlType::WLongVarchar) return text;
    return knownFact(textOfSize(std::max(text.type.size, declared.size)), text.nullability);
}

// By affinity (https://sqlite.org/datatype3.html#determination_of_column_affinity): what SQLite's CAST gives, which for
// CAST(x AS INTEGER) is 64 bits and for CAST(x AS DECIMAL(10,2)) a double.
TypeFact castResult(const std::string& typeName, const TypeFact& operand) {
    const std::string name = common::asciiUpper(typeName);
    const Nullability nullability = operand.nullability;
    if (containsWord(name, "INT")) return knownFact(schema::bigInt(), nullability);
    if (containsWord(name, "CHAR") || containsWord(name, "CLOB") || containsWord(name, "TEXT")) {
        return textCast(name, operand);
    }
    if (name.empty() || containsWord(name, "BLOB")) return knownFact(kBytes, nullability);
    return knownFact(schema::doublePrecision(), nullability);
}

TypeFact firstKnown(const std::vector<TypeFact>& facts) {
    const auto known = std::find_if(facts.begin(), facts.end(), [](const TypeFact& fact) { return fact.isKnown(); });
    return known == facts.end() ? TypeFact() : *known;
}

Nullability nullabilityOfAll(const std::vector<TypeFact>& facts) {
    Nullability result = Nullability::No;
    for (const TypeFact& fact : facts) result = eitherNullable(result, fact.nullability);
    return result;
}

// What an expression gives of a column.
TypeFact withoutCollation(TypeFact fact) {
    if (fact.digits == TypeFact::Digits::Column) fact.digits = TypeFact::Digits::Text;
    return fact;
}

}  // namespace

// ---- scopes

const Relation* QueryTypes::CommonScope::find(const CommonScope* scope, const std::string& name) {
    for (; scope != nullptr; scope = scope->outer) {
        if (scope->relation != nullptr && common::equalIgnoringAsciiCase(scope->name, name)) return scope->relation;
    }
    return nullptr;
}

bool QueryTypes::ScopeSource::answersTo(const std::vector<std::string>& qualifiers) const {
    if (qualifiers.empty()) return true;
    const bool aliased = !source->alias.empty();
    const std::string& own = aliased ? source->alias : (source->name.empty() ? source->alias : source->name.back());
    if (!common::equalIgnoringAsciiCase(qualifiers.back(), own)) return false;
    if (qualifiers.size() == 1 || aliased || source->name.size() == 1) return true;
    return common::equalIgnoringAsciiCase(qualifiers.front(), source->name.front());
}

TypeFact QueryTypes::ScopeSource::factOf(TypeFact fact) const {
    if (source->nullable || mayBeEmptyGroup) fact.nullability = Nullability::Yes;
    return fact;
}

bool QueryTypes::Scope::hasColumn(const std::string& name) const {
    return std::any_of(sources.begin(), sources.end(),
                       [&](const ScopeSource& source) { return source.relation->find(name) != nullptr; });
}

// ---- expressions

TypeFact QueryTypes::typeOf(const Expression& expression, const Scope& scope) {
    switch (expression.kind) {
        case ExpressionKind::Null:
            return nullFact();
        case ExpressionKind::Integer:
            return integerLiteral(expression.name);
        case ExpressionKind::Real:
            return knownFact(schema::doublePrecision(), Nullability::No);
        case ExpressionKind::Text:
            return knownFact(textOfSize(common::utf16Length(expression.name)), Nullability::No);
        case ExpressionKind::Blob:
            return knownFact(kBytes, Nullability::No);
        case ExpressionKind::CurrentTime:
            return knownFact(currentTimeType(expression.name), Nullability::No);
        case ExpressionKind::Column:
            return columnType(expression, scope);
        case ExpressionKind::Parameter:
            return {TypeFact::State::Parameter, schema::wlongvarchar(), Nullability::Unknown};
        case ExpressionKind::Sign:
            return signType(expression, scope);
        case ExpressionKind::Arithmetic:
            return arithmeticType(expression, scope);
        case ExpressionKind::Bitwise:
            return knownFact(schema::bigInt(), nullabilityOfAll(typesOf(expression.operands, scope)));
        case ExpressionKind::Concatenation:
            return concatenationOf(typesOf(expression.operands, scope));
        case ExpressionKind::JsonArrow:
            typesOf(expression.operands, scope);
            return knownFact(schema::wlongvarchar(), Nullability::Yes);
        case ExpressionKind::Comparison:
            return comparisonType(expression, scope);
        case ExpressionKind::Like:
            return likeType(expression, scope);
        case ExpressionKind::Logical:
            return logicalType(expression, scope);
        case ExpressionKind::Case:
            return caseType(expression, scope);
        case ExpressionKind::Cast:
            return castType(expression, scope);
        case ExpressionKind::Call:
            return callType(expression, scope);
        case ExpressionKind::Subquery:
            return subqueryType(*expression.query, scope);
        case ExpressionKind::Row:
            typesOf(expression.operands, scope);
            return {};
        case ExpressionKind::Assignment:
            return assignmentType(expression, scope);
        case ExpressionKind::Unreadable:
            return {};
    }
    return {};
}

std::vector<TypeFact> QueryTypes::typesOf(const std::vector<ExpressionPointer>& expressions, const Scope& scope) {
    std::vector<TypeFact> types;
    types.reserve(expressions.size());
    for (const ExpressionPointer& expression : expressions) types.push_back(typeOf(*expression, scope));
    return types;
}

// From the inside out; within one SELECT shown columns come before hidden ones, and both before aliases.
TypeFact QueryTypes::columnType(const Expression& column, const Scope& innermost) {
    for (const Scope* scope = &innermost; scope != nullptr; scope = scope->outer) {
        for (const ScopeSource& source : scope->sources) {
            if (!source.answersTo(column.qualifiers)) continue;
            if (const RelationColumn* found = source.relation->find(column.name)) return source.factOf(*found);
        }
        TypeFact alias;
        if (aliasType(column, *scope, alias) != nullptr) return alias;
        for (const ScopeSource& source : scope->sources) {
            if (!source.isBaseTable() || !source.answersTo(column.qualifiers)) continue;
            const TypeFact& hidden = baseTables_.hiddenColumn(source.source->name, column.name);
            if (hidden.isKnown()) return source.factOf(hidden);
        }
    }
    const bool truth = column.qualifiers.empty() && (common::equalIgnoringAsciiCase(column.name, "true") ||
                                                     common::equalIgnoringAsciiCase(column.name, "false"));
    return truth ? knownFact(schema::integer(), Nullability::No) : TypeFact();
}

const TypeFact* QueryTypes::aliasType(const Expression& column, const Scope& scope, TypeFact& storage) {
    if (scope.aliases == nullptr || !column.qualifiers.empty()) return nullptr;
    for (const ResultItem& item : *scope.aliases) {
        if (!item.expression || !common::equalIgnoringAsciiCase(item.alias, column.name)) continue;
        Scope withoutAliases = scope;
        withoutAliases.aliases = nullptr;
        storage = typeOf(*item.expression, withoutAliases);
        return &storage;
    }
    return nullptr;
}

TypeFact QueryTypes::signType(const Expression& expression, const Scope& scope) {
    const Expression& inner = *expression.operands.front();
    const TypeFact operand = typeOf(inner, scope);
    if (expression.name == "+") return withoutCollation(operand);  // SQLite's unary plus does nothing else
    if (inner.kind != ExpressionKind::Integer) return arithmeticOf({operand});
    return isTwoTo63(inner.name) ? knownFact(schema::bigInt(), Nullability::No) : operand;
}

TypeFact QueryTypes::arithmeticType(const Expression& expression, const Scope& scope) {
    const std::vector<TypeFact> types = typesOf(expression.operands, scope);
    const TypeFact known = firstKnown(types);
    if (known.isKnown() && isNumeric(known.type.type)) noteParameters(expression.operands, arithmeticOf({known}));
    TypeFact result = arithmeticOf(types);
    const bool divides = expression.name.find_first_of("/%") != std::string::npos;  // by zero: NULL
    if (divides) result.nullability = Nullability::Yes;
    return result;
}

TypeFact QueryTypes::comparisonType(const Expression& expression, const Scope& scope) {
    const auto& operands = expression.operands;
    const bool rows = std::all_of(operands.begin(), operands.end(), [](const ExpressionPointer& operand) {
        return operand->kind == ExpressionKind::Row;
    });
    std::vector<TypeFact> types = typesOf(operands, scope);
    if (expression.query) types.push_back(subqueryType(*expression.query, scope));
    if (notesParameters_ && rows) noteRows(operands, scope);
    if (notesMoments_) {
        noteMoments(expression, types);
        noteDecimals(expression, types);
        if (rows) noteDecimalRows(operands, scope);
    }
    noteParameters(operands, firstKnown(types));
    return knownFact(schema::integer(), nullabilityOfAll(types));
}

// The parameter takes the column's type.
TypeFact QueryTypes::assignmentType(const Expression& expression, const Scope& scope) {
    const TypeFact column = typeOf(*expression.operands.front(), scope);
    typeOf(*expression.operands.back(), scope);
    noteParameters(expression.operands, column);
    return column;
}

TypeFact QueryTypes::likeType(const Expression& expression, const Scope& scope) {
    const std::vector<TypeFact> types = typesOf(expression.operands, scope);
    const TypeFact known = firstKnown(types);
    if (known.isKnown() && isText(known.type.type)) noteParameters(expression.operands, known);
    visit(expression.conditions, scope);
    return knownFact(schema::integer(), nullabilityOfAll(types));
}

TypeFact QueryTypes::logicalType(const Expression& expression, const Scope& scope) {
    if (expression.query) {  // EXISTS
        if (visitsAll_) relationOf(*expression.query, &scope, scope.common);
        return knownFact(schema::integer(), Nullability::No);
    }
    return knownFact(schema::integer(), nullabilityOfAll(typesOf(expression.operands, scope)));
}

TypeFact QueryTypes::caseType(const Expression& expression, const Scope& scope) {
    if (visitsAll_) {
        const std::vector<TypeFact> conditions = typesOf(expression.conditions, scope);
        if (expression.hasBase) noteParameters(expression.conditions, firstKnown(conditions));
        if (expression.hasBase && notesMoments_) noteDecimalOperands(pointersOf(expression.conditions), conditions);
    }
    TypeFact result = withoutCollation(combined(typesOf(expression.operands, scope)));
    noteParameters(expression.operands, result);
    if (!expression.hasElse) result.nullability = Nullability::Yes;
    return result;
}

TypeFact QueryTypes::castType(const Expression& expression, const Scope& scope) {
    const TypeFact operand = typeOf(*expression.operands.front(), scope);
    noteParameters(expression.operands, knownFact(schema::typeOfDeclaration(expression.name)));
    return castResult(expression.name, operand);
}

TypeFact QueryTypes::callType(const Expression& expression, const Scope& scope) {
    if (isMomentWrap(expression.name) && expression.operands.size() == 1) {
        return typeOf(*expression.operands.front(), scope);
    }
    std::vector<ArgumentFact> arguments;
    for (const ExpressionPointer& operand : expression.operands) {
        arguments.push_back({typeOf(*operand, scope), literalValue(*operand)});
    }
    if (visitsAll_) visit(expression.conditions, scope);
    const bool sameType = expression.name == "coalesce" || expression.name == "ifnull" || expression.name == "nullif";
    if (notesMoments_) {
        std::vector<TypeFact> types;
        for (const ArgumentFact& argument : arguments) types.push_back(argument.fact);
        noteDecimalArguments(expression, types);
    }
    const TypeFact result = withoutCollation(typeOfCall(expression.name, arguments));
    const bool converts = expression.name.rfind("odbc_to_", 0) == 0 || expression.name.rfind("odbc_try_to_", 0) == 0;
    if (sameType || converts) noteParameters(expression.operands, result);
    return result;
}

TypeFact QueryTypes::subqueryType(const QueryTree& query, const Scope& scope) {
    const Relation relation = relationOf(query, &scope, scope.common);
    TypeFact result = relation.columns.empty() ? TypeFact() : relation.columns.front().fact;
    result.nullability = Nullability::Yes;  // no row gives NULL
    result = withoutCollation(result);
    return result;
}

}  // namespace assetsodbc::sqlengine
