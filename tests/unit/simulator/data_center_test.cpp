// Data Center's answers: numbers for ids, other envelopes, pages by number.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

class DataCenter : public testing::Test {
protected:
    DataCenter() { restart({}); }

    void restart(SimulatorOptions options) {
        simulator = started(std::move(options));
        client = std::make_unique<SimulatorClient>(*simulator);
        client->asDataCenterUser();
    }
    Answer get(const std::string& path) { return client->get(client->dataCenter(path)); }
    const Site& site() const { return simulator->site(); }
    std::string laptopsId() const { return std::to_string(site().typeNamed("ITSM", "Laptops")->id); }

    std::unique_ptr<Simulator> simulator;
    std::unique_ptr<SimulatorClient> client;
};

const std::string kIcon = "{id:n,name:s,url16:s,url48:s}";
const std::string kValue = "{value:s,searchValue:s,displayValue:s,referencedType:b}";
const std::string kFlags =
    "editable:b,system:b,sortable:b,summable:b,indexed:b,minimumCardinality:n,maximumCardinality:n,removable:b,";
const std::string kMoreFlags = "hidden:b,includeChildObjectTypes:b,uniqueAttribute:b,options:s,position:n}";

std::string typeShape(const std::string& id) {
    return "{id:" + id + ",name:s,type:n,description:s,icon:" + kIcon +
           ",position:n,created:s,updated:s,objectCount:n,parentObjectTypeId:n,objectSchemaId:n,inherited:b,"
           "abstractObjectType:b,parentObjectTypeInherited:b}";
}

const std::string kObjectStart =
    "{id:n,label:s,objectKey:s,avatar:{url16:s,url48:s,url72:s,url144:s,url288:s,"
    "objectId:n},objectType:";
const std::string kObjectMiddle = ",created:s,updated:s,hasAvatar:b,timestamp:n,";
const std::string kObjectEnd = "_links:{self:s},name:s}";
const std::string kAttributes =
    "attributes:[{id:n,objectTypeAttributeId:n,objectAttributeValues:[" + kValue + "],objectId:n}],";
const std::string kPageEnd =
    "objectTypeIsInherited:b,abstractObjectType:b,totalFilterCount:n,startIndex:n,toIndex:n,pageObjectSize:n,"
    "pageNumber:n,orderWay:s,qlQuery:s,qlQuerySearchResult:b,iql:s,iqlSearchResult:b,conversionPossible:b,pageSize:n}";

TEST_F(DataCenter, SearchAnswer) {
    const auto json = get("/aql/objects?qlQuery=objectType%20%3D%20Laptops&resultPerPage=2").json();
    EXPECT_EQ(shapeOf(json), "{objectEntries:[" + kObjectStart + typeShape("s") + kObjectMiddle + kAttributes +
                                 kObjectEnd + "]," + kPageEnd);
    EXPECT_EQ(json["objectEntries"].Size(), 2u);
}

TEST_F(DataCenter, SearchAnswerWithDefinitionsAndWithoutAttributes) {
    const auto json = get("/aql/objects?qlQuery=objectType%20%3D%20Laptops&includeAttributes=false"
                          "&includeTypeAttributes=true&includeExtendedInfo=true")
                          .json();
    EXPECT_EQ(shapeOf(json["objectEntries"][0]), kObjectStart + typeShape("s") + kObjectMiddle +
                                                     "extendedInfo:{openIssuesExists:b,attachmentsExists:b}," +
                                                     kObjectEnd);
    EXPECT_EQ(shapeOf(json["objectTypeAttributes"][0]),
              "{id:n,name:s,label:b,type:n,defaultType:{id:n,name:s}," + kFlags + kMoreFlags);
}

TEST_F(DataCenter, PagesByNumberReachEveryObjectOnce) {
    std::vector<Id> all;
    const auto total = static_cast<int>(site().snapshot()->size());
    for (int page = 1;; ++page) {
        const auto answer = get("/aql/objects?qlQuery=&resultPerPage=99&page=" + std::to_string(page));
        const auto json = answer.json();
        const auto ids = rowIds(answer);
        EXPECT_EQ(json["totalFilterCount"].GetInt(), total);
        EXPECT_EQ(json["pageSize"].GetInt(), (total + 98) / 99);
        if (ids.empty()) break;
        EXPECT_EQ(json["startIndex"].GetInt(), (page - 1) * 99 + 1);
        EXPECT_EQ(json["toIndex"].GetInt(), (page - 1) * 99 + static_cast<int>(ids.size()));
        all.insert(all.end(), ids.begin(), ids.end());
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all, site().snapshot()->all().all());
}

