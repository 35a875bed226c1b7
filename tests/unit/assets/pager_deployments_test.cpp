// What is particular to paging by offset (Cloud) and by page number (Data Center).
#include "tests/unit/assets/pager_fixture.h"

namespace assetsodbc::assets::testing {
namespace {

class CloudPagerTest : public PagerTest {};
INSTANTIATE_TEST_SUITE_P(Cloud, CloudPagerTest, ::testing::Values(Deployment::Cloud));

TEST_P(CloudPagerTest, TakesTheEndMarkerAsText) {
    MovingSite site(345);
    site.isLastFormat = "text";
    EXPECT_EQ(read(site, 100).ids, site.ids);
}

TEST_P(CloudPagerTest, DoesWithoutAnEndMarker) {
    for (const int objects : {0, 1, 99, 100, 101, 345}) {
        MovingSite site(objects);
        site.isLastFormat.reset();
        const Reading reading = read(site, 100);
        EXPECT_FALSE(reading.error) << reading.message;
        EXPECT_EQ(reading.ids, site.ids);
    }
}

TEST_P(CloudPagerTest, DoesWithoutAnEndMarkerOnPagesOfOneRow) {
    MovingSite site(20);
    site.isLastFormat.reset();
    site.longestPage = 1;
    EXPECT_EQ(read(site, 100).ids, site.ids);
}

TEST_P(CloudPagerTest, NeverTrustsTheTotal) {
    MovingSite site(2500);  // the site says 1000
    EXPECT_EQ(read(site, 500).ids, site.ids);
}

TEST_P(CloudPagerTest, GoesOnBehindAnEndMarkerThatLies) {
    MovingSite site(800);
    site.isLastOf = [](std::size_t, std::size_t) { return true; };
    const Reading reading = read(site, 100);
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_EQ(reading.ids, site.ids);
}

TEST_P(CloudPagerTest, FindsRowsAppendedBetweenTheLastPageAndTheCount) {
    MovingSite site(250);
    bool isAppended = false;
    site.beforeCount = [&] {
        if (!isAppended) site.ids.push_back(77777);
        isAppended = true;
    };
    const Reading reading = read(site, 100);
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_EQ(reading.distinct().size(), 251U);
    EXPECT_LE(site.searches, 5);  // without a second pass
}

TEST_P(CloudPagerTest, RowsRemovedAfterTheyWereReadCostAnotherPassOnly) {
    MovingSite site(250);
    site.beforeCount = [&] {
        if (site.counts == 1) site.ids.pop_back();
    };
    const Reading reading = read(site, 100);
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_EQ(reading.ids.size(), 250U);
}

TEST_P(CloudPagerTest, AFullFirstPageIsCheckedByTheCount) {
    MovingSite site(100);
    EXPECT_EQ(read(site, 100).ids.size(), 100U);
    EXPECT_EQ(site.counts, 1);
}

TEST_P(CloudPagerTest, LooksBehindTheEndWhenTheCountIsForbidden) {
    for (const int status : {403, 404}) {
        MovingSite site(250);
        site.countStatus = status;
        const Reading reading = read(site, 100);
        EXPECT_FALSE(reading.error) << reading.message;
        EXPECT_EQ(reading.ids, site.ids);
        EXPECT_EQ(MovingSite::parameter(transport->requests.back(), "startAt"), 250U);
    }
}

TEST_P(CloudPagerTest, AFailingCountFailsTheScan) {
    MovingSite site(250);
    site.countStatus = 500;
    EXPECT_EQ(read(site, 100).error, ErrorKind::ServerError);
}

TEST_P(CloudPagerTest, RefusesASiteThatIgnoresTheStart) {
    MovingSite site(250);
    site.ignoresStart = true;
    EXPECT_EQ(read(site, 100).error, ErrorKind::BadResponse);
}

TEST_P(CloudPagerTest, EachPageStartsWithTheLastRowOfTheOneBefore) {
    MovingSite site(280);
    read(site, 100);
    ASSERT_GE(transport->requests.size(), 3U);
    EXPECT_EQ(MovingSite::parameter(transport->requests[1], "startAt"), 99U);
    EXPECT_EQ(MovingSite::parameter(transport->requests[2], "startAt"), 198U);
}

class DataCenterPagerTest : public PagerTest {};
INSTANTIATE_TEST_SUITE_P(DataCenter, DataCenterPagerTest, ::testing::Values(Deployment::DataCenter));

TEST_P(DataCenterPagerTest, DoesWithoutTotals) {
    for (const int objects : {0, 5, 99, 100, 101, 345}) {
        MovingSite site(objects);
        site.reportsTotal = false;
        const Reading reading = read(site, 100);
        EXPECT_FALSE(reading.error) << reading.message;
        EXPECT_EQ(reading.ids, site.ids);
    }
}

TEST_P(DataCenterPagerTest, AsksForNoMoreRowsThanThePageSize) {
    MovingSite site(3000);
    read(site, 250);
    for (const Request& request : transport->requests) EXPECT_LE(MovingSite::parameter(request, "resultPerPage"), 250U);
}

}  // namespace
}  // namespace assetsodbc::assets::testing
