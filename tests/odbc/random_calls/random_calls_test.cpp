// Legal and illegal sequences of ODBC calls against a site in this process. Bounded by a number of calls, so that a run
// is the same everywhere; by hand for longer, or again from a seed that failed:
//     ASSETS_RANDOM_CALLS=2000000 ASSETS_RANDOM_SEED=7 random_calls_test
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "driver/tables/functions.h"
#include "tests/odbc/random_calls/caller.h"
#include "tests/simulator/server.h"

namespace assetsodbc::randomcalls {
namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t fallback) {
    const char* const text = std::getenv(name);
    return text == nullptr ? fallback : std::strtoull(text, nullptr, 10);
}

Texts textsFor(const std::string& url) {
    const std::string site = "Driver={Assets};URL=" + url + ";ApiUrl=" + url;
    Texts texts;
    texts.connections = {
        site + ";Deployment=Cloud;User=demo@example.com;APIToken=demo-token",
        site + ";Deployment=Cloud;User=demo@example.com;APIToken=demo-token",
        site + ";Deployment=Cloud;User=demo@example.com;APIToken=demo-token",
        site + ";Deployment=DataCenter;AuthScheme=PAT;PAT=demo-pat",
        site + ";Deployment=DataCenter;AuthScheme=PAT;PAT=wrong",
        site + ";Bogus=1;Deployment=Cloud;User={Zo\xC3\xAB;}};APIToken={}}}",
        "DRIVER=Assets",
        "DSN=NoSuchSource",
        "",
        "URL",
    };
    texts.statements = {
        "SELECT Id, Name FROM Schemas ORDER BY Id",
        "SELECT * FROM Schemas",
        "SELECT TOP 5 ObjectKey, Name, Created FROM Objects ORDER BY ObjectKey",
        "SELECT ObjectKey FROM Objects WHERE ObjectKey = ?",
        "SELECT ?, ?, CAST(? AS DECIMAL(10, 2)), {fn CONVERT(?, SQL_TIMESTAMP)}",
        "SELECT Name FROM Schemas WHERE Id = ? OR Name LIKE ?",
        "SELECT 'Zo\xC3\xAB \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80' AS t, 1, 1.5, NULL, x'00FF'",
        "SELECT {d '2024-02-29'}, {t '23:59:59'}, {ts '2024-02-29 12:00:00.123'}, {guid "
        "'0f8fad5b-d9cb-469f-a165-70867728950e'}",
        "SELECT {fn LENGTH({fn UCASE('a')})}, {fn LOCATE('a', ?)}",
        "VALUES (1, 'one'), (2, 'two'), (3, NULL)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i, 'row ' || i FROM n",
        "SELECT COUNT(*) FROM Objects GROUP BY ObjectTypeId",
        "SELECT * FROM NoSuchTable",
        "SELECT NoSuchColumn FROM Schemas",
        "SELECT 1/0, CAST('x' AS INTEGER), 9223372036854775807 + 1",
        "SELEC 1",
        "",
        "{fn ",
        "SELECT 'open",
        "INSERT INTO Schemas VALUES (1)",
        "CREATE TABLE t1 (a INTEGER PRIMARY KEY, b VARCHAR(20), c DECIMAL(10, 2), d DATE, e BLOB)",
        "INSERT INTO t1 (b, c) VALUES ('one', 1.50)",
        "INSERT INTO t1 (b, c, d, e) VALUES (?, ?, ?, ?)",
        "UPDATE t1 SET b = ? WHERE a < ?",
        "DELETE FROM t1",
        "SELECT * FROM t1",
        "DROP TABLE IF EXISTS t1",
        "SELECT 1; SELECT 2, 3; SELECT ?",
        "BEGIN; SAVEPOINT s; ROLLBACK TO s; COMMIT",
        "{call nothing(?, ?)}",
        "SELECT * FROM INFORMATION_SCHEMA.TABLES",
    };
    texts.names = {"Schemas",
                   "Objects",
                   "%",
                   "",
                   "Obj%",
                   "Assets",
                   "ITSM",
                   "NoSuch",
                   "Id",
                   "Name",
                   "TABLE,VIEW",
                   "'TABLE'",
                   "\"Objects\"",
                   "t1",
                   "c1",
                   "SQL_CUR1",
                   "Zo\xC3\xAB \xF0\x9F\x98\x80",
                   "\\_",
                   std::string(300, 'n')};
    return texts;
}

class RandomCalls : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        site = new simulator::Simulator(simulator::SimulatorOptions{});
        site->start();
    }
    static void TearDownTestSuite() {
        site->stop();
        delete site;
    }
    static simulator::Simulator* site;
};
simulator::Simulator* RandomCalls::site = nullptr;

TEST_F(RandomCalls, NeverCrashHangOrAnswerWhatOdbcDoesNotKnow) {
    const std::uint64_t calls = fromEnvironment("ASSETS_RANDOM_CALLS", 30000);
    const std::uint64_t first = fromEnvironment("ASSETS_RANDOM_SEED", 1);
    constexpr std::uint64_t kCallsOfASeed = 2000;
    const Texts texts = textsFor(site->url());
    std::set<std::string> made;
    std::uint64_t done = 0;
    for (std::uint64_t seed = first; done < calls && !HasFailure(); ++seed) {
        SeededChoices choices(seed);
        std::uint64_t at = 0;
        Caller caller(choices, texts, [&](const std::string& complaint) {
            ADD_FAILURE() << "seed " << seed << ", call " << at << ": " << complaint;
        });
        for (; at < kCallsOfASeed && !HasFailure(); ++at) caller.call();
        done += at;
        for (const auto& [name, count] : caller.counts()) made.insert(name);
    }
    RecordProperty("calls", std::to_string(done));
    for (const Call& call : allCalls()) EXPECT_EQ(made.count(call.name), 1u) << call.name << " was never called";
}

// Names that the table of calls holds under another: one random call stands for several functions.
TEST(RandomCallsTable, CoversEveryExportedFunction) {
    const std::set<std::string> along = {"SQLBindParam", "SQLSetParam", "SQLColAttributes", "SQLGetConnectOption",
                                         "SQLGetStmtOption"};
    std::set<std::string> names = along;
    for (const Call& call : allCalls()) names.insert(call.name);
    for (const driver::Function& function : driver::exportedFunctions()) {
        EXPECT_EQ(names.count(std::string(function.name)), 1u) << function.name;
    }
}

}  // namespace
}  // namespace assetsodbc::randomcalls
