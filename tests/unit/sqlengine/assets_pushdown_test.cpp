// What pushdown sends to the site, and that it never changes an answer: each query is run with and without it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "common/error.h"
#include "tests/simulator/faults.h"
#include "tests/unit/sqlengine/simulated_site.h"

namespace assetsodbc::sqlengine {
namespace {

using assets::Deployment;
using common::ErrorKind;
using simulator::FaultAction;
using simulator::FaultRule;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class Pushdown : public testing::Test {
protected:
    std::string firstKey() { return site.run("SELECT ObjectKey FROM Objects WHERE Id = 1").at(0); }
    std::string typeIdOf(const char* name) {
        return site.run(std::string("SELECT Id FROM ObjectTypes WHERE Name = '") + name + "'").at(0);
    }
    ErrorKind kindOf(std::string_view sql) {
        try {
            site.run(sql);
        } catch (const common::Error& error) {
            lastMessage = error.what();
            return error.kind();
        }
        ADD_FAILURE() << "no error: " << sql;
        return ErrorKind::Internal;
    }

    SimulatedSite site;
    std::string lastMessage;
};

TEST_F(Pushdown, NeverChangesAnAnswer) {
    for (const char* condition :
         {"Id = 1",
          "Id = '1'",
          "Id = 1.0",
          "Id = 1.5",
          "Id = 'abc'",
          "Id = x'31'",
          "Id = -1",
          "Id = 0",
          "Id IN (1, 2, 3, 2, 999999)",
          "Id IN ('1', 2.0, NULL, 'x')",
          "Id = 99999999",
          "ObjectKey = 'ITSM-1'",
          "ObjectKey = 'itsm-1'",
          "ObjectKey = ''",
          "ObjectKey IN ('ITSM-1', 'itsm-1', 'ITSM-2', 'HR-3', 'nonsense', 'a\"b-1', 'a\\-1', ' ITSM-1')",
          "ObjectKey = 'itsm-1' COLLATE NOCASE",
          "ObjectKey = 1",
          "ObjectTypeId = 1",
          "ObjectTypeId IN (1, 2, 3, 4, 5)",
          "ObjectTypeId IN (SELECT Id FROM ObjectTypes WHERE Name LIKE 'L%')",
          "ObjectSchemaId = 1",
          "ObjectSchemaId IN (1, 2, 3)",
          "ObjectSchemaId = 1 AND ObjectTypeId IN (2, 3)",
          "Id = 1 AND ObjectKey = 'HR-1'",
          "Id IN (1, 2) AND Id IN (2, 3)",
          "Id = 1 OR ObjectKey = 'ITSM-2' OR ObjectTypeId = 3",
          "Id <> 1",
          "NOT ObjectTypeId = 2",
          "ObjectTypeName = 'Laptops'",
          "Name LIKE 'a%'",
          "Created > '2020-01-01'",
          "Id BETWEEN 10 AND 20",
          "(Id, ObjectTypeId) IN (VALUES (1, 2), (2, 3))"}) {
        const std::string sql =
            std::string("SELECT Id, ObjectKey, Label, Created FROM Objects WHERE ") + condition + " ORDER BY Id";
        EXPECT_EQ(site.run(sql), site.runPlain(sql)) << condition;
    }
}

TEST_F(Pushdown, OfValuesNeverChangesAnAnswer) {
    for (const char* condition :
         {"ObjectId = 1", "ObjectId IN (1, 2, 3)", "ObjectKey = 'ITSM-1'", "ObjectKey IN ('ITSM-1', 'itsm-2')",
          "ObjectTypeId = 2", "ObjectId = 1 AND AttributeName = 'Name'", "ObjectId = 1 OR ObjectKey = 'ITSM-2'"}) {
        const std::string sql =
            std::string("SELECT * FROM ObjectAttributeValues WHERE ") + condition + " ORDER BY 1, 2, 3";
        EXPECT_EQ(site.run(sql), site.runPlain(sql)) << condition;
    }
}

TEST_F(Pushdown, OfMetadataNeverChangesAnAnswer) {
    for (const char* sql :
         {"SELECT * FROM Schemas WHERE Id = 1", "SELECT Id, Name FROM Schemas WHERE Id = 2",
          "SELECT * FROM Schemas WHERE Id IN (1, 2, 3, 4, 5, 6)", "SELECT Name FROM Schemas WHERE Id IN (2, 1, 77)",
          "SELECT Name FROM Schemas WHERE Id = 'x'", "SELECT * FROM ObjectTypes WHERE Id = 3",
          "SELECT * FROM ObjectTypes WHERE Id IN (1, 5, 7, 999)",
          "SELECT Id, Name FROM ObjectTypes WHERE Id = 3 AND ObjectSchemaId = 2",
          "SELECT * FROM ObjectTypes WHERE Id IN (SELECT Id FROM ObjectTypes WHERE Id > 0)",
          "SELECT * FROM ObjectTypes WHERE ObjectSchemaId = 2",
          "SELECT * FROM ObjectTypes WHERE ObjectSchemaId IN (1, 2, 3, '1')",
          "SELECT * FROM Attributes WHERE ObjectTypeId = 2",
          "SELECT Id, Name FROM Attributes WHERE ObjectTypeId IN (2, 3, 888)",
          "SELECT * FROM Attributes WHERE ObjectSchemaId = 2",
          "SELECT * FROM Attributes WHERE ObjectTypeId = 2 AND ObjectSchemaId = 2",
          "SELECT * FROM Attributes WHERE ObjectTypeId = -4",
          "SELECT * FROM Icons WHERE Id IN (SELECT Id FROM Icons WHERE Name < 'M')",
          "SELECT * FROM Icons WHERE Id IN ('007', '../x', '')"}) {
        auto rows = site.run(sql), plain = site.runPlain(sql);
        std::sort(rows.begin(), rows.end());
        std::sort(plain.begin(), plain.end());
        EXPECT_EQ(rows, plain) << sql;
    }
}

TEST_F(Pushdown, SendsKeysAsAql) {
    const std::string key = firstKey();
    const std::string typeId = typeIdOf("Laptops");
    site.requests().clear();
    site.run("SELECT Name FROM Objects WHERE Id = 1");
    site.run("SELECT Name FROM Objects WHERE Id IN (1, 2, '3', 2.0)");
    site.run("SELECT Name FROM Objects WHERE ObjectKey = '" + key + "'");
    site.run("SELECT Name FROM Objects WHERE ObjectTypeId = " + typeId);
    site.run("SELECT Name FROM Objects WHERE ObjectSchemaId = 1 AND ObjectTypeId = " + typeId);
    EXPECT_THAT(site.sentAql(),
                ElementsAre(StartsWith("objectId = 1 "), StartsWith("objectId IN (1, 2, 3) "),
                            StartsWith("Key = \"" + key + "\" "), StartsWith("objectTypeId = " + typeId + " "),
                            testing::AllOf(HasSubstr("objectSchemaId = 1"), HasSubstr("AND"),
                                           HasSubstr("objectTypeId = " + typeId))));
}

TEST_F(Pushdown, AsksOnceForEachKindOfKey) {
    const std::string key = firstKey();
    EXPECT_EQ(site.requestsOf("SELECT * FROM Objects WHERE Id = 1"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT * FROM Objects WHERE Id IN (1, 2, 3, 4, 5)"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT * FROM Objects WHERE ObjectKey = '" + key + "'"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT * FROM Objects WHERE ObjectKey = 'ITSM-1' OR ObjectKey = 'ITSM-2'"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT * FROM ObjectAttributeValues WHERE ObjectId = 1"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT Name FROM Schemas WHERE Id = 1"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT Name FROM ObjectTypes WHERE Id = 1"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT Name FROM ObjectTypes WHERE ObjectSchemaId = 1"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT Name FROM Attributes WHERE ObjectTypeId = 1"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT * FROM Icons"), 1U);
}

TEST_F(Pushdown, AsksNothingForWhatCannotBe) {
    for (const char* sql :
         {"SELECT * FROM Objects WHERE Id = NULL", "SELECT * FROM Objects WHERE Id = 'abc'",
          "SELECT * FROM Objects WHERE Id = 1.5", "SELECT * FROM Objects WHERE Id = -3",
          "SELECT * FROM Objects WHERE Id IN ('x', NULL, 2.5)", "SELECT * FROM Objects WHERE ObjectKey = 'nonsense'",
          "SELECT * FROM Objects WHERE ObjectKey = 'a\"b-1'", "SELECT * FROM Objects WHERE ObjectKey = 'x) OR (y-1'",
          "SELECT * FROM Objects WHERE ObjectKey = 5", "SELECT * FROM Schemas WHERE Id = 'x'",
          "SELECT * FROM Icons WHERE Id = '../../x'", "SELECT * FROM Objects WHERE 1 = 0",
          "SELECT * FROM Objects LIMIT 0"}) {
        EXPECT_EQ(site.requestsOf(sql), 0U) << sql;
    }
}

TEST_F(Pushdown, StopsAtALimit) {
    EXPECT_EQ(site.requestsOf("SELECT Id FROM Objects LIMIT 10"), 1U);
    EXPECT_EQ(site.requests().entries()[0].maxResults, 10);
    EXPECT_EQ(site.requestsOf("SELECT Id FROM Objects LIMIT 10 OFFSET 20"), 1U);
    EXPECT_EQ(site.requests().entries()[0].maxResults, 30);
    EXPECT_EQ(site.requestsOf("SELECT TOP 3 * FROM Objects WHERE ObjectSchemaId = 1"), 1U);
    EXPECT_EQ(site.requests().entries()[0].maxResults, 3);
    EXPECT_THAT(site.run("SELECT Id FROM Objects WHERE ObjectSchemaId = 1 LIMIT 17"), SizeIs(17));
}

TEST_F(Pushdown, AsksForAttributesOnlyWhereTheyAreRead) {
    const auto asksForAttributes = [&](std::string_view sql) {
        site.requestsOf(sql);
        return site.requests().count("includeAttributes=true") > 0;
    };
    EXPECT_FALSE(asksForAttributes("SELECT Id, ObjectKey, Name, Created, Link FROM Objects WHERE Id = 1"));
    EXPECT_FALSE(asksForAttributes("SELECT COUNT(*) FROM Objects"));
    EXPECT_TRUE(asksForAttributes("SELECT * FROM Objects WHERE Id = 1"));
    EXPECT_TRUE(asksForAttributes("SELECT Id FROM Objects WHERE ObjectAttributes LIKE '%x%' LIMIT 1"));
    EXPECT_TRUE(asksForAttributes("SELECT Value FROM ObjectAttributeValues WHERE ObjectId = 1"));
}

TEST_F(Pushdown, SplitsLongListsIntoDisjointBatches) {
    std::string ids, keys;
    for (const auto& row : site.run("SELECT Id || '|' || ObjectKey FROM Objects")) {
        const auto bar = row.find('|');
        ids += (ids.empty() ? "" : ",") + row.substr(0, bar);
        const std::string key = row.substr(bar + 1);
        std::string lower = key;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        keys += (keys.empty() ? "'" : ",'") + key + "','" + lower + "'";
    }
    const auto total = site.run("SELECT COUNT(*) FROM Objects").at(0);
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Objects WHERE Id IN (" + ids + ")"), ElementsAre(total));
    EXPECT_THAT(site.run("SELECT COUNT(*), COUNT(DISTINCT Id) FROM Objects WHERE ObjectKey IN (" + keys + ")"),
                ElementsAre(total + "|" + total));
    site.requests().clear();
    site.run("SELECT Id FROM Objects WHERE Id IN (" + ids + ") AND ObjectKey IN (" + keys + ")");
    for (const auto& aql : site.sentAql()) EXPECT_LT(aql.size(), 8000U);
}

TEST_F(Pushdown, SendsAqlOfTheUser) {
    const auto laptops = site.runPlain("SELECT Id FROM Objects WHERE ObjectTypeName = 'Laptops' ORDER BY Id");
    ASSERT_FALSE(laptops.empty());
    EXPECT_EQ(site.run("SELECT Id FROM Objects WHERE AQL = 'objectType = Laptops' ORDER BY Id"), laptops);
    EXPECT_EQ(site.runPlain("SELECT Id FROM Objects WHERE AQL = 'objectType = Laptops' ORDER BY Id"), laptops);
    EXPECT_THAT(site.run("SELECT AQL FROM Objects WHERE AQL = 'objectType = Laptops' AND Id = " + laptops[0]),
                ElementsAre("objectType = Laptops"));
    site.requests().clear();
    site.run(
        "SELECT Id FROM Objects WHERE AQL = 'objectType = Laptops OR objectType = Servers' AND ObjectSchemaId = 1");
    EXPECT_THAT(site.sentAql(), ElementsAre(testing::AllOf(HasSubstr("(objectType = Laptops OR objectType = Servers)"),
                                                           HasSubstr("AND"), HasSubstr("objectSchemaId = 1"))));
    EXPECT_EQ(site.run("SELECT COUNT(*) FROM Objects WHERE AQL = ''"), site.run("SELECT COUNT(*) FROM Objects"));
}

TEST_F(Pushdown, AsksOnceForEachKeyOfACorrelatedSubquery) {
    const std::size_t objects = site.requestsOf("SELECT Id, ObjectSchemaId FROM Objects");
    const std::size_t schemas = std::stoul(site.run("SELECT COUNT(*) FROM Schemas").at(0));
    EXPECT_LE(site.requestsOf("SELECT o.Id, (SELECT Name FROM Schemas s WHERE s.Id = o.ObjectSchemaId) FROM Objects o"),
              objects + 2 * schemas);
    EXPECT_LE(site.requestsOf("SELECT COUNT(*) FROM Objects o WHERE EXISTS (SELECT 1 FROM Schemas s WHERE s.Id = "
                              "o.ObjectSchemaId)"),
              objects + 2 * schemas);
}

TEST_F(Pushdown, CountsAnObjectOnceThatSeveralAqlTextsFind) {
    EXPECT_EQ(site.run("SELECT COUNT(*) FROM Objects WHERE AQL IN ('objectType = Laptops', 'objectSchemaId = 1')"),
              site.run("SELECT COUNT(*) FROM Objects WHERE AQL = 'objectType = Laptops OR objectSchemaId = 1'"));
    EXPECT_EQ(site.run("SELECT COUNT(*) FROM Objects WHERE AQL = 'objectType = Laptops' OR AQL = 'objectSchemaId = 1'"),
              site.run("SELECT COUNT(*) FROM Objects WHERE AQL = 'objectType = Laptops OR objectSchemaId = 1'"));
}

TEST_F(Pushdown, TakesAqlFromAnotherTable) {
    EXPECT_EQ(site.run("SELECT s.Id, COUNT(*) FROM Schemas s JOIN Objects o ON o.AQL = 'objectSchemaId = ' || s.Id "
                       "GROUP BY s.Id ORDER BY s.Id"),
              site.run("SELECT ObjectSchemaId, COUNT(*) FROM Objects GROUP BY 1 ORDER BY 1"));
}

TEST_F(Pushdown, RefusesAqlThatItCannotSend) {
    EXPECT_EQ(kindOf("SELECT Id FROM Objects WHERE AQL LIKE 'x%'"), ErrorKind::Unsupported);
    EXPECT_EQ(kindOf("SELECT Id FROM Objects WHERE AQL > 'x'"), ErrorKind::Unsupported);
    EXPECT_EQ(kindOf("SELECT AQL FROM Objects"), ErrorKind::Unsupported);
    EXPECT_EQ(kindOf("SELECT Id FROM Objects WHERE AQL = 'Key = \"X-1\"' OR Name = 'x'"), ErrorKind::Unsupported);
    EXPECT_EQ(kindOf("SELECT Id FROM Objects WHERE AQL = (SELECT 'objectId = 1') AND AQL = (SELECT 'objectId = 2')"),
              ErrorKind::Unsupported);
    EXPECT_EQ(kindOf("SELECT Id FROM Objects WHERE AQL = ObjectKey"), ErrorKind::Unsupported);
    EXPECT_EQ(kindOf("SELECT Id FROM Objects WHERE AQL = 'no such thing at all ='"), ErrorKind::InvalidQuery);
}

TEST_F(Pushdown, DoesNotLetAqlReachBeyondItsPlace) {
    EXPECT_THAT(
        site.run("SELECT COUNT(*) FROM Objects WHERE AQL = 'objectId = 1) OR (objectId = 2' AND ObjectKey = 'NO-1'"),
        ElementsAre("0"));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Objects WHERE AQL = 'objectId > 0) OR (objectId = 2' AND Id = 2"),
                ElementsAre("1"));
}

TEST_F(Pushdown, JoinsObjectsWithTheirTypesInFewRequests) {
    const char* sql =
        "SELECT t.Name, COUNT(*) FROM Objects o JOIN ObjectTypes t ON t.Id = o.ObjectTypeId GROUP BY t.Name ORDER BY 1";
    EXPECT_EQ(site.run(sql), site.run("SELECT ObjectTypeName, COUNT(*) FROM Objects GROUP BY 1 ORDER BY 1"));
    const std::size_t types = site.site().description().types.size();
    EXPECT_LE(site.requestsOf(sql), types + 10);
    EXPECT_LE(site.requestsOf("SELECT o.Id, t.Name FROM Objects o LEFT JOIN ObjectTypes t ON t.Id = o.ObjectTypeId"),
              types + 10);
}

TEST_F(Pushdown, ErrorsOfTheSiteReachTheCallerUnchanged) {
    site.simulator().faults().add(FaultRule::of(FaultAction::Unauthorized, "/object/aql"));
    EXPECT_EQ(kindOf("SELECT Id FROM Objects"), ErrorKind::AuthenticationFailed);
    site.simulator().faults().clear();
    site.simulator().faults().add(FaultRule::of(FaultAction::Forbidden, "/objectschema/list"));
    EXPECT_EQ(kindOf("SELECT Id FROM Schemas"), ErrorKind::Forbidden);
    site.simulator().faults().clear();
    site.simulator().faults().add(FaultRule::of(FaultAction::TruncateJson, "/object/aql"));
    EXPECT_EQ(kindOf("SELECT Id FROM Objects"), ErrorKind::BadResponse);
    site.simulator().faults().clear();
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Objects WHERE Id = 1"), ElementsAre("1"));
}

TEST_F(Pushdown, AVanishedTypeHasNoAttributes) {
    FaultRule vanished = FaultRule::of(FaultAction::NotFound, "/objecttype/2/attributes");
    site.simulator().faults().add(vanished);
    EXPECT_THAT(site.run("SELECT Id FROM Attributes WHERE ObjectTypeId = 2"), IsEmpty());
}

TEST_F(Pushdown, NamesObjectColumnAndValueOfAnUnreadableTimestamp) {
    FaultRule rule = FaultRule::of(FaultAction::Status, "/object/aql");
    rule.status = 200;
    rule.text =
        R"({"startAt":0,"maxResults":25,"total":1,"isLast":true,"objectTypeAttributes":[],"values":[{"id":"7","label":"x",)"
        R"("objectKey":"ITSM-7","objectType":{"id":"2","name":"T","objectSchemaId":"1"},"created":"yesterday","hasAvatar":false}]})";
    rule.times = 2;
    site.simulator().faults().add(rule);
    EXPECT_EQ(kindOf("SELECT Created FROM Objects LIMIT 1"), ErrorKind::ValueUnreadable);
    EXPECT_THAT(lastMessage, testing::AllOf(HasSubstr("ITSM-7"), HasSubstr("Created"), HasSubstr("yesterday")));
    EXPECT_THAT(site.run("SELECT Id, Name, Updated, Link, HasAvatar FROM Objects LIMIT 1"), ElementsAre("7|x|∅|∅|0"));
}

// A site that answers a condition more widely than it should must not cost rows under LIMIT.
TEST_F(Pushdown, ReadsOnBehindALimitWhenTheSiteAnswersTooWidely) {
    const auto row = [](int id, int typeId) {
        return R"({"id":")" + std::to_string(id) + R"(","label":"x","objectKey":"ITSM-)" + std::to_string(id) +
               R"(","objectType":{"id":")" + std::to_string(typeId) +
               R"(","name":"T","objectSchemaId":"1"},"hasAvatar":false})";
    };
    const auto page = [&](const std::string& rows, const char* isLast) {
        FaultRule rule = FaultRule::of(FaultAction::Status, "/object/aql?");
        rule.status = 200;
        rule.text = R"({"startAt":0,"maxResults":2,"total":4,"isLast":)" + std::string(isLast) +
                    R"(,"objectTypeAttributes":[],"values":[)" + rows + "]}";
        return rule;
    };
    site.simulator().faults().add(page(row(1, 8) + "," + row(2, 9), "false"));
    auto whole = page(row(1, 8) + "," + row(2, 9) + "," + row(3, 8) + "," + row(4, 9), "true");
    whole.nth = 2;
    site.simulator().faults().add(whole);
    EXPECT_THAT(site.run("SELECT Id FROM Objects WHERE ObjectTypeId = 9 LIMIT 2"), ElementsAre("2", "4"));
}

