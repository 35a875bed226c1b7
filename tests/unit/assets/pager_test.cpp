// Completeness of a scan while the site changes, pages are cut, markers lie and counts are refused.
#include "assets/pager.h"

#include <gtest/gtest.h>

#include <set>

#include "assets/request_log.h"
#include "common/error.h"
#include "tests/unit/assets/moving_site.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using testing::Context;
using testing::FakeTransport;
using testing::MovingSite;

struct Reading {
    std::vector<std::int64_t> ids;
    std::optional<ErrorKind> error;
    std::string message;

    std::set<std::int64_t> distinct() const { return {ids.begin(), ids.end()}; }
    bool hasNoDuplicates() const { return distinct().size() == ids.size(); }
};

class PagerTest : public ::testing::TestWithParam<Deployment> {
protected:
    Endpoint endpoint() const {
        Endpoint e;
        e.deployment = GetParam();
        e.baseUrl = "https://site.example/base";
        return e;
    }

    Reading read(MovingSite& site, std::uint32_t pageSize, std::optional<std::uint64_t> bound = {},
                 std::size_t stopAfter = SIZE_MAX) {
        transport = std::make_unique<FakeTransport>([&site](const Request& r) { return site(r); });
        Api api(*transport, log, endpoint(), "");
        Pager pager(SearchCalls(api, "objectTypeId = 5", ObjectFields::Identity), pageSize, bound);
        Reading reading;
        try {
            while (reading.ids.size() < stopAfter) {
                const AssetObject* object = pager.next(context);
                if (object == nullptr) break;
                reading.ids.push_back(object->id);
            }
        } catch (const Error& error) {
            reading.error = error.kind();
            reading.message = error.what();
        }
        return reading;
    }

    bool isCloud() const { return GetParam() == Deployment::Cloud; }

    // Every object that was there from the first to the last request must have come, and none twice.
    static void expectComplete(const Reading& reading, const std::vector<std::int64_t>& always) {
        EXPECT_FALSE(reading.error) << reading.message;
        EXPECT_TRUE(reading.hasNoDuplicates());
        const auto distinct = reading.distinct();
        std::size_t missing = 0;
        for (const std::int64_t id : always) missing += distinct.count(id) == 0 ? 1 : 0;
        EXPECT_EQ(missing, 0U);
    }

    RequestLog log;
    Context context;
    std::unique_ptr<FakeTransport> transport;
};

std::vector<std::int64_t> inBoth(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
    const std::set<std::int64_t> second(b.begin(), b.end());
    std::vector<std::int64_t> both;
    for (const std::int64_t id : a)
        if (second.count(id) != 0) both.push_back(id);
    return both;
}

INSTANTIATE_TEST_SUITE_P(Deployments, PagerTest, ::testing::Values(Deployment::Cloud, Deployment::DataCenter),
                         [](const auto& test) { return test.param == Deployment::Cloud ? "Cloud" : "DataCenter"; });

TEST_P(PagerTest, ReadsAnEmptyResultWithOneRequest) {
    MovingSite site(0);
    const Reading reading = read(site, 50);
    EXPECT_TRUE(reading.ids.empty());
    EXPECT_FALSE(reading.error);
    EXPECT_EQ(transport->requests.size(), 1U);
}

TEST_P(PagerTest, ReadsOneShortPageWithOneRequest) {
    MovingSite site(7);
    const Reading reading = read(site, 50);
    EXPECT_EQ(reading.ids, site.ids);
    EXPECT_EQ(transport->requests.size(), 1U);
}

TEST_P(PagerTest, ReadsEverySizeOfAQuietSiteOnceAndInOrder) {
    for (const int objects : {1, 2, 3, 24, 25, 26, 49, 50, 51, 99, 100, 101, 149, 150, 499, 1000, 1001, 2345}) {
        for (const std::uint32_t pageSize : {1U, 2U, 3U, 7U, 25U, 100U, 500U}) {
            MovingSite site(objects);
            const Reading reading = read(site, pageSize);
            ASSERT_FALSE(reading.error) << objects << "/" << pageSize << ": " << reading.message;
            ASSERT_EQ(reading.ids, site.ids) << objects << "/" << pageSize;
        }
    }
}

TEST_P(PagerTest, ReadsAQuietSiteInOnePass) {
    MovingSite site(10000);
    read(site, 500);
    EXPECT_LE(site.searches, 23);
    EXPECT_EQ(site.counts, isCloud() ? 1 : 0);
}

TEST_P(PagerTest, AsksForTheFirstHundredRowsFirst) {
    MovingSite site(1000);
    read(site, 500, {}, 1);
    ASSERT_EQ(transport->requests.size(), 1U);
    EXPECT_EQ(MovingSite::parameter(transport->requests[0], isCloud() ? "maxResults" : "resultPerPage"), 100U);
}

