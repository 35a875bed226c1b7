// What the decoders take, repair and refuse.
#include "assets/json_decode.h"

#include <gtest/gtest.h>

#include "common/error.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;

constexpr ObjectFields kAll = ObjectFields::WorkspaceId | ObjectFields::GlobalId | ObjectFields::Name |
                              ObjectFields::ObjectTypeName | ObjectFields::Created | ObjectFields::Updated |
                              ObjectFields::HasAvatar | ObjectFields::AvatarUrls | ObjectFields::Link |
                              ObjectFields::Attributes;

ObjectPage decode(const std::string& json, ObjectFields fields = kAll) {
    return decodeObjects(json, fields, "The answer");
}

std::string failureOf(const std::string& json) {
    try {
        decode(json);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::BadResponse);
        return error.what();
    }
    ADD_FAILURE() << "accepted: " << json;
    return {};
}

constexpr const char* kCloudPage = R"({
 "startAt": 0, "maxResults": 3, "total": 5,
 "values": [{
   "workspaceId": "w", "globalId": "w:4", "id": "4", "label": "Laptop 4", "objectKey": "IT-4",
   "avatar": {"url16": "u16", "url48": "u48", "url72": "u72", "url144": "u144", "url288": "u288",
              "mediaClientConfig": {"mediaJwtToken": "secret", "deep": [[{"id": "x"}]]}},
   "objectType": {"id": "5", "name": "Laptop", "icon": {"id": "30", "name": "no"}, "objectSchemaId": "2"},
   "created": "2023-08-09T16:51:27.199Z", "updated": "2023-08-10T16:51:27.199Z", "hasAvatar": true,
   "attributes": [
     {"id": "19", "objectTypeAttributeId": "37",
      "objectAttributeValues": [{"value": "IT-4", "displayValue": "IT-4", "searchValue": "IT-4", "referencedType": false}]},
     {"objectAttributeValues": [
        {"displayValue": "Zürich", "searchValue": "OFF-7", "referencedType": true,
         "referencedObject": {"id": "7", "label": "Zürich", "objectKey": "OFF-7", "objectType": {"id": "9"},
                              "attributes": [{"objectTypeAttributeId": "1"}]}},
        {"displayValue": "Ann", "user": {"key": "acc-1", "displayName": "Ann"}},
        {"displayValue": "ops", "group": {"name": "ops"}},
        {"displayValue": "Active", "status": {"id": "3", "name": "Active", "category": 1}}],
      "objectTypeAttributeId": "41"}],
   "_links": {"self": "https://x/4"}, "name": "Laptop 4", "extendedInfo": {"openIssuesExists": false}}],
 "objectTypeAttributes": [{"id": "37", "name": "Key", "objectType": {"id": "5", "name": "no"}}, {"name": "Office", "id": 41}],
 "last": false, "isLast": false})";

TEST(DecodeObjects, KeepsEverythingOfACloudPage) {
    const ObjectPage page = decode(kCloudPage);
    ASSERT_EQ(page.objects.size(), 1U);
    const AssetObject& object = page.objects[0];
    EXPECT_EQ(object.id, 4);
    EXPECT_EQ(object.objectTypeId, 5);
    EXPECT_EQ(object.objectSchemaId, 2);
    EXPECT_EQ(object.label, "Laptop 4");
    EXPECT_EQ(object.objectKey, "IT-4");
    EXPECT_EQ(object.name, "Laptop 4");
    EXPECT_EQ(object.workspaceId, "w");
    EXPECT_EQ(object.globalId, "w:4");
    EXPECT_EQ(object.objectTypeName, "Laptop");
    EXPECT_EQ(object.created, "2023-08-09T16:51:27.199Z");
    EXPECT_EQ(object.updated, "2023-08-10T16:51:27.199Z");
    EXPECT_TRUE(object.hasAvatar);
    EXPECT_EQ(object.avatarUrls[0], "u16");
    EXPECT_EQ(object.avatarUrls[4], "u288");
    EXPECT_EQ(object.link, "https://x/4");
    EXPECT_EQ(page.attributeNames.at(37), "Key");
    EXPECT_EQ(page.attributeNames.at(41), "Office");
    EXPECT_EQ(page.startAt, 0U);
    EXPECT_EQ(page.maxResults, 3U);
    EXPECT_EQ(page.total, 5U);
    EXPECT_EQ(page.isLast, false);
}

