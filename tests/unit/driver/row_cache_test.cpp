#include "driver/row_cache.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "common/call_context.h"
#include "common/error.h"
#include "driver/rows_result.h"

namespace assetsodbc::driver {
namespace {

using Row = RowsResult::Row;

RowsResult resultOf(std::vector<Row> rows) {
    std::vector<sqlengine::ResultColumn> columns(rows.at(0).size());
    return {std::move(columns), std::move(rows)};
}

TEST(RowCache, KeepsEveryKindOfValueAfterTheResultMovedOn) {
    RowsResult result = resultOf({{std::int64_t{7}, 1.5, std::string("text"), {}}, {{}, {}, std::string(), {}}});
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 0};
    RowCache cache(4);
    while (result.next(context)) cache.append(result);
    ASSERT_EQ(2u, cache.size());
    EXPECT_EQ(7, std::get<std::int64_t>(cache.cell(0, 0)));
    EXPECT_EQ(1.5, std::get<double>(cache.cell(0, 1)));
    EXPECT_EQ("text", std::get<std::string_view>(cache.cell(0, 2)));
    EXPECT_TRUE(schema::isNull(cache.cell(0, 3)));
    EXPECT_EQ("", std::get<std::string_view>(cache.cell(1, 2)));
}

TEST(RowCache, TextLargerThanABlockIsKeptWhole) {
    const std::string large(100000, 'y');
    RowsResult result = resultOf({{std::string("small"), large}, {large, std::string("small")}});
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 0};
    RowCache cache(2);
    while (result.next(context)) cache.append(result);
    EXPECT_EQ("small", std::get<std::string_view>(cache.cell(0, 0)));
    EXPECT_EQ(large, std::get<std::string_view>(cache.cell(0, 1)));
    EXPECT_EQ(large, std::get<std::string_view>(cache.cell(1, 0)));
    cache.clear();
    EXPECT_EQ(0u, cache.size());
}

// Rows of every kind of value, made on the fly; nothing of them is kept.
class Counted : public ResultSet {
public:
    explicit Counted(std::int64_t rows) : rows_(rows), columns_(6) {}
    const std::vector<sqlengine::ResultColumn>& columns() const override { return columns_; }
    bool next(const common::CallContext&) override {
        ++row_;
        text_ = "row " + std::to_string(row_) + std::string(std::size_t(row_ % 50), 'x');
        return row_ <= rows_;
    }
    schema::CellView cell(std::size_t column) const override { return cellOf(row_, column, text_); }
    static schema::CellView cellOf(std::int64_t row, std::size_t column, const std::string& text) {
        switch (column) {
            case 0:
                return row;
            case 1:
                return double(row) / 4;
            case 2:
                return std::string_view(text);
            case 3:
                return schema::Blob{std::string_view(text).substr(0, text.size() / 2)};
            case 4:
                return std::string_view();
            default:
                return std::monostate{};
        }
    }

private:
    std::int64_t rows_, row_ = 0;
    std::vector<sqlengine::ResultColumn> columns_;
    std::string text_;
};

std::string shown(const schema::CellView& cell) {
    if (const auto* const number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (const auto* const real = std::get_if<double>(&cell)) return "r" + std::to_string(*real);
    if (const auto* const text = std::get_if<std::string_view>(&cell)) return "t" + std::string(*text);
    if (const auto* const blob = std::get_if<schema::Blob>(&cell)) return "b" + std::string(blob->bytes);
    return "NULL";
}

void expectRow(const RowCache& cache, std::size_t row) {
    const auto number = std::int64_t(row) + 1;
    const std::string text = "row " + std::to_string(number) + std::string(std::size_t(number % 50), 'x');
    for (std::size_t column = 0; column < 6; ++column) {
        ASSERT_EQ(shown(Counted::cellOf(number, column, text)), shown(cache.cell(row, column))) << row << " " << column;
    }
}

RowCache filled(std::int64_t rows, RowCacheBounds bounds) {
    Counted result(rows);
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 0};
    RowCache cache(6, bounds);
    while (result.next(context)) cache.append(result);
    return cache;
}

