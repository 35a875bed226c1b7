#include "sqlengine/scan_memo.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

class ScanMemoOf : public testing::Test {
protected:
    explicit ScanMemoOf(std::size_t mostBytes = 1024 * 1024) : memo(mostBytes) {}

    // The hosts of a number, as far as `readAtMost`, the key and one more column being used.
    std::string hostsOf(std::int64_t number, std::size_t readAtMost = 2000) {
        schema::ScanRequest request;
        request.columnsUsed.resize(7);
        request.columnsUsed[0] = request.columnsUsed[6] = true;
        request.constraints.push_back({4, schema::Comparison::Eq, {number}});
        return read(request, readAtMost);
    }
    std::string read(const schema::ScanRequest& request, std::size_t readAtMost = 2000) {
        const auto rows = memo.scan(*table, "plan", request, [=] { return table->scan(request, context); });
        std::string ids;
        for (std::size_t i = 0; i < readAtMost && rows->next(context); ++i) {
            ids += FakeSite::cellText(rows->cell(0)) + ",";
            EXPECT_EQ(FakeSite::cellText(rows->cell(6)), "2024-01-31 10:00:00.000");
        }
        return ids;
    }

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
    EXPECT_EQ(hostsOf(3, 2), "3,13,");
    EXPECT_EQ(hostsOf(3, 2), "3,13,");
    EXPECT_EQ(log->scans.size(), 1U);
}

TEST_F(ScanMemoOf, GivesAllRowsToAReaderThatGoesFurther) {
    hostsOf(3, 2);
    const std::string all = hostsOf(3);
    EXPECT_EQ(std::count(all.begin(), all.end(), ','), 100);
    EXPECT_EQ(all.substr(0, 8), "3,13,23,");
    EXPECT_EQ(hostsOf(3), all);
    EXPECT_EQ(hostsOf(3, 50), all.substr(0, hostsOf(3, 50).size()));
    EXPECT_EQ(log->scans.size(), 2U);
}

TEST_F(ScanMemoOf, RefusesToGoOnWithOtherRowsThanItShowed) {
    hostsOf(3, 2);
    std::vector<FakeRow> changed = hostRows();
    changed.erase(changed.begin() + 2);
    const auto old = std::move(table);
    table = std::make_unique<FakeTable>(hostsSpec(), changed, log);
    schema::ScanRequest request = log->scans.front();
    const auto rows = memo.scan(*old, "plan", request, [=] { return table->scan(request, context); });
    EXPECT_TRUE(rows->next(context));
    EXPECT_TRUE(rows->next(context));
    EXPECT_THROW(rows->next(context), common::Error);
}

TEST_F(ScanMemoOf, KeepsABoundedScanApart) {
    hostsOf(3, 1);
    schema::ScanRequest request = log->scans.front();
    request.rowBound = 1;
    EXPECT_EQ(read(request), "3,");
    EXPECT_EQ(read(request), "3,");
    EXPECT_EQ(log->scans.size(), 2U);
}

TEST_F(ScanMemoOf, KeepsOnlyTheColumnsUsed) {
    hostsOf(3);
    EXPECT_LT(memo.bytes(), 100 * (2 * sizeof(schema::Value) + 23) + 500);
}

TEST_F(ScanMemoOf, CountsAKeyOnceThatIsRecordedTwiceAtATime) {
    hostsOf(3);
    const std::size_t once = memo.bytes();
    memo.clear();
    EXPECT_EQ(memo.bytes(), 0U);
    {
        const schema::ScanRequest request = log->scans.front();
        const auto fetch = [=] { return table->scan(request, context); };
        const auto first = memo.scan(*table, "plan", request, fetch);
        const auto second = memo.scan(*table, "plan", request, fetch);
        while (first->next(context)) EXPECT_TRUE(second->next(context));
        EXPECT_FALSE(second->next(context));
    }
    EXPECT_EQ(memo.bytes(), once);
}

TEST_F(SmallScanMemo, DoesNotCopyAgainWhatDidNotFit) {
    hostsOf(3);  // a hundred rows
    const std::size_t afterFirst = memo.bytes();
    const schema::ScanRequest request = log->scans.front();
    const auto rows = memo.scan(*table, "plan", request, [=] { return table->scan(request, context); });
    ASSERT_TRUE(rows->next(context));
    EXPECT_EQ(memo.bytes(), afterFirst) << "no copy is being made";
}

TEST_F(SmallScanMemo, StaysWithinItsBoundForAnyNumberOfKeys) {
    for (std::int64_t number = 100; number < 1100; ++number) EXPECT_EQ(hostsOf(number), "");
    EXPECT_LE(memo.bytes(), 3000U);
    EXPECT_GT(memo.bytes(), 2000U) << "keys count even without rows";
}

}  // namespace
}  // namespace assetsodbc::sqlengine
