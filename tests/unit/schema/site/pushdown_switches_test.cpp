// Pushdown never changes an answer, whatever the site does where nobody knows what it does: every column is compared
// with values that its objects have, and the rows that SQL would keep are those of a full scan.
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "common/unicode.h"
#include "tests/unit/schema/site/site_under_test.h"

namespace assetsodbc::schema {
namespace {

using simulator::AqlSwitches;
using Ids = std::multiset<std::int64_t>;

// SQL's own comparisons, as SQLite makes them.
bool isLike(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) return text.empty();
    if (pattern.front() == '%') {
        for (std::size_t skip = 0; skip <= text.size(); ++skip)
            if (isLike(text.substr(skip), pattern.substr(1))) return true;
        return false;
    }
    if (text.empty()) return false;
    if (pattern.front() != '_')
        return common::asciiLower(text.substr(0, 1)) == common::asciiLower(pattern.substr(0, 1)) &&
               isLike(text.substr(1), pattern.substr(1));
    const std::size_t length = common::prefixWithin(text, 4);
    for (std::size_t bytes = 1; bytes <= length; ++bytes)
        if (common::codePointCount(text.substr(0, bytes)) == 1 && common::isWellFormedUtf8(text.substr(0, bytes)))
            return isLike(text.substr(bytes), pattern.substr(1));
    return false;
}

double numberOf(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return std::get<double>(value);
}

int compared(const Value& a, const Value& b) {
    if (const auto* text = std::get_if<std::string>(&a)) return text->compare(std::get<std::string>(b));
    return numberOf(a) < numberOf(b) ? -1 : numberOf(a) > numberOf(b) ? 1 : 0;
}

bool isTrue(const Constraint& constraint, const Value& value) {
    if (constraint.comparison == Comparison::IsNull) return isNull(value);
    if (isNull(value)) return false;
    switch (constraint.comparison) {
        case Comparison::IsNotNull:
            return true;
        case Comparison::Eq:
        case Comparison::In:
            return std::any_of(constraint.values.begin(), constraint.values.end(),
                               [&](const Value& each) { return compared(value, each) == 0; });
        case Comparison::Less:
            return compared(value, constraint.values[0]) < 0;
        case Comparison::LessOrEqual:
            return compared(value, constraint.values[0]) <= 0;
        case Comparison::Greater:
            return compared(value, constraint.values[0]) > 0;
        case Comparison::GreaterOrEqual:
            return compared(value, constraint.values[0]) >= 0;
        default:
            return isLike(std::get<std::string>(value), std::get<std::string>(constraint.values[0]));
    }
}

struct Setting {
    const char* name;
    std::function<void(simulator::SimulatorOptions&)> change;
};

const std::vector<Setting>& settings() {
    static const std::vector<Setting> kSettings = {
        {"defaults", [](auto&) {}},
        {"strict case", [](auto& options) { options.aql.strictCase = true; }},
        {"dates only, zone +14",
         [](auto& options) {
             options.aql.dateLiterals = simulator::DateLiterals::DateOnly;
             options.aql.literalZoneMinutes = 14 * 60;
             options.aql.dateEqualityByDay = false;
         }},
        {"zone -12, midnight",
         [](auto& options) {
             options.aql.literalZoneMinutes = -12 * 60;
             options.aql.dateEqualityByDay = false;
         }},
        {"zone -12, by day", [](auto& options) { options.aql.literalZoneMinutes = -12 * 60; }},
        {"false matches empty, wildcards",
         [](auto& options) {
             options.aql.falseMatchesEmptyBoolean = true;
             options.aql.likeWildcards = true;
         }},
        {"lists of three, short queries",
         [](auto& options) {
             options.aql.inListLimit = 3;
             options.aql.queryLengthLimit = 200;
         }},
        {"references by id alone",
         [](auto& options) {
             options.aql.referenceMatchesLabel = options.aql.referenceMatchesKey = false;
             options.aql.referenceMatchesId = true;
             options.aql.userMatchesName = false;
         }},
    };
    return kSettings;
}

class PushdownSwitchesTest : public ::testing::TestWithParam<bool> {
protected:
    PushdownSwitchesTest() : site(simulator::SimulatorOptions(), GetParam()) {}

    struct Row {
        std::int64_t id;
        std::vector<Value> cells;
    };

    // Of every column, or of those that the constraint looks at.
    std::vector<Row> rowsOf(const Table& table, const Constraint* constraint) {
        const auto& columns = table.spec().columns;
        ScanRequest request;
        for (std::size_t i = 0; i < columns.size(); ++i)
            request.columnsUsed.push_back(!columns[i].hidden && (!constraint || i == 0 || i == constraint->column));
        if (constraint != nullptr) request.constraints = {*constraint};
        const auto stream = table.scan(request, site.context);
        std::vector<Row> rows;
        while (stream->next(site.context)) {
            Row row = {std::get<std::int64_t>(stream->cell(0)), {}};
            for (std::size_t i = 0; i < columns.size(); ++i)
                row.cells.push_back(request.uses(i) ? ownedValue(stream->cell(i)) : Value());
            rows.push_back(std::move(row));
        }
        return rows;
    }

