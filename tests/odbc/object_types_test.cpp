// Object types as tables, through the driver manager: names, what is asked of the site to know them, and what becomes
// of statements when definitions change.
#include <filesystem>

#include "test_site.h"
#include "tests/simulator/many_types_site.h"
#include "tests/simulator/server.h"
#include "tests/simulator/site_definitions.h"

namespace assetsodbc::odbctest {
namespace {

using simulator::Simulator;
using simulator::SimulatorOptions;

std::string stateOf(const Connection& connection, const std::string& sql) {
    Statement statement(connection);
    return SQL_SUCCEEDED(statement.execute(sql)) ? "" : statement.state();
}

std::string messageOf(const Connection& connection, const std::string& sql) {
    Statement statement(connection);
    return SQL_SUCCEEDED(statement.execute(sql)) ? "" : describe(statement.diagnostics());
}

std::string field(Statement& statement, SQLUSMALLINT column, SQLUSMALLINT which) {
    char text[256] = {};
    SQLSMALLINT length = 0;
    EXPECT_TRUE(SQL_SUCCEEDED(SQLColAttribute(statement.handle(), column, which, text, sizeof text, &length, nullptr)));
    return text;
}

class ObjectTypes : public ::testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(GetParam() ? cloudConnection() : dataCenterConnection())))
            << describe(connection.diagnostics());
    }
    void run(const std::string& sql) {
        Statement statement(connection);
        EXPECT_TRUE(SQL_SUCCEEDED(statement.execute(sql))) << describe(statement.diagnostics());
    }
    std::string single(const std::string& sql) { return query(connection, sql).at(0).at(0).value_or("NULL"); }
    Connection connection;
};
INSTANTIATE_TEST_SUITE_P(CloudAndDataCenter, ObjectTypes, ::testing::Bool());

TEST_P(ObjectTypes, AreFoundByEverySpellingOfTheirNames) {
    const std::string all = single("SELECT COUNT(*) FROM ITSM.Laptops");
    for (const char* name : {"itsm.laptops", "\"ITSM\".\"Laptops\"", "[ITSM].[Laptops]", "`ITSM`.`Laptops`", "Laptops",
                             "[laptops]", "ITSM.Laptops l", "ITSM.Laptops AS \"L\""})
        EXPECT_EQ(all, single(std::string("SELECT COUNT(*) FROM ") + name)) << name;
    for (const char* column : {"Laptops.Name", "\"Laptops\".\"Name\"", "ITSM.Laptops.Name", "[itsm].[LAPTOPS].[NAME]"})
        EXPECT_EQ(all, single("SELECT COUNT(" + std::string(column) + ") FROM ITSM.Laptops")) << column;
    EXPECT_EQ(all, single("SELECT COUNT(*) FROM (SELECT ITSM.Laptops.* FROM ITSM.Laptops)"));
    EXPECT_EQ("42S22", stateOf(connection, "SELECT ITSM.Laptops.Name FROM ITSM.Laptops l"));
}

TEST_P(ObjectTypes, OfOneNameStandSideBySide) {
    // Both object schemas have a type Certificates.
    const std::string both = single(
        "SELECT COUNT(*) FROM ITSM.Certificates, HR.Certificates WHERE ITSM.Certificates.ObjectId <> "
        "HR.Certificates.ObjectId");
    const std::string aliased =
        single("SELECT COUNT(*) FROM ITSM.Certificates a, HR.Certificates b WHERE a.ObjectId <> b.ObjectId");
    EXPECT_EQ(aliased, both);
    EXPECT_EQ("42S02", stateOf(connection, "SELECT * FROM Certificates"));
    const std::string message = messageOf(connection, "SELECT * FROM Certificates");
    EXPECT_NE(std::string::npos, message.find("HR.Certificates, ITSM.Certificates")) << message;
}

