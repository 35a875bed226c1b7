// The lists of a scan's conditions, cut into stretches that the site takes, and the searches that ask for every
// combination of them.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "assets/aql.h"
#include "schema/pushdown.h"

namespace assetsodbc::schema {

// One conjunct: the alternatives of which a search takes a stretch. No alternative: nothing can match.
class ListCondition {
public:
    // The expression of the alternatives from begin on, end excluded.
    using Make = std::function<assets::AqlExpression(std::size_t begin, std::size_t end)>;
    // lengths: of each alternative in the query as it is sent.
    ListCondition(std::vector<std::size_t> lengths, Make make) : lengths_(std::move(lengths)), make_(std::move(make)) {}

    static ListCondition ofNumbers(std::vector<std::int64_t> numbers, QueryPlace place,
                                   std::function<assets::AqlExpression(std::vector<std::int64_t>)> make);
    static ListCondition ofTexts(std::vector<std::string> texts, QueryPlace place,
                                 std::function<assets::AqlExpression(std::vector<std::string>)> make);

    // What the scan checks where the site is not asked; without one, SQL does.
    std::optional<IdCheck> check;
    bool isDisjoint = true;  // no object meets two stretches
    std::size_t mostAlternatives = SIZE_MAX;

    // Each within the budget of characters and of so many alternatives.
    std::vector<assets::AqlExpression> stretches(std::size_t budget, std::size_t longestList) const;
    std::size_t size() const { return lengths_.size(); }

private:
    std::vector<std::size_t> lengths_;
    Make make_;
};

std::size_t measureOf(const std::string& aql, QueryPlace place);
// What a query may measure: the site documents no limit, and refuses very long ones.
std::size_t longestQuery(QueryPlace place);

// Adds the searches to the conditions: `common` in each, and a stretch of each list. Asks for the lists of few
// stretches first; a list that would multiply the searches beyond reason is left to the scan or to SQL.
void addBatches(ObjectConditions& conditions, const assets::AqlExpression& common,
                const std::vector<ListCondition>& lists, QueryPlace place, std::size_t longestList);

}  // namespace assetsodbc::schema
