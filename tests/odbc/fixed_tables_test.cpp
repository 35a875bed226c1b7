// The fixed and system tables through the driver manager, what the catalog functions ask of the site, and warnings.
#include <algorithm>
#include <array>

#include "test_site.h"
#include "tests/simulator/server.h"
#include "tests/simulator/site_definitions.h"

namespace assetsodbc::odbctest {
namespace {

using simulator::FaultAction;
using simulator::FaultRule;

SQLCHAR* arg(const char* value) {
    return reinterpret_cast<SQLCHAR*>(const_cast<char*>(value));
}

// On Cloud and on Data Center.
class FixedTables : public ::testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(GetParam() ? cloudConnection() : dataCenterConnection())))
            << describe(connection.diagnostics());
    }
    void TearDown() override { site().faults().clear(); }

    std::size_t requestsOf(const std::string& sql) {
        site().requestLog().clear();
        rows = query(connection, sql);
        return site().requestLog().size();
    }
    std::vector<Diagnostic> failureOf(const std::string& sql) {
        Statement statement(connection);
        SQLRETURN rc = statement.execute(sql);
        while (SQL_SUCCEEDED(rc)) rc = statement.fetch();
        EXPECT_EQ(SQL_ERROR, rc) << sql;
        auto records = statement.diagnostics();
        return records.empty() ? std::vector<Diagnostic>{{}} : records;
    }
    std::string changedObject() const { return std::to_string(site().site().description().history.front().objectId); }

    Connection connection;
    std::vector<Row> rows;
};
INSTANTIATE_TEST_SUITE_P(OnBoth, FixedTables, ::testing::Bool(),
                         [](const auto& tested) { return tested.param ? "Cloud" : "DataCenter"; });

TEST_P(FixedTables, AnObjectIsOneRequestPerTable) {
    for (const char* table : {"ObjectHistory", "ObjectReferences", "ConnectedTickets"})
        EXPECT_EQ(1u, requestsOf(std::string("SELECT * FROM ") + table + " WHERE ObjectId = " + changedObject()))
            << table;
    EXPECT_EQ(1u, requestsOf("SELECT Created, NewValue FROM ObjectHistory WHERE ObjectId = " + changedObject()));
    EXPECT_LE(2u, rows.size());
}

TEST_P(FixedTables, AnObjectThatIsNotThereHasNoRowsAndOneThatVanishedFailsTheWalk) {
    EXPECT_LE(requestsOf("SELECT * FROM ObjectHistory WHERE ObjectId = 99999999"), 2u);
    EXPECT_TRUE(rows.empty());
    site().faults().add(FaultRule::of(FaultAction::NotFound, "/history"));
    const auto records = failureOf("SELECT Id FROM ObjectHistory");
    EXPECT_EQ("HY000", records[0].state) << describe(records);
    EXPECT_NE(std::string::npos, records[0].message.find("Run the query again")) << describe(records);
}

TEST_P(FixedTables, WhatTheAccountMayNotReadIsSaidSo) {
    auto rule = FaultRule::of(FaultAction::Forbidden, "/config/statustype");
    rule.times = 0;
    site().faults().add(rule);
    const auto records = failureOf("SELECT * FROM StatusTypes");
    EXPECT_EQ("42000", records[0].state) << describe(records);
    EXPECT_EQ(403, records[0].native) << describe(records);
    EXPECT_NE(std::string::npos, records[0].message.find("GET /config/statustype")) << describe(records);
}

TEST_P(FixedTables, WhatOnlyCloudTellsIsRefusedOnDataCenter) {
    if (GetParam()) {
        EXPECT_LE(1u, query(connection, "SELECT * FROM ReferenceTypes WHERE ObjectSchemaId IS NULL").size());
        EXPECT_LE(1u, query(connection, "SELECT * FROM Usage").size());
        EXPECT_EQ(1u, query(connection, "SELECT * FROM Workspaces").size());
        return;
    }
    for (const char* table : {"ReferenceTypes", "Usage"}) {
        const auto records = failureOf(std::string("SELECT * FROM ") + table);
        EXPECT_EQ("HYC00", records[0].state) << describe(records);
        EXPECT_NE(std::string::npos, records[0].message.find("Data Center")) << describe(records);
    }
    EXPECT_TRUE(query(connection, "SELECT * FROM Workspaces").empty());
}