TEST_P(ObjectTypes, GiveWayToNamesThatTheStatementMakes) {
    EXPECT_EQ("7", single("WITH Laptops AS (SELECT 7 AS a) SELECT a FROM Laptops"));
    EXPECT_EQ("49", single("WITH Laptops AS (SELECT 7 AS a) SELECT COUNT(*) FROM ITSM.Laptops"));
    run("CREATE TABLE Laptops (a INTEGER)");
    EXPECT_EQ("0", single("SELECT COUNT(*) FROM Laptops"));
    EXPECT_EQ("49", single("SELECT COUNT(*) FROM ITSM.Laptops"));
    run("DROP TABLE Laptops");
    EXPECT_EQ("49", single("SELECT COUNT(*) FROM Laptops"));
}

TEST_P(ObjectTypes, AreNotReplacedByLocalTablesOfWhateverName) {
    run("CREATE TABLE \"ITSM.Laptops\" (a INTEGER)");
    run("CREATE TEMP VIEW \"ITSM.Monitors\" AS SELECT 1 AS a WHERE 0");
    EXPECT_EQ("49", single("SELECT COUNT(*) FROM ITSM.Laptops"));
    EXPECT_NE("0", single("SELECT COUNT(*) FROM ITSM.Monitors"));
    EXPECT_EQ("0", single("SELECT COUNT(*) FROM \"ITSM.Laptops\""));
    EXPECT_NE("", stateOf(connection, "CREATE TABLE \"sqlite_site:ITSM.Laptops\" (a INTEGER)"));
    EXPECT_NE("", stateOf(connection, "CREATE TEMP VIEW \"sqlite_site:ITSM.Laptops\" AS SELECT 1"));
}

TEST_P(ObjectTypes, WorkInViewsLocalTablesAndRolledBackTransactions) {
    run("CREATE TEMP VIEW recent AS SELECT Name, RAM FROM ITSM.Laptops WHERE RAM >= 32");
    EXPECT_EQ(single("SELECT COUNT(*) FROM ITSM.Laptops WHERE RAM >= 32"), single("SELECT COUNT(*) FROM recent"));
    run("CREATE TABLE kept AS SELECT Key, \"Warranty Expires\" FROM ITSM.Laptops");
    EXPECT_EQ("0", single("SELECT COUNT(*) FROM ITSM.Laptops l LEFT JOIN kept k ON k.Key = l.Key WHERE k.Key IS NULL"));
    run("BEGIN");
    EXPECT_EQ("49", single("SELECT COUNT(Name) FROM ITSM.Laptops"));
    run("ROLLBACK");
    EXPECT_EQ("49", single("SELECT COUNT(Name) FROM ITSM.Laptops"));
}

TEST_P(ObjectTypes, AreReadOnlyAndSaySo) {
    for (const char* sql : {"INSERT INTO ITSM.Laptops (Name) VALUES ('x')", "DELETE FROM ITSM.Laptops",
                            "UPDATE Laptops SET Name = 'x'", "DROP TABLE ITSM.Laptops"}) {
        const std::string message = messageOf(connection, sql);
        EXPECT_NE("", message) << sql;
    }
    const std::string message = messageOf(connection, "DELETE FROM ITSM.Laptops");
    EXPECT_NE(std::string::npos, message.find("schema ITSM are read only")) << message;
}

TEST_P(ObjectTypes, DoNotShiftThePlacesOfErrors) {
    const auto saysPlace = [&](const std::string& sql, const std::string& wrong) {
        const std::string place = "character " + std::to_string(sql.find(wrong) + 1) + ")";
        const std::string message = messageOf(connection, sql);
        EXPECT_NE(std::string::npos, message.find(place)) << message;
    };
    saysPlace("SELECT Name FROM ITSM.Laptops WHERE Status = \"In use\"", "\"In use\"");
    saysPlace("SELECT Nam FROM ITSM.Laptops", "Nam");
    saysPlace("SELECT l.Nam FROM HR.People p, ITSM.Laptops l WHERE p.ObjectId = l.Owner_Id", "l.Nam");
    saysPlace("SELECT ITSM.Laptops.Name, x FROM ITSM.Laptops", "x FROM");
}