TEST_P(PagerTest, ABoundSetsTheFirstPageAndEndsWithoutFurtherRequest) {
    MovingSite site(1000);
    const Reading reading = read(site, 500, 10);
    EXPECT_EQ(reading.ids.size(), 10U);
    ASSERT_EQ(transport->requests.size(), 1U);
    EXPECT_EQ(MovingSite::parameter(transport->requests[0], isCloud() ? "maxResults" : "resultPerPage"), 10U);
}

TEST_P(PagerTest, ABoundBeyondOnePageStopsThere) {
    MovingSite site(5000);
    const Reading reading = read(site, 100, 250);
    EXPECT_EQ(reading.ids.size(), 250U);
    EXPECT_TRUE(reading.hasNoDuplicates());
    EXPECT_LE(transport->requests.size(), 4U);
}

TEST_P(PagerTest, ABoundOfZeroAsksNothing) {
    MovingSite site(10);
    EXPECT_TRUE(read(site, 100, 0).ids.empty());
    EXPECT_TRUE(transport->requests.empty());
}

TEST_P(PagerTest, FetchesNothingAheadWithinTheFirstPage) {
    MovingSite site(1000);
    read(site, 100, {}, 100);
    EXPECT_EQ(transport->requests.size(), 1U);
}

TEST_P(PagerTest, FetchesOnePageAheadFromTheSecondOn) {
    MovingSite site(1000);
    read(site, 100, {}, 101);
    EXPECT_EQ(transport->requests.size(), 3U);
    EXPECT_EQ(site.searches, 2);  // the third is only under way
    EXPECT_EQ(transport->mostInFlight, 1);
    EXPECT_EQ(transport->inFlight, 0);  // given up with the stream
}

TEST_P(PagerTest, SurvivesRowsRemovedInFrontOfTheReader) {
    for (const std::size_t removed : {1U, 2U, 30U, 250U}) {
        MovingSite site(2000);
        const auto before = site.ids;
        site.beforeSearch = [&](int search) {
            if (search == 6) site.ids.erase(site.ids.begin(), site.ids.begin() + static_cast<std::ptrdiff_t>(removed));
        };
        const Reading reading = read(site, 100);
        expectComplete(reading, inBoth(before, site.ids));
    }
}

TEST_P(PagerTest, SurvivesRowsRemovedAroundTheReader) {
    MovingSite site(2000);
    const auto before = site.ids;
    site.beforeSearch = [&](int search) {
        if (search == 5) site.ids.erase(site.ids.begin() + 300, site.ids.begin() + 700);
    };
    const Reading reading = read(site, 100);
    expectComplete(reading, inBoth(before, site.ids));
}

TEST_P(PagerTest, SurvivesRowsInsertedInFrontOfTheReader) {
    for (const int inserted : {1, 99, 100, 350}) {
        MovingSite site(2000);
        const auto before = site.ids;
        site.beforeSearch = [&](int search) {
            for (int i = 0; search == 6 && i < inserted; ++i) site.ids.insert(site.ids.begin() + i, i * 10 + 5);
        };
        const Reading reading = read(site, 100);
        expectComplete(reading, inBoth(before, site.ids));
    }
}

TEST_P(PagerTest, FindsRowsInsertedBehindTheReader) {
    MovingSite site(1000);
    site.beforeSearch = [&](int search) {
        if (search == 3) site.ids.insert(site.ids.begin() + 900, 99999);
    };
    const Reading reading = read(site, 100);
    EXPECT_EQ(reading.distinct().count(99999), 1U);
    expectComplete(reading, site.ids);
}

TEST_P(PagerTest, SurvivesOneRemovalAndOneInsertionAtOnce) {
    MovingSite site(1000);
    const auto before = site.ids;
    site.beforeSearch = [&](int search) {
        if (search != 4) return;
        site.ids.erase(site.ids.begin() + 10);
        site.ids.insert(site.ids.begin() + 20, 7);
    };
    const Reading reading = read(site, 100);
    expectComplete(reading, inBoth(before, site.ids));
}

TEST_P(PagerTest, SurvivesChangesBeforeEveryRequestOfTheFirstPass) {
    MovingSite site(1500);
    auto always = site.ids;
    std::size_t next = 0;
    site.beforeSearch = [&](int search) {
        if (search > 12) return;
        site.ids.erase(site.ids.begin() + static_cast<std::ptrdiff_t>(next++ * 7));
        site.ids.insert(site.ids.begin() + static_cast<std::ptrdiff_t>(next * 11), 100000 + search);
        site.ids.erase(site.ids.end() - 3);
    };
    const Reading reading = read(site, 100);
    expectComplete(reading, inBoth(always, site.ids));
}

TEST_P(PagerTest, SurvivesTheResultShrinkingBelowTheReader) {
    MovingSite site(1000);
    const auto before = site.ids;
    site.beforeSearch = [&](int search) {
        if (search == 5) site.ids.erase(site.ids.begin(), site.ids.begin() + 950);
    };
    const Reading reading = read(site, 100);
    expectComplete(reading, inBoth(before, site.ids));
}

