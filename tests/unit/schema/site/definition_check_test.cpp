// Which answers contradict what a table was made of, and which merely say less or more.
#include "schema/site/definition_check.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "assets/json_decode.h"
#include "common/error.h"

namespace assetsodbc::schema {
namespace {

using common::Error;
using common::ErrorKind;

ShapeAttribute attributeOf(std::int64_t id, const char* name, int type = 0, int defaultType = 0) {
    ShapeAttribute attribute;
    attribute.definition.id = id;
    attribute.definition.name = name;
    attribute.definition.type = type;
    attribute.definition.isTypeTold = true;
    if (type == 0) attribute.definition.defaultTypeId = defaultType;
    attribute.definition.objectTypeId = 5;
    attribute.ids = {{5, id}};
    return attribute;
}

// ITSM.Laptops with Name (label), Cost (double) and Users (references, several).
ObjectTableShape laptops() {
    ObjectTableShape shape;
    shape.spec.schemaName = "ITSM";
    shape.spec.name = "Laptops";
    shape.objectTypeIds = {5};
    shape.attributes = {attributeOf(11, "Name"), attributeOf(12, "Cost", 0, 3), attributeOf(13, "Users", 1)};
    shape.attributes[0].definition.label = true;
    shape.attributes[2].isMultiValued = true;
    shape.columns = {
        {CellSource::ObjectId}, {CellSource::Label, 0}, {CellSource::Double, 1}, {CellSource::JoinedValues, 2}};
    return shape;
}

constexpr const char* kName =
    R"({"id":11,"name":"Name","label":true,"type":0,"defaultType":{"id":0},"maximumCardinality":1})";
constexpr const char* kCost =
    R"({"id":12,"name":"Cost","label":false,"type":0,"defaultType":{"id":3},"maximumCardinality":1})";
constexpr const char* kUsers = R"({"id":13,"name":"Users","label":false,"type":1,"maximumCardinality":-1})";

class DefinitionCheckTest : public ::testing::Test {
protected:
    // What a page with these definitions is refused for; empty when it is not.
    std::string refusal(const std::string& definitions, const std::string& objects = "") {
        const auto page =
            assets::decodeObjects(R"({"values":[)" + objects + R"(],"objectTypeAttributes":[)" + definitions + "]}",
                                  assets::ObjectFields::Attributes, "The answer");
        DefinitionCheck check(shape, columnsUsed, memory, findings, [this] { ++stale; });
        try {
            check.check(page);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::ResultChanged);
            return error.what();
        }
        return {};
    }
    static std::string list(const std::string& a, const std::string& b, const std::string& c) {
        return a + ',' + b + ',' + c;
    }

    // The table is made again, from metadata that were asked for anew.
    void makeTableAnew() { findings = std::make_shared<DefinitionCheck::Findings>(); }

