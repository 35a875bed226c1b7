#include "schema/pushdown.h"

#include <algorithm>
#include <map>

#include "assets/http/url.h"
#include "common/error.h"
#include "common/unicode.h"
#include "schema/key_constraints.h"

namespace assetsodbc::schema {
namespace {

using assets::AqlExpression;

// What a query and a list in it may measure: the site documents no limit, and refuses very long ones.
constexpr std::size_t kLongestList = 200;
constexpr std::size_t kLongestQuery = 7000;
constexpr std::size_t kLongestQueryInUrl = 4000;  // percent-encoded
constexpr std::size_t kMostBatches = 16;          // that combine stretches of several lists
constexpr std::size_t kShortestListBudget = 500;
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

// Keys that the site takes for one another are asked for once.
std::vector<std::string> keysOf(const Constraint& constraint) {
    std::map<std::string, std::string> keys;
    for (auto& text : textsOf(constraint)) {
        if (canBeKey(text)) keys.emplace(common::asciiLower(text), text);
    }
    std::vector<std::string> distinct;
    for (auto& entry : keys) distinct.push_back(std::move(entry.second));
    return distinct;
}

std::size_t measureOf(const std::string& aql, QueryPlace place) {
    return place == QueryPlace::Url ? assets::percentEncoded(aql).size() : aql.size();
}

// One conjunct: the alternatives of which a batch takes a stretch.
class Conjunct {
public:
    Conjunct(const ObjectKeyColumns& keys, const Constraint& constraint, QueryPlace place) : place_(place) {
        isKeyList_ = constraint.column == keys.objectKey;
        if (isKeyList_) {
            keys_ = keysOf(constraint);
        } else {
            ids_ = idsOf(constraint);
            if (constraint.column == keys.objectTypeId) {
                make_ = &AqlExpression::objectTypeIdIn;
                id_ = &assets::AssetObject::objectTypeId;
            }
            if (keys.objectSchemaId == constraint.column) {
                make_ = &AqlExpression::objectSchemaIdIn;
                id_ = &assets::AssetObject::objectSchemaId;
            }
        }
    }

    bool isKeyList() const { return isKeyList_; }
    // What the scan checks where the site is not asked; keys are never taken to be exact, so SQL compares them anyway.
    IdCheck check() const { return {id_, ids_}; }

    // The expressions of the stretches, each within the budget of characters.
    std::vector<AqlExpression> stretches(std::size_t budget) const {
        std::vector<AqlExpression> expressions;
        for (std::size_t begin = 0, end = 0; begin < size(); begin = end) {
            std::size_t length = 0;
            for (end = begin; end < size() && end - begin < kLongestList; ++end) {
                length += lengthOf(end);
                if (length > budget && end > begin) break;
            }
            expressions.push_back(expression(begin, end));
        }
        return expressions;
    }

private:
    std::size_t size() const { return isKeyList_ ? keys_.size() : ids_.size(); }
    std::size_t lengthOf(std::size_t at) const {
        return measureOf(isKeyList_ ? ", \"" + keys_[at] + "\"" : ", " + std::to_string(ids_[at]), place_);
    }
    AqlExpression expression(std::size_t begin, std::size_t end) const {
        const auto from = static_cast<std::ptrdiff_t>(begin), to = static_cast<std::ptrdiff_t>(end);
        if (isKeyList_) return AqlExpression::keyIn({keys_.begin() + from, keys_.begin() + to});
        return make_({ids_.begin() + from, ids_.begin() + to});
    }

    QueryPlace place_;
    bool isKeyList_ = false;
    std::vector<std::string> keys_;
    std::vector<std::int64_t> ids_;
    std::int64_t assets::AssetObject::*id_ = &assets::AssetObject::id;
    AqlExpression (*make_)(std::vector<std::int64_t>) = &AqlExpression::objectIdIn;
};

AqlExpression givenCondition(const Constraint& constraint) {
    std::vector<AqlExpression> alternatives;
    for (auto& aql : textsOf(constraint)) alternatives.push_back(AqlExpression::verbatim(std::move(aql)));
    return AqlExpression::anyOf(std::move(alternatives));
}

// Every combination of one stretch of each conjunct, so that each object meets at most one.
std::vector<AqlExpression> combinations(const AqlExpression& given,
                                        const std::vector<std::vector<AqlExpression>>& conjuncts) {
    std::vector<AqlExpression> combined = {given};
    for (const auto& stretches : conjuncts) {
        std::vector<AqlExpression> longer;
        for (const auto& prefix : combined) {
            for (const auto& stretch : stretches) longer.push_back(AqlExpression::allOf({prefix, stretch}));
        }
        combined = std::move(longer);
    }
    return combined;
}

// Asks for the lists of few stretches first. A list that would multiply the searches beyond reason is left to the scan.
void addBatches(ObjectConditions& conditions, const AqlExpression& given, const std::vector<Conjunct>& conjuncts,
                std::size_t budget) {
    struct Part {
        const Conjunct* conjunct;
        std::vector<AqlExpression> stretches;
    };
    std::vector<Part> parts;
    for (const Conjunct& conjunct : conjuncts) parts.push_back({&conjunct, conjunct.stretches(budget)});
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return a.stretches.size() < b.stretches.size(); });
    std::vector<std::vector<AqlExpression>> asked;
    std::size_t searches = 1;
    bool isNarrowed = false;  // by a list of several stretches
    for (Part& part : parts) {
        const std::size_t count = part.stretches.size();
        if (count > 1 && isNarrowed && searches * count > kMostBatches) {
            if (!part.conjunct->isKeyList()) conditions.checks.push_back(part.conjunct->check());
            continue;
        }
        searches *= count;
        isNarrowed = isNarrowed || count > 1;
        conditions.mayRepeat = conditions.mayRepeat || (part.conjunct->isKeyList() && count > 1);
        asked.push_back(std::move(part.stretches));
    }
    conditions.batches = combinations(given, asked);
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

ObjectConditions objectConditions(const ObjectKeyColumns& keys, const ScanRequest& request, QueryPlace place) {
    ObjectConditions conditions;
    AqlExpression given;
    std::vector<Conjunct> conjuncts;
    for (const Constraint& constraint : request.constraints) {
        if (keys.aql != constraint.column) {
            conjuncts.emplace_back(keys, constraint, place);
            continue;
        }
        if (conditions.givenAql) {
            throw common::Error(
                common::ErrorKind::Unsupported,
                "Several conditions on AQL must hold at once; write one AQL text and join its parts with AND.");
        }
        conditions.givenAql = textsOf(constraint).front();
        given = givenCondition(constraint);
    }
    const std::size_t longest = place == QueryPlace::Url ? kLongestQueryInUrl : kLongestQuery;
    const std::size_t used = measureOf(given.render(), place);
    const std::size_t left = used < longest ? longest - used : 0;
    addBatches(conditions, given, conjuncts,
               std::max(kShortestListBudget, left / std::max<std::size_t>(1, conjuncts.size())));
    return conditions;
}

}  // namespace assetsodbc::schema
