// Connection properties that data sources of other drivers for Assets hold: what they change, seen by an application.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

SQLCHAR* narrow(const char* text) {
    return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text));
}

class OtherDrivers : public ::testing::Test {
protected:
    void TearDown() override {
        std::error_code ignored;
        for (const auto& file : files_) std::filesystem::remove(file, ignored);
    }

    void connect(const std::string& more) {
        ASSERT_TRUE(SQL_SUCCEEDED(connection_.driverConnect(cloudConnection(more))))
            << more << describe(connection_.diagnostics());
    }
    std::vector<Row> tables(const char* schema = "%", const char* table = "%", const char* types = nullptr) const {
        Statement statement(connection_);
        const SQLRETURN result = SQLTables(statement.handle(), nullptr, 0, narrow(schema), SQL_NTS, narrow(table),
                                           SQL_NTS, types == nullptr ? nullptr : narrow(types), SQL_NTS);
        EXPECT_TRUE(SQL_SUCCEEDED(result)) << describe(statement.diagnostics());
        return statement.rows();
    }
    std::vector<Row> columns(const char* schema, const char* table) const {
        Statement statement(connection_);
        EXPECT_TRUE(SQL_SUCCEEDED(SQLColumns(statement.handle(), nullptr, 0, narrow(schema), SQL_NTS, narrow(table),
                                             SQL_NTS, narrow("%"), SQL_NTS)))
            << describe(statement.diagnostics());
        return statement.rows();
    }
    Column describedColumn(const std::string& sql) const {
        Statement statement(connection_);
        EXPECT_TRUE(SQL_SUCCEEDED(statement.prepare(sql))) << describe(statement.diagnostics());
        return statement.column(1);
    }
    std::string file(const std::string& content) {
        std::string pattern = (std::filesystem::temp_directory_path() / "assets-odbc-views-XXXXXX").string();
        ::close(mkstemp(pattern.data()));
        std::ofstream(pattern, std::ios::binary) << content;
        files_.push_back(pattern);
        return pattern;
    }
    static std::string refusal(const std::string& more) {
        Connection connection;
        EXPECT_EQ(SQL_ERROR, connection.driverConnect(cloudConnection(more))) << more;
        return describe(connection.diagnostics());
    }

    Connection connection_;
    std::vector<std::string> files_;
};

std::vector<std::string> names(const std::vector<Row>& rows, std::size_t column = 2) {
    std::vector<std::string> result;
    for (const Row& row : rows) result.push_back(row.at(column).value_or("NULL"));
    return result;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(OtherDrivers, WhatIsNotUsedIs01S02AndNamed) {
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO,
              connection_.driverConnect(cloudConnection("OAuthVersion=2.0;PoolMaxSize=9;RTK=1;Other=x;Colour=red")));
    const auto records = connection_.diagnostics();
    const auto stateOf = [&](const std::string& name) {
        for (const Diagnostic& record : records)
            if (contains(record.message, "\"" + name + "\"")) return record.state;
        return std::string();
    };
    for (const char* name : {"OAuthVersion", "PoolMaxSize", "RTK", "Other"}) EXPECT_EQ("01S02", stateOf(name)) << name;
    EXPECT_EQ("01S00", stateOf("Colour"));
    EXPECT_EQ(1u, query(connection_, "SELECT 1").size());
}

TEST_F(OtherDrivers, WhatWouldChangeResultsIsRefused) {
    EXPECT_TRUE(contains(refusal("Offline=true"), "Offline"));
    EXPECT_TRUE(contains(refusal("Timezone=Europe/Berlin"), "Timezone"));
    EXPECT_EQ(SQL_SUCCESS, connection_.driverConnect(cloudConnection("Offline=false;Timezone=UTC;AutoCache=false")));
}

TEST_F(OtherDrivers, OtherSpellingsAreTheSameProperties) {
    ASSERT_EQ(SQL_SUCCESS, connection_.driverConnect(cloudConnection("Pagesize=7;Readonly=true")))
        << describe(connection_.diagnostics());
    const auto rows = query(
        connection_, "SELECT value FROM sys.connection_props WHERE name IN ('PageSize','ReadOnly') ORDER BY name");
    EXPECT_EQ((std::vector<Row>{{"7"}, {"true"}}), rows);
}

