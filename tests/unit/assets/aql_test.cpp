#include "assets/aql.h"

#include <gtest/gtest.h>

#include <cmath>

#include "common/error.h"

namespace assetsodbc::assets {
namespace {

using Aql = AqlExpression;

TEST(Aql, RendersIdsUnquotedAndKeysQuoted) {
    EXPECT_EQ(Aql::objectIdIn({88}).render(), "objectId = 88");
    EXPECT_EQ(Aql::objectTypeIdIn({5, 7}).render(), "objectTypeId IN (5, 7)");
    EXPECT_EQ(Aql::objectSchemaIdIn({2}).render(), "objectSchemaId = 2");
    EXPECT_EQ(Aql::keyIn({"ITSM-88"}).render(), "Key = \"ITSM-88\"");
    EXPECT_EQ(Aql::keyIn({"A-1", "A-2"}).render(), "Key IN (\"A-1\", \"A-2\")");
}

TEST(Aql, RendersAttributeConditions) {
    EXPECT_EQ(Aql::attribute("Serial Number", AqlOperator::Equals, "x").render(), "\"Serial Number\" = \"x\"");
    EXPECT_EQ(Aql::attribute("Name", AqlOperator::StartsWith, "Mac").render(), "\"Name\" STARTSWITH \"Mac\"");
    EXPECT_EQ(Aql::attributeIn("Name", {"a", "b"}).render(), "\"Name\" IN (\"a\", \"b\")");
    EXPECT_EQ(Aql::attributeIsEmpty("Name").render(), "\"Name\" IS EMPTY");
    EXPECT_EQ(Aql::attributeIsNotEmpty("Name").render(), "\"Name\" IS NOT EMPTY");
}

TEST(Aql, RendersNumbersBareUnlessTheyHaveASignOrAPoint) {
    EXPECT_EQ(Aql::attributeNumber("RAM", AqlOperator::Greater, std::int64_t{16}).render(), "\"RAM\" > 16");
    EXPECT_EQ(Aql::attributeNumber("RAM", AqlOperator::Less, std::int64_t{-5}).render(), "\"RAM\" < \"-5\"");
    EXPECT_EQ(Aql::attributeNumberIn("RAM", {-1, 8, 16}).render(), "\"RAM\" IN (\"-1\", 8, 16)");
    EXPECT_EQ(Aql::attributeNumber("Cost", AqlOperator::LessOrEqual, 0.1).render(), "\"Cost\" <= \"0.1\"");
    EXPECT_EQ(Aql::attributeNumber("Cost", AqlOperator::LessOrEqual, 1e18).render(),
              "\"Cost\" <= \"1000000000000000000\"");
    EXPECT_THROW(Aql::attributeNumber("Cost", AqlOperator::Less, std::nan("")), common::Error);
    EXPECT_THROW(Aql::attributeNumberIn("RAM", {}), common::Error);
}

TEST(Aql, RendersBooleansReferencesAndOrders) {
    EXPECT_EQ(Aql::attributeBoolean("Virtual", true).render(), "\"Virtual\" = true");
    EXPECT_EQ(Aql::attributeBoolean("Virtual", false).render(), "\"Virtual\" = false");
    EXPECT_EQ(Aql::referenceKeyIn("Used By", {"HR-1"}).render(), "\"Used By\".Key = \"HR-1\"");
    EXPECT_EQ(Aql::referenceKeyIn("Owner", {"HR-1", "HR-2"}).render(), "\"Owner\".Key IN (\"HR-1\", \"HR-2\")");
    EXPECT_EQ(Aql::referenceIdIn("Owner", {7, 9}).render(), "\"Owner\".objectId IN (7, 9)");
    EXPECT_EQ(aqlOrderBy("Purchase Price", true), "ORDER BY \"Purchase Price\" DESC");
    EXPECT_EQ(aqlOrderBy("RAM", false), "ORDER BY \"RAM\" ASC");
}

TEST(Aql, ANameNeverBecomesSyntax) {
    for (const char* name : {"a\" = 1 OR \"b", "a.b", "a\\", "(a)", "a\nb", "objectId", "Order", ""}) {
        EXPECT_THROW(Aql::attributeNumber(name, AqlOperator::Less, std::int64_t{1}), common::Error) << name;
        EXPECT_THROW(Aql::attributeNumberIn(name, {1}), common::Error) << name;
        EXPECT_THROW(Aql::attributeBoolean(name, true), common::Error) << name;
        EXPECT_THROW(Aql::referenceKeyIn(name, {"A-1"}), common::Error) << name;
        EXPECT_THROW(Aql::referenceIdIn(name, {1}), common::Error) << name;
        EXPECT_THROW(Aql::attributeIsEmpty(name), common::Error) << name;
        EXPECT_THROW(Aql::attributeIsNotEmpty(name), common::Error) << name;
        EXPECT_THROW(aqlOrderBy(name, false), common::Error) << name;
    }
    EXPECT_EQ(Aql::attributeIsEmpty("x OR objectId > 0").render(), "\"x OR objectId > 0\" IS EMPTY");
}

TEST(Aql, JoinsAndWithinAndWithoutBrackets) {
    const Aql inner = Aql::allOf({Aql::objectIdIn({1}), Aql::objectIdIn({2})});
    EXPECT_EQ(Aql::allOf({inner, Aql::objectIdIn({3})}).render(), "objectId = 1 AND objectId = 2 AND objectId = 3");
    EXPECT_EQ(Aql::anyOf({inner, Aql::objectIdIn({3})}).render(), "(objectId = 1 AND objectId = 2) OR objectId = 3");
}

TEST(Aql, EverythingIsTheEmptyText) {
    EXPECT_TRUE(Aql().isEverything());
    EXPECT_EQ(Aql().render(), "");
    EXPECT_TRUE(Aql::verbatim("  \n").isEverything());
}

TEST(Aql, BracketsEveryGroupWithinAnother) {
    const Aql either = Aql::anyOf({Aql::objectIdIn({1}), Aql::objectIdIn({2})});
    EXPECT_EQ(either.render(), "objectId = 1 OR objectId = 2");
    EXPECT_EQ(Aql::allOf({either, Aql::objectTypeIdIn({5})}).render(),
              "(objectId = 1 OR objectId = 2) AND objectTypeId = 5");
}

TEST(Aql, BracketsWhatTheUserWroteWhenItIsCombined) {
    const Aql written = Aql::verbatim("Name = a OR Name = b");
    EXPECT_EQ(written.render(), "Name = a OR Name = b");
    EXPECT_EQ(Aql::allOf({written, Aql::objectIdIn({1})}).render(), "(Name = a OR Name = b) AND objectId = 1");
}

TEST(Aql, DropsEverythingFromAndAndGivesUpOr) {
    EXPECT_EQ(Aql::allOf({Aql(), Aql::objectIdIn({1}), Aql()}).render(), "objectId = 1");
    EXPECT_TRUE(Aql::allOf({}).isEverything());
    EXPECT_TRUE(Aql::anyOf({Aql(), Aql::objectIdIn({1})}).isEverything());
}

TEST(Aql, AValueNeverBecomesSyntax) {
    EXPECT_EQ(Aql::attribute("Name", AqlOperator::Equals, "x\" OR objectId > 0 OR Name = \"").render(),
              "\"Name\" = \"x\\\" OR objectId > 0 OR Name = \\\"\"");
    EXPECT_EQ(Aql::keyIn({"A-1\") OR Key = (\"B-1"}).render(), "Key = \"A-1\\\") OR Key = (\\\"B-1\"");
}

TEST(Aql, RefusesWhatItCannotAddress) {
    EXPECT_THROW(Aql::attribute("a.b", AqlOperator::Equals, "x"), common::Error);
    EXPECT_THROW(Aql::attribute("Name", AqlOperator::Equals, "a\\"), common::Error);
    EXPECT_THROW(Aql::keyIn({"A\n-1"}), common::Error);
    EXPECT_THROW(Aql::objectIdIn({}), common::Error);
    EXPECT_THROW(Aql::anyOf({}), common::Error);
}

TEST(Aql, KnowsWhichNamesAreAddressable) {
    for (const char* name : {"Name", "Key", "Created", "Serial Number", "Größe", "a-b_c", "C#"})
        EXPECT_TRUE(isAddressableName(name)) << name;
    for (const char* name : {"", "Label", "OBJECTTYPE", "objectId", "and", "a.b", "a\"b", "a\\b", "a(b)", "a[0]",
                             "a\tb", " a", "a ", "\xFF"})
        EXPECT_FALSE(isAddressableName(name)) << name;
}

TEST(Aql, KnowsWhichValuesAreAddressable) {
    for (const char* value : {"x", "a \"quoted\" text", "Zürich 🚀", "100%"})
        EXPECT_TRUE(isAddressableValue(value)) << value;
    for (const char* value : {"", "a\\b", "a\nb", "a\x01", "\xC3"}) EXPECT_FALSE(isAddressableValue(value)) << value;
}

TEST(Aql, ComparesNoValueThatASiteMightReadAsMoreThanText) {
    for (const char* value : {"x", "In use", "(open)", "Room 5 (left)", "a \"b\"", "nullable", "ISO-9001"})
        EXPECT_TRUE(isComparableValue(value)) << value;
    for (const char* value :
         {"", "now()", "currentUser()", "startOfDay(-6h)", "NULL", "Empty", " x", "x ", "a\\b", "a\n"})
        EXPECT_FALSE(isComparableValue(value)) << value;
}

}  // namespace
}  // namespace assetsodbc::assets