TEST_P(PagerTest, SurvivesTheResultVanishing) {
    MovingSite site(1000);
    site.beforeSearch = [&](int search) {
        if (search == 4) site.ids.clear();
    };
    const Reading reading = read(site, 100);
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_TRUE(reading.hasNoDuplicates());
}

TEST_P(PagerTest, ReadsAgainWhenRowsMovedAndSaysSoAfterThreePasses) {
    MovingSite site(1000);
    int id = 0;
    site.beforeSearch = [&](int) { site.ids.insert(site.ids.begin(), -(++id)); };
    const Reading reading = read(site, 100);
    EXPECT_EQ(reading.error, ErrorKind::ResultChanged);
    EXPECT_NE(reading.message.find("again"), std::string::npos);
}

TEST_P(PagerTest, TakesShorterPagesThanAskedFor) {
    for (const std::size_t longest : {2U, 3U, 25U, 60U, 99U}) {
        MovingSite site(1003);
        site.longestPage = longest;
        const Reading reading = read(site, 500);
        EXPECT_FALSE(reading.error) << reading.message;
        EXPECT_EQ(reading.ids, site.ids) << longest;
    }
}

TEST_P(PagerTest, TakesPagesThatAreCutOnlyWhenLarge) {
    for (const bool echoes : {true, false}) {
        MovingSite site(3000);
        site.longestPage = 200;
        site.echoesStart = site.echoesMaxResults = echoes;
        const Reading reading = read(site, 500);
        EXPECT_FALSE(reading.error) << reading.message;
        EXPECT_EQ(reading.distinct().size(), 3000U);
    }
}

TEST_P(PagerTest, FailsLoudlyWhenTheSitesCountNeverFits) {
    MovingSite site(500);
    site.countOverride = 501;
    const Reading reading = read(site, 100);
    EXPECT_EQ(reading.error, ErrorKind::ResultChanged);
    EXPECT_EQ(reading.ids.size(), 500U);
}

TEST_P(PagerTest, DropsRowsThatAPageRepeats) {
    MovingSite site(300);
    site.beforeSearch = [&](int search) {
        if (search == 2) site.ids.insert(site.ids.begin() + 150, site.ids[120]);
        if (search == 4) site.ids.erase(site.ids.begin() + 150);
    };
    const Reading reading = read(site, 100);
    EXPECT_TRUE(reading.hasNoDuplicates());
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_EQ(reading.distinct().size(), 300U);
}

TEST_P(PagerTest, RefusesToPromiseAnythingWhenTheOrderIsNone) {
    MovingSite site(1000);
    site.shufflesEachTime = true;
    const Reading reading = read(site, 100);
    EXPECT_TRUE(reading.hasNoDuplicates());
    EXPECT_TRUE(reading.error || reading.ids.size() == 1000U);
}

TEST_P(PagerTest, GoesOnWithoutOrderWhenTheSiteRefusesIt) {
    MovingSite site(450);
    site.refusesOrder = true;
    const Reading reading = read(site, 100);
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_EQ(reading.distinct().size(), 450U);
    EXPECT_GE(site.searches, 11);  // a second full pass proves it
}

TEST_P(PagerTest, WithoutOrderOneShortPageIsStillProofEnough) {
    MovingSite site(45);
    site.refusesOrder = true;
    EXPECT_EQ(read(site, 100).ids.size(), 45U);
    EXPECT_EQ(site.searches, 2);
}

TEST_P(PagerTest, NamesTheQueryThatTheSiteRefuses) {
    MovingSite site(1);
    transport = std::make_unique<FakeTransport>(
        [](const Request&) { return testing::answer(400, R"({"errorMessages":["No such attribute"],"errors":{}})"); });
    Api api(*transport, log, endpoint(), "");
    Pager pager(SearchCalls(api, "Colour = red", ObjectFields::Identity), 100, {});
    try {
        pager.next(context);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidQuery);
        EXPECT_EQ(error.httpStatus(), 400);
        EXPECT_NE(std::string(error.what()).find("Colour = red"), std::string::npos);
        EXPECT_NE(std::string(error.what()).find("No such attribute"), std::string::npos);
    }
}

TEST_P(PagerTest, OrdersByKeyAndLeavesAttributesOutUnlessWanted) {
    MovingSite site(1);
    read(site, 100);
    const Request& request = transport->requests[0];
    EXPECT_EQ(request.aql, "objectTypeId = 5 ORDER BY Key ASC");
    EXPECT_NE(request.query.find("includeAttributes=false"), std::string::npos);
    EXPECT_TRUE(request.idempotent);
}

TEST_P(PagerTest, NotesRowsInTheRequestLogOnlyForLoggedRequests) {
    MovingSite site(5);
    read(site, 100);  // the fake transport numbers nothing; unknown numbers are ignored
    EXPECT_TRUE(log.records().empty());
}

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
}  // namespace assetsodbc::assets