    static Ids kept(const std::vector<Row>& rows, const Constraint& constraint) {
        Ids ids;
        for (const Row& row : rows)
            if (isTrue(constraint, row.cells[constraint.column])) ids.insert(row.id);
        return ids;
    }

    void expectSame(const Table& table, const std::vector<Row>& all, const Constraint& constraint,
                    const std::string& what) {
        const auto estimate = table.estimate({{constraint.column, constraint.comparison}});
        if (!estimate.taken[0]) return;
        ++compared_;
        const auto rows = rowsOf(table, &constraint);
        const Ids expected = kept(all, constraint);
        EXPECT_EQ(kept(rows, constraint), expected) << what;
        if (!estimate.exact[0] || !table.estimate({{constraint.column, constraint.comparison}}).exact[0]) return;
        EXPECT_EQ(rows.size(), expected.size()) << what << " is not exact";
        ScanRequest request;
        request.constraints = {constraint};
        const auto count = table.canCount() ? table.count(request, site.context) : std::nullopt;
        if (!count) return;
        EXPECT_EQ(*count, expected.size()) << what << " is counted wrongly";
    }

    // Some values of the column, and constraints made of them.
    static std::vector<Constraint> constraintsOn(const std::vector<Row>& rows, std::size_t column, Push push) {
        std::vector<Value> values;
        constexpr std::size_t kMostValues = 2;
        for (std::size_t i = 0; i < rows.size() && values.size() < kMostValues; i += 1 + rows.size() / 7) {
            const Value& value = rows[i].cells[column];
            if (!isNull(value)) values.push_back(value);
        }
        std::vector<Constraint> constraints;
        if (has(push, Push::Null))
            constraints = {{column, Comparison::IsNull, {}}, {column, Comparison::IsNotNull, {}}};
        if (has(push, Push::In) && !values.empty()) constraints.push_back({column, Comparison::In, values});
        for (const Value& value : values) {
            if (has(push, Push::Eq)) constraints.push_back({column, Comparison::Eq, {value}});
            if (has(push, Push::Range))
                for (const auto comparison :
                     {Comparison::Less, Comparison::LessOrEqual, Comparison::Greater, Comparison::GreaterOrEqual})
                    constraints.push_back({column, comparison, {value}});
            if (has(push, Push::Like))
                for (const std::string& pattern : patternsOf(std::get<std::string>(value)))
                    constraints.push_back({column, Comparison::Like, {pattern}});
        }
        return constraints;
    }
    static std::vector<std::string> patternsOf(const std::string& text) {
        const std::size_t half = common::prefixWithin(text, text.size() / 2);
        const std::string head = text.substr(0, half), tail = text.substr(half);
        return {text, common::asciiUpper(head) + "%", "%" + tail, "%" + head + "%", "_%" + tail, head + "%" + tail,
                "%*%"};
    }

    // Each setting takes its share of all comparisons; together they make all of them.
    void compareSome(const Table& table, const std::vector<Row>& all, const std::string& setting, std::size_t first) {
        const auto& columns = table.spec().columns;
        std::size_t number = first;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].hidden) continue;
            for (const Constraint& constraint : constraintsOn(all, i, columns[i].push)) {
                if (number++ % kShares != 0) continue;
                std::string what =
                    setting + ": " + columns[i].name + " " + std::to_string(static_cast<int>(constraint.comparison));
                for (const Value& value : constraint.values)
                    if (const auto* text = std::get_if<std::string>(&value)) what += " '" + *text + "'";
                expectSame(table, all, constraint, what);
            }
        }
    }

    static constexpr std::size_t kShares = 4;
    SiteUnderTest site;
    int compared_ = 0;
};

TEST_P(PushdownSwitchesTest, ChangesNoAnswer) {
    for (const char* name : {"Servers", "Servers_Networks", "Servers_Roles"}) {
        const auto plain = site.find("ITSM", name);
        ASSERT_NE(plain, nullptr) << name;
        const auto all = rowsOf(*plain, nullptr);
        ASSERT_FALSE(all.empty());
        for (std::size_t i = 0; i < settings().size(); ++i) {
            site.simulator->configure([&](simulator::SimulatorOptions& options) {
                options.aql = AqlSwitches();
                settings()[i].change(options);
            });
            site.restart({});  // so that nothing is known of another setting
            compareSome(*site.find("ITSM", name), all, std::string(settings()[i].name) + ", " + name, i);
        }
    }
    EXPECT_GT(compared_, 200);
}

INSTANTIATE_TEST_SUITE_P(Deployments, PushdownSwitchesTest, ::testing::Bool(), [](const auto& about) {
    return about.param ? std::string("Cloud") : std::string("DataCenter");
});

}  // namespace
}  // namespace assetsodbc::schema