TEST_P(ObjectTypes, AreToldAsBaseTablesOfTheirColumns) {
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.prepare(
        "SELECT l.Name, l.\"Warranty Expires\", l.RAM, l.ObjectId, l.Owner_Key, upper(l.Name) FROM ITSM.Laptops l")));
    EXPECT_EQ("ITSM", field(statement, 1, SQL_DESC_SCHEMA_NAME));
    EXPECT_EQ("Laptops", field(statement, 1, SQL_DESC_BASE_TABLE_NAME));
    EXPECT_EQ("Name", field(statement, 1, SQL_DESC_BASE_COLUMN_NAME));
    EXPECT_EQ("", field(statement, 6, SQL_DESC_BASE_TABLE_NAME));
    const SQLSMALLINT types[] = {SQL_WVARCHAR, SQL_TYPE_DATE, SQL_INTEGER, SQL_BIGINT, SQL_VARCHAR};
    for (SQLUSMALLINT i = 0; i < 5; ++i) EXPECT_EQ(types[i], statement.column(i + 1).type) << i;
    EXPECT_EQ(SQL_NO_NULLS, statement.column(4).nullable);
    EXPECT_EQ(SQL_NULLABLE, statement.column(2).nullable);
}

class ManyTypes : public ::testing::Test {
protected:
    static constexpr int kSchemas = 30;
    ManyTypes() {
        simulator::ManyTypesOptions options;
        options.schemas = kSchemas;
        options.types = 300;
        simulator_.emplace(simulator::makeManyTypesSite(options), SimulatorOptions());
        simulator_->start();
    }
    void connect(Connection& connection, const std::string& more = "") {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnectionTo(simulator_->url(), more))))
            << describe(connection.diagnostics());
    }
    std::size_t requests() { return simulator_->requestLog().size(); }
    std::optional<Simulator> simulator_;
};

TEST_F(ManyTypes, OnlyWhatAQueryNamesIsLoaded) {
    Connection connection;
    connect(connection);
    simulator_->requestLog().clear();
    query(connection, "SELECT Name FROM M7.[Type 37]");
    // The list of object schemas, the types of one, the attributes of one, and the objects.
    EXPECT_EQ(4u, requests());
    simulator_->requestLog().clear();
    query(connection, "SELECT Name FROM M7.[Type 37]");
    EXPECT_EQ(1u, requests());
    simulator_->requestLog().clear();
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.prepare("SELECT * FROM M7.[Type 37]")));
    EXPECT_GT(statement.columnCount(), 10);
    EXPECT_EQ(0u, requests());
}

TEST_F(ManyTypes, AllTablesCostAtMostOneRequestPerObjectSchema) {
    Connection connection;
    connect(connection);
    query(connection, "SELECT 1 FROM Schemas LIMIT 1");
    simulator_->requestLog().clear();
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(SQLTables(statement.handle(), nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0)));
    EXPECT_GT(statement.rows().size(), 300u);
    EXPECT_LE(requests(), kSchemas + 1u);  // and the list of them
    simulator_->requestLog().clear();
    Statement again(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(SQLTables(again.handle(), nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0)));
    EXPECT_EQ(0u, requests());
}

TEST_F(ManyTypes, OneStatementJoinsMoreSchemasThanSqliteCanAttach) {
    Connection connection;
    connect(connection);
    std::string sql = "SELECT COUNT(*) FROM M10.[Type 10] t1";
    for (int i = 11; i <= 24; ++i) {
        const std::string n = std::to_string(i);
        sql += " LEFT JOIN M" + n + ".[Type " + n + "] t" + n + " ON t" + n + ".ObjectId = t1.ObjectId";
    }
    EXPECT_EQ("3", query(connection, sql).at(0).at(0));
}