TEST_F(DataCenter, AnEmptyResultStartsAtOneAndEndsAtZero) {
    const auto json = get("/aql/objects?qlQuery=Name%20%3D%20nobody-has-this-name").json();
    EXPECT_EQ(json["startIndex"].GetInt(), 1);
    EXPECT_EQ(json["toIndex"].GetInt(), 0);
    EXPECT_EQ(json["pageSize"].GetInt(), 0);
    EXPECT_EQ(json["totalFilterCount"].GetInt(), 0);
}

TEST_F(DataCenter, TheMisspeltPageSizeIsIgnored) {
    EXPECT_EQ(get("/aql/objects?qlQuery=&resultsPerPage=3").json()["objectEntries"].Size(), 25u);
    EXPECT_EQ(get("/aql/objects?qlQuery=&resultPerPage=2147483647").json()["objectEntries"].Size(),
              site().snapshot()->size());
}

TEST_F(DataCenter, DepthAddsAttributesOfReferencedObjects) {
    const auto query = "/aql/objects?qlQuery=objectType%20%3D%20Laptops&resultPerPage=1&includeAttributesDeep=";
    const auto referenced = [&](const char* depth) {
        const auto json = get(query + std::string(depth)).json();
        for (const auto& attribute : json["objectEntries"][0]["attributes"].GetArray()) {
            const auto& value = attribute["objectAttributeValues"][0];
            if (value.HasMember("referencedObject")) return shapeOf(value["referencedObject"]);
        }
        return std::string("no reference");
    };
    EXPECT_EQ(referenced("1").find("attributes:"), std::string::npos);
    EXPECT_NE(referenced("2").find("attributes:"), std::string::npos);
}

TEST_F(DataCenter, AnObjectByIdOrKeyWithoutEmbeddedDefinitions) {
    const auto byId = get("/object/1");
    const auto key = site().keyOf(*site().snapshot()->find(1));
    EXPECT_EQ(get("/object/" + key).body, byId.body);
    EXPECT_EQ(get("/object/WRONG-1").status, 404);
    EXPECT_FALSE(byId.json()["attributes"][0].HasMember("objectTypeAttribute"));
    EXPECT_TRUE(get("/object/1/attributes").json()[0].HasMember("objectTypeAttribute"));
    EXPECT_FALSE(get("/object/1?includeAttributes=false").json().HasMember("attributes"));
    EXPECT_TRUE(get("/object/1?includeExtendedInfo=true").json().HasMember("extendedInfo"));
}

TEST_F(DataCenter, SchemaListIsNotPagedAndAlwaysCounted) {
    const auto json = get("/objectschema/list?maxResults=1").json();
    EXPECT_EQ(shapeOf(json),
              "{objectschemas:[{id:n,name:s,objectSchemaKey:s,status:s,description:s,created:s,updated:s,"
              "objectCount:n,objectTypeCount:n}]}");
    EXPECT_EQ(json["objectschemas"].Size(), site().description().schemas.size());
    EXPECT_GT(json["objectschemas"][0]["objectCount"].GetInt(), 0);
}

TEST_F(DataCenter, TypesAndTheirAttributes) {
    const auto type = get("/objecttype/" + laptopsId()).json();
    EXPECT_EQ(shapeOf(type), typeShape("n"));
    const auto attributes = get("/objecttype/" + laptopsId() + "/attributes").json();
    EXPECT_EQ(shapeOf(attributes[0]), "{id:n,name:s,label:b,type:n,defaultType:{id:n,name:s}," + kFlags +
                                          "objectAttributeExists:b," + kMoreFlags);
    EXPECT_TRUE(get("/objectschema/1/objecttypes/flat").json()[0]["id"].IsInt());
}

TEST_F(DataCenter, UsersGoByTheirKey) {
    const auto page = get("/aql/objects?qlQuery=&resultPerPage=1000").json();
    for (const auto& object : page["objectEntries"].GetArray()) {
        for (const auto& attribute : object["attributes"].GetArray()) {
            const auto& value = attribute["objectAttributeValues"][0];
            if (!value.HasMember("user")) continue;
            EXPECT_EQ(shapeOf(value["user"]), "{avatarUrl:s,displayName:s,name:s,key:s,renderedLink:s,isDeleted:b}");
            EXPECT_STREQ(value["searchValue"].GetString(), value["user"]["key"].GetString());
            return;
        }
    }
    FAIL() << "nobody uses a user attribute";
}