TEST(PushdownOnDataCenter, NeverChangesAnAnswer) {
    SimulatedSite site(Deployment::DataCenter);
    for (const char* sql : {"SELECT * FROM Objects WHERE Id IN (1, 2, 3) ORDER BY Id",
                            "SELECT Id FROM Objects WHERE ObjectKey = 'ITSM-1'",
                            "SELECT * FROM ObjectAttributeValues WHERE ObjectId = 1 ORDER BY AttributeId, Ordinal",
                            "SELECT * FROM Schemas WHERE Id = 1", "SELECT * FROM ObjectTypes WHERE Id = 2",
                            "SELECT * FROM Attributes WHERE ObjectTypeId = 2 ORDER BY Id"}) {
        EXPECT_EQ(site.run(sql), site.runPlain(sql)) << sql;
    }
}

TEST(LongScans, YieldEveryObjectOnce) {
    simulator::SimulatorOptions options;
    options.objects = 3000;
    SimulatedSite site(Deployment::Cloud, options, 100);
    EXPECT_THAT(site.run("SELECT COUNT(*), COUNT(DISTINCT Id) FROM Objects"), ElementsAre("3000|3000"));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM (SELECT Id FROM Objects LIMIT 1234)"), ElementsAre("1234"));
    EXPECT_EQ(site.requestsOf("SELECT Id FROM Objects LIMIT 10"), 1U);
    EXPECT_LE(site.requestsOf("SELECT Id FROM Objects WHERE Name IS NOT NULL LIMIT 10"), 2U);
}

}  // namespace
}  // namespace assetsodbc::sqlengine