TEST(DecodeObjects, KeepsValuesOfEveryKindInAnyMemberOrder) {
    const ObjectPage page = decode(kCloudPage);
    ASSERT_EQ(page.attributes.size(), 2U);
    EXPECT_EQ(page.attributes[0].objectTypeAttributeId, 37);
    EXPECT_EQ(page.attributes[1].objectTypeAttributeId, 41);
    EXPECT_EQ(page.attributes[1].firstValue, 1U);
    ASSERT_EQ(page.attributes[1].valueCount, 4U);
    EXPECT_EQ(page.values[0].value, "IT-4");
    const AttributeValue& reference = page.values[1];
    EXPECT_EQ(reference.value.data(), nullptr);  // absent, not empty
    EXPECT_EQ(reference.displayValue, "Zürich");
    EXPECT_EQ(reference.referencedObjectId, 7);
    EXPECT_EQ(reference.referencedObjectKey, "OFF-7");
    EXPECT_EQ(reference.referencedObjectLabel, "Zürich");
    EXPECT_EQ(page.values[2].userKey, "acc-1");
    EXPECT_EQ(page.values[2].userDisplayName, "Ann");
    EXPECT_EQ(page.values[3].groupName, "ops");
    EXPECT_EQ(page.values[4].statusId, "3");
    EXPECT_EQ(page.values[4].statusName, "Active");
    EXPECT_FALSE(page.values[4].referencedObjectId);
}

TEST(DecodeObjects, KeepsOnlyWhatIsAskedFor) {
    const ObjectPage page = decode(kCloudPage, ObjectFields::Identity);
    EXPECT_EQ(page.objects[0].label, "Laptop 4");
    EXPECT_EQ(page.objects[0].objectTypeId, 5);
    EXPECT_EQ(page.objects[0].created.data(), nullptr);
    EXPECT_EQ(page.objects[0].avatarUrls[0].data(), nullptr);
    EXPECT_TRUE(page.attributes.empty());
    EXPECT_TRUE(page.values.empty());
    EXPECT_TRUE(page.attributeNames.empty());
}

TEST(DecodeObjects, TakesADataCenterPage) {
    const ObjectPage page = decode(R"({"objectEntries":[{"id":1,"label":"A","objectKey":"T-1",
        "objectType":{"id":"3","objectSchemaId":1},"attributes":[{"objectTypeAttributeId":13,"objectAttributeValues":
        [{"value":100000,"status":{"id":4,"name":"x"}}]}]}],"totalFilterCount":77,"startIndex":26,"toIndex":26})");
    EXPECT_EQ(page.objects[0].id, 1);
    EXPECT_EQ(page.objects[0].objectTypeId, 3);
    EXPECT_EQ(page.values[0].value, "100000");
    EXPECT_EQ(page.values[0].statusId, "4");
    EXPECT_EQ(page.total, 77U);
    EXPECT_EQ(page.startAt, 25U);
    EXPECT_FALSE(page.isLast);
}

TEST(DecodeObjects, LearnsTheAttributeFromItsEmbeddedDefinition) {
    const ObjectPage page = decode(R"({"values":[{"id":1,"attributes":[{"objectTypeAttribute":{"id":5,"name":"Key",
        "defaultType":{"id":0}},"objectAttributeValues":[]}]}]})");
    EXPECT_EQ(page.attributes[0].objectTypeAttributeId, 5);
    EXPECT_EQ(page.attributeNames.at(5), "Key");
}

TEST(DecodeObjects, TakesEndMarkersInEveryForm) {
    EXPECT_EQ(decode(R"({"values":[],"isLast":true})").isLast, true);
    EXPECT_EQ(decode(R"({"values":[],"isLast":"True"})").isLast, true);
    EXPECT_EQ(decode(R"({"values":[],"isLast":"false"})").isLast, false);
    EXPECT_EQ(decode(R"({"values":[],"last":true})").isLast, true);
    EXPECT_EQ(decode(R"({"isLast":false,"last":true,"values":[]})").isLast, false);
    EXPECT_EQ(decode(R"({"values":[],"isLast":null})").isLast, std::nullopt);
    EXPECT_EQ(decode(R"({"values":[],"hasMoreResults":true})").hasMoreResults, true);
    failureOf(R"({"values":[],"isLast":"perhaps"})");
}

