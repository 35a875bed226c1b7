// Scans of object types over HTTP: what is fetched, in which order, how much is counted, and what happens when the site
// refuses a query.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.h"
#include "tests/unit/schema/site/site_under_test.h"

namespace assetsodbc::schema {
namespace {

using simulator::FaultAction;
using simulator::FaultRule;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Values = std::vector<Value>;

// NULL first, as SQL orders.
bool isBelow(const Value& a, const Value& b) {
    if (isNull(a) || isNull(b)) return isNull(a) && !isNull(b);
    if (const auto* text = std::get_if<std::string>(&a)) return *text < std::get<std::string>(b);
    if (const auto* whole = std::get_if<std::int64_t>(&a)) return *whole < std::get<std::int64_t>(b);
    return std::get<double>(a) < std::get<double>(b);
}

class ShapeScanTest : public ::testing::TestWithParam<bool> {
protected:
    ShapeScanTest() : site(simulator::SimulatorOptions(), GetParam()) {}

    const Table& laptops() {
        if (!table_) table_ = site.find("ITSM", "Laptops");
        return *table_;
    }
    std::size_t column(const std::string& name) { return laptops().spec().columnIndex(name).value(); }

    ScanRequest requestOf(const std::vector<std::string>& columns) {
        ScanRequest request;
        request.columnsUsed.resize(laptops().spec().columns.size());
        for (const std::string& name : columns) request.columnsUsed[column(name)] = true;
        request.columnsUsed[column("ObjectId")] = true;
        return request;
    }
    // At most so many rows; their ids and the value of a column.
    std::vector<std::pair<std::int64_t, Value>> read(const ScanRequest& request, const std::string& shown,
                                                     std::size_t most = SIZE_MAX) {
        std::vector<std::pair<std::int64_t, Value>> rows;
        const auto stream = laptops().scan(request, site.context);
        while (rows.size() < most && stream->next(site.context))
            rows.emplace_back(std::get<std::int64_t>(stream->cell(column("ObjectId"))),
                              ownedValue(stream->cell(column(shown))));
        return rows;
    }
    std::vector<simulator::LoggedRequest> sent() {
        auto entries = site.simulator->requestLog().entries();
        site.simulator->requestLog().clear();
        return entries;
    }
    // All rows in the order of a column as SQL has it, sorted here.
    std::vector<Value> sortedValues(const std::string& name, bool descending) {
        std::vector<Value> values;
        for (auto& row : read(requestOf({name}), name)) values.push_back(std::move(row.second));
        std::sort(values.begin(), values.end(),
                  [&](const Value& a, const Value& b) { return descending ? isBelow(b, a) : isBelow(a, b); });
        return values;
    }
    ScanRequest ordered(const std::string& name, bool descending, std::uint64_t bound) {
        ScanRequest request = requestOf({name});
        request.order = OrderTerm{column(name), descending};
        request.rowBound = bound;
        return request;
    }
    static std::vector<Value> valuesOf(const std::vector<std::pair<std::int64_t, Value>>& rows) {
        std::vector<Value> values;
        for (const auto& row : rows) values.push_back(row.second);
        return values;
    }
    void refuseQueriesWith(const std::string& part) {
        FaultRule rule = FaultRule::of(FaultAction::Status);
        rule.status = 400;
        rule.times = 0;
        (GetParam() ? rule.body : rule.path) = part;
        site.simulator->faults().add(rule);
    }

