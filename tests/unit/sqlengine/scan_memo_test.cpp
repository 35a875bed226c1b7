#include "sqlengine/scan_memo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using testing::SizeIs;

class ScanMemoOf : public testing::Test {
protected:
    explicit ScanMemoOf(std::size_t mostBytes = 1024 * 1024) : memo(mostBytes) {}

    // By a number, with the key and one more column being used.
    static schema::ScanRequest hostsWith(std::vector<schema::Value> numbers) {
        schema::ScanRequest request = allHosts();
        const auto comparison = numbers.size() == 1 ? schema::Comparison::Eq : schema::Comparison::In;
        request.constraints.push_back({4, comparison, std::move(numbers)});
        return request;
    }
    static schema::ScanRequest allHosts() {
        schema::ScanRequest request;
        request.columnsUsed.resize(7);
        request.columnsUsed[0] = request.columnsUsed[4] = request.columnsUsed[6] = true;
        return request;
    }
    std::unique_ptr<schema::RowStream> scan(const schema::ScanRequest& request, std::string_view plan = "plan") {
        return memo.scan({*table, nullptr, plan, request, kNoLookups}, context);
    }
    std::string read(schema::RowStream& rows, std::size_t readAtMost = 2000) {
        std::string ids;
        for (std::size_t i = 0; i < readAtMost && rows.next(context); ++i) {
            ids += FakeSite::cellText(rows.cell(0)) + ",";
            EXPECT_EQ(FakeSite::cellText(rows.cell(6)), "2024-01-31 10:00:00.000");
        }
        return ids;
    }
    std::string read(const schema::ScanRequest& request, std::size_t readAtMost = 2000) {
        return read(*scan(request), readAtMost);
    }

    const std::vector<schema::Constraint> kNoLookups;
    common::CancelToken token;
    common::CallContext context{token, std::nullopt, 7};
    std::shared_ptr<FakeTableLog> log = std::make_shared<FakeTableLog>();
    std::unique_ptr<schema::Table> table = std::make_unique<FakeTable>(hostsSpec(), hostRows(), log);
    ScanMemo memo;
};

class SmallScanMemo : public ScanMemoOf {
protected:
    SmallScanMemo() : ScanMemoOf(3000) {}
};

TEST_F(ScanMemoOf, AnswersAReaderThatStopsWhereTheFirstDid) {
    EXPECT_EQ(read(hostsWith({std::int64_t{3}}), 2), "3,13,");
    EXPECT_EQ(read(hostsWith({std::int64_t{3}}), 2), "3,13,");
    EXPECT_THAT(log->scans, SizeIs(1));
    EXPECT_EQ(log->rowsPulled, 2U);
}

TEST_F(ScanMemoOf, GoesOnWithTheSameScanForAReaderThatGoesFurther) {
    const auto request = hostsWith({std::int64_t{3}, std::int64_t{300}});
    EXPECT_EQ(read(request, 2), "3,13,");
    const std::string all = read(request);
    EXPECT_EQ(std::count(all.begin(), all.end(), ','), 100);
    EXPECT_EQ(all.substr(0, 8), "3,13,23,");
    EXPECT_EQ(read(request), all);
    EXPECT_THAT(log->scans, SizeIs(1));
    EXPECT_EQ(log->rowsPulled, 100U);
}

TEST_F(ScanMemoOf, LetsReadersShareAScanAtDifferentPlaces) {
    const auto first = scan(allHosts()), second = scan(allHosts());
    EXPECT_EQ(read(*first, 3), "1,2,3,");
    EXPECT_EQ(read(*second, 5), "1,2,3,4,5,");
    EXPECT_EQ(read(*first, 4), "4,5,6,7,");
    EXPECT_EQ(read(*second, 3), "6,7,8,");
    EXPECT_EQ(log->rowsPulled, 8U);
}

TEST_F(ScanMemoOf, KeepsABoundedScanApart) {
    schema::ScanRequest request = allHosts();
    read(request, 1);
    request.rowBound = 1;
    EXPECT_EQ(read(request), "1,");
    EXPECT_EQ(read(request), "1,");
    EXPECT_THAT(log->scans, SizeIs(2));
}

TEST_F(ScanMemoOf, KeepsRowsWhoseUnreadableCellsNobodyReads) {
    FakeBehaviour behaviour;
    behaviour.unreadableColumn = 6;
    table = std::make_unique<FakeTable>(hostsSpec(), hostRows(), log, behaviour);
    for (int pass = 0; pass < 2; ++pass) {
        const auto rows = scan(allHosts());
        std::size_t count = 0;
        for (; rows->next(context); ++count) EXPECT_EQ(FakeSite::cellText(rows->cell(0)), std::to_string(count + 1));
        EXPECT_EQ(count, 1000U);
    }
    const auto rows = scan(allHosts());
    ASSERT_TRUE(rows->next(context));
    EXPECT_THROW(rows->cell(6), common::Error);
    EXPECT_THAT(log->scans, SizeIs(1));
}

TEST_F(ScanMemoOf, GivesEverythingBackWhenTheRunEnds) {
    read(allHosts());
    EXPECT_GT(memo.bytes(), 1000U * 16);
    memo.clear();
    EXPECT_EQ(memo.bytes(), 0U);
    EXPECT_EQ(log->openStreams, 0U);
    read(allHosts());
    EXPECT_THAT(log->scans, SizeIs(2)) << "another run reads anew";
}

TEST_F(ScanMemoOf, ATableThatIsNotReadAgainIsNotKept) {
    // A program of one scan: nothing of it may be in a loop.
    FakeSite site;
    const auto query = site.prepare("SELECT Id, Name FROM Hosts WHERE Name LIKE 'host%'");
    while (query->step(site.context)) EXPECT_EQ(site.hosts->openStreams, 1U);
    EXPECT_THAT(site.hosts->scans, SizeIs(1));
}

TEST_F(SmallScanMemo, ReadsFromAFileWhatDoesNotFit) {
    const std::string all = read(allHosts());
    EXPECT_LE(memo.bytes(), 3000U + 80 * 1024U) << "and a segment or two that is read back";
    EXPECT_TRUE(memo.hasSpilled());
    for (int pass = 0; pass < 3; ++pass) EXPECT_EQ(read(allHosts()), all);
    EXPECT_THAT(log->scans, SizeIs(1));
    EXPECT_EQ(std::count(all.begin(), all.end(), ','), 1000);
}

TEST_F(SmallScanMemo, SaysWhatToDoWhenThereIsNoRoomForTheFile) {
    setenv("TMPDIR", "/nonexistent-folder", 1);
    try {
        read(allHosts());
        ADD_FAILURE() << "no error";
    } catch (const common::Error& error) {
        EXPECT_EQ(error.kind(), common::ErrorKind::Internal);
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("join"), testing::HasSubstr("/nonexistent-folder"),
                                                 testing::HasSubstr("TMPDIR")));
    }
    unsetenv("TMPDIR");
}

TEST_F(ScanMemoOf, LoadsASmallTableOnceForLookupsThatDiffer) {
    for (std::int64_t number = 0; number < 30; ++number) {
        const std::string ids = read(hostsWith({number}));
        EXPECT_EQ(std::count(ids.begin(), ids.end(), ','), number < 10 ? 100 : 0) << number;
    }
    // The first for itself: whether others come nobody knew.
    ASSERT_THAT(log->scans, SizeIs(2));
    EXPECT_THAT(log->scans[1].constraints, SizeIs(0));
}

}  // namespace
}  // namespace assetsodbc::sqlengine