TEST(DecodeObjects, NullMeansAbsent) {
    const ObjectPage page = decode(R"({"values":[{"id":"1","label":null,"attributes":null,"avatar":null,
        "objectType":null,"_links":null,"hasAvatar":null}],"total":null,"objectTypeAttributes":null})");
    EXPECT_EQ(page.objects[0].label.data(), nullptr);
    EXPECT_EQ(page.objects[0].attributeCount, 0U);
}

TEST(DecodeObjects, EmptyTextIsNotAbsent) {
    const ObjectPage page = decode(R"({"values":[{"id":"1","label":"","attributes":[{"objectTypeAttributeId":1,
        "objectAttributeValues":[{"value":"","displayValue":"","searchValue":null}]}]}]})");
    EXPECT_NE(page.objects[0].label.data(), nullptr);
    EXPECT_NE(page.values[0].value.data(), nullptr);
    EXPECT_EQ(page.values[0].searchValue.data(), nullptr);
}

TEST(DecodeObjects, SkipsUnknownMembersAtAnyDepth) {
    const ObjectPage page = decode(R"({"new":[{"values":[1]}],"values":[{"x":{"id":"99","attributes":[{}]},"id":"1",
        "attributes":[{"y":[[]],"objectTypeAttributeId":1,"objectAttributeValues":[{"z":{"value":"no"},"value":"yes"}]}]}]})");
    EXPECT_EQ(page.objects[0].id, 1);
    EXPECT_EQ(page.values[0].value, "yes");
}

TEST(DecodeObjects, KeepsSpecialCharacters) {
    const ObjectPage page = decode(
        "{\"values\":[{\"id\":\"1\",\"label\":\"a\\u0000b\\n\\ud83d\\ude80 \\\"q\\\" \\\\ \xF0\x9F\x9A\x80\"}]}");
    EXPECT_EQ(page.objects[0].label, std::string_view("a\0b\n\xF0\x9F\x9A\x80 \"q\" \\ \xF0\x9F\x9A\x80", 19));
}

TEST(DecodeObjects, RepairsInvalidUtf8Visibly) {
    const ObjectPage page = decode(
        "{\"values\":[{\"id\":\"1\",\"label\":\"a\xFF"
        "b\"}]}");
    EXPECT_EQ(page.objects[0].label,
              "a\xEF\xBF\xBD"
              "b");
}

TEST(DecodeObjects, RepairsLoneSurrogatesVisibly) {
    for (const char* lone : {"\\ud83d", "\\ud83dx", "\\ud83d\\n", "\\ude80"}) {
        const ObjectPage page =
            decode(R"({"values":[{"id":"1","label":"\ud83d\ude80 \\ud83d )" + std::string(lone) + "\"}]}");
        EXPECT_EQ(page.objects[0].label.substr(0, 12), "\xF0\x9F\x9A\x80 \\ud83d ");
        EXPECT_EQ(page.objects[0].label.substr(12, 3), "\xEF\xBF\xBD");
    }
}

TEST(DecodeObjects, RefusesTruncatedJsonAnywhere) {
    const std::string whole = kCloudPage;
    for (std::size_t length = 0; length < whole.size(); length += 7) failureOf(whole.substr(0, length));
    EXPECT_NE(failureOf(whole.substr(0, 300)).find("The answer"), std::string::npos);
    EXPECT_NE(failureOf(whole.substr(0, 300)).find("of 300"), std::string::npos);
}

TEST(DecodeObjects, RefusesWhatWouldLoseData) {
    failureOf("[]");
    failureOf("null");
    failureOf("7");
    failureOf(R"({"code":200,"message":"ok"})");
    failureOf(R"({"values":[{"label":"no id"}]})");
    failureOf(R"({"values":[{"id":"abc"}]})");
    failureOf(R"({"values":[{"id":""}]})");
    failureOf(R"({"values":[{"id":1.5}]})");
    failureOf(R"({"values":[{"id":99999999999999999999}]})");
    failureOf(R"({"values":[{"id":{"x":1}}]})");
    failureOf(R"({"values":[null]})");
    failureOf(R"({"values":["1"]})");
    failureOf(R"({"values":{"id":1}})");
    failureOf(R"({"values":[{"id":1,"attributes":{}}]})");
    failureOf(R"({"values":[{"id":1,"attributes":[{"objectAttributeValues":[]}]}]})");
    failureOf(
        R"({"values":[{"id":1,"attributes":[{"objectTypeAttributeId":2,"objectAttributeValues":[{"value":["x"]}]}]}]})");
    failureOf(R"({"values":[]} trailing)");
}

