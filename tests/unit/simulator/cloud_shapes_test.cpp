// Each Cloud endpoint's answer, member by member.
#include <gtest/gtest.h>

#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

const std::string kIcon = "{id:s,name:s,url16:s,url48:s}";
const std::string kMedia = "{clientId:s,issuer:s,mediaBaseUrl:s,mediaJwtToken:s,fileId:s,tokenLifespanInMinutes:n}";
const std::string kAvatar =
    "{workspaceId:s,url16:s,url48:s,url72:s,url144:s,url288:s,objectId:s,mediaClientConfig:" + kMedia + "}";

std::string typeShape(bool child) {
    return "{workspaceId:s,globalId:s,id:s,name:s,type:n,description:s,icon:" + kIcon +
           ",position:n,created:s,updated:s,objectCount:n," + (child ? "parentObjectTypeId:n," : "") +
           "objectSchemaId:s,inherited:b,abstractObjectType:b,parentObjectTypeInherited:b}";
}

// Of an object whose type has a parent; `attributes` is what stands between timestamp and _links.
std::string objectShape(const std::string& attributes) {
    return "{workspaceId:s,globalId:s,id:s,label:s,objectKey:s,avatar:" + kAvatar + ",objectType:" + typeShape(true) +
           ",created:s,updated:s,hasAvatar:b,timestamp:n," + attributes + "_links:{self:s},name:s}";
}

const std::string kTextValue = "{value:s,displayValue:s,searchValue:s,referencedType:b}";
const std::string kKeyAttribute =
    "{workspaceId:s,globalId:s,id:s,objectTypeAttributeId:s,objectAttributeValues:[" + kTextValue + "],objectId:s}";
const std::string kKeyFlags =
    "editable:b,system:b,sortable:b,summable:b,indexed:b,minimumCardinality:n,maximumCardinality:n,removable:b,"
    "hidden:b,includeChildObjectTypes:b,uniqueAttribute:b,options:s,position:n}";
const std::string kKeyDefinition =
    "{workspaceId:s,globalId:s,id:s,name:s,label:b,type:n,defaultType:{id:n,name:s}," + kKeyFlags;
const std::string kKeyDefinitionWithType = "{workspaceId:s,globalId:s,id:s,objectType:" + typeShape(true) +
                                           ",name:s,label:b,type:n,defaultType:{id:n,name:s}," + kKeyFlags;

class CloudShapes : public testing::Test {
protected:
    static void SetUpTestSuite() { simulator = started().release(); }
    static void TearDownTestSuite() { delete simulator; }

    CloudShapes() : client(*simulator) { client.asCloudUser(); }
    Answer get(const std::string& path) { return client.get(client.cloud(path)); }
    const Site& site() const { return simulator->site(); }
    const ObjectType& laptops() const { return *site().typeNamed("ITSM", "Laptops"); }
    Id someLaptop() const {
        IdFilter filter;
        filter.typeIds = {laptops().id};
        return site().snapshot()->select(filter)[0];
    }
    // The first object for which the condition holds.
    template <typename Condition>
    std::shared_ptr<const Object> objectWhere(Condition condition) const {
        const auto objects = site().snapshot();
        for (const Id id : objects->all().all()) {
            auto object = objects->find(id);
            if (condition(*object)) return object;
        }
        throw std::runtime_error("the company has no such object");
    }
    // The first value of the first attribute of this kind in a GET of an object that has one.
    rapidjson::Document valueOfKind(AttributeKind kind, DefaultType type = DefaultType::None);

    static Simulator* simulator;
    SimulatorClient client;
};

Simulator* CloudShapes::simulator = nullptr;

rapidjson::Document CloudShapes::valueOfKind(AttributeKind kind, DefaultType type) {
    const AttributeDefinition* wanted = nullptr;
    const auto object = objectWhere([&](const Object& candidate) {
        for (const auto* definition : site().attributesOf(candidate.typeId)) {
            if (definition->kind == kind && definition->defaultType == type &&
                !site().valuesOf(candidate, *definition).empty()) {
                wanted = definition;
                return true;
            }
        }
        return false;
    });
    const auto answer = get("/object/" + std::to_string(object->id)).json();
    rapidjson::Document value;
    for (const auto& attribute : answer["attributes"].GetArray()) {
        if (attribute["objectTypeAttributeId"].GetString() == std::to_string(wanted->id)) {
            value.CopyFrom(attribute["objectAttributeValues"][0], value.GetAllocator());
        }
    }
    return value;
}