TEST_F(ManyTypes, ASecondConnectionAsksNothingThatTheFirstLearned) {
    const auto folder = std::filesystem::temp_directory_path() / ("assets-odbc-cache-" + std::to_string(getpid()));
    const std::string cached = "CacheMetadata=true;CacheLocation=" + folder.string() + ";";
    {
        Connection connection;
        connect(connection, cached);
        query(connection, "SELECT Name FROM M7.[Type 37]");
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        EXPECT_EQ(std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                  entry.status().permissions());
    }
    simulator_->requestLog().clear();
    {
        Connection connection;
        connect(connection, cached + "ConnectOnOpen=false;");
        Statement statement(connection);
        ASSERT_TRUE(SQL_SUCCEEDED(statement.prepare("SELECT * FROM M7.[Type 37]")));
        EXPECT_GT(statement.columnCount(), 10);
        EXPECT_EQ(0u, requests());
        query(connection, "SELECT Name FROM M7.[Type 37]");
        EXPECT_EQ(1u, requests());
    }
    simulator_->requestLog().clear();
    Connection connection;
    connect(connection, cached);
    EXPECT_EQ(1u, requests());  // the credentials
    std::filesystem::remove_all(folder);
}

class ChangingTypes : public ManyTypes {
protected:
    simulator::Id typeId() { return simulator_->site().typeNamed("M10", "Type 10")->id; }
    simulator::Id attributeId(const char* name) { return simulator_->site().attributeNamed(typeId(), name)->id; }
    void change(const std::function<void(simulator::SiteDescription&)>& change) { simulator_->redescribe(change); }
};

TEST_F(ChangingTypes, NewTypesAndAttributesAreSeenByTheNextPrepare) {
    Connection connection;
    connect(connection);
    EXPECT_EQ("42S02", stateOf(connection, "SELECT * FROM M10.Cars"));
    query(connection, "SELECT * FROM M10.[Type 10]");
    const auto type = typeId();
    change([&](auto& site) {
        simulator::addType(site, {"M10", "Cars", "", "", {{"Wheels", "Integer", "", ""}}});
        simulator::addAttribute(site, type, {"Colour", "Text", "", ""});
    });
    EXPECT_EQ("", stateOf(connection, "SELECT Wheels FROM M10.Cars"));
    query(connection, "SELECT * FROM M10.[Type 10]");  // its page tells of the attribute
    EXPECT_EQ("", messageOf(connection, "SELECT Colour FROM M10.[Type 10]"));
}

TEST_F(ChangingTypes, ANewAttributeIsFoundByItsNameAlone) {
    Connection connection;
    connect(connection);
    query(connection, "SELECT Name FROM M10.[Type 10]");
    EXPECT_EQ("42S22", stateOf(connection, "SELECT Colour FROM M10.[Type 10]"));
    const auto type = typeId();
    change([&](auto& site) { simulator::addAttribute(site, type, {"Colour", "Text", "", ""}); });
    EXPECT_EQ("", stateOf(connection, "SELECT Colour FROM M10.[Type 10]"));
}

TEST_F(ChangingTypes, ATypeThatCameBelowAnAbstractOneIsInItsTable) {
    change([](auto& site) {
        simulator::addType(site, {"M1", "Things", "", "abstract; inherit", {{"Colour", "Text", "", ""}}});
        simulator::addType(site, {"M1", "Cars", "Things", "", {}});
    });
    {
        Connection connection;
        connect(connection);
        EXPECT_EQ("0", query(connection, "SELECT COUNT(*) FROM M1.Things").at(0).at(0));
    }
    change([](auto& site) { simulator::addType(site, {"M1", "Bikes", "Things", "", {}}); });
    Connection connection;
    connect(connection);
    simulator_->requestLog().clear();
    query(connection, "SELECT COUNT(*) FROM M1.Things");
    const auto sent = simulator_->requestLog().entries();
    const auto bikes = std::to_string(simulator_->site().typeNamed("M1", "Bikes")->id);
    EXPECT_NE(std::string::npos, sent.back().query.find(bikes)) << sent.back().query;
}