TEST(RowCache, RowsPastTheBoundComeBackFromDiskAsTheyWere) {
    constexpr std::size_t kRows = 5000;
    const RowCache cache = filled(kRows, {16 * 1024, 2 * 1024});
    ASSERT_TRUE(cache.hasSpilled());
    ASSERT_EQ(kRows, cache.size());
    for (std::size_t row = 0; row < kRows; ++row) expectRow(cache, row);
    for (std::size_t row = kRows; row-- > 0;) expectRow(cache, row);
    for (std::size_t at = 0; at < kRows; ++at) expectRow(cache, at * 7919 % kRows);
}

TEST(RowCache, MemoryStaysWithinTheBoundWhateverTheNumberOfRows) {
    constexpr std::size_t kMemory = 256 * 1024, kSegment = 16 * 1024;
    for (const std::int64_t rows : {1000, 20000, 100000}) {
        const RowCache cache = filled(rows, {kMemory, kSegment});
        for (std::size_t row = 0; row < cache.size(); row += 997) expectRow(cache, row);
        // The segment that takes rows, and the few that were read back, come on top.
        EXPECT_LE(cache.memoryUsed(), kMemory + 8 * kSegment) << rows;
    }
}

TEST(RowCache, RowsCanBeReadWhileOthersAreAppended) {
    Counted result(3000);
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 0};
    RowCache cache(6, {8 * 1024, 1024});
    while (result.next(context)) {
        cache.append(result);
        expectRow(cache, cache.size() - 1);
        expectRow(cache, cache.size() / 2);
        expectRow(cache, 0);
    }
}

// As a forward-only cursor uses it: rowset after rowset, each of which is forgotten before the next one comes.
TEST(RowCache, RowsAfterAClearAreTheNewOnesWhateverWasReadBefore) {
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 0};
    constexpr std::size_t kRows = 300;  // of five segments: their memory is used again after a clear
    for (std::size_t lastRead = 0; lastRead < kRows; lastRead += 10) {
        Counted result(1000000);
        RowCache cache(1, {64 * 1024, 1024});
        for (std::size_t first = 0; first < 10 * kRows; first += kRows) {
            cache.clear();
            for (std::size_t i = 0; i < kRows && result.next(context); ++i) cache.append(result);
            for (const std::size_t row : {lastRead, kRows - 1, lastRead}) {
                ASSERT_EQ(std::int64_t(first + row + 1), std::get<std::int64_t>(cache.cell(row, 0))) << first;
            }
        }
    }
}

TEST(RowCache, WithinTheBoundNothingGoesToDisk) {
    EXPECT_FALSE(filled(100, {}).hasSpilled());
    RowCache cache = filled(5000, {16 * 1024, 2 * 1024});
    cache.clear();
    EXPECT_FALSE(cache.hasSpilled());
    EXPECT_EQ(0u, cache.size());
}

class TemporaryFolder {
public:
    explicit TemporaryFolder(const char* folder) {
        if (const char* const before = std::getenv("TMPDIR")) before_ = before;
        setenv("TMPDIR", folder, 1);
    }
    ~TemporaryFolder() {
        if (before_) {
            setenv("TMPDIR", before_->c_str(), 1);
        } else {
            unsetenv("TMPDIR");
        }
    }

private:
    std::optional<std::string> before_;
};

TEST(RowCache, ADiskThatTakesNoRowsIsAnErrorThatSaysWhere) {
    const TemporaryFolder nowhere("/nonexistent-folder");
    try {
        filled(5000, {16 * 1024, 2 * 1024});
        FAIL() << "the rows went nowhere";
    } catch (const common::Error& error) {
        EXPECT_EQ(common::ErrorKind::Internal, error.kind());
        EXPECT_NE(std::string::npos, std::string(error.what()).find("/nonexistent-folder"));
    }
}

TEST(RowCache, ARowThatADiskDidNotTakeIsKept) {
    constexpr std::size_t kRows = 1000;
    Counted result(kRows);
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 0};
    RowCache cache(6, {4 * 1024, 1024});
    std::size_t failures = 0;
    {
        const TemporaryFolder nowhere("/nonexistent-folder");
        for (std::size_t i = 0; i < kRows / 2 && result.next(context); ++i) {
            try {
                cache.append(result);
            } catch (const common::Error&) {
                ++failures;
            }
            ASSERT_EQ(i + 1, cache.size());
        }
    }
    ASSERT_NE(0u, failures);
    while (result.next(context)) cache.append(result);
    ASSERT_TRUE(cache.hasSpilled());
    for (std::size_t row = 0; row < kRows; ++row) expectRow(cache, row);
}

}  // namespace
}  // namespace assetsodbc::driver