TEST_F(CloudShapes, SearchAnswer) {
    const auto answer = client.search("objectType = Laptops", "maxResults=2");
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Content-Type"), "application/json");
    EXPECT_EQ(shapeOf(answer.json()), "{startAt:n,maxResults:n,total:n,values:[" +
                                          objectShape("attributes:[" + kKeyAttribute + "],") +
                                          "],objectTypeAttributes:[" + kKeyDefinitionWithType + "],last:b,isLast:b}");
}

TEST_F(CloudShapes, SearchAnswerWithoutAttributes) {
    const auto json = client.search("objectType = Laptops", "includeAttributes=false").json();
    EXPECT_EQ(shapeOf(json["values"][0]), objectShape(""));
}

TEST_F(CloudShapes, AnObjectCarriesItsDefinitionsWithoutTheirTypes) {
    const auto json = get("/object/" + std::to_string(someLaptop())).json();
    const std::string key = "{workspaceId:s,globalId:s,id:s,objectTypeAttribute:" + kKeyDefinition +
                            ",objectTypeAttributeId:s,objectAttributeValues:[" + kTextValue + "],objectId:s}";
    EXPECT_EQ(shapeOf(json),
              objectShape("attributes:[" + key + "],extendedInfo:{openIssuesExists:b,attachmentsExists:b},"));
    EXPECT_EQ(shapeOf(get("/object/" + std::to_string(someLaptop()) + "/attributes").json()), "[" + key + "]");
}

TEST_F(CloudShapes, UnsetAttributesAreLeftOut) {
    const auto object = objectWhere([&](const Object& candidate) {
        for (const auto* definition : site().attributesOf(candidate.typeId)) {
            if (site().valuesOf(candidate, *definition).empty()) return true;
        }
        return false;
    });
    const auto json = get("/object/" + std::to_string(object->id)).json();
    std::size_t set = 0;
    for (const auto* definition : site().attributesOf(object->typeId)) {
        if (!site().valuesOf(*object, *definition).empty()) ++set;
    }
    EXPECT_EQ(json["attributes"].Size(), set);
    EXPECT_LT(set, site().attributesOf(object->typeId).size());
}

TEST_F(CloudShapes, IdsAndLinksBelongTogether) {
    const auto json = get("/object/" + std::to_string(someLaptop())).json();
    const std::string workspace = site().description().workspaceId;
    EXPECT_EQ(json["globalId"].GetString(), workspace + ":" + json["id"].GetString());
    EXPECT_EQ(json["objectKey"].GetString(), std::string("ITSM-") + json["id"].GetString());
    EXPECT_EQ(json["_links"]["self"].GetString(),
              simulator->url() + "/jsm/insight/workspace/" + workspace + "/v1/object/" + json["id"].GetString());
    EXPECT_STREQ(json["label"].GetString(), json["name"].GetString());
    EXPECT_EQ(client.get(std::string(json["objectType"]["icon"]["url16"].GetString()).substr(simulator->url().size()))
                  .header("Content-Type"),
              "image/png");
}

TEST_F(CloudShapes, ValuesByKind) {
    const std::string texts = "displayValue:s,searchValue:s,referencedType:b}";
    EXPECT_EQ(shapeOf(valueOfKind(AttributeKind::User)),
              "{user:{avatarUrl:s,displayName:s,name:s,key:s,emailAddress:s,isDeleted:b},value:s," + texts);
    EXPECT_EQ(shapeOf(valueOfKind(AttributeKind::Group)), "{group:{avatarUrl:s,name:s}," + texts);
    const auto status = valueOfKind(AttributeKind::Status);
    EXPECT_EQ(shapeOf(status).substr(0, 48), "{status:{id:s,name:s,description:s,category:n,ob");
    EXPECT_FALSE(status.HasMember("value"));
    const auto reference = valueOfKind(AttributeKind::Object);
    EXPECT_FALSE(reference.HasMember("value"));
    EXPECT_TRUE(reference["referencedType"].GetBool());
    EXPECT_STREQ(reference["searchValue"].GetString(), reference["referencedObject"]["objectKey"].GetString());
    EXPECT_STREQ(reference["displayValue"].GetString(), reference["referencedObject"]["label"].GetString());
    EXPECT_FALSE(reference["referencedObject"].HasMember("attributes"));
    EXPECT_EQ(shapeOf(valueOfKind(AttributeKind::Project)), "{value:s," + texts);
}

