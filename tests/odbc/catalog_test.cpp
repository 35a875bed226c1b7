// The catalog functions as clients call them.
#include <algorithm>
#include <cstring>
#include <set>

#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

const SQLCHAR* text(const char* value) {
    return reinterpret_cast<const SQLCHAR*>(value);
}
SQLCHAR* arg(const char* value) {
    return const_cast<SQLCHAR*>(text(value));
}

// The manager takes narrow calls from either family; the wide spelling of SQLTables is tested beside it.
class CatalogFunctions : public BothFamilies {
protected:
    std::vector<Row> tables(const char* catalog, const char* schema, const char* table, const char* types) {
        Statement statement(connection);
        SQLRETURN rc;
        if (GetParam() == Family::Narrow) {
            rc = SQLTables(statement.handle(), arg(catalog), SQL_NTS, arg(schema), SQL_NTS, arg(table), SQL_NTS,
                           arg(types), SQL_NTS);
        } else {
            auto wide = [](const char* value) { return toUtf16(value == nullptr ? "" : value); };
            auto c = wide(catalog), s = wide(schema), t = wide(table), y = wide(types);
            const auto pointer = [](const char* given, std::u16string& converted) {
                return given == nullptr ? nullptr : reinterpret_cast<SQLWCHAR*>(converted.data());
            };
            rc = SQLTablesW(statement.handle(), pointer(catalog, c), SQL_NTS, pointer(schema, s), SQL_NTS,
                            pointer(table, t), SQL_NTS, pointer(types, y), SQL_NTS);
        }
        EXPECT_TRUE(SQL_SUCCEEDED(rc)) << describe(statement.diagnostics());
        return statement.rows();
    }
    static std::set<std::string> names(const std::vector<Row>& rows, std::size_t column = 2) {
        std::set<std::string> found;
        for (const auto& row : rows)
            if (row[column]) found.insert(*row[column]);
        return found;
    }
};

const std::set<std::string> kFixed = {"Objects",    "Schemas", "ObjectTypes",
                                      "Attributes", "Icons",   "ObjectAttributeValues"};

bool containsAll(const std::set<std::string>& all, const std::set<std::string>& wanted) {
    return std::includes(all.begin(), all.end(), wanted.begin(), wanted.end());
}

TEST_P(CatalogFunctions, TablesListsTheFixedTables) {
    const auto rows = tables(nullptr, nullptr, nullptr, nullptr);
    EXPECT_TRUE(containsAll(names(rows), kFixed));
    EXPECT_TRUE(names(rows).count("requests"));
    for (const auto& row : rows) {
        EXPECT_FALSE(row[0]) << "there are no catalogs";
        EXPECT_TRUE(*row[3] == "TABLE" || *row[3] == "SYSTEM TABLE");
    }
}

TEST_P(CatalogFunctions, TablesTakesTheTypeListsThatClientsSend) {
    for (const char* types : {"TABLE", "'TABLE','VIEW'", "TABLE,VIEW,SYSTEM TABLE", "VIEW,TABLE,%,", "TABLE, VIEW", ""})
        EXPECT_TRUE(containsAll(names(tables(nullptr, nullptr, "%", types)), kFixed)) << types;
    EXPECT_TRUE(tables(nullptr, nullptr, "%", "VIEW,").empty());
    EXPECT_FALSE(names(tables(nullptr, nullptr, nullptr, "TABLE")).count("requests"));
    EXPECT_FALSE(names(tables(nullptr, nullptr, nullptr, "SYSTEM TABLE")).count("Objects"));
}

TEST_P(CatalogFunctions, TablesTakesPatternsAndEmptyNames) {
    EXPECT_EQ(
        (std::set<std::string>{"Objects", "ObjectTypes", "ObjectAttributeValues", "ObjectHistory", "ObjectReferences"}),
        names(tables(nullptr, "Assets", "Object%", nullptr)));
    EXPECT_EQ((std::set<std::string>{"Icons"}), names(tables("", "", "Icons", "")));
    EXPECT_TRUE(tables(nullptr, nullptr, "NOXXTABLE", "").empty());
}

TEST_P(CatalogFunctions, TheSpecialListsAnswerSchemasAndTypes) {
    EXPECT_TRUE(containsAll(names(tables("", "%", "", ""), 1), {"Assets", "sys"}));
    EXPECT_TRUE(containsAll(names(tables("", "", "", "%"), 3), {"TABLE", "SYSTEM TABLE"}));
    EXPECT_TRUE(tables("%", "", "", "").empty()) << "no catalogs";
}

