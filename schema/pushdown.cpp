#include "schema/pushdown.h"

#include <algorithm>
#include <map>

#include "common/error.h"
#include "common/unicode.h"
#include "schema/condition_batches.h"
#include "schema/key_constraints.h"

namespace assetsodbc::schema {
namespace {

using assets::AqlExpression;

constexpr std::size_t kLongestKey = 255;

// Guesses, made without asking: a site, and what one value of each key finds of it.
constexpr double kObjectsPerPage = 500;
constexpr double kObjectsOfSite = 10000;
constexpr double kObjectsOfSchema = 2000;
constexpr double kObjectsOfType = 200;
constexpr double kObjectsOfAql = 500;
constexpr double kGuessedListLength = 5;

struct KeyKind {
    double objects;  // that one value finds
    bool unique;
    bool exact;  // the site compares as SQL does
};

std::optional<KeyKind> kindOf(const ObjectKeyColumns& keys, std::size_t column) {
    if (column == keys.objectId) return KeyKind{1, true, true};
    if (column == keys.objectKey) return KeyKind{1, true, false};  // the site ignores case
    if (column == keys.objectTypeId) return KeyKind{kObjectsOfType, false, true};
    if (keys.objectSchemaId == column) return KeyKind{kObjectsOfSchema, false, true};
    if (keys.aql == column) return KeyKind{kObjectsOfAql, false, true};
    return std::nullopt;
}

// A key is a schema's key, a hyphen and a number. Nothing else is worth asking for, and what could be mistaken for
// syntax is never sent.
bool canBeKey(const std::string& text) {
    const auto hyphen = text.rfind('-');
    if (hyphen == std::string::npos || hyphen == 0 || hyphen + 1 == text.size() || text.size() > kLongestKey)
        return false;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (!std::all_of(text.begin() + static_cast<std::ptrdiff_t>(hyphen) + 1, text.end(), isDigit)) return false;
    const auto isPlain = [](char c) {
        return static_cast<unsigned char>(c) > ' ' &&
               std::string_view("\"\\'()[]{},").find(c) == std::string_view::npos;
    };
    return std::all_of(text.begin(), text.end(), isPlain) && assets::isAddressableValue(text);
}

ListCondition listOf(const ObjectKeyColumns& keys, const Constraint& constraint, QueryPlace place) {
    if (constraint.column == keys.objectKey) {
        ListCondition list = ListCondition::ofTexts(objectKeysOf(constraint), place, &AqlExpression::keyIn);
        list.isDisjoint = false;  // as the site compares, keys may be equal that differ
        return list;
    }
    auto make = &AqlExpression::objectIdIn;
    auto id = &assets::AssetObject::id;
    if (constraint.column == keys.objectTypeId) {
        make = &AqlExpression::objectTypeIdIn;
        id = &assets::AssetObject::objectTypeId;
    }
    if (keys.objectSchemaId == constraint.column) {
        make = &AqlExpression::objectSchemaIdIn;
        id = &assets::AssetObject::objectSchemaId;
    }
    std::vector<std::int64_t> ids = idsOf(constraint);
    ListCondition list = ListCondition::ofNumbers(ids, place, make);
    list.check = IdCheck{id, std::move(ids)};
    return list;
}

}  // namespace

ScanEstimate estimateObjectScan(const ObjectKeyColumns& keys, ObjectRows rows,
                                const std::vector<ConstraintShape>& offered) {
    ScanEstimate estimate;
    estimate.taken.resize(offered.size());
    estimate.exact.resize(offered.size());
    double objects = kObjectsOfSite;
    bool hasAql = false;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const auto kind = kindOf(keys, offered[i].column);
        if (!kind) continue;
        const bool isList = offered[i].comparison == Comparison::In;
        estimate.taken[i] = true;
        estimate.exact[i] = kind->exact;
        objects = std::min(objects, kind->objects * (isList ? kGuessedListLength : 1));
        estimate.uniqueRow = estimate.uniqueRow || (kind->unique && !isList && rows.objectIsRow);
        hasAql = hasAql || keys.aql == offered[i].column;
    }
    // What a user writes may reach beyond its place in the query, so nothing beside it is sure to hold.
    if (hasAql && offered.size() > 1) estimate.exact.assign(offered.size(), false);
    estimate.rows = objects * rows.rowsPerObject;
    estimate.requests = 1 + std::max(0.0, objects - 1) / kObjectsPerPage;
    return estimate;
}

std::vector<std::string> objectKeysOf(const Constraint& constraint) {
    std::map<std::string, std::string> keys;
    for (auto& text : textsOf(constraint)) {
        if (canBeKey(text)) keys.emplace(common::asciiLower(text), text);
    }
    std::vector<std::string> distinct;
    for (auto& entry : keys) distinct.push_back(std::move(entry.second));
    return distinct;
}

AqlExpression givenCondition(ObjectConditions& conditions, const Constraint& constraint) {
    if (conditions.givenAql) {
        throw common::Error(
            common::ErrorKind::Unsupported,
            "Several conditions on AQL must hold at once; write one AQL text and join its parts with AND.");
    }
    std::vector<AqlExpression> alternatives;
    for (auto& aql : textsOf(constraint)) alternatives.push_back(AqlExpression::verbatim(std::move(aql)));
    if (alternatives.empty()) {
        throw common::Error(common::ErrorKind::Unsupported, "AQL is compared with what is no text; give it as text.");
    }
    conditions.givenAql = textsOf(constraint).front();
    return AqlExpression::anyOf(std::move(alternatives));
}

ObjectConditions objectConditions(const ObjectKeyColumns& keys, const ScanRequest& request, QueryPlace place,
                                  std::size_t longestList) {
    ObjectConditions conditions;
    AqlExpression given;
    std::vector<ListCondition> lists;
    for (const Constraint& constraint : request.constraints) {
        if (keys.aql == constraint.column)
            given = givenCondition(conditions, constraint);
        else
            lists.push_back(listOf(keys, constraint, place));
    }
    addBatches(conditions, given, lists, place, longestList);
    return conditions;
}

}  // namespace assetsodbc::schema
