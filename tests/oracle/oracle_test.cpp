// Random queries must find through the driver, with pushdown and without, what they find in ordinary tables.
//   ASSETS_ORACLE_SEED=7 ASSETS_ORACLE_SECONDS=3600 oracle_test     an hour from another seed
//   ASSETS_ORACLE_SEED=7 ASSETS_ORACLE_ONLY=12:3 oracle_test        one query of it again
#include <gtest/gtest.h>

#include <cstdio>

#include "tests/oracle/oracle_run.h"

namespace assetsodbc::oracle {
namespace {

TEST(Oracle, RandomQueriesFindWhatOrdinaryTablesHold) {
    const RunOptions options = optionsFromEnvironment();
    const RunFigures figures = OracleRun(options).run();
    const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
    std::printf(
        "oracle: seed %llu, %llu queries in %llu batches of settings, %llu rows compared (%llu results empty)\n",
        number(options.seed), number(figures.queries), number(figures.batches), number(figures.rows),
        number(figures.emptyResults));
    std::printf("oracle: %llu differences, %llu refused on all sides; %llu requests with pushdown, %llu without\n",
                number(figures.differences), number(figures.failedEverywhere), number(figures.requestsWithPushdown),
                number(figures.requestsWithout));
    EXPECT_EQ(0u, figures.differences);
    // A generator whose queries are refused would prove nothing.
    EXPECT_LE(figures.failedEverywhere, figures.queries / 50);
    if (!options.onlyBatch) {
        EXPECT_GT(figures.rows, figures.queries);
    }
}

TEST(Oracle, NoticesObjectsThatAreLost) {
    RunOptions options;
    options.queries = 40;
    options.objectsPerType = 10;
    options.losesObjects = true;
    const RunFigures figures = OracleRun(options).run(options.queries);
    EXPECT_GT(figures.differences, figures.queries / 10);
}

}  // namespace
}  // namespace assetsodbc::oracle