TEST_P(CatalogFunctions, ColumnsTellsTypesAndPositions) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS,
              SQLColumns(statement.handle(), nullptr, 0, nullptr, 0, arg("Objects"), SQL_NTS, arg("%"), 1));
    const auto rows = statement.rows();
    ASSERT_GE(rows.size(), 18u);
    EXPECT_EQ("Id", *rows[0][3]);
    EXPECT_EQ(std::to_string(SQL_BIGINT), *rows[0][4]);
    EXPECT_EQ("WorkspaceId", *rows[1][3]);
    for (std::size_t at = 0; at < rows.size(); ++at) {
        EXPECT_EQ(std::to_string(at + 1), *rows[at][16]);
        EXPECT_NE("AQL", *rows[at][3]) << "the hidden column stays hidden";
        EXPECT_TRUE(rows[at][11]) << "every column has remarks";
    }
}

TEST_P(CatalogFunctions, KeysAndIndexesAreTold) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, SQLPrimaryKeys(statement.handle(), arg(""), 0, arg(""), 0, arg("Attributes"), SQL_NTS));
    auto rows = statement.rows();
    ASSERT_EQ(2u, rows.size());
    EXPECT_EQ("1", *rows[0][4]);
    statement.close();
    ASSERT_EQ(SQL_SUCCESS, SQLForeignKeys(statement.handle(), nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr,
                                          0, arg("Objects"), SQL_NTS));
    rows = statement.rows();
    ASSERT_EQ(2u, rows.size());
    std::set<std::string> referenced;
    for (const auto& row : rows) referenced.insert(*row[2] + "." + *row[3] + "<" + *row[7]);
    EXPECT_EQ((std::set<std::string>{"ObjectTypes.Id<ObjectTypeId", "Schemas.Id<ObjectSchemaId"}), referenced);
    statement.close();
    ASSERT_EQ(SQL_SUCCESS, SQLForeignKeys(statement.handle(), nullptr, 0, nullptr, 0, arg("Schemas"), SQL_NTS, nullptr,
                                          0, nullptr, 0, nullptr, 0));
    EXPECT_GE(statement.rows().size(), 3u);
    statement.close();
    ASSERT_EQ(SQL_SUCCESS, SQLStatistics(statement.handle(), nullptr, 0, nullptr, 0, arg("Objects"), SQL_NTS,
                                         SQL_INDEX_UNIQUE, SQL_QUICK));
    bool unique = false;
    for (const auto& row : statement.rows()) unique = unique || (row[8] && *row[8] == "Id" && *row[3] == "0");
    EXPECT_TRUE(unique);
    statement.close();
    ASSERT_EQ(SQL_SUCCESS, SQLSpecialColumns(statement.handle(), SQL_BEST_ROWID, nullptr, 0, nullptr, 0, arg("Objects"),
                                             SQL_NTS, SQL_SCOPE_SESSION, SQL_NULLABLE));
    rows = statement.rows();
    ASSERT_EQ(1u, rows.size());
    EXPECT_EQ("Id", *rows[0][1]);
}

TEST_P(CatalogFunctions, TypeInfoKnowsWideAndNarrowText) {
    Statement statement(connection);
    for (const int type : {SQL_WVARCHAR, SQL_VARCHAR, SQL_CHAR, SQL_TYPE_TIMESTAMP, SQL_BIGINT, SQL_BIT}) {
        ASSERT_EQ(SQL_SUCCESS, SQLGetTypeInfo(statement.handle(), static_cast<SQLSMALLINT>(type))) << type;
        EXPECT_FALSE(statement.rows().empty()) << type;
        statement.close();
    }
    ASSERT_EQ(SQL_SUCCESS, SQLGetTypeInfo(statement.handle(), SQL_ALL_TYPES));
    EXPECT_GE(statement.rows().size(), 12u);
}

IN_BOTH_FAMILIES(CatalogFunctions);

class OdbcTwo : public ::testing::Test {};

TEST_F(OdbcTwo, DateTypesAreTheOldCodes) {
    Connection connection(Family::Narrow, SQL_OV_ODBC2);
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))) << describe(connection.diagnostics());
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT Created FROM Objects")));
    EXPECT_EQ(SQL_TIMESTAMP, statement.column(1).type);
    statement.close();
    EXPECT_EQ(SQL_ERROR, statement.execute("SELECT * FROM NoSuchTable"));
    EXPECT_EQ("S0002", statement.state());
}

}  // namespace
}  // namespace assetsodbc::odbctest
