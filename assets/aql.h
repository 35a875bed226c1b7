// Conditions of the Assets Query Language as a tree, rendered with everything quoted that AQL wants quoted, so that a
// value can never become syntax. Knows nothing of tables. Values are immutable and cheap to copy.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::assets {

enum class AqlOperator { Equals, Less, LessOrEqual, Greater, GreaterOrEqual, Like, StartsWith, EndsWith };

class AqlExpression {
public:
    AqlExpression() = default;  // no condition: everything

    // Keyword conditions on ids; an empty list matches nothing and is refused with Error{Internal}.
    static AqlExpression objectIdIn(std::vector<std::int64_t> ids);
    static AqlExpression objectTypeIdIn(std::vector<std::int64_t> ids);
    static AqlExpression objectSchemaIdIn(std::vector<std::int64_t> ids);
    static AqlExpression keyIn(const std::vector<std::string>& keys);
    // Conditions on an attribute by name. Name and values must be addressable (below), else Error{Internal}.
    static AqlExpression attribute(std::string_view name, AqlOperator comparison, std::string_view value);
    static AqlExpression attributeIn(std::string_view name, const std::vector<std::string>& values);
    // Comparisons of numbers; whole ones are sent as they are, or quoted where they have a sign. Not with Like and its
    // kin.
    static AqlExpression attributeNumber(std::string_view name, AqlOperator comparison, std::int64_t number);
    static AqlExpression attributeNumber(std::string_view name, AqlOperator comparison, double number);  // finite
    static AqlExpression attributeNumberIn(std::string_view name, const std::vector<std::int64_t>& numbers);
    static AqlExpression attributeBoolean(std::string_view name, bool value);
    // Conditions on the object that an attribute refers to.
    static AqlExpression referenceKeyIn(std::string_view name, const std::vector<std::string>& keys);
    static AqlExpression referenceIdIn(std::string_view name, const std::vector<std::int64_t>& ids);
    static AqlExpression attributeIsEmpty(std::string_view name);
    static AqlExpression attributeIsNotEmpty(std::string_view name);
    // AQL that the user wrote, taken as it is; parenthesised when combined.
    static AqlExpression verbatim(std::string aql);
    // Members without a condition are dropped from allOf, and make anyOf match everything.
    static AqlExpression allOf(std::vector<AqlExpression> members);
    static AqlExpression anyOf(std::vector<AqlExpression> members);

    bool isEverything() const { return node_ == nullptr; }
    std::string render() const;  // empty = everything

private:
    struct Node;
    explicit AqlExpression(std::shared_ptr<const Node> node) : node_(std::move(node)) {}
    static AqlExpression leaf(std::string text);
    static AqlExpression group(const char* word, std::vector<AqlExpression> members);

    std::shared_ptr<const Node> node_;
};

// What follows the condition of a search for objects in the order of an attribute: ORDER BY "Cost" DESC. The name must
// be addressable, else Error{Internal}.
std::string aqlOrderBy(std::string_view name, bool descending);

// Whether AQL can name the attribute without doubt: not a keyword of its own, no dot, quote, backslash, bracket or
// control character. Others are left to SQL.
bool isAddressableName(std::string_view name);
// Whether the value can be sent: no backslash, line break or other control character, well-formed UTF-8. Others are
// left to SQL.
bool isAddressableValue(std::string_view value);
// Whether the value can be sent to be found equal: addressable, and nothing that a site might read as more than text
// (a call such as now(), null, blanks at an end that it might cut off).
bool isComparableValue(std::string_view value);

}  // namespace assetsodbc::assets