TEST_F(ManyTypes, ASchemaThatIsHiddenDoesNotHideTheOthers) {
    Connection connection;
    connect(connection);
    auto forbidden = simulator::FaultRule::of(simulator::FaultAction::Forbidden, "/objectschema/7/");
    forbidden.times = 0;
    simulator_->faults().add(forbidden);
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, SQLTables(statement.handle(), nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0));
    EXPECT_NE(std::string::npos, describe(statement.diagnostics()).find("schema M7"));
    EXPECT_GT(statement.rows().size(), 290u);
    EXPECT_EQ("", stateOf(connection, "SELECT Name FROM [Type 10]"));
    EXPECT_NE("", stateOf(connection, "SELECT Name FROM M7.[Type 37]"));
}

TEST_F(ManyTypes, NamesThatNobodyKnowsAreNotAskedForAgainAndAgain) {
    Connection connection;
    connect(connection);
    EXPECT_EQ("42S02", stateOf(connection, "SELECT 1 FROM DUAL"));
    EXPECT_EQ("42S02", stateOf(connection, "SELECT 1 FROM DUAL"));
    simulator_->requestLog().clear();
    EXPECT_EQ("42S02", stateOf(connection, "SELECT 1 FROM DUAL"));
    EXPECT_EQ("42S02", stateOf(connection, "SELECT * FROM sysobjects"));
    EXPECT_EQ(0u, requests());
}

TEST_F(ChangingTypes, AnAttributeThatChangedItsTypeIsNeverMisread) {
    Connection connection;
    connect(connection);
    const auto type = typeId();
    change([&](auto& site) { simulator::addAttribute(site, type, {"Weight", "Text", "", ""}); });
    Statement prepared(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(prepared.prepare("SELECT Name, Weight FROM M10.[Type 10]")));
    EXPECT_EQ(SQL_WVARCHAR, prepared.column(2).type);
    const auto id = attributeId("Weight");
    change([&](auto& site) { simulator::changeAttribute(site, id, {"Weight", "Integer", "", ""}); });
    // Loud the first time, right afterwards.
    SQLRETURN result = prepared.executePrepared();
    if (SQL_SUCCEEDED(result)) result = prepared.fetch();
    EXPECT_EQ(SQL_ERROR, result);
    EXPECT_NE(std::string::npos, describe(prepared.diagnostics()).find("Weight")) << describe(prepared.diagnostics());
    prepared.close();
    ASSERT_TRUE(SQL_SUCCEEDED(prepared.executePrepared())) << describe(prepared.diagnostics());
    EXPECT_EQ(SQL_INTEGER, prepared.column(2).type);
    EXPECT_EQ(3u, prepared.rows().size());
}

TEST_F(ChangingTypes, TypesAndAttributesThatVanishAreAnErrorNotAnEmptyResult) {
    Connection connection;
    connect(connection);
    const auto type = typeId();
    change([&](auto& site) { simulator::addAttribute(site, type, {"Weight", "Text", "", ""}); });
    EXPECT_EQ(3u, query(connection, "SELECT Weight FROM M10.[Type 10]").size());
    const auto id = attributeId("Weight");
    change([&](auto& site) { simulator::removeAttribute(site, id); });
    Statement first(connection);
    SQLRETURN result = first.execute("SELECT Weight FROM M10.[Type 10]");
    if (SQL_SUCCEEDED(result)) result = first.fetch();
    EXPECT_EQ(SQL_ERROR, result);
    EXPECT_EQ("42S22", stateOf(connection, "SELECT Weight FROM M10.[Type 10]"));
}

}  // namespace
}  // namespace assetsodbc::odbctest