TEST(DecodeObjects, BoundsTheNesting) {
    const std::string deep = "{\"values\":[],\"x\":" + std::string(100000, '[') + std::string(100000, ']') + "}";
    EXPECT_NE(failureOf(deep).find("deep"), std::string::npos);
}

TEST(DecodeObjects, PagesSurviveBeingMoved) {
    ObjectPage first = decode(kCloudPage);
    const ObjectPage second = std::move(first);
    EXPECT_EQ(second.objects[0].label, "Laptop 4");
    EXPECT_EQ(second.values[1].referencedObjectLabel, "Zürich");
}

TEST(DecodeMetadata, SchemasFromEitherEnvelope) {
    const SchemaPage cloud =
        decodeObjectSchemas(R"({"startAt":0,"total":2,"isLast":"true","values":[{"id":"1","name":"ITSM",
        "objectSchemaKey":"IT","status":"Ok","objectCount":12,"objectTypeCount":"3","canManage":true,"created":"c"},
        {"id":2,"name":"HR","description":null}]})",
                            "x");
    ASSERT_EQ(cloud.schemas.size(), 2U);
    EXPECT_EQ(cloud.schemas[0].objectSchemaKey, "IT");
    EXPECT_EQ(cloud.schemas[0].objectCount, 12);
    EXPECT_EQ(cloud.schemas[0].objectTypeCount, 3);
    EXPECT_EQ(cloud.schemas[0].canManage, true);
    EXPECT_EQ(cloud.schemas[1].description, std::nullopt);
    EXPECT_EQ(cloud.schemas[1].canManage, std::nullopt);
    EXPECT_EQ(cloud.isLast, true);
    EXPECT_EQ(cloud.total, 2U);
    EXPECT_EQ(decodeObjectSchemas(R"({"objectschemas":[{"id":1}]})", "x").schemas.size(), 1U);
    EXPECT_THROW(decodeObjectSchemas(R"({"message":"no"})", "x"), Error);
    EXPECT_THROW(decodeObjectSchemas(R"({"values":[{"name":"no id"}]})", "x"), Error);
}

TEST(DecodeMetadata, TypesFromEveryEnvelope) {
    const std::string type =
        R"({"id":"5","name":"Host","description":"","icon":{"id":"a-b","name":"i","url16":"u","url48":"v"},
        "position":3,"parentObjectTypeId":2,"objectSchemaId":"1","inherited":true,"abstractObjectType":"false","type":0})";
    for (const std::string& json : {"[" + type + "]", "{\"entries\":[" + type + "]}", "{\"values\":[" + type + "]}"}) {
        const auto types = decodeObjectTypes(json, "x");
        ASSERT_EQ(types.size(), 1U);
        EXPECT_EQ(types[0].id, 5);
        EXPECT_EQ(types[0].parentObjectTypeId, 2);
        EXPECT_EQ(types[0].icon.id, "a-b");
        EXPECT_EQ(types[0].description, "");
        EXPECT_TRUE(types[0].inherited);
        EXPECT_FALSE(types[0].abstractObjectType);
        EXPECT_EQ(types[0].type, 0);
    }
    EXPECT_EQ(decodeObjectType(R"({"id":7,"parentObjectTypeId":null})", "x").parentObjectTypeId, std::nullopt);
}

