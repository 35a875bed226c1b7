#include "driver/row_cache.h"

#include <gtest/gtest.h>

#include "common/call_context.h"
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

}  // namespace
}  // namespace assetsodbc::driver