TEST_F(CloudShapes, DatesAreShownInWordsAndKeptInIso) {
    const auto moment = valueOfKind(AttributeKind::Default, DefaultType::DateTime);
    EXPECT_EQ(std::string(moment["value"].GetString()).size(), 24u);
    EXPECT_EQ(std::string(moment["value"].GetString()).back(), 'Z');
    EXPECT_STREQ(moment["searchValue"].GetString(), moment["value"].GetString());
    EXPECT_NE(std::string(moment["displayValue"].GetString()).find("M"), std::string::npos);
    const auto day = valueOfKind(AttributeKind::Default, DefaultType::Date);
    EXPECT_EQ(std::string(day["value"].GetString()).size(), 10u);
    EXPECT_EQ(std::string(day["displayValue"].GetString()).size(), 9u);
    EXPECT_TRUE(valueOfKind(AttributeKind::Default, DefaultType::Integer)["value"].IsString());
    EXPECT_TRUE(valueOfKind(AttributeKind::Default, DefaultType::Boolean)["value"].IsString());
}

TEST_F(CloudShapes, HistoryNewestFirstUnlessAsked) {
    ASSERT_FALSE(site().description().history.empty());
    const Id changed = site().description().history.front().objectId;
    const std::string path = "/object/" + std::to_string(changed) + "/history";
    const std::string actor = "actor:{avatarUrl:s,displayName:s,name:s,key:s,emailAddress:s,isDeleted:b}";
    EXPECT_EQ(shapeOf(get(path).json()),
              "[{" + actor + ",id:s,affectedAttribute:s,oldValue:s,newValue:s,created:s,objectId:s}]");
    EXPECT_EQ(shapeOf(get(path + "?asc=true").json()), "[{" + actor + ",id:s,created:s,objectId:s}]");
}

TEST_F(CloudShapes, ReferenceInfoCountsByReferringType) {
    const auto target = objectWhere(
        [&](const Object& candidate) { return site().inboundReferences(*site().snapshot(), candidate.id).size() > 1; });
    const auto json = get("/object/" + std::to_string(target->id) + "/referenceinfo").json();
    ASSERT_GT(json.Size(), 0u);
    const auto shape = shapeOf(json[0]);
    EXPECT_EQ(shape.substr(0, 15), "{referenceTypes");
    EXPECT_NE(shape.find(",objectType:{workspaceId:s"), std::string::npos);
    EXPECT_NE(shape.find(",numberOfReferencedObjects:n,openIssuesExists:b}"), std::string::npos);
    std::size_t referring = 0;
    for (const auto& entry : json.GetArray()) referring += entry["numberOfReferencedObjects"].GetUint();
    std::set<Id> expected;
    for (const auto& reference : site().inboundReferences(*site().snapshot(), target->id))
        expected.insert(reference.objectId);
    EXPECT_EQ(referring, expected.size());
}

TEST_F(CloudShapes, ConnectedTickets) {
    ASSERT_FALSE(site().description().tickets.empty());
    const Id withTicket = site().description().tickets.front().objectIds.front();
    const auto json = get("/objectconnectedtickets/" + std::to_string(withTicket) + "/tickets").json();
    EXPECT_EQ(shapeOf(json),
              "{tickets:[{workspaceId:s,globalId:s,key:s,id:s,reporter:s,created:s,updated:s,title:s,"
              "status:{name:s,description:s,colorName:s},type:{name:s,description:s,iconUrl:s},"
              "priority:{name:s,iconUrl:s}}],allTicketsQuery:s}");
}

