// Legal and illegal sequences of ODBC calls against a site in this process. Bounded by a number of calls, so that a run
// is the same everywhere; by hand for longer, or again from a seed that failed:
//     ASSETS_RANDOM_CALLS=2000000 ASSETS_RANDOM_SEED=7 random_calls_test
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <map>
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
    texts.queries = {
        "SELECT Id, Name, ObjectSchemaKey FROM Schemas ORDER BY Id",
        "SELECT 'Zo\xC3\xAB \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80' AS t, 1.5, NULL, x'00FF'",
        "VALUES (1, 'one', {d '2024-02-29'}), (2, 'two', NULL), (3, NULL, NULL)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) SELECT i, 'row ' || i, i / 8.0 "
        "FROM n",
        "SELECT ObjectKey, Name, Created FROM Objects ORDER BY ObjectKey",
    };
    texts.parametered = {"SELECT ?", "SELECT ?, ?, ?, ?", "SELECT Name FROM Schemas WHERE Id = ? OR Name = ?"};
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

// Not SQLConnect, for which there is no data source, nor SQLBulkOperations, which takes a bound bookmark to succeed.
bool canSucceed(std::string_view name) {
    if (name == "SQLConnect" || name == "SQLBulkOperations" || name.front() == '(') return false;
    for (const driver::Function& function : driver::exportedFunctions()) {
        if (function.name == name) return function.isListed;
    }
    return true;
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
    const std::uint64_t calls = fromEnvironment("ASSETS_RANDOM_CALLS", 20000);
    const std::uint64_t first = fromEnvironment("ASSETS_RANDOM_SEED", 1);
    constexpr std::uint64_t kCallsOfASeed = 2000;
    const Texts texts = textsFor(site->url());
    std::map<std::string, Caller::Count> made;
    std::uint64_t done = 0;
    for (std::uint64_t seed = first; done < calls && !HasFailure(); ++seed) {
        SeededChoices choices(seed);
        std::uint64_t at = 0;
        Caller caller(choices, texts, [&](const std::string& complaint) {
            ADD_FAILURE() << "seed " << seed << ", call " << at << ": " << complaint;
        });
        for (; at < kCallsOfASeed && !HasFailure(); ++at) {
            if (caller.living(SQL_HANDLE_STMT) == SQL_NULL_HANDLE) {
                caller.connectLegally(seed % 2 == 0 ? driver::WideUnit::Utf16 : driver::WideUnit::Utf32,
                                      texts.connections.front());
            }
            caller.call();
        }
        done += at;
        for (const auto& [name, count] : caller.counts()) {
            made[name].calls += count.calls;
            made[name].successes += count.successes;
        }
    }
    RecordProperty("calls", std::to_string(done));
    // Sequences of nothing but refusals would prove little.
    for (const Call& call : allCalls()) {
        EXPECT_GT(made[call.name].calls, 0u) << call.name;
        EXPECT_TRUE(made[call.name].successes > 0 || !canSucceed(call.name)) << call.name;
        if (std::getenv("ASSETS_RANDOM_CALLS") == nullptr) continue;
        std::printf("%8llu calls, %8llu successes: %s\n", static_cast<unsigned long long>(made[call.name].calls),
                    static_cast<unsigned long long>(made[call.name].successes), call.name);
    }
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
