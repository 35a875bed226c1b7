#include "tests/oracle/oracle_run.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>

#include "tests/simulator/live_switches.h"
#include "tests/simulator/torture_site.h"

namespace assetsodbc::oracle {
namespace {

constexpr std::uint64_t kQueriesPerBatch = 25;
constexpr std::uint64_t kSiteSeed = 0x5173;

double secondsNow() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::optional<std::uint64_t> numberFrom(const char* variable) {
    const char* text = std::getenv(variable);
    if (text == nullptr || *text == '\0') return std::nullopt;
    char* end = nullptr;
    const std::uint64_t number = std::strtoull(text, &end, 10);
    if (*end != '\0') throw std::invalid_argument(std::string(variable) + " must be a whole number");
    return number;
}

std::string connectionTo(const simulator::Simulator& site, const Settings& settings, bool pushdown) {
    const std::string text = "Driver={Assets};" + settings.connectionOptions() +
                             "SupportPushdown=" + (pushdown ? "true" : "false") + ";URL=" + site.url();
    if (!settings.model.cloud) return text + ";Deployment=DataCenter;AuthScheme=PAT;PAT=demo-pat";
    return text + ";ApiUrl=" + site.url() + ";Deployment=Cloud;User=demo@example.com;APIToken=demo-token";
}

std::string shown(const std::vector<Parameter>& parameters) {
    std::string text;
    Random unused{0};
    for (const Parameter& parameter : parameters) {
        text += (text.empty() ? "" : ", ") + literal(parameter.kind, parameter.value, unused).oracle;
    }
    return text.empty() ? "" : "\n  with " + text;
}

void eraseOneOfEachType(simulator::Simulator& server) {
    for (const auto& type : server.site().description().types) {
        simulator::IdFilter filter;
        filter.typeIds = std::vector<simulator::Id>{type.id};
        const auto ids = server.site().snapshot()->select(filter);
        if (ids.size() > 0) server.eraseObject(ids[ids.size() / 2]);
    }
}

}  // namespace

RunOptions optionsFromEnvironment() {
    RunOptions options;
    options.seed = numberFrom("ASSETS_ORACLE_SEED").value_or(options.seed);
    options.queries = numberFrom("ASSETS_ORACLE_QUERIES").value_or(options.queries);
    options.seconds = static_cast<double>(numberFrom("ASSETS_ORACLE_SECONDS").value_or(0));
    options.objectsPerType = static_cast<int>(numberFrom("ASSETS_ORACLE_OBJECTS").value_or(40));
    if (const char* only = std::getenv("ASSETS_ORACLE_ONLY")) {
        char* end = nullptr;
        options.onlyBatch = std::strtoull(only, &end, 10);
        if (*end != ':') throw std::invalid_argument("ASSETS_ORACLE_ONLY must be batch:query");
        options.onlyQuery = std::strtoull(end + 1, nullptr, 10);
    }
    return options;
}

struct OracleRun::Sides {
    Result expected, all, pushed, plain;
    std::optional<std::string> pushedDifference, plainDifference;
};

struct OracleRun::Batch {
    std::uint64_t number;
    Settings settings;
    simulator::Simulator& site;
    Data& data;
    OdbcSource pushed, plain;
};

OracleRun::OracleRun(const RunOptions& options) : options_(options), started_(secondsNow()) {
    prepareOdbc();
}

bool OracleRun::isOver() const {
    if (options_.seconds > 0) return secondsNow() - started_ >= options_.seconds;
    return figures_.queries >= options_.queries;
}

simulator::Simulator& OracleRun::site(bool parentsAttributeIds) {
    auto& found = sites_[parentsAttributeIds];
    if (found == nullptr) {
        const auto ids =
            parentsAttributeIds ? simulator::InheritedAttributeIds::Parents : simulator::InheritedAttributeIds::Own;
        found = std::make_unique<simulator::Simulator>(
            simulator::makeTortureSite({options_.objectsPerType, options_.seed ^ kSiteSeed, ids}),
            simulator::SimulatorOptions{});
        found->start();
    }
    return *found;
}

OracleRun::Data& OracleRun::data(const Settings& settings) {
    const ModelOptions& model = settings.model;
    auto& found =
        data_[{settings.parentsAttributeIds, model.cloud, model.includeChildTypes, model.multiValueSeparator}];
    if (found == nullptr) {
        simulator::Simulator& server = site(settings.parentsAttributeIds);
        found = std::make_unique<Data>(modelOf(server.site(), model));
        if (options_.losesObjects) eraseOneOfEachType(server);
    }
    return *found;
}

RunFigures OracleRun::run(std::uint64_t mostDifferences) {
    if (options_.onlyBatch) {
        runBatch(*options_.onlyBatch);
        return figures_;
    }
    for (std::uint64_t number = 0; !isOver() && figures_.differences < mostDifferences; ++number) runBatch(number);
    return figures_;
}

void OracleRun::runBatch(std::uint64_t number) {
    Random random{options_.seed, number, 0};
    const Settings settings = randomSettings(random);
    simulator::Simulator& server = site(settings.parentsAttributeIds);
    server.configure([&](simulator::SimulatorOptions& options) { setSwitches(options, settings.switches); });
    Batch batch{number,
                settings,
                server,
                data(settings),
                {connectionTo(server, settings, true), odbctest::Family::Narrow},
                {connectionTo(server, settings, false), odbctest::Family::Wide}};
    ++figures_.batches;
    for (std::uint64_t query = 1; query <= kQueriesPerBatch; ++query) {
        if (options_.onlyQuery ? query == *options_.onlyQuery : !isOver()) runQuery(batch, query);
    }
    server.requestLog().clear();
}

void OracleRun::runQuery(Batch& batch, std::uint64_t number) {
    Random random{options_.seed, batch.number, number};
    Draw draw{batch.data.model, random};
    const TestStatement statement = randomStatement(draw);
    if (std::getenv("ASSETS_ORACLE_PRINT") != nullptr) {
        std::printf("%llu:%llu %s\n", static_cast<unsigned long long>(batch.number),
                    static_cast<unsigned long long>(number), statement.text.driver.c_str());
        std::fflush(stdout);
    }
    ++figures_.queries;
    Sides sides;
    const auto difference = compare(batch, statement, sides);
    figures_.rows += sides.pushed.rows.size() + sides.plain.rows.size();
    if (!sides.expected.error && sides.expected.rows.empty()) ++figures_.emptyResults;
    if (sides.expected.error && sides.pushed.error && sides.plain.error) ++figures_.failedEverywhere;
    if (!difference) return;
    ++figures_.differences;
    if (!options_.losesObjects) report(batch, number, shrunk(batch, statement));
}

std::optional<std::string> OracleRun::compare(Batch& batch, const TestStatement& statement, Sides& sides) {
    sides = {};
    sides.expected = batch.data.database.run(statement.text.oracle);
    sides.all = statement.withoutLimit.empty() ? sides.expected : batch.data.database.run(statement.withoutLimit);
    const auto before = batch.site.requestLog().size();
    sides.pushed = batch.pushed.run(statement.text);
    const auto between = batch.site.requestLog().size();
    sides.plain = batch.plain.run(statement.text);
    figures_.requestsWithPushdown += between - before;
    figures_.requestsWithout += batch.site.requestLog().size() - between;
    sides.pushedDifference = difference(sides.expected, sides.all, sides.pushed, statement.comparison);
    sides.plainDifference = difference(sides.expected, sides.all, sides.plain, statement.comparison);
    if (sides.pushedDifference) return "with pushdown: " + *sides.pushedDifference;
    if (sides.plainDifference) return "without pushdown: " + *sides.plainDifference;
    return std::nullopt;
}

// Leaves out what the difference does not need: conditions, columns, the limit.
TestStatement OracleRun::shrunk(Batch& batch, TestStatement statement) {
    if (!statement.query) return statement;
    Sides sides;
    const auto differs = [&](const SelectQuery& query) {
        const TestStatement smaller = statementOf(query, statement.comparison);
        if (!compare(batch, smaller, sides) || sides.expected.error) return false;
        statement = smaller;
        return true;
    };
    for (std::size_t i = statement.query->where.size(); i-- > 0;) {
        SelectQuery smaller = *statement.query;
        smaller.where.erase(smaller.where.begin() + static_cast<std::ptrdiff_t>(i));
        differs(smaller);
    }
    const bool byNumber = statement.query->distinct || !statement.query->groupBy.empty();
    for (std::size_t i = statement.query->items.size(); i-- > statement.comparison.sortKeys && !byNumber;) {
        if (statement.query->items.size() == 1) break;
        SelectQuery smaller = *statement.query;
        smaller.items.erase(smaller.items.begin() + static_cast<std::ptrdiff_t>(i));
        differs(smaller);
    }
    if (statement.query->limit && statement.comparison.sortKeys == 0) {
        SelectQuery smaller = *statement.query;
        smaller.limit.reset();
        differs(smaller);
    }
    return statement;
}

void OracleRun::report(Batch& batch, std::uint64_t number, const TestStatement& found) {
    Sides sides;
    const auto what = compare(batch, found, sides);
    ADD_FAILURE() << what.value_or("a difference that did not come again") << "\n  SQL: " << found.text.driver
                  << shown(found.text.parameters) << "\n  oracle: " << found.text.oracle
                  << "\n  settings: " << batch.settings.describe() << "\nexpected\n"
                  << shortened(sides.expected) << "with pushdown" << (sides.pushedDifference ? " (differs)\n" : "\n")
                  << shortened(sides.pushed) << "without pushdown" << (sides.plainDifference ? " (differs)\n" : "\n")
                  << shortened(sides.plain) << "again: ASSETS_ORACLE_SEED=" << options_.seed
                  << " ASSETS_ORACLE_OBJECTS=" << options_.objectsPerType << " ASSETS_ORACLE_ONLY=" << batch.number
                  << ":" << number;
}

}  // namespace assetsodbc::oracle