TEST(DecodeMetadata, AttributesWithEverythingOrNearlyNothing) {
    const auto attributes = decodeAttributes(R"([{"id":"869","name":"Services","type":1,"label":false,"system":false,
        "referenceType":{"id":"36","name":"Depends on"},"referenceObjectType":{"id":"122","name":"Service"},
        "objectType":{"id":"9","objectSchemaId":"2"},"minimumCardinality":0,"maximumCardinality":-1,"editable":true,
        "typeValueMulti":["a",7],"suffix":"GB","iql":"x = 1","position":6},{"id":3},
        {"id":4,"defaultType":{"id":10,"name":"Select"},"options":"a,b"}])",
                                             "x");
    ASSERT_EQ(attributes.size(), 3U);
    EXPECT_EQ(attributes[0].referenceTypeId, 36);
    EXPECT_EQ(attributes[0].referenceTypeName, "Depends on");
    EXPECT_EQ(attributes[0].referenceObjectTypeId, 122);
    EXPECT_EQ(attributes[0].referenceObjectTypeName, "Service");
    EXPECT_EQ(attributes[0].objectTypeId, 9);
    EXPECT_EQ(attributes[0].objectSchemaId, 2);
    EXPECT_EQ(attributes[0].maximumCardinality, -1);
    EXPECT_EQ(attributes[0].typeValueMulti, (std::vector<std::string>{"a", "7"}));
    EXPECT_EQ(attributes[0].qlQuery, "x = 1");
    EXPECT_TRUE(attributes[0].editable);
    EXPECT_EQ(attributes[1].minimumCardinality, std::nullopt);
    EXPECT_EQ(attributes[1].defaultTypeId, std::nullopt);
    EXPECT_EQ(attributes[2].defaultTypeId, 10);
    EXPECT_EQ(attributes[2].options, "a,b");
    EXPECT_TRUE(decodeAttributes("[]", "x").empty());
}

TEST(DecodeMetadata, TheSmallAnswers) {
    EXPECT_EQ(decodeIcons(R"([{"id":7,"name":"n","url16":"a","url48":"b"}])", "x").at(0).id, "7");
    EXPECT_EQ(decodeIcon(R"({"id":"1f-2","name":"n"})", "x").id, "1f-2");
    EXPECT_THROW(decodeIcon("{}", "x"), Error);
    EXPECT_EQ(decodeTotalCount(R"({"totalCount":12345})", "x"), 12345U);
    EXPECT_EQ(decodeTotalCount(R"({"totalCount":"7"})", "x"), 7U);
    EXPECT_THROW(decodeTotalCount("{}", "x"), Error);
    EXPECT_THROW(decodeTotalCount(R"({"totalCount":-1})", "x"), Error);
    EXPECT_EQ(decodeWorkspaceIds(R"({"values":[{"workspaceId":"w"}]})", "x"), std::vector<std::string>{"w"});
    EXPECT_TRUE(decodeWorkspaceIds(R"({"values":[]})", "x").empty());
    EXPECT_EQ(decodeCloudId(R"({"cloudId":"c"})"), "c");
    EXPECT_EQ(decodeCloudId("<html>"), std::nullopt);
    EXPECT_EQ(decodeCloudId(R"({"cloudId":null})"), std::nullopt);
}

TEST(DecodeMetadata, ErrorTextFromEveryEnvelope) {
    using Texts = std::vector<std::string>;
    EXPECT_EQ(decodeErrorMessages(R"({"errorMessages":["a","b"],"errors":{}})"), (Texts{"a", "b"}));
    EXPECT_EQ(decodeErrorMessages(R"({"errorMessages":[],"errors":{"x":"c"}})"), Texts{"c"});
    EXPECT_EQ(decodeErrorMessages(R"({"code":401,"message":"Unauthorized"})"), Texts{"Unauthorized"});
    EXPECT_TRUE(decodeErrorMessages("<html>").empty());
    EXPECT_TRUE(decodeErrorMessages("[1,2]").empty());
    EXPECT_TRUE(decodeErrorMessages("").empty());
}

TEST(DecodeMetadata, AByteOrderMarkDoesNoHarm) {
    EXPECT_EQ(decodeTotalCount("\xEF\xBB\xBF{\"totalCount\":1}", "x"), 1U);
    EXPECT_TRUE(decode("\xEF\xBB\xBF{\"values\":[]}").objects.empty());
}

TEST(DecodeMetadata, DeepNestingDoesNoHarm) {
    EXPECT_THROW(decodeAttributes(std::string(200000, '['), "x"), Error);
}

}  // namespace
}  // namespace assetsodbc::assets