TEST_F(OtherDrivers, OnlyBrowsableSchemasAreListedButAllCanBeQueried) {
    connect("BrowsableSchemas=assets");
    for (const Row& row : tables()) EXPECT_EQ("Assets", row.at(1));
    EXPECT_FALSE(tables().empty());
    EXPECT_EQ((std::vector<std::string>{"Assets"}), names(tables("%", ""), 1));
    EXPECT_FALSE(query(connection_, "SELECT name FROM sys.connection_props").empty());
}

TEST_F(OtherDrivers, OnlyNamedTablesAreListedButAllCanBeQueried) {
    connect("Tables={objects, [Assets].Schemas}");
    EXPECT_EQ((std::vector<std::string>{"Objects", "Schemas"}), names(tables("%", "%", "TABLE")));
    EXPECT_TRUE(columns("Assets", "Icons").empty());
    EXPECT_FALSE(columns("Assets", "Objects").empty());
    EXPECT_FALSE(query(connection_, "SELECT * FROM Assets.ObjectTypes").empty());
    EXPECT_TRUE(contains(refusal("Tables=a..b"), "Tables"));
}

TEST_F(OtherDrivers, ViewsOfAFileAreThereAndListed) {
    const std::string views = file(
        R"({"MySchemas": {"query": "SELECT Name AS SchemaName FROM Schemas"}, "Few": "SELECT * FROM MySchemas LIMIT 1"})");
    connect("UserDefinedViews=" + views);
    EXPECT_EQ(query(connection_, "SELECT Name FROM Schemas ORDER BY 1"),
              query(connection_, "SELECT SchemaName FROM MySchemas ORDER BY 1"));
    EXPECT_EQ(1u, query(connection_, "SELECT * FROM Few").size());
    EXPECT_EQ((std::vector<std::string>{"Few", "MySchemas"}), names(tables("%", "%", "VIEW")));
    EXPECT_EQ((std::vector<std::string>{"SchemaName"}), names(columns("temp", "MySchemas"), 3));
}

TEST_F(OtherDrivers, ViewsCanBeLeftOutOfTheList) {
    const std::string views = file(R"({"One": {"query": "SELECT 1 AS N"}, "Two": {"QUERY": "SELECT 2 AS N"}})");
    connect("Views=two;UserDefinedViews=" + views);
    EXPECT_EQ((std::vector<std::string>{"Two"}), names(tables("%", "%", "VIEW")));
    EXPECT_EQ((std::vector<Row>{{"1"}}), query(connection_, "SELECT N FROM One"));
}

TEST_F(OtherDrivers, AFileOfViewsThatCannotBeUsedIsToldWhileConnecting) {
    EXPECT_TRUE(contains(refusal("UserDefinedViews=/no/such/views.json"), "/no/such/views.json"));
    EXPECT_TRUE(contains(refusal("UserDefinedViews=" + file("{\"A\": ")), "is no JSON"));
    EXPECT_TRUE(contains(refusal("UserDefinedViews=" + file("[1]")), "not a JSON object"));
    EXPECT_TRUE(contains(refusal("UserDefinedViews=" + file(R"({"Odd": {"text": "SELECT 1"}})")), "\"Odd\""));
    EXPECT_TRUE(contains(refusal("UserDefinedViews=" + file(R"({"A": "SELECT 1", "a": "SELECT 2"})")), "two views"));
    EXPECT_TRUE(contains(refusal("UserDefinedViews=" + file(R"({"Bad": "SELECT FROM"})")), "The view \"Bad\""));
    EXPECT_TRUE(contains(refusal("UserDefinedViews=" + file(R"({"Bad": "SELECT 1; SELECT 2"})")), "The view \"Bad\""));
    EXPECT_TRUE(contains(refusal("UserDefinedViews=" + file(R"({"Bad": "SELECT x FROM NoSuchTable"})")), "\"Bad\""));
    connect("");
}

TEST_F(OtherDrivers, DualHasOneRow) {
    connect("IncludeDualTable=true");
    EXPECT_EQ((std::vector<Row>{{"7"}}), query(connection_, "SELECT 7 FROM DUAL"));
    EXPECT_EQ((std::vector<Row>{{"X"}}), query(connection_, "SELECT * FROM dual"));
    Connection without;
    ASSERT_TRUE(SQL_SUCCEEDED(without.driverConnect(cloudConnection())));
    Statement statement(without);
    EXPECT_EQ(SQL_ERROR, statement.execute("SELECT 7 FROM DUAL"));
}