TEST_P(FixedTables, TheConnectionTellsOfItselfWithoutARequest) {
    EXPECT_EQ(0u,
              requestsOf("SELECT value FROM sys.connection_props WHERE name IN ('APIToken', 'PAT') AND value IS NOT "
                         "NULL"));
    ASSERT_EQ(1u, rows.size());
    EXPECT_EQ("*****", *rows[0][0]);
    EXPECT_EQ(0u, requestsOf("SELECT name FROM sys.scopes WHERE requested = 1 AND granted IS NULL"));
    EXPECT_EQ(7u, rows.size()) << "the default of Scope";
    EXPECT_EQ(0u, requestsOf("SELECT host FROM sys.endpoints WHERE always = 1 AND purpose NOT LIKE 'The proxy%'"));
    ASSERT_EQ(1u, rows.size());
    EXPECT_EQ("127.0.0.1", *rows[0][0]);
}

// What catalog functions and INFORMATION_SCHEMA ask of a site that nothing is known of yet.
class CatalogRequests : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection("MetadataTTL=3600"))))
            << describe(connection.diagnostics());
        site().requestLog().clear();
    }
    template <class Call>
    std::vector<Row> rowsOf(Call call) {
        Statement statement(connection);
        EXPECT_TRUE(SQL_SUCCEEDED(call(statement.handle()))) << describe(statement.diagnostics());
        return statement.rows();
    }
    static std::size_t schemaCount() { return site().site().description().schemas.size(); }
    static std::size_t requests(const char* part) { return site().requestLog().count(part); }

    Connection connection;
};

TEST_F(CatalogRequests, ColumnsOfOneTypeLoadOneType) {
    const auto rows = rowsOf([](SQLHSTMT statement) {
        return SQLColumns(statement, nullptr, 0, arg("ITSM"), SQL_NTS, arg("Laptops"), SQL_NTS, nullptr, 0);
    });
    EXPECT_LT(5u, rows.size());
    EXPECT_GE(2u, requests("/objecttypes/flat")) << "of ITSM, and of the schema that its references lead to";
    EXPECT_EQ(1u, requests("/attributes")) << "of Laptops only";
}

TEST_F(CatalogRequests, InformationSchemaLoadsTheTypeThatIsNamed) {
    const auto rows = query(connection,
                            "SELECT * FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'ITSM' AND TABLE_NAME = "
                            "'Laptops'");
    EXPECT_LT(5u, rows.size());
    EXPECT_GE(2u, requests("/objecttypes/flat"));
    EXPECT_EQ(1u, requests("/attributes"));
    EXPECT_TRUE(query(connection, "SELECT * FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'itsm'").empty())
        << "SQL compares text byte by byte, although names ignore case";
}

TEST_F(CatalogRequests, FixedTablesAreDescribedWithoutARequest) {
    EXPECT_LT(
        3u,
        query(connection, "SELECT * FROM sys.columns WHERE table_schema = 'Assets' AND table_name = 'Icons'").size());
    const auto rows = rowsOf([](SQLHSTMT statement) {
        return SQLColumns(statement, nullptr, 0, arg("Assets"), SQL_NTS, arg("Objects"), SQL_NTS, nullptr, 0);
    });
    EXPECT_LT(10u, rows.size());
    EXPECT_EQ(0u, requests("/objecttypes/flat"));
}

TEST_F(CatalogRequests, SchemasAreListedByTheirOwnListAlone) {
    rowsOf([](SQLHSTMT statement) {
        return SQLTables(statement, arg(""), SQL_NTS, arg("%"), SQL_NTS, arg(""), SQL_NTS, nullptr, 0);
    });
    EXPECT_LT(schemaCount(), query(connection, "SELECT * FROM INFORMATION_SCHEMA.SCHEMATA").size());
    EXPECT_EQ(0u, requests("/objecttypes/flat"));
    EXPECT_GE(1u, requests("/objectschema/list"));
}

