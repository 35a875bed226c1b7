#include "schema/condition_batches.h"

#include <algorithm>
#include <memory>

#include "assets/http/url.h"

namespace assetsodbc::schema {
namespace {

using assets::AqlExpression;

constexpr std::size_t kLongestQuery = 7000;
constexpr std::size_t kLongestQueryInUrl = 4000;  // percent-encoded
constexpr std::size_t kMostBatches = 16;          // that combine stretches of several lists
constexpr std::size_t kShortestListBudget = 500;

struct Part {
    const ListCondition* list;
    std::vector<AqlExpression> stretches;
};

// Every combination of one stretch of each list, so that each object meets at most one where the lists are disjoint.
std::vector<AqlExpression> combinations(const AqlExpression& common, const std::vector<const Part*>& parts) {
    std::vector<AqlExpression> combined = {common};
    for (const Part* part : parts) {
        std::vector<AqlExpression> longer;
        for (const auto& prefix : combined) {
            for (const auto& stretch : part->stretches) longer.push_back(AqlExpression::allOf({prefix, stretch}));
        }
        combined = std::move(longer);
    }
    return combined;
}

// By the longest list whose stretches make it one search or several: what halving it would change.
std::size_t longestStretch(const ListCondition& list, std::size_t longestList) {
    return std::min({list.size(), longestList, list.mostAlternatives});
}

}  // namespace

ListCondition ListCondition::ofNumbers(std::vector<std::int64_t> numbers, QueryPlace place,
                                       std::function<AqlExpression(std::vector<std::int64_t>)> make) {
    std::vector<std::size_t> lengths;
    for (const std::int64_t number : numbers) lengths.push_back(measureOf(", " + std::to_string(number), place));
    const auto held = std::make_shared<const std::vector<std::int64_t>>(std::move(numbers));
    return {std::move(lengths), [held, make = std::move(make)](std::size_t begin, std::size_t end) {
                return make({held->begin() + static_cast<std::ptrdiff_t>(begin),
                             held->begin() + static_cast<std::ptrdiff_t>(end)});
            }};
}

ListCondition ListCondition::ofTexts(std::vector<std::string> texts, QueryPlace place,
                                     std::function<AqlExpression(std::vector<std::string>)> make) {
    std::vector<std::size_t> lengths;
    for (const std::string& text : texts) lengths.push_back(measureOf(", \"" + text + "\"", place));
    const auto held = std::make_shared<const std::vector<std::string>>(std::move(texts));
    return {std::move(lengths), [held, make = std::move(make)](std::size_t begin, std::size_t end) {
                return make({held->begin() + static_cast<std::ptrdiff_t>(begin),
                             held->begin() + static_cast<std::ptrdiff_t>(end)});
            }};
}

std::vector<AqlExpression> ListCondition::stretches(std::size_t budget, std::size_t longestList) const {
    const std::size_t most = std::max<std::size_t>(1, std::min(longestList, mostAlternatives));
    std::vector<AqlExpression> expressions;
    for (std::size_t begin = 0, end = 0; begin < lengths_.size(); begin = end) {
        std::size_t length = 0;
        for (end = begin; end < lengths_.size() && end - begin < most; ++end) {
            length += lengths_[end];
            if (length > budget && end > begin) break;
        }
        expressions.push_back(make_(begin, end));
    }
    return expressions;
}

std::size_t measureOf(const std::string& aql, QueryPlace place) {
    return place == QueryPlace::Url ? assets::percentEncoded(aql).size() : aql.size();
}

std::size_t longestQuery(QueryPlace place) {
    return place == QueryPlace::Url ? kLongestQueryInUrl : kLongestQuery;
}

void addBatches(ObjectConditions& conditions, const AqlExpression& common, const std::vector<ListCondition>& lists,
                QueryPlace place, std::size_t longestList) {
    const std::size_t longest = longestQuery(place);
    const std::size_t used = measureOf(common.render(), place);
    const std::size_t left = used < longest ? longest - used : 0;
    const std::size_t budget = std::max(kShortestListBudget, left / std::max<std::size_t>(1, lists.size()));
    std::vector<Part> parts;
    for (const ListCondition& list : lists) parts.push_back({&list, list.stretches(budget, longestList)});
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return a.stretches.size() < b.stretches.size(); });
    std::vector<const Part*> asked;
    std::size_t searches = 1;
    bool isNarrowed = false;  // by a list of several stretches
    for (const Part& part : parts) {
        const std::size_t count = part.stretches.size();
        if (count > 1 && isNarrowed && searches * count > kMostBatches) {
            if (part.list->check)
                conditions.checks.push_back(*part.list->check);
            else
                conditions.isExact = false;
            continue;
        }
        searches *= count;
        isNarrowed = isNarrowed || count > 1;
        conditions.mayRepeat = conditions.mayRepeat || (!part.list->isDisjoint && count > 1);
        conditions.longestList = std::max(conditions.longestList, longestStretch(*part.list, longestList));
        asked.push_back(&part);
    }
    conditions.batches = combinations(common, asked);
}

}  // namespace assetsodbc::schema
