#include "assets/aql.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

struct AqlExpression::Node {
    std::string text;                    // of a leaf
    const char* word = nullptr;          // AND or OR of a group
    std::vector<AqlExpression> members;  // of a group, at least two
    bool isVerbatim = false;
};

namespace {

// Words that AQL reads as its own, in lower case. Key, Created and Updated are attributes that mean the same as the
// keyword, and so are not among them.
constexpr std::array<std::string_view, 22> kKeywords = {
    "object",     "objecttype", "objecttypeid", "objectschema", "objectschemaid",
    "objectid",   "objectkey",  "label",        "anyattribute", "and",
    "or",         "not",        "in",           "is",           "like",
    "startswith", "endswith",   "empty",        "having",       "order",
    "by",         "null"};

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 32 || c == 127;
}

[[noreturn]] void refuse(const std::string& why) {
    throw common::Error(common::ErrorKind::Internal, "AQL cannot be built: " + why + ".");
}

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '\\' || c == '"') result += '\\';
        result += c;
    }
    return result += '"';
}

std::string quotedName(std::string_view name) {
    if (!isAddressableName(name)) refuse("an attribute name that AQL cannot address");
    return quoted(name);
}

std::string quotedValue(std::string_view value) {
    if (!isAddressableValue(value)) refuse("a value that AQL cannot hold");
    return quoted(value);
}

// name = a, or name IN (a, b)
std::string equalsOrIn(const std::string& name, const std::vector<std::string>& operands) {
    if (operands.empty()) refuse("an empty list for " + name);
    if (operands.size() == 1) return name + " = " + operands.front();
    std::string text = name + " IN (";
    for (std::size_t i = 0; i < operands.size(); ++i) text += (i == 0 ? "" : ", ") + operands[i];
    return text += ')';
}

std::vector<std::string> numbers(const std::vector<std::int64_t>& ids) {
    std::vector<std::string> texts;
    texts.reserve(ids.size());
    for (const std::int64_t id : ids) texts.push_back(std::to_string(id));
    return texts;
}

// With a sign it might be read as more than a number.
std::string numberOperand(std::int64_t number) {
    return number < 0 ? "\"" + std::to_string(number) + "\"" : std::to_string(number);
}

std::vector<std::string> numberOperands(const std::vector<std::int64_t>& numbers) {
    std::vector<std::string> texts;
    texts.reserve(numbers.size());
    for (const std::int64_t number : numbers) texts.push_back(numberOperand(number));
    return texts;
}

// All digits, without an exponent; quoted for its point.
std::string numberOperand(double number) {
    if (!std::isfinite(number)) refuse("a number that is none");
    char digits[400];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed);
    if (error != std::errc()) refuse("a number of too many digits");
    return "\"" + std::string(digits, end) + "\"";
}

std::vector<std::string> quotedValues(const std::vector<std::string>& values) {
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const std::string& value : values) texts.push_back(quotedValue(value));
    return texts;
}

std::string_view spelling(AqlOperator comparison) {
    switch (comparison) {
        case AqlOperator::Equals:
            return "=";
        case AqlOperator::Less:
            return "<";
        case AqlOperator::LessOrEqual:
            return "<=";
        case AqlOperator::Greater:
            return ">";
        case AqlOperator::GreaterOrEqual:
            return ">=";
        case AqlOperator::Like:
            return "LIKE";
        case AqlOperator::StartsWith:
            return "STARTSWITH";
        case AqlOperator::EndsWith:
            return "ENDSWITH";
    }
    refuse("an unknown operator");
}

// now(), currentUser(), "startOfDay(-6h)": letters, then something in parentheses up to the end.
bool isCall(std::string_view text) {
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const std::size_t open = text.find('(');
    return open != std::string_view::npos && open > 0 && text.back() == ')' &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(open), isLetter);
}

bool isBlank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

AqlExpression AqlExpression::leaf(std::string text) {
    auto node = std::make_shared<Node>();
    node->text = std::move(text);
    return AqlExpression(std::move(node));
}

AqlExpression AqlExpression::objectIdIn(std::vector<std::int64_t> ids) {
    return leaf(equalsOrIn("objectId", numbers(ids)));
}

AqlExpression AqlExpression::objectTypeIdIn(std::vector<std::int64_t> ids) {
    return leaf(equalsOrIn("objectTypeId", numbers(ids)));
}

AqlExpression AqlExpression::objectSchemaIdIn(std::vector<std::int64_t> ids) {
    return leaf(equalsOrIn("objectSchemaId", numbers(ids)));
}

AqlExpression AqlExpression::keyIn(const std::vector<std::string>& keys) {
    return leaf(equalsOrIn("Key", quotedValues(keys)));
}

AqlExpression AqlExpression::attribute(std::string_view name, AqlOperator comparison, std::string_view value) {
    return leaf(quotedName(name) + " " + std::string(spelling(comparison)) + " " + quotedValue(value));
}

