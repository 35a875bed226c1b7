// Every row of a large site arrives exactly once, by id and by value, whatever the site does meanwhile.
#include <map>
#include <set>

#include "test_site.h"
#include "tests/simulator/server.h"
#include "tests/simulator/site_edit.h"

namespace assetsodbc::odbctest {
namespace {

using simulator::FaultAction;
using simulator::FaultRule;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kObjects = 5000;  // a tenth of the rows is enough to find what sanitizers find
#else
constexpr std::uint64_t kObjects = 50000;
#endif
// So few that the site comes to rest before the last page, however many objects there are.
constexpr int kChanges = kObjects / 1250;

struct Case {
    const char* name;
    bool cloud;
    void (*arrange)(simulator::SimulatorOptions&);
    int erasePerPage, insertPerPage;
};

void plain(simulator::SimulatorOptions&) {}
void shorterPages(simulator::SimulatorOptions& options) {
    options.paging.shorterPages = 333;
}
void textualEnd(simulator::SimulatorOptions& options) {
    options.paging.isLast = simulator::EndMarker::Text;
}
void noEndMarker(simulator::SimulatorOptions& options) {
    options.paging.isLast = simulator::EndMarker::Absent;
}
void keysAsText(simulator::SimulatorOptions& options) {
    options.paging.hasMoreResults = true;
}

const Case kCases[] = {
    {"CloudPlain", true, plain, 0, 0},
    {"CloudShorterPages", true, shorterPages, 0, 0},
    {"CloudIsLastAsText", true, textualEnd, 0, 0},
    {"CloudNoEndMarker", true, noEndMarker, 0, 0},
    {"CloudHasMoreResults", true, keysAsText, 0, 0},
    {"CloudRowsRemoved", true, plain, 7, 0},
    {"CloudRowsInserted", true, plain, 0, 7},
    {"CloudRowsRemovedAndInserted", true, shorterPages, 5, 5},
    {"DataCenterPlain", false, plain, 0, 0},
    {"DataCenterRowsRemoved", false, plain, 7, 0},
    {"DataCenterRowsRemovedAndInserted", false, plain, 5, 5},
};

class Completeness : public ::testing::TestWithParam<Case> {
protected:
    using Values = std::map<std::int64_t, std::string>;  // id to key, name and type

    static Values held(simulator::Simulator& simulator) {
        Values values;
        const auto set = simulator.site().snapshot();
        for (const auto id : set->all().all()) {
            const auto object = set->find(id);
            values[id] = simulator.site().keyOf(*object) + "|" + simulator.site().labelOf(*object) + "|" +
                         std::to_string(object->typeId);
        }
        return values;
    }

    // Reads through bound columns; fails the test on a row that arrives twice.
    static Values read(const Connection& connection) {
        Values values;
        Statement statement(connection);
        SQLBIGINT id = 0, type = 0;
        char key[64], name[512];
        SQLLEN lengths[4] = {};
        SQLBindCol(statement.handle(), 1, SQL_C_SBIGINT, &id, 0, &lengths[0]);
        SQLBindCol(statement.handle(), 2, SQL_C_CHAR, key, sizeof key, &lengths[1]);
        SQLBindCol(statement.handle(), 3, SQL_C_CHAR, name, sizeof name, &lengths[2]);
        SQLBindCol(statement.handle(), 4, SQL_C_SBIGINT, &type, 0, &lengths[3]);
        SQLRETURN rc = statement.execute("SELECT Id, ObjectKey, Name, ObjectTypeId FROM Objects");
        while (SQL_SUCCEEDED(rc) && (rc = statement.fetch()) == SQL_SUCCESS) {
            const bool isNew = values.emplace(id, std::string(key) + "|" + name + "|" + std::to_string(type)).second;
            EXPECT_TRUE(isNew) << "object " << id << " arrived twice";
        }
        EXPECT_EQ(SQL_NO_DATA, rc) << describe(statement.diagnostics());
        return values;
    }
};

TEST_P(Completeness, EveryRowArrivesOnce) {
    const auto& test = GetParam();
    simulator::SimulatorOptions options;
    options.objects = kObjects;
    options.writable = true;
    test.arrange(options);
    simulator::Simulator simulator(options);
    simulator.start();
    const auto before = held(simulator);
    ASSERT_EQ(kObjects, before.size());
    if (test.erasePerPage + test.insertPerPage > 0) {
        auto rule = FaultRule::of(FaultAction::ChangeData, test.cloud ? "/object/aql?" : "/aql/objects");
        rule.times = kChanges;
        rule.eraseServed = test.erasePerPage;
        rule.insert = test.insertPerPage;
        simulator.faults().add(rule);
    }
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(test.cloud ? cloudConnectionTo(simulator.url())
                                                                  : dataCenterConnectionTo(simulator.url()))))
        << describe(connection.diagnostics());
    const auto got = read(connection);
    const auto after = held(simulator);
    std::size_t missing = 0, wrong = 0, unknown = 0;
    for (const auto& [id, value] : before) {
        const auto found = got.find(id);
        // A row that was there all the time must be there, with its value.
        if (after.count(id) && found == got.end()) ++missing;
        if (found != got.end() && found->second != value) ++wrong;
    }
    for (const auto& [id, value] : got)
        if (!before.count(id) && !after.count(id)) ++unknown;
    EXPECT_EQ(0u, missing);
    EXPECT_EQ(0u, wrong);
    EXPECT_EQ(0u, unknown);
    if (test.erasePerPage + test.insertPerPage > 0) {
        EXPECT_LT(0, simulator.faults().played(FaultAction::ChangeData));
        EXPECT_NE(before, after);
    } else {
        EXPECT_EQ(before, got);
    }
}

INSTANTIATE_TEST_SUITE_P(Odbc, Completeness, ::testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace assetsodbc::odbctest
