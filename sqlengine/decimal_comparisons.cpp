// Decimals that are kept as text compare as numbers by the collation of their column. What is computed of them has
// none, and SQLite puts any text after any number: both sides are made decimal text, the first with the collation.
//     Price > 9                      Price > '9'
//     MAX(Price) > 9                 odbc_decimal_text(MAX(Price)) COLLATE odbc_decimal > '9'
// Where that cannot be written the statement is refused.
#include <algorithm>
#include <charconv>

#include "sqlengine/local/decimal_digits.h"
#include "sqlengine/local/stored_value.h"
#include "sqlengine/query_scope.h"

namespace assetsodbc::sqlengine {
namespace {

using Digits = TypeFact::Digits;

bool isPlain(const TypeFact& fact) {
    return fact.digits == Digits::Number;
}

std::string collation() {
    return " COLLATE " + std::string(kDecimalCollation);
}

// As written; empty for everything but a number with an optional sign.
std::string literalText(const Expression& operand) {
    std::string text;
    if (operand.kind == ExpressionKind::Integer || operand.kind == ExpressionKind::Real) text = operand.name;
    if (operand.kind == ExpressionKind::Sign) {
        const Expression& inner = *operand.operands.front();
        const bool isNumber = inner.kind == ExpressionKind::Integer || inner.kind == ExpressionKind::Real;
        if (isNumber) text = operand.name + inner.name;
    }
    return isNumberLiteral(text) ? text : std::string();
}

// The column of the result that ORDER BY 2 or GROUP BY 2 means.
const RelationColumn* columnAt(const Expression& term, const Relation& result) {
    std::size_t position = 0;
    if (term.kind != ExpressionKind::Integer) return nullptr;
    std::from_chars(term.name.data(), term.name.data() + term.name.size(), position);
    return position >= 1 && position <= result.columns.size() ? &result.columns[position - 1] : nullptr;
}

}  // namespace

void QueryTypes::refuseDecimals(const std::string& where) {
    alignment_.refusal = where +
                         " mixes DECIMAL values of more than 15 digits, which are kept as text, with numbers, and "
                         "cannot be compared exactly there. Write CAST(x AS DOUBLE) or x + 0.";
}

void QueryTypes::wrapDecimal(const Expression& operand, bool collated) {
    if (operand.end <= operand.begin || operand.kind == ExpressionKind::Null) return;
    TextWrap& wrap = alignment_.wraps[operand.begin];
    const std::string literal = literalText(operand);
    wrap.end = operand.end;
    wrap.replaces = !literal.empty();
    wrap.before = wrap.replaces ? quotedText(literal) : "odbc_decimal_text(";
    wrap.after = (wrap.replaces ? "" : ")") + (collated ? collation() : std::string());
}

// The first operand decides how all are compared.
void QueryTypes::noteDecimalOperands(const std::vector<const Expression*>& operands,
                                     const std::vector<TypeFact>& types) {
    if (std::all_of(types.begin(), types.end(), isPlain)) return;
    const bool leads = types.front().digits == Digits::Column;
    for (std::size_t i = 0; i < operands.size(); ++i) {
        const bool isDone = leads && (types[i].digits == Digits::Column || operands[i]->kind == ExpressionKind::Text);
        if (!isDone) wrapDecimal(*operands[i], i == 0);
    }
}

void QueryTypes::noteDecimals(const Expression& comparison, const std::vector<TypeFact>& types) {
    if (std::all_of(types.begin(), types.end(), isPlain)) return;
    const bool chained = !comparison.name.empty() && comparison.operands.size() > 2;
    const bool inTable = !comparison.query && comparison.operands.size() == 1;
    const bool inQuery = types.size() > comparison.operands.size();
    const bool fits = inQuery && types.front().digits == Digits::Column &&
                      (types.back().digits == Digits::Column || types.back().digits == Digits::Text);
    if (chained) return refuseDecimals("A chain such as a < b < c");
    if (inTable || (inQuery && !fits)) return refuseDecimals("IN with a table or a query");
    if (!inQuery) noteDecimalOperands(pointersOf(comparison.operands), types);
}

// (a, b) = (1, 2): column by column.
void QueryTypes::noteDecimalRows(const std::vector<ExpressionPointer>& rows, const Scope& scope) {
    for (std::size_t i = 0; i < rows.front()->operands.size(); ++i) {
        std::vector<const Expression*> operands;
        std::vector<TypeFact> types;
        for (const ExpressionPointer& row : rows) {
            if (i >= row->operands.size()) continue;
            operands.push_back(row->operands[i].get());
            types.push_back(typeOf(*row->operands[i], scope));
        }
        const bool inQuery = rows.size() == 1;
        if (inQuery && !isPlain(types.front()) && types.front().digits != Digits::Column) {
            return refuseDecimals("IN with a query");
        }
        if (!inQuery) noteDecimalOperands(operands, types);
    }
}

// NULLIF, MAX(a, b) and MIN(a, b) compare all their arguments, MAX(a) and COUNT(DISTINCT a) the values of one.
void QueryTypes::noteDecimalArguments(const Expression& call, const std::vector<TypeFact>& types) {
    const bool isExtreme = call.name == "max" || call.name == "min";
    if ((isExtreme && types.size() > 1) || call.name == "nullif") {
        return noteDecimalOperands(pointersOf(call.operands), types);
    }
    if (types.empty() || (!isExtreme && !call.isDistinct)) return;
    const bool needsWrap = types.front().digits == Digits::Mixed || types.front().digits == Digits::Text;
    if (needsWrap) wrapDecimal(*call.operands.front(), true);
}

void QueryTypes::noteDecimalGroups(const Core& core, const Relation& result, const Scope& scope) {
    for (std::size_t i = core.firstGroup; i < core.firstGroup + core.groupCount; ++i) {
        const Expression& term = *core.conditions[i];
        const RelationColumn* column = columnAt(term, result);
        if (column == nullptr && typeOf(term, scope).digits == Digits::Mixed) wrapDecimal(term, true);
        if (column != nullptr && column->fact.digits == Digits::Mixed) refuseDecimals("GROUP BY " + term.name);
    }
    const bool isMixed = std::any_of(result.columns.begin(), result.columns.end(),
                                     [](const RelationColumn& column) { return column.fact.digits == Digits::Mixed; });
    if (core.isDistinct && isMixed) refuseDecimals("SELECT DISTINCT");
}

void QueryTypes::noteDecimalOrder(const QueryTree& query, const Relation& result, const Scope& scope) {
    const bool compound = query.cores.size() > 1;
    for (const ExpressionPointer& term : query.orderBy) {
        const RelationColumn* column = columnAt(*term, result);
        if (compound && column == nullptr) column = result.find(term->name);
        const Digits digits = column != nullptr ? column->fact.digits : typeOf(*term, scope).digits;
        const bool isWritten = column == nullptr && !compound;
        if (digits == Digits::Text) alignment_.wraps[term->begin] = {term->end, "", collation()};
        if (digits == Digits::Mixed && isWritten) wrapDecimal(*term, true);
        if (digits == Digits::Mixed && !isWritten) refuseDecimals("ORDER BY " + term->name);
    }
}

// UNION, INTERSECT and EXCEPT compare whole rows.
void QueryTypes::noteDecimalSets(const QueryTree& query, const Relation& result) {
    const bool compares =
        std::any_of(query.cores.begin(), query.cores.end(), [](const Core& core) { return !core.keepsDuplicates; });
    for (const RelationColumn& column : result.columns) {
        if (compares && column.fact.digits == Digits::Mixed) refuseDecimals("UNION, INTERSECT or EXCEPT");
    }
}

}  // namespace assetsodbc::sqlengine