AqlExpression AqlExpression::attributeIn(std::string_view name, const std::vector<std::string>& values) {
    return leaf(equalsOrIn(quotedName(name), quotedValues(values)));
}

AqlExpression AqlExpression::attributeNumber(std::string_view name, AqlOperator comparison, std::int64_t number) {
    return leaf(quotedName(name) + " " + std::string(spelling(comparison)) + " " + numberOperand(number));
}

AqlExpression AqlExpression::attributeNumber(std::string_view name, AqlOperator comparison, double number) {
    return leaf(quotedName(name) + " " + std::string(spelling(comparison)) + " " + numberOperand(number));
}

AqlExpression AqlExpression::attributeNumberIn(std::string_view name, const std::vector<std::int64_t>& numbers) {
    return leaf(equalsOrIn(quotedName(name), numberOperands(numbers)));
}

AqlExpression AqlExpression::attributeBoolean(std::string_view name, bool value) {
    return leaf(quotedName(name) + (value ? " = true" : " = false"));
}

AqlExpression AqlExpression::referenceKeyIn(std::string_view name, const std::vector<std::string>& keys) {
    return leaf(equalsOrIn(quotedName(name) + ".Key", quotedValues(keys)));
}

AqlExpression AqlExpression::referenceIdIn(std::string_view name, const std::vector<std::int64_t>& ids) {
    return leaf(equalsOrIn(quotedName(name) + ".objectId", numbers(ids)));
}

AqlExpression AqlExpression::attributeIsEmpty(std::string_view name) {
    return leaf(quotedName(name) + " IS EMPTY");
}

AqlExpression AqlExpression::attributeIsNotEmpty(std::string_view name) {
    return leaf(quotedName(name) + " IS NOT EMPTY");
}

AqlExpression AqlExpression::verbatim(std::string aql) {
    if (isBlank(aql)) return {};
    auto node = std::make_shared<Node>();
    node->text = std::move(aql);
    node->isVerbatim = true;
    return AqlExpression(std::move(node));
}

AqlExpression AqlExpression::group(const char* word, std::vector<AqlExpression> members) {
    if (members.empty()) return {};
    if (members.size() == 1) return std::move(members.front());
    auto node = std::make_shared<Node>();
    node->word = word;
    for (AqlExpression& member : members) {
        if (member.node_->word == word)
            node->members.insert(node->members.end(), member.node_->members.begin(), member.node_->members.end());
        else
            node->members.push_back(std::move(member));
    }
    return AqlExpression(std::move(node));
}

AqlExpression AqlExpression::allOf(std::vector<AqlExpression> members) {
    members.erase(std::remove_if(members.begin(), members.end(), [](const auto& m) { return m.isEverything(); }),
                  members.end());
    return group("AND", std::move(members));
}

AqlExpression AqlExpression::anyOf(std::vector<AqlExpression> members) {
    if (members.empty()) refuse("an OR of nothing");
    if (std::any_of(members.begin(), members.end(), [](const auto& m) { return m.isEverything(); })) return {};
    return group("OR", std::move(members));
}

std::string AqlExpression::render() const {
    if (isEverything()) return {};
    if (node_->members.empty()) return node_->text;
    std::string text;
    for (const AqlExpression& member : node_->members) {
        if (!text.empty()) text.append(" ").append(node_->word).append(" ");
        // AQL's precedence is not documented, so every group inside another one is bracketed.
        const bool needsBrackets = !member.node_->members.empty() || member.node_->isVerbatim;
        text += needsBrackets ? "(" + member.render() + ")" : member.render();
    }
    return text;
}

std::string aqlOrderBy(std::string_view name, bool descending) {
    return "ORDER BY " + quotedName(name) + (descending ? " DESC" : " ASC");
}

bool isAddressableName(std::string_view name) {
    constexpr std::string_view kSpecial = ".\"\\()[]{}";
    if (name.empty() || name.front() == ' ' || name.back() == ' ' || !common::isWellFormedUtf8(name)) return false;
    if (std::any_of(name.begin(), name.end(), isControl)) return false;
    if (name.find_first_of(kSpecial) != std::string_view::npos) return false;
    const std::string lower = common::asciiLower(name);
    return std::find(kKeywords.begin(), kKeywords.end(), lower) == kKeywords.end();
}

bool isAddressableValue(std::string_view value) {
    return !value.empty() && value.find('\\') == std::string_view::npos && common::isWellFormedUtf8(value) &&
           std::none_of(value.begin(), value.end(), isControl);
}

bool isComparableValue(std::string_view value) {
    if (!isAddressableValue(value) || value.front() == ' ' || value.back() == ' ') return false;
    if (isCall(value)) return false;
    const std::string lower = common::asciiLower(value);
    return lower != "null" && lower != "empty";
}

}  // namespace assetsodbc::assets