TEST_F(CloudShapes, SchemasHaveCountsOnlyWhenAsked) {
    const std::string schema =
        "{workspaceId:s,globalId:s,id:s,name:s,objectSchemaKey:s,status:s,description:s,created:s,updated:s,"
        "objectCount:n,objectTypeCount:n,idAsInt:n";
    const auto plain = get("/objectschema/list").json();
    EXPECT_EQ(shapeOf(plain), "{startAt:n,maxResults:n,total:n,values:[" + schema + ",canManage:b}],isLast:b}");
    EXPECT_EQ(plain["maxResults"].GetInt(), 25);
    EXPECT_EQ(plain["values"][0]["objectCount"].GetInt(), 0);
    EXPECT_GT(get("/objectschema/list?includeCounts=true").json()["values"][0]["objectCount"].GetInt(), 0);
    EXPECT_EQ(shapeOf(get("/objectschema/1").json()), schema + "}");
    EXPECT_GT(get("/objectschema/1").json()["objectTypeCount"].GetInt(), 0);
}

TEST_F(CloudShapes, SchemaListIsPaged) {
    const auto first = get("/objectschema/list?maxResults=1").json();
    EXPECT_EQ(first["values"].Size(), 1u);
    EXPECT_FALSE(first["isLast"].GetBool());
    const auto second = get("/objectschema/list?maxResults=1&startAt=1").json();
    EXPECT_STRNE(second["values"][0]["id"].GetString(), first["values"][0]["id"].GetString());
    EXPECT_EQ(get("/objectschema/list?startAt=99").json()["values"].Size(), 0u);
}

TEST_F(CloudShapes, TypesOfASchemaIncludeAbstractOnes) {
    const auto flat = get("/objectschema/1/objecttypes/flat").json();
    ASSERT_TRUE(flat.IsArray());
    bool abstractSeen = false;
    for (const auto& type : flat.GetArray()) {
        EXPECT_EQ(shapeOf(type), typeShape(type.HasMember("parentObjectTypeId")));
        EXPECT_EQ(type["objectCount"].GetInt(), 0);
        abstractSeen = abstractSeen || type["abstractObjectType"].GetBool();
    }
    EXPECT_TRUE(abstractSeen);
    const auto concrete = get("/objectschema/1/objecttypes?excludeAbstract=true").json();
    EXPECT_LT(concrete.Size(), flat.Size());
    int counted = 0;
    const auto withCounts = get("/objectschema/1/objecttypes/flat?includeObjectCounts=true").json();
    for (const auto& type : withCounts.GetArray()) counted += type["objectCount"].GetInt();
    EXPECT_EQ(counted, get("/objectschema/1").json()["objectCount"].GetInt());
}

TEST_F(CloudShapes, OneTypeHasItsCount) {
    const auto json = get("/objecttype/" + std::to_string(laptops().id)).json();
    EXPECT_EQ(shapeOf(json), typeShape(true));
    EXPECT_GT(json["objectCount"].GetInt(), 0);
}

TEST_F(CloudShapes, AttributesOfATypeIncludeInheritedOnes) {
    const std::string path = "/objecttype/" + std::to_string(laptops().id) + "/attributes";
    const auto all = get(path).json();
    EXPECT_EQ(shapeOf(all[0]), kKeyDefinitionWithType);
    EXPECT_EQ(all.Size(), site().attributesOf(laptops().id).size());
    const auto own = get(path + "?excludeParentAttributes=true").json();
    EXPECT_LT(own.Size(), all.Size());
    EXPECT_TRUE(get(path + "?includeValuesExist=true").json()[0]["objectAttributeExists"].GetBool());
    EXPECT_LT(get(path + "?onlyValueEditable=true").json().Size(), all.Size());
    EXPECT_EQ(get(path + "?query=%22%22").json().Size(), all.Size());
    EXPECT_EQ(get(path + "?query=Creat").json().Size(), 1u);
}