    SiteUnderTest site;

private:
    std::shared_ptr<const Table> table_;
};

TEST_P(ShapeScanTest, AsksForNoMoreThanAreExpected) {
    laptops();
    sent();
    ScanRequest request = requestOf({"Name"});
    request.rowBound = 10;
    EXPECT_THAT(read(request, "Name", 10), SizeIs(10));
    const auto requests = sent();
    ASSERT_THAT(requests, SizeIs(1));
    EXPECT_EQ(requests[0].maxResults, 10);
    EXPECT_THAT(requests[0].target, HasSubstr("includeAttributes=false"));
}

TEST_P(ShapeScanTest, DeliversTheRestWhenMoreIsReadThanWasExpected) {
    const auto all = read(requestOf({"RAM"}), "RAM");
    ScanRequest request = requestOf({"RAM"});
    request.rowBound = 3;
    auto rows = read(request, "RAM");
    EXPECT_THAT(rows, ::testing::UnorderedElementsAreArray(all));
}

TEST_P(ShapeScanTest, CountsWithoutFetching) {
    const auto all = read(requestOf({"RAM"}), "RAM");
    sent();
    EXPECT_EQ(laptops().count({}, site.context), all.size());
    ScanRequest request;
    request.constraints = {{column("RAM"), Comparison::Greater, {std::int64_t{16}}}};
    const auto more =
        std::count_if(all.begin(), all.end(), [](const auto& row) { return isBelow(std::int64_t{16}, row.second); });
    EXPECT_GT(more, 0);
    EXPECT_EQ(laptops().count(request, site.context), static_cast<std::uint64_t>(more));
    request.constraints = {{column("RAM"), Comparison::IsNull, {}}};
    const auto nulls = std::count_if(all.begin(), all.end(), [](const auto& row) { return isNull(row.second); });
    EXPECT_EQ(laptops().count(request, site.context), static_cast<std::uint64_t>(nulls));
    const auto requests = sent();
    ASSERT_THAT(requests, SizeIs(3));
    for (const auto& each : requests) EXPECT_LE(each.maxResults, 1);
}

TEST_P(ShapeScanTest, CountsNothingThatIsNotExact) {
    ScanRequest request;
    request.constraints = {{column("Status"), Comparison::Eq, {std::string("In use")}}};
    EXPECT_EQ(laptops().count(request, site.context), std::nullopt);
    request.constraints = {{column("RAM"), Comparison::Less, {std::string("x")}}};
    EXPECT_EQ(laptops().count(request, site.context), std::nullopt);
}

TEST_P(ShapeScanTest, OrdersTheFirstRowsWhereverTheSitePutsMissingValues) {
    for (const auto missing : {simulator::MissingInDescending::Last, simulator::MissingInDescending::First}) {
        site.simulator->configure([&](auto& options) { options.aql.missingInDescending = missing; });
        for (const char* name : {"RAM", "Battery Health", "Purchase Date", "Last Seen", "Created"}) {
            for (const bool descending : {false, true}) {
                auto expected = sortedValues(name, descending);
                for (const std::uint64_t bound : {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{400}}) {
                    auto first = expected;
                    first.resize(std::min<std::size_t>(first.size(), bound));
                    EXPECT_EQ(valuesOf(read(ordered(name, descending, bound), name, bound)), first) << name << bound;
                }
                EXPECT_EQ(valuesOf(read(ordered(name, descending, 5), name)), expected) << name << " and beyond";
            }
        }
    }
}

TEST_P(ShapeScanTest, OrdersInOneRequestOrTwo) {
    laptops();
    sent();
    read(ordered("RAM", true, 5), "RAM", 5);
    auto requests = sent();
    ASSERT_THAT(requests, SizeIs(1));
    EXPECT_THAT(requests[0].query, HasSubstr("\"RAM\" IS NOT EMPTY ORDER BY \"RAM\" DESC"));
    EXPECT_EQ(requests[0].maxResults, 5);
    read(ordered("RAM", false, 5), "RAM", 5);
    requests = sent();
    EXPECT_LE(requests.size(), 2U);
    EXPECT_THAT(requests[0].query, HasSubstr("\"RAM\" IS EMPTY"));
    ScanRequest bounded = ordered("RAM", false, 5);
    bounded.constraints = {{column("RAM"), Comparison::Greater, {std::int64_t{8}}}};
    read(bounded, "RAM", 5);
    requests = sent();
    ASSERT_THAT(requests, SizeIs(1));  // no NULL is greater
    EXPECT_THAT(requests[0].query, Not(HasSubstr("EMPTY")));
}

TEST_P(ShapeScanTest, SortsHereWhereTheSiteDoesNotOrder) {
    const auto expected = sortedValues("RAM", true);
    refuseQueriesWith(GetParam() ? "ORDER BY \\\"RAM\\\"" : "ORDER%20BY%20%22RAM%22");
    auto first = expected;
    first.resize(5);
    EXPECT_EQ(valuesOf(read(ordered("RAM", true, 5), "RAM", 5)), first);
    sent();
    EXPECT_EQ(valuesOf(read(ordered("RAM", true, 5), "RAM", 5)), first);
    for (const auto& request : sent()) EXPECT_EQ(request.status, 200);  // it is not asked again
}

TEST_P(ShapeScanTest, LeavesOutARefusedConditionAndNeverSendsItAgain) {
    ScanRequest request = requestOf({"Purchase Date", "RAM"});
    request.constraints = {{column("Purchase Date"), Comparison::Less, {std::string("2024-01-01")}},
                           {column("RAM"), Comparison::Greater, {std::int64_t{8}}}};
    const auto narrowed = read(request, "RAM");
    refuseQueriesWith(GetParam() ? "\\\"Purchase Date\\\" <=" : "%22Purchase%20Date%22%20%3C%3D");
    sent();
    const auto rows = read(request, "RAM");
    EXPECT_GE(rows.size(), narrowed.size());
    for (const auto& row : narrowed) EXPECT_THAT(rows, ::testing::Contains(row));
    const auto requests = sent();
    EXPECT_EQ(requests.back().status, 200);
    EXPECT_THAT(requests.back().query, HasSubstr("\"RAM\" > 8"));
    EXPECT_THAT(requests.back().query, Not(HasSubstr("Purchase")));
    EXPECT_EQ(read(request, "RAM"), rows);
    EXPECT_THAT(sent(), SizeIs(1));
}

TEST_P(ShapeScanTest, LeavesOutEveryConditionOnAttributesAtLast) {
    const auto all = read(requestOf({"RAM"}), "RAM");
    refuseQueriesWith("RAM");
    ScanRequest request = requestOf({"RAM"});
    request.constraints = {{column("RAM"), Comparison::Greater, {std::int64_t{8}}}};
    EXPECT_THAT(read(request, "RAM"), ::testing::UnorderedElementsAreArray(all));
    EXPECT_EQ(laptops().count(request, site.context), std::nullopt);
    EXPECT_FALSE(laptops().estimate({{column("RAM"), Comparison::Greater}}).exact[0]);
}

TEST_P(ShapeScanTest, TellsAMistakeInTheUsersAqlAndKeepsItsOwnConditions) {
    ScanRequest request = requestOf({"RAM", "AQL"});
    request.constraints = {{column("AQL"), Comparison::Eq, {std::string("Nmae = x")}},
                           {column("RAM"), Comparison::Greater, {std::int64_t{8}}}};
    try {
        read(request, "RAM");
        ADD_FAILURE() << "did not fail";
    } catch (const common::Error& error) {
        EXPECT_EQ(error.kind(), common::ErrorKind::InvalidQuery);
        EXPECT_THAT(error.what(), HasSubstr("Nmae"));
    }
    EXPECT_TRUE(laptops().estimate({{column("RAM"), Comparison::Greater}}).exact[0]);
}

TEST_P(ShapeScanTest, KeepsTheUsersAqlWithinTheType) {
    ScanRequest request = requestOf({"Name", "AQL"});
    request.constraints = {{column("AQL"), Comparison::Eq, {std::string("objectId > 0) OR (objectId > 0")}}};
    const auto all = read(requestOf({"Name"}), "Name");
    EXPECT_THAT(read(request, "Name"), ::testing::UnorderedElementsAreArray(all));
    request.rowBound = 3;
    EXPECT_THAT(read(request, "Name"), ::testing::UnorderedElementsAreArray(all));
}

TEST_P(ShapeScanTest, RefusesToReadAqlThatWasNotGiven) {
    EXPECT_THROW(read(requestOf({"AQL"}), "AQL"), common::Error);
}

TEST_P(ShapeScanTest, CutsListsToWhatTheSiteTakes) {
    ScanRequest request = requestOf({"Name"});
    Values ids;
    for (const auto& row : read(requestOf({"Name"}), "Name")) ids.emplace_back(row.first);
    ASSERT_GT(ids.size(), 20U);
    for (const std::size_t limit : {std::size_t{3}, std::size_t{30}, std::size_t{1}}) {
        site.restart({});
        site.simulator->configure([&](auto& options) { options.aql.inListLimit = limit; });
        request.constraints = {{column("ObjectId"), Comparison::In, ids}};
        EXPECT_THAT(read(request, "Name"), SizeIs(ids.size())) << limit;
        sent();
        read(request, "Name");
        for (const auto& each : sent()) EXPECT_EQ(each.status, 200) << limit;  // the limit is known by now
    }
}

TEST_P(ShapeScanTest, LosesNothingWhenAListIsCutUnderABound) {
    Values rams;
    for (const auto& row : read(requestOf({"RAM"}), "RAM"))
        if (!isNull(row.second)) rams.push_back(row.second);
    ScanRequest request = requestOf({"RAM"});
    request.constraints = {{column("RAM"), Comparison::In, rams}};
    const auto all = read(request, "RAM");
    site.simulator->configure([&](auto& options) { options.aql.inListLimit = 1; });
    for (const std::uint64_t bound : {1, 5, 1000}) {
        request.rowBound = bound;
        EXPECT_THAT(read(request, "RAM"), ::testing::UnorderedElementsAreArray(all)) << bound;
    }
}

TEST_P(ShapeScanTest, AsksNothingWhereNothingCanMatch) {
    ScanRequest request = requestOf({"RAM"});
    request.constraints = {{column("RAM"), Comparison::Greater, {1e100}}};
    sent();
    EXPECT_THAT(read(request, "RAM"), IsEmpty());
    EXPECT_EQ(laptops().count(request, site.context), 0U);
    EXPECT_THAT(sent(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Deployments, ShapeScanTest, ::testing::Bool(), [](const auto& about) {
    return about.param ? std::string("Cloud") : std::string("DataCenter");
});

}  // namespace
}  // namespace assetsodbc::schema
