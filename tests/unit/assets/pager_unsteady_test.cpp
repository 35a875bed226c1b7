// What the pager does with a result that never comes to rest, by option; and what it shows of the page at hand.
#include "common/warnings.h"
#include "tests/unit/assets/pager_fixture.h"

namespace assetsodbc::assets::testing {
namespace {

class UnsteadyPagerTest : public PagerTest {};

TEST_P(UnsteadyPagerTest, EndsWithAWarningWhereThatIsAskedFor) {
    MovingSite site(500);
    site.countOverride = 501;
    common::Warnings warnings;
    context.context.warnings = &warnings;
    failOnIncomplete = false;
    const Reading reading = read(site, 100);
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_EQ(reading.ids.size(), 500U);
    const auto told = warnings.take();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].kind, ErrorKind::ResultChanged);
    EXPECT_NE(told[0].message.find("500 objects"), std::string::npos) << told[0].message;
    EXPECT_NE(told[0].message.find("the site has 501"), std::string::npos) << told[0].message;
}

TEST_P(UnsteadyPagerTest, DeliversWhatAnyPassFound) {
    MovingSite site(1000);
    int id = 0;
    site.beforeSearch = [&](int) { site.ids.insert(site.ids.begin(), -(++id)); };
    common::Warnings warnings;
    context.context.warnings = &warnings;
    failOnIncomplete = false;
    const Reading reading = read(site, 100);
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_TRUE(reading.hasNoDuplicates());
    EXPECT_GE(reading.ids.size(), 1000U);
    EXPECT_EQ(warnings.take().size(), 1U);
}

TEST_P(UnsteadyPagerTest, FailsWhereNobodyHearsTheWarning) {
    MovingSite site(500);
    site.countOverride = 501;
    failOnIncomplete = false;
    EXPECT_EQ(read(site, 100).error, ErrorKind::ResultChanged);
}

TEST_P(UnsteadyPagerTest, WarnsOfNothingWhenTheResultComesToRest) {
    MovingSite site(500);
    site.beforeSearch = [&](int search) {
        if (search == 3) site.ids.erase(site.ids.begin());
    };
    common::Warnings warnings;
    context.context.warnings = &warnings;
    failOnIncomplete = false;
    EXPECT_GE(read(site, 100).ids.size(), 499U);
    EXPECT_TRUE(warnings.take().empty());
}

TEST_P(UnsteadyPagerTest, ShowsTheObjectsAheadThatAreAtHand) {
    MovingSite site(250);
    transport = std::make_unique<FakeTransport>([&site](const Request& r) { return site(r); });
    Api api(*transport, log, endpoint(), "");
    Pager pager(SearchCalls(api, "", ObjectFields::Identity), {100});
    EXPECT_EQ(pager.ahead(1), nullptr);
    std::int64_t expected = 0;
    std::size_t seenAhead = 0;
    while (const AssetObject* const object = pager.next(context)) {
        if (expected != 0) {
            EXPECT_EQ(object->id, expected);
        }
        const std::size_t requests = transport->requests.size();
        const AssetObject* const following = pager.ahead(1);
        seenAhead += following != nullptr ? 1 : 0;
        expected = following != nullptr ? following->id : 0;
        EXPECT_EQ(transport->requests.size(), requests);
    }
    EXPECT_GE(seenAhead, 240U);
    EXPECT_EQ(pager.ahead(1), nullptr);
}

TEST_P(UnsteadyPagerTest, ShowsNothingAheadBeyondTheBound) {
    MovingSite site(50);
    transport = std::make_unique<FakeTransport>([&site](const Request& r) { return site(r); });
    Api api(*transport, log, endpoint(), "");
    Pager pager(SearchCalls(api, "", ObjectFields::Identity), {100, 3});
    pager.next(context);
    EXPECT_EQ(pager.ahead(1)->id, site.ids[1]);
    EXPECT_EQ(pager.ahead(2)->id, site.ids[2]);
    EXPECT_EQ(pager.ahead(3), nullptr);
    EXPECT_EQ(pager.ahead(0), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Deployments, UnsteadyPagerTest, ::testing::Values(Deployment::Cloud, Deployment::DataCenter),
                         [](const auto& test) { return test.param == Deployment::Cloud ? "Cloud" : "DataCenter"; });

}  // namespace
}  // namespace assetsodbc::assets::testing