TEST_F(CloudShapes, AReferenceNamesItsTypeAndItsKind) {
    const auto all = get("/objecttype/" + std::to_string(laptops().id) + "/attributes").json();
    for (const auto& definition : all.GetArray()) {
        if (definition["type"].GetInt() != 1) continue;
        EXPECT_FALSE(definition.HasMember("defaultType"));
        EXPECT_TRUE(definition["referenceObjectTypeId"].IsString());
        EXPECT_EQ(shapeOf(definition["referenceObjectType"]).substr(0, 40), typeShape(false).substr(0, 40));
        EXPECT_EQ(shapeOf(definition["referenceType"]).substr(0, 38), "{workspaceId:s,globalId:s,id:s,name:s,");
        return;
    }
    FAIL() << "laptops have no reference";
}

TEST_F(CloudShapes, AttributesOfASchemaCarryTheirTypeWhenExtended) {
    const auto plain = get("/objectschema/1/attributes").json();
    EXPECT_FALSE(plain[0].HasMember("objectType"));
    const auto extended = get("/objectschema/1/attributes?extended=true").json();
    EXPECT_TRUE(extended[0].HasMember("objectType"));
    EXPECT_EQ(plain.Size(), extended.Size());
}

TEST_F(CloudShapes, ConfigurationAndUsage) {
    EXPECT_EQ(shapeOf(get("/config/statustype").json()), "[{id:s,name:s,description:s,category:n,objectSchemaId:z}]");
    EXPECT_EQ(shapeOf(get("/config/referencetype?includeAll=true").json()).substr(0, 38),
              "[{workspaceId:s,globalId:s,id:s,name:s");
    EXPECT_EQ(shapeOf(get("/usage").json()),
              "{totalObjectsCount:n,perSchemaUsageInfo:[{schemaId:n,schemaName:s,schemaCreatedAt:s,objectCount:n}]}");
    EXPECT_EQ(get("/usage").json()["totalObjectsCount"].GetUint64(), site().snapshot()->size());
    EXPECT_EQ(shapeOf(get("/global/config").json()),
              "{allowOtherObjectSchema:b,validateQuickCreate:b,quickCreateObjects:b}");
}

TEST_F(CloudShapes, Icons) {
    EXPECT_EQ(shapeOf(get("/icon/global").json()), "[" + kIcon + "]");
    const std::string id = site().description().icons.front().id;
    EXPECT_EQ(shapeOf(get("/icon/" + id).json()), kIcon);
    const auto image = get("/icon/" + id + "/icon.png?size=48");
    EXPECT_EQ(image.header("Content-Type"), "image/png");
    EXPECT_EQ(image.body.substr(1, 3), "PNG");
    EXPECT_EQ(get("/icon/no-such-icon").status, 404);
}

TEST_F(CloudShapes, DiscoveryNeedsNoIds) {
    SimulatorClient anybody(*simulator);
    EXPECT_EQ(shapeOf(anybody.get("/_edge/tenant_info").json()), "{cloudId:s}");
    const auto workspaces = client.get("/rest/servicedeskapi/assets/workspace?startAt=5&maxResults=1").json();
    EXPECT_EQ(shapeOf(workspaces),
              "{size:n,start:n,limit:n,isLastPage:b,_links:{self:s,base:s,context:s},values:[{workspaceId:s}]}");
    EXPECT_EQ(workspaces["limit"].GetInt(), 50);
    EXPECT_EQ(anybody.get("/rest/servicedeskapi/assets/workspace").status, 401);
}

TEST_F(CloudShapes, WhatDoesNotExistIs404WithTheEnvelope) {
    for (const char* path : {"/object/999999", "/object/ITSM-1", "/object/999999/attributes", "/object/999999/history",
                             "/objectschema/99", "/objectschema/99/attributes", "/objecttype/999", "/no/such/thing"}) {
        const auto answer = get(path);
        EXPECT_EQ(answer.status, 404) << path;
        EXPECT_EQ(shapeOf(answer.json()), "{errorMessages:[s],errors:{}}") << path;
    }
    EXPECT_EQ(get("/aql/objects?qlQuery=").status, 404) << "the old search is off";
}