    ObjectTableShape shape = laptops();
    std::vector<bool> columnsUsed = {true, true, true, true};
    PushdownMemory memory;
    std::shared_ptr<DefinitionCheck::Findings> findings = std::make_shared<DefinitionCheck::Findings>();
    int stale = 0;
};

TEST_F(DefinitionCheckTest, TakesWhatIsAsItWas) {
    EXPECT_EQ(refusal(list(kName, kCost, kUsers)), "");
    EXPECT_EQ(refusal(""), "");
    EXPECT_EQ(stale, 0);
}

TEST_F(DefinitionCheckTest, TakesDefinitionsThatSayLittle) {
    EXPECT_EQ(refusal(R"({"id":11},{"id":12,"name":"COST","type":null},{"id":13,"name":"Users"})"), "");
    EXPECT_EQ(stale, 0);
}

TEST_F(DefinitionCheckTest, RefusesAnotherKind) {
    const std::string text = R"({"id":12,"name":"Cost","type":0,"defaultType":{"id":0}})";
    const std::string message = refusal(list(kName, text, kUsers));
    EXPECT_NE(message.find("Cost of ITSM.Laptops"), std::string::npos) << message;
    EXPECT_NE(message.find("another type"), std::string::npos) << message;
    EXPECT_NE(message.find("Prepare the statement again"), std::string::npos) << message;
    EXPECT_EQ(stale, 1);
    EXPECT_NE(refusal(list(kName, R"({"id":12,"name":"Cost","type":4})", kUsers)), "");
}

TEST_F(DefinitionCheckTest, RefusesAnotherKindHoweverOftenTheTableIsMade) {
    const std::string text = R"({"id":12,"name":"Cost","type":0,"defaultType":{"id":0}})";
    for (int i = 0; i < 3; ++i) {
        EXPECT_NE(refusal(list(kName, text, kUsers)), "");
        makeTableAnew();
    }
}

TEST_F(DefinitionCheckTest, RefusesAnotherNameOrNumberOfValuesOnceThenBelievesTheMetadata) {
    for (const char* changed : {R"({"id":12,"name":"Price","type":0,"defaultType":{"id":3}})",
                                R"({"id":12,"name":"Cost","maximumCardinality":-1})"}) {
        EXPECT_NE(refusal(list(kName, changed, kUsers)), "") << changed;
        EXPECT_NE(refusal(list(kName, changed, kUsers)), "") << "the same table again: " << changed;
        makeTableAnew();
        EXPECT_EQ(refusal(list(kName, changed, kUsers)), "") << changed;
    }
}

TEST_F(DefinitionCheckTest, RefusesAnAttributeThatIsGoneButNotAHiddenOne) {
    EXPECT_NE(refusal(std::string(kName) + ',' + kUsers).find("is gone"), std::string::npos);
    EXPECT_EQ(stale, 1);
    makeTableAnew();
    EXPECT_EQ(refusal(std::string(kName) + ',' + kUsers), "");
    shape.attributes[2].definition.hidden = true;
    EXPECT_EQ(refusal(std::string(kName) + ',' + kCost), "");
}

TEST_F(DefinitionCheckTest, MissesNothingThatAValueShowsToBeThere) {
    EXPECT_EQ(refusal(std::string(kName) + ',' + kUsers,
                      R"({"id":1,"attributes":[{"objectTypeAttributeId":12,"objectAttributeValues":[]}]})"),
              "");
}

TEST_F(DefinitionCheckTest, MissesNothingWhereAnotherTypeIsDescribed) {
    const std::string other = R"({"id":99,"name":"Else","objectType":{"id":6}})";
    EXPECT_EQ(refusal(other), "");
    shape.objectTypeIds = {5, 6};
    EXPECT_EQ(refusal(R"({"id":11,"name":"Name"})"), "");
    EXPECT_EQ(stale, 0);
    EXPECT_NE(refusal(R"({"id":11,"name":"Name","objectType":{"id":5}})"), "");
}

TEST_F(DefinitionCheckTest, LooksAtUsedColumnsOnly) {
    columnsUsed = {true, true, false, true};
    EXPECT_EQ(refusal(list(kName, R"({"id":12,"name":"Price","type":4})", kUsers)), "");
    EXPECT_EQ(refusal(std::string(kName) + ',' + kUsers), "");
}

TEST_F(DefinitionCheckTest, RefusesToShowAnotherAttributeAsTheLabel) {
    const std::string name = R"({"id":11,"name":"Name","label":false})";
    EXPECT_NE(refusal(list(name, kCost, kUsers)).find("labelled"), std::string::npos);
    makeTableAnew();
    EXPECT_NE(refusal(list(name, kCost, kUsers)), "");
    columnsUsed[1] = false;
    EXPECT_EQ(refusal(list(name, kCost, kUsers)), "");
}

TEST_F(DefinitionCheckTest, TellsOfANewAttributeOnce) {
    const std::string added = list(kName, kCost, kUsers) + R"(,{"id":14,"name":"Colour","type":0})";
    EXPECT_EQ(refusal(added), "");
    EXPECT_EQ(stale, 1);
    EXPECT_EQ(refusal(added), "");
    EXPECT_EQ(stale, 1);
}

TEST_F(DefinitionCheckTest, TakesNoAttributeOfADescendantForANewOne) {
    EXPECT_EQ(refusal(list(kName, kCost, kUsers) + R"(,{"id":24,"name":"Colour","objectType":{"id":6}})"), "");
    shape.objectTypeIds = {5, 6};
    EXPECT_EQ(refusal(list(kName, kCost, kUsers) + R"(,{"id":25,"name":"Size"})"), "");
    EXPECT_EQ(stale, 0);
}

TEST_F(DefinitionCheckTest, RefusesAnUnknownAttributeThatHasTheNameOfAUsedOne) {
    const std::string other = R"({"id":22,"name":"Cost","type":0,"defaultType":{"id":3})";
    const std::string ofAnother = other + R"(,"objectType":{"id":6}})", ofOurs = other + R"(,"objectType":{"id":5}})";
    shape.objectTypeIds = {5, 6};
    for (int i = 0; i < 2; ++i) {
        const std::string message = refusal(list(kName, kCost, kUsers) + ',' + ofAnother);
        EXPECT_NE(message.find("Cost of ITSM.Laptops"), std::string::npos) << message;
        EXPECT_NE(message.find("object type 6"), std::string::npos) << message;
        makeTableAnew();
    }
    shape.objectTypeIds = {5};
    EXPECT_NE(refusal(list(kName, kCost, kUsers) + ',' + ofOurs), "");
    EXPECT_NE(refusal(list(kName, other + '}', kUsers)), "") << "of no type that is told";
    shape.attributes[1].otherIds = {22};
    EXPECT_EQ(refusal(list(kName, kCost, kUsers) + ',' + ofOurs), "") << "of the same name, and known";
    shape.attributes[1].otherIds.clear();
    columnsUsed[2] = false;
    EXPECT_EQ(refusal(list(kName, kCost, kUsers) + ',' + ofOurs), "");
}

TEST_F(DefinitionCheckTest, TakesTheSameNameOfTypesThatAreNotTheTables) {
    const std::string other = R"({"id":22,"name":"Cost","type":0,"defaultType":{"id":3},"objectType":{"id":9}})";
    EXPECT_EQ(refusal(list(kName, kCost, kUsers) + ',' + other), "") << "of an ancestor, beside its own";
    EXPECT_EQ(refusal(other, R"({"id":1,"objectType":{"id":9}})"), "") << "found by a user's AQL";
    EXPECT_NE(refusal(list(kName, other, kUsers), R"({"id":1,"objectType":{"id":5}})"), "")
        << "told with the ancestor's id alone";
}

TEST_F(DefinitionCheckTest, RefusesAnotherKindOfADescendantsAttributeUnlessItWasKnown) {
    shape.objectTypeIds = {5, 6};
    shape.attributes[1].ids = {{5, 12}, {6, 22}};
    const std::string text = list(kName, kCost, kUsers) + R"(,{"id":22,"name":"Cost","type":0,"defaultType":{"id":0}})";
    EXPECT_NE(refusal(text), "");
    shape.attributes[1].isSameInEveryType = false;
    makeTableAnew();
    EXPECT_EQ(refusal(text), "");
}

TEST_F(DefinitionCheckTest, BridgesKnowTheirOwnAttributeOnly) {
    shape.attributes = {shape.attributes[2]};
    shape.columns = {{CellSource::ObjectId}, {CellSource::ReferenceLabel, 0}};
    shape.bridgeAttribute = 0;
    columnsUsed = {true, false};
    EXPECT_EQ(refusal(list(kName, kCost, kUsers)), "");
    EXPECT_EQ(stale, 0);
    EXPECT_NE(refusal(R"({"id":13,"name":"Users","type":2})"), "");
}

}  // namespace
}  // namespace assetsodbc::schema
