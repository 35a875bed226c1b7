// A run of random queries, each with pushdown, without it, and on the oracle. Everything follows from the seed: a query
// is named by the number of its batch and its place in it, and can be run again alone.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "tests/oracle/odbc_source.h"
#include "tests/oracle/oracle_database.h"
#include "tests/oracle/select_query.h"
#include "tests/oracle/settings.h"
#include "tests/simulator/server.h"

namespace assetsodbc::oracle {

#ifdef NDEBUG
constexpr std::uint64_t kUsualQueries = 3000;
#else
constexpr std::uint64_t kUsualQueries = 500;
#endif

struct RunOptions {
    std::uint64_t seed = 1;
    std::uint64_t queries = kUsualQueries;
    double seconds = 0;  // > 0: so long, however many queries that are
    int objectsPerType = 40;
    std::optional<std::uint64_t> onlyBatch, onlyQuery;
    // To see that a run notices it: one object of each type is gone from the site, and differences are only counted.
    bool losesObjects = false;
};

// ASSETS_ORACLE_SEED, ASSETS_ORACLE_QUERIES, ASSETS_ORACLE_SECONDS, ASSETS_ORACLE_OBJECTS and
// ASSETS_ORACLE_ONLY=batch:query. Throws std::invalid_argument.
RunOptions optionsFromEnvironment();

struct RunFigures {
    std::uint64_t queries = 0, batches = 0, rows = 0, emptyResults = 0, failedEverywhere = 0, differences = 0;
    std::uint64_t requestsWithPushdown = 0, requestsWithout = 0;
};

class OracleRun {
public:
    explicit OracleRun(const RunOptions& options);

    // Reports every difference as a failure of the running test; stops after so many.
    RunFigures run(std::uint64_t mostDifferences = 20);

private:
    struct Data {
        Model model;
        OracleDatabase database;
        explicit Data(Model made) : model(std::move(made)), database(model) {}
    };
    struct Batch;
    struct Sides;

    bool isOver() const;
    simulator::Simulator& site(bool parentsAttributeIds);
    Data& data(const Settings& settings);
    void runBatch(std::uint64_t number);
    void runQuery(Batch& batch, std::uint64_t number);
    std::optional<std::string> compare(Batch& batch, const TestStatement& statement, Sides& sides);
    TestStatement shrunk(Batch& batch, TestStatement statement);
    void report(Batch& batch, std::uint64_t number, const TestStatement& found);

    const RunOptions options_;
    RunFigures figures_;
    std::map<bool, std::unique_ptr<simulator::Simulator>> sites_;
    std::map<std::tuple<bool, bool, bool, std::string>, std::unique_ptr<Data>> data_;
    double started_;
};

}  // namespace assetsodbc::oracle