TEST_F(CloudShapes, WrongRequestsAre400WithTheEnvelope) {
    for (const auto& answer :
         {client.search("NoSuchAttribute = 1", ""), client.search("Name = ", ""), client.search("", "maxResults=many"),
          client.post(client.cloud("/object/aql"), "not JSON")}) {
        EXPECT_EQ(answer.status, 400);
        EXPECT_EQ(shapeOf(answer.json()), "{errorMessages:[s],errors:{}}");
    }
}

TEST_F(CloudShapes, HeadersOfTheEdge) {
    const auto answer = get("/objectschema/list");
    EXPECT_EQ(answer.header("Server"), "AtlassianEdge");
    EXPECT_EQ(answer.header("Atl-Traceid").size(), 16u);
    EXPECT_EQ(answer.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(answer.header("Cache-Control").substr(0, 8), "no-cache");
}

TEST(CloudSwitches, TypeListMayBeWrappedInEntries) {
    SimulatorOptions options;
    options.typeList = TypeListForm::Entries;
    const auto simulator = started(options);
    SimulatorClient client(*simulator);
    const auto json = client.asCloudUser().get(client.cloud("/objectschema/1/objecttypes")).json();
    EXPECT_TRUE(json["entries"].IsArray());
}

TEST(CloudSwitches, SiteWithoutAssets) {
    for (const auto& [list, status] : {std::pair{WorkspaceList::Forbidden, 403}, {WorkspaceList::NotFound, 404}}) {
        SimulatorOptions options;
        options.workspaces = list;
        const auto simulator = started(options);
        SimulatorClient client(*simulator);
        EXPECT_EQ(client.asCloudUser().get("/rest/servicedeskapi/assets/workspace").status, status);
    }
    SimulatorOptions options;
    options.workspaces = WorkspaceList::Empty;
    options.tenantInfo = false;
    const auto simulator = started(options);
    SimulatorClient client(*simulator);
    const auto json = client.asCloudUser().get("/rest/servicedeskapi/assets/workspace").json();
    EXPECT_EQ(json["values"].Size(), 0u);
    EXPECT_EQ(client.get("/_edge/tenant_info").status, 404);
}

TEST(CloudSwitches, LegacySearchesAndTheirOldPageLimit) {
    SimulatorOptions options;
    options.cloudLegacySearch = true;
    const auto simulator = started(options);
    SimulatorClient client(*simulator);
    client.asCloudUser();
    const auto page =
        client.get(client.cloud("/aql/objects?qlQuery=&resultPerPage=40&includeTypeAttributes=true")).json();
    EXPECT_EQ(page["objectEntries"].Size(), 40u);
    EXPECT_TRUE(page["objectEntries"][0]["id"].IsString());
    EXPECT_GT(page["objectTypeAttributes"].Size(), 0u);
    EXPECT_EQ(client.get(client.cloud("/iql/objects?iql=&resultPerPage=40")).json()["objectEntries"].Size(), 25u);
    const auto navigated = client
                               .post(client.cloud("/object/navlist/aql"),
                                     R"({"qlQuery":"","objectTypeId":"2","resultsPerPage":3,"page":2})")
                               .json();
    EXPECT_EQ(navigated["objectEntries"].Size(), 3u);
    EXPECT_EQ(navigated["pageNumber"].GetInt(), 2);
    EXPECT_STREQ(navigated["objectEntries"][0]["objectType"]["id"].GetString(), "2");
}

TEST(CloudSwitches, DefinitionsMayOmitTypeAndUsersTheirValue) {
    SimulatorOptions options;
    options.shape.definitionsOmitType = true;
    options.shape.definitionsCarryObjectType = false;
    const auto simulator = started(options);
    SimulatorClient client(*simulator);
    client.asCloudUser();
    const auto object = client.get(client.cloud("/object/1")).json();
    EXPECT_FALSE(object["attributes"][0]["objectTypeAttribute"].HasMember("type"));
    const auto page = client.search("", "maxResults=1").json();
    EXPECT_FALSE(page["objectTypeAttributes"][0].HasMember("objectType"));
}

}  // namespace
}  // namespace assetsodbc::simulator