TEST_F(OtherDrivers, TextIsToldAsTheApplicationWantsIt) {
    const std::string sql = "SELECT Label FROM Assets.Objects";
    connect("");
    const Column asItIs = describedColumn(sql);
    EXPECT_EQ(SQL_WVARCHAR, asItIs.type);
    Connection other;
    const auto described = [&](const std::string& more) {
        Connection connection;
        EXPECT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection(more)))) << more;
        Statement statement(connection);
        EXPECT_TRUE(SQL_SUCCEEDED(statement.prepare(sql))) << more;
        return statement.column(1);
    };
    EXPECT_EQ(SQL_VARCHAR, described("MapToWVarchar=false").type);
    EXPECT_EQ(SQL_WLONGVARCHAR, described("MapToLongVarchar=10").type);
    EXPECT_EQ(SQL_LONGVARCHAR, described("MapToLongVarchar=10;MapToWVarchar=false").type);
    EXPECT_EQ(SQL_WVARCHAR, described("MapToLongVarchar=100000").type);
    EXPECT_EQ(SQL_VARCHAR, described("MaximumColumnSize=20;MapToWVarchar=false;MapToLongVarchar=20").type);
}

TEST_F(OtherDrivers, SizesAreToldAsTheApplicationWantsThemAndNoValueIsCut) {
    const std::string sql = "SELECT Label FROM Assets.Objects ORDER BY 1";
    connect("");
    const auto whole = query(connection_, sql);
    Connection limited;
    ASSERT_TRUE(SQL_SUCCEEDED(limited.driverConnect(cloudConnection("MaximumColumnSize=3;MapToWVarchar=false"))));
    EXPECT_EQ(whole, query(limited, sql));
}

TEST_F(OtherDrivers, KeysAreToldShort) {
    connect("LimitKeySize=9");
    const auto keys = columns("sys", "connection_props");
    ASSERT_FALSE(keys.empty());
    EXPECT_EQ("name", keys[0].at(3));
    EXPECT_EQ("9", keys[0].at(6));
}

TEST_F(OtherDrivers, NamesAreToldInUpperCaseAndWrittenInAny) {
    connect("UpperCaseIdentifiers=true");
    const auto listed = names(tables("Assets", "%", "TABLE"));
    EXPECT_NE(listed.end(), std::find(listed.begin(), listed.end(), "OBJECTS"));
    for (const Row& row : columns("ASSETS", "OBJECTS"))
        for (const char c : row.at(3).value_or("")) EXPECT_FALSE(c >= 'a' && c <= 'z') << *row.at(3);
    EXPECT_EQ("LABEL", describedColumn("SELECT Label FROM Objects").name);
    EXPECT_EQ("My Label", describedColumn("SELECT Label AS \"My Label\" FROM Objects").name);
    EXPECT_FALSE(query(connection_, "SELECT \"LABEL\" FROM \"ASSETS\".\"OBJECTS\"").empty());
}

TEST_F(OtherDrivers, ForeignKeysCanBeKeptQuiet) {
    const auto keysOf = [](const Connection& connection) {
        Statement statement(connection);
        EXPECT_TRUE(SQL_SUCCEEDED(SQLForeignKeys(statement.handle(), nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0,
                                                 narrow("Assets"), SQL_NTS, narrow("Attributes"), SQL_NTS)))
            << describe(statement.diagnostics());
        return statement.rows().size();
    };
    connect("");
    EXPECT_LT(0u, keysOf(connection_));
    Connection quiet;
    ASSERT_TRUE(SQL_SUCCEEDED(quiet.driverConnect(cloudConnection("EnableForeignKeyDetection=false"))));
    EXPECT_EQ(0u, keysOf(quiet));
}

TEST_F(OtherDrivers, AnEncodingThatTheManagerDoesNotHaveIs01S02) {
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, connection_.driverConnect(cloudConnection("DriverManagerEncoding=UTF-32")));
    EXPECT_EQ("01S02", connection_.diagnostics().at(0).state);
    Connection same;
    EXPECT_EQ(SQL_SUCCESS, same.driverConnect(cloudConnection("DriverManagerEncoding=UTF-16")));
}

TEST_F(OtherDrivers, TheLogHoldsTheModulesAskedFor) {
    const std::string log = file("");
    connect("Verbosity=5;LogModules=HTTP;Logfile=" + log);
    query(connection_, "SELECT Name FROM Schemas");
    std::ifstream in(log);
    std::size_t lines = 0;
    for (std::string line; std::getline(in, line); ++lines) EXPECT_TRUE(contains(line, "[http]")) << line;
    EXPECT_LT(0u, lines);
}

}  // namespace
}  // namespace assetsodbc::odbctest