TEST_F(CatalogRequests, AForeignKeyTableIsLoadedAloneWithWhatItRefersTo) {
    const auto rows = rowsOf([](SQLHSTMT statement) {
        return SQLForeignKeys(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, arg("Assets"), SQL_NTS,
                              arg("Attributes"), SQL_NTS);
    });
    EXPECT_EQ(3u, rows.size());
    EXPECT_EQ(0u, requests("/objecttypes/flat"));
}

TEST_F(CatalogRequests, ReferencesToATypeAreFoundInTheWholeSite) {
    const auto to = rowsOf([](SQLHSTMT statement) {
        return SQLForeignKeys(statement, nullptr, 0, arg("ITSM"), SQL_NTS, arg("Laptops"), SQL_NTS, nullptr, 0, nullptr,
                              0, nullptr, 0);
    });
    for (const auto& row : to) EXPECT_EQ("Laptops", *row[2]);
    EXPECT_EQ(schemaCount(), requests("/objecttypes/flat"));
    site().requestLog().clear();
    const auto all =
        query(connection,
              "SELECT COUNT(*) FROM sys.foreign_keys WHERE referenced_schema = 'ITSM' AND referenced_table "
              "= 'Laptops'");
    EXPECT_EQ(std::to_string(to.size()), *all.at(0)[0]);
}

// A site whose serial numbers are declared to be numbers, and are none.
class Warnings : public ::testing::Test {
protected:
    void SetUp() override {
        simulator.start();
        simulator.redescribe([](simulator::SiteDescription& description) {
            for (const auto& attribute : description.attributes) {
                if (attribute.name != "Serial Number") continue;
                changeAttribute(description, attribute.id, {"Serial Number", "Integer", "", ""});
                return;
            }
        });
        ASSERT_TRUE(SQL_SUCCEEDED(
            connection.driverConnect(cloudConnectionTo(simulator.url(), "ConversionErrors=Warn;MetadataTTL=0"))))
            << describe(connection.diagnostics());
    }
    simulator::Simulator simulator{simulator::SimulatorOptions{}};
    Connection connection;
};

TEST_F(Warnings, ValuesThatCannotBeReadAreToldWithTheirRows) {
    Statement statement(connection);
    constexpr SQLULEN kRows = 4;
    std::array<SQLUSMALLINT, kRows> status = {};
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_ROW_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(kRows), 0);
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_ROW_STATUS_PTR, status.data(), 0);
    // The first row is read, and told of, while executing.
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, statement.execute("SELECT \"Serial Number\", ObjectId FROM ITSM.Laptops"))
        << describe(statement.diagnostics());
    EXPECT_EQ("01S01", statement.diagnostics().at(0).state);
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, statement.fetch()) << describe(statement.diagnostics());
    const auto records = statement.diagnostics();
    ASSERT_EQ(3u, records.size()) << describe(records);
    for (SQLSMALLINT record = 1; record <= 3; ++record) {
        const auto& each = records[std::size_t(record) - 1];
        EXPECT_EQ("01S01", each.state);
        EXPECT_NE(std::string::npos, each.message.find("Serial Number")) << each.message;
        SQLLEN row = 0;
        SQLGetDiagField(SQL_HANDLE_STMT, statement.handle(), record, SQL_DIAG_ROW_NUMBER, &row, 0, nullptr);
        EXPECT_EQ(record + 1, row);
        EXPECT_EQ(SQL_ROW_SUCCESS_WITH_INFO, status.at(std::size_t(record)));
    }
}

TEST_F(Warnings, ByDefaultSuchAValueFailsTheQuery) {
    Connection strict;
    ASSERT_TRUE(SQL_SUCCEEDED(strict.driverConnect(cloudConnectionTo(simulator.url(), "MetadataTTL=0"))));
    Statement statement(strict);
    EXPECT_EQ(SQL_ERROR, statement.execute("SELECT \"Serial Number\" FROM ITSM.Laptops"));
    EXPECT_NE(std::string::npos, statement.diagnostics().at(0).message.find("Serial Number"));
}

}  // namespace
}  // namespace assetsodbc::odbctest
