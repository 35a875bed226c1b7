// What the decoder of pages keeps of attributes: only those wanted, whatever the order of members, and what the answer
// says of their definitions.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "assets/json_decode.h"
#include "common/error.h"

namespace assetsodbc::assets {
namespace {

ObjectPage decode(const std::string& json, const std::vector<std::int64_t>& attributeIds = {},
                  ObjectFields fields = ObjectFields::Attributes) {
    return decodeObjects(json, fields, "The answer", attributeIds);
}

// An object with the attributes given, as JSON.
std::string objectWith(const std::string& attributes) {
    return R"({"values":[{"id":"1","objectKey":"IT-1","attributes":[)" + attributes + "]}]}";
}

std::vector<std::string> valuesOf(const ObjectPage& page) {
    std::vector<std::string> values;
    for (const AttributeValue& value : page.values) values.emplace_back(value.value);
    return values;
}

TEST(DecodeAttributes, KeepsWhatProjectsVersionsPagesAndRepositoriesAreCalled) {
    const ObjectPage page = decode(objectWith(R"({"objectTypeAttributeId":1,"objectAttributeValues":[
        {"displayValue":"Move","project":{"id":10001,"key":"MOV","name":"Move the office","avatarUrl":"u"}},
        {"displayValue":"1.2","version":{"name":"1.2","id":"77","url":"u"}},
        {"displayValue":"Manual","confluencePage":{"title":"Manual","id":"p-9","url":"u"}},
        {"displayValue":"site","repository":{"id":null,"key":"KEY/site","name":"site"}},
        {"displayValue":"plain","value":"v"}]})"));
    ASSERT_EQ(page.values.size(), 5U);
    EXPECT_EQ(page.values[0].linkedId, "10001");
    EXPECT_EQ(page.values[0].linkedKey, "MOV");
    EXPECT_EQ(page.values[0].linkedName, "Move the office");
    EXPECT_EQ(page.values[1].linkedId, "77");
    EXPECT_EQ(page.values[1].linkedKey.data(), nullptr);
    EXPECT_EQ(page.values[2].linkedName, "Manual");
    EXPECT_EQ(page.values[2].linkedId, "p-9");
    EXPECT_EQ(page.values[3].linkedId.data(), nullptr);
    EXPECT_EQ(page.values[3].linkedKey, "KEY/site");
    EXPECT_EQ(page.values[4].linkedId.data(), nullptr);
}

TEST(DecodeAttributes, KeepsOnlyTheAttributesWanted) {
    const std::string json = objectWith(R"(
        {"objectTypeAttributeId":"1","objectAttributeValues":[{"value":"a"},{"value":"b"}]},
        {"objectAttributeValues":[{"value":"c"}],"objectTypeAttributeId":2},
        {"objectTypeAttributeId":3,"objectAttributeValues":[{"value":"d"}]},
        {"objectAttributeValues":[{"value":"e"}],"id":"2","objectTypeAttributeId":"4"})");
    EXPECT_EQ(valuesOf(decode(json)), (std::vector<std::string>{"a", "b", "c", "d", "e"}));
    const ObjectPage page = decode(json, {2, 3});
    EXPECT_EQ(valuesOf(page), (std::vector<std::string>{"c", "d"}));
    ASSERT_EQ(page.attributes.size(), 2U);
    EXPECT_EQ(page.attributes[0].objectTypeAttributeId, 2);
    EXPECT_EQ(page.attributes[0].firstValue, 0U);
    EXPECT_EQ(page.attributes[1].objectTypeAttributeId, 3);
    EXPECT_EQ(page.attributes[1].firstValue, 1U);
    EXPECT_EQ(page.objects[0].attributeCount, 2U);
    EXPECT_TRUE(decode(json, {9}).values.empty());
}

TEST(DecodeAttributes, DoesNotEvenKeepTheTextOfAttributesNotWanted) {
    const std::string longText(100000, 'x');
    const std::string json =
        objectWith(R"({"objectTypeAttributeId":1,"objectAttributeValues":[{"value":")" + longText + R"("}]})");
    EXPECT_LT(decode(json, {2}).text.bytes() + 90000, decode(json, {1}).text.bytes());
}

TEST(DecodeAttributes, GoesByTheEmbeddedDefinitionWhereThatComesLast) {
    const std::string json = objectWith(R"(
        {"objectAttributeValues":[{"value":"a"}],"objectTypeAttribute":{"name":"A","id":1}},
        {"objectAttributeValues":[{"value":"b"}],"objectTypeAttribute":{"name":"B","id":2}})");
    EXPECT_EQ(valuesOf(decode(json, {2})), std::vector<std::string>{"b"});
}

TEST(DecodeAttributes, KeepsAnAttributeListedTwiceTwice) {
    const ObjectPage page = decode(objectWith(R"(
        {"objectTypeAttributeId":1,"objectAttributeValues":[{"value":"a"}]},
        {"objectTypeAttributeId":2,"objectAttributeValues":[{"value":"x"}]},
        {"objectTypeAttributeId":1,"objectAttributeValues":[{"value":"b"}]})"),
                                   {1});
    ASSERT_EQ(page.attributes.size(), 2U);
    EXPECT_EQ(valuesOf(page), (std::vector<std::string>{"a", "b"}));
}

TEST(DecodeAttributes, KeepsWhatTheAnswerSaysOfTheirDefinitions) {
    const ObjectPage page = decode(R"({"objectEntries":[],"objectTypeAttributes":[
        {"id":7,"name":"Cost","label":false,"type":0,"defaultType":{"name":"Double","id":3},"maximumCardinality":1,
         "objectType":{"id":5,"name":"no","icon":{"id":1}},"referenceType":{"id":99,"name":"no"},"position":4},
        {"defaultType":null,"maximumCardinality":"-1","type":"1","name":"Users","id":"8","label":"true",
         "referenceObjectType":{"id":6,"objectSchemaId":1}},
        {"id":9},
        {"id":10,"type":"new","maximumCardinality":null,"label":null}]})");
    ASSERT_EQ(page.definitions.size(), 4U);
    const AttributeOutline& cost = page.definitions[0];
    EXPECT_EQ(cost.id, 7);
    EXPECT_EQ(cost.name, "Cost");
    EXPECT_EQ(cost.type, 0);
    EXPECT_EQ(cost.defaultTypeId, 3);
    EXPECT_EQ(cost.maximumCardinality, 1);
    EXPECT_EQ(cost.objectTypeId, 5);
    EXPECT_EQ(cost.label, false);
    const AttributeOutline& users = page.definitions[1];
    EXPECT_EQ(users.id, 8);
    EXPECT_EQ(users.type, 1);
    EXPECT_EQ(users.maximumCardinality, -1);
    EXPECT_EQ(users.defaultTypeId, std::nullopt);
    EXPECT_EQ(users.objectTypeId, std::nullopt);
    EXPECT_EQ(users.label, true);
    for (const std::size_t silent : {2, 3}) {
        EXPECT_EQ(page.definitions[silent].type, std::nullopt);
        EXPECT_EQ(page.definitions[silent].maximumCardinality, std::nullopt);
        EXPECT_EQ(page.definitions[silent].label, std::nullopt);
    }
    EXPECT_EQ(page.attributeNames.at(8), "Users");
}

TEST(DecodeAttributes, KeepsNoDefinitionsWhereNoAttributeIsAskedFor) {
    const std::string json = R"({"values":[],"objectTypeAttributes":[{"id":7,"name":"Cost"}]})";
    EXPECT_TRUE(decode(json, {}, ObjectFields::Identity).definitions.empty());
}

TEST(DecodeAttributes, RepairsTextOfValuesVisiblyAndKeepsNul) {
    const ObjectPage page =
        decode(objectWith("{\"objectTypeAttributeId\":1,\"objectAttributeValues\":["
                          "{\"value\":\"a\xC3\"},{\"value\":\"\\ud800b\"},{\"value\":\"c\\u0000d\"}]}"));
    EXPECT_EQ(valuesOf(page), (std::vector<std::string>{"a\xEF\xBF\xBD",
                                                        "\xEF\xBF\xBD"
                                                        "b",
                                                        std::string("c\0d", 3)}));
}

}  // namespace
}  // namespace assetsodbc::assets