TEST_F(DataCenter, HistoryIconsAndStatuses) {
    EXPECT_EQ(shapeOf(get("/object/1/history?asc=true").json()),
              "[{actor:{avatarUrl:s,displayName:s,name:s,key:s,renderedLink:s,isDeleted:b},id:n,type:n,created:s,"
              "objectId:n}]");
    const auto icons = get("/icon/objectschema/1").json();
    for (const auto& icon : icons.GetArray()) {
        EXPECT_EQ(shapeOf(icon), kIcon);
        EXPECT_EQ(get("/icon/" + std::to_string(icon["id"].GetInt64())).status, 200);
    }
    EXPECT_EQ(shapeOf(get("/config/statustype").json()), "[{id:n,name:s,description:s,category:n,objectSchemaId:z}]");
}

TEST_F(DataCenter, WhatCloudAloneHasIsAnUnknownRouteInXml) {
    for (const char* path : {"/usage", "/global/config", "/config/referencetype", "/no/such/thing"}) {
        const auto answer = get(path);
        EXPECT_EQ(answer.status, 404) << path;
        EXPECT_EQ(answer.header("Content-Type"), "application/xml;charset=UTF-8") << path;
        EXPECT_EQ(answer.body.substr(0, 5), "<?xml") << path;
    }
    EXPECT_EQ(client->post(client->dataCenter("/object/aql"), R"({"qlQuery":""})").status, 404);
    EXPECT_EQ(client->get("/rest/assets/2.0/object/1").header("Content-Type"), "application/xml;charset=UTF-8");
    const auto missing = get("/object/999999");
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(shapeOf(missing.json()), "{errorMessages:[s],errors:{}}");
}

TEST_F(DataCenter, TheOldPathHasIqlInstead) {
    const auto answer = client->get("/rest/insight/1.0/iql/objects?iql=objectType%20%3D%20Laptops&resultPerPage=3");
    EXPECT_EQ(rowIds(answer).size(), 3u);
    EXPECT_EQ(client->get("/rest/insight/1.0/aql/objects?qlQuery=").status, 404);
    EXPECT_EQ(get("/iql/objects?iql=").status, 404);
    EXPECT_EQ(client->get("/rest/assets/latest/objectschema/list").status, 200);
}

TEST_F(DataCenter, SomebodyWithoutRightsSeesNoMetadata) {
    SimulatorOptions options;
    options.dataCenterMetadataEmpty = true;
    restart(options);
    EXPECT_EQ(get("/objecttype/" + laptopsId() + "/attributes").body, "[]");
    EXPECT_EQ(get("/objectschema/1/attributes").body, "[]");
    EXPECT_EQ(get("/objectschema/1/objecttypes").body, "[]");
    EXPECT_GT(get("/objectschema/1/objecttypes/flat").json().Size(), 0u);
    EXPECT_GT(get("/aql/objects?qlQuery=&includeTypeAttributes=true").json()["objectTypeAttributes"].Size(), 0u);
}

TEST_F(DataCenter, TimesMayHaveAZoneWithoutColon) {
    SimulatorOptions options;
    options.shape.dataCenterZoneMinutes = 180;
    restart(options);
    const auto object = get("/object/1").json();
    const std::string created = object["created"].GetString();
    EXPECT_EQ(created.size(), 28u);
    EXPECT_EQ(created.substr(23), "+0300");
    for (const auto& attribute : object["attributes"].GetArray()) {
        const auto& value = attribute["objectAttributeValues"][0];
        if (value.HasMember("value") && created == value["value"].GetString()) return;
    }
    FAIL() << "the Created attribute does not say the same as created";
}

TEST_F(DataCenter, AContextPathAndNoCloudBesides) {
    SimulatorOptions options;
    options.deployment = ServedDeployment::DataCenter;
    options.contextPath = "/jira";
    restart(options);
    EXPECT_EQ(simulator->dataCenterUrl(), simulator->url() + "/rest/assets/1.0");
    EXPECT_EQ(get("/objectschema/list").status, 200);
    EXPECT_EQ(client->get("/rest/assets/1.0/objectschema/list").status, 404);
    EXPECT_EQ(client->get("/_edge/tenant_info").status, 404);
    EXPECT_EQ(client->get("/jira/rest/servicedeskapi/assets/workspace").status, 404);
}

TEST_F(DataCenter, AnOldServerHasTheOldPathOnly) {
    SimulatorOptions options;
    options.insightPathOnly = true;
    restart(options);
    EXPECT_EQ(get("/objectschema/list").status, 404);
    EXPECT_EQ(client->get("/rest/insight/1.0/objectschema/list").status, 200);
}

}  // namespace
}  // namespace assetsodbc::simulator
