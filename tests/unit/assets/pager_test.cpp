// Completeness of a scan while the site changes, pages are cut, markers lie and counts are refused.
#include "tests/unit/assets/pager_fixture.h"

namespace assetsodbc::assets::testing {
namespace {

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

TEST_P(PagerTest, DoesNotTrustAShortFirstPageThatSpeaksOfMore) {
    MovingSite site(50);
    site.moreMembers = R"(,"hasMoreResults":true)";
    site.beforeSearch = [&](int search) { site.longestPage = search == 1 ? 20 : 1000; };
    site.echoesMaxResults = false;
    site.isLastOf = [](std::size_t, std::size_t) { return true; };
    const Reading reading = read(site, 500);
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_EQ(reading.ids.size(), 50U);
    EXPECT_TRUE(reading.hasNoDuplicates());
}

TEST_P(PagerTest, AnEmptyFirstPageThatSpeaksOfMoreIsNoEnd) {
    MovingSite site(30);
    site.longestPage = 0;
    site.echoesMaxResults = false;
    site.beforeSearch = [&](int search) { site.longestPage = search == 1 ? 0 : 1000; };
    const Reading reading = read(site, 500);
    EXPECT_FALSE(reading.error) << reading.message;
    EXPECT_EQ(reading.ids.size(), 30U);
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
        [](const Request&) { return answer(400, R"({"errorMessages":["No such attribute"],"errors":{}})"); });
    Api api(*transport, log, endpoint(), "");
    Pager pager(SearchCalls(api, "Colour = red", ObjectFields::Identity), {100});
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

}  // namespace
}  // namespace assetsodbc::assets::testing
