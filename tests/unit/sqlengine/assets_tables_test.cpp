// Every column of every fixed table, read over HTTP from the simulated company and compared with what the simulator
// itself holds, on Cloud and on Data Center.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/simulator/calendar.h"
#include "tests/simulator/object_store.h"
#include "tests/unit/sqlengine/simulated_site.h"

namespace assetsodbc::sqlengine {
namespace {

using assets::Deployment;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kNull = "∅";

std::string timeText(simulator::EpochMs moment) {
    std::string text = simulator::isoTime(moment);
    text[text.find('T')] = ' ';
    text.pop_back();
    return text;
}

std::string orNull(const std::string& text) {
    return text.empty() ? kNull : text;
}
std::string orNull(const std::optional<simulator::Id>& id) {
    return id ? std::to_string(*id) : kNull;
}
std::string flag(bool value) {
    return value ? "1" : "0";
}

std::string joined(const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : "|") + cells[i];
    return text;
}

std::vector<std::string> sorted(std::vector<std::string> rows) {
    std::sort(rows.begin(), rows.end());
    return rows;
}

class AssetsTables : public testing::TestWithParam<Deployment> {
protected:
    bool isCloud() const { return GetParam() == Deployment::Cloud; }
    std::string workspace() { return isCloud() ? site.site().description().workspaceId : kNull; }
    std::string globalId(simulator::Id id) { return isCloud() ? workspace() + ":" + std::to_string(id) : kNull; }
    const simulator::SiteDescription& description() { return site.site().description(); }
    std::vector<std::shared_ptr<const simulator::Object>> objects() {
        const auto snapshot = site.site().snapshot();
        std::vector<std::shared_ptr<const simulator::Object>> all;
        for (const simulator::Id id : snapshot->all().slice(0, snapshot->size())) all.push_back(snapshot->find(id));
        return all;
    }

    SimulatedSite site{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(OnBoth, AssetsTables, testing::Values(Deployment::Cloud, Deployment::DataCenter),
                         [](const auto& tested) { return tested.param == Deployment::Cloud ? "Cloud" : "DataCenter"; });

TEST_P(AssetsTables, SchemasHoldWhatTheSiteHas) {
    std::vector<std::string> expected;
    const auto snapshot = site.site().snapshot();
    for (const auto& schema : description().schemas) {
        const auto types = std::count_if(description().types.begin(), description().types.end(),
                                         [&](const auto& type) { return type.schemaId == schema.id; });
        expected.push_back(
            joined({std::to_string(schema.id), workspace(), globalId(schema.id), schema.name, schema.key, schema.status,
                    orNull(schema.description), timeText(schema.created), timeText(schema.updated),
                    std::to_string(site.site().countObjectsOfSchema(*snapshot, schema.id)), std::to_string(types),
                    isCloud() ? flag(schema.canManage) : kNull}));
    }
    EXPECT_EQ(sorted(site.run("SELECT * FROM Schemas")), sorted(expected));
}

TEST_P(AssetsTables, ObjectTypesHoldWhatTheSiteHas) {
    std::vector<std::string> expected;
    const auto snapshot = site.site().snapshot();
    for (const auto& type : description().types) {
        const auto* parent = type.parentId ? site.site().type(*type.parentId) : nullptr;
        const auto* icon = site.site().icon(type.iconId);
        expected.push_back(
            joined({std::to_string(type.id), workspace(), globalId(type.id), type.name, orNull(type.description),
                    std::to_string(type.schemaId), orNull(type.parentId), icon->name, std::to_string(type.position),
                    timeText(type.created), timeText(type.updated),
                    std::to_string(site.site().countObjects(*snapshot, type.id)), "0", flag(type.inherited),
                    flag(type.abstractType), flag(parent != nullptr && parent->inherited)}));
    }
    EXPECT_EQ(sorted(site.run(
                  "SELECT Id, WorkspaceId, GlobalId, Name, Description, ObjectSchemaId, ParentObjectTypeId, IconName, "
                  "Position, Created, Updated, ObjectCount, Type, Inherited, AbstractObjectType, "
                  "ParentObjectTypeInherited FROM ObjectTypes")),
              sorted(expected));
    const auto& first = description().types.front();
    const auto urls =
        site.run("SELECT IconId, IconUrl16, IconUrl48 FROM ObjectTypes WHERE Id = " + std::to_string(first.id));
    const std::string path = "/objecttype/" + std::to_string(first.id) + "/icon.png?size=";
    EXPECT_THAT(urls, ElementsAre(testing::AllOf(HasSubstr(path + "16|"), testing::EndsWith(path + "48"))));
    if (isCloud()) {
        EXPECT_THAT(urls[0], testing::StartsWith(first.iconId + "|"));
    }
}

TEST_P(AssetsTables, AttributesHoldWhatTheSiteHas) {
    std::vector<std::string> expected;
    for (const auto& a : description().attributes) {
        const auto* type = site.site().type(a.typeId);
        const auto* reference = a.referenceTypeId ? site.site().referenceType(*a.referenceTypeId) : nullptr;
        const auto* referenced = a.referenceObjectTypeId ? site.site().type(*a.referenceObjectTypeId) : nullptr;
        const bool isDefault = a.kind == simulator::AttributeKind::Default;
        expected.push_back(joined({std::to_string(a.id),
                                   std::to_string(a.typeId),
                                   std::to_string(type->schemaId),
                                   workspace(),
                                   globalId(a.id),
                                   a.name,
                                   flag(a.label),
                                   std::to_string(static_cast<int>(a.kind)),
                                   isDefault ? std::to_string(static_cast<int>(a.defaultType)) : kNull,
                                   isDefault ? simulator::nameOf(a.defaultType) : kNull,
                                   orNull(a.description),
                                   orNull(a.referenceTypeId),
                                   reference ? reference->name : kNull,
                                   orNull(a.referenceObjectTypeId),
                                   referenced ? referenced->name : kNull,
                                   kNull,
                                   orNull(a.additionalValue),
                                   flag(a.editable),
                                   flag(a.system),
                                   flag(a.sortable),
                                   flag(a.summable),
                                   flag(a.indexed),
                                   flag(a.removable),
                                   flag(a.hidden),
                                   std::to_string(a.minimumCardinality),
                                   std::to_string(a.maximumCardinality),
                                   flag(a.includeChildObjectTypes),
                                   flag(a.unique),
                                   orNull(a.suffix),
                                   orNull(a.regexValidation),
                                   a.options,
                                   orNull(a.qlQuery),
                                   std::to_string(a.position)}));
    }
    EXPECT_EQ(
        sorted(site.run(
            "SELECT Id, ObjectTypeId, ObjectSchemaId, WorkspaceId, GlobalId, Name, Label, Type, DefaultTypeId, "
            "DefaultTypeName, Description, ReferenceTypeId, ReferenceTypeName, ReferenceObjectTypeId, "
            "ReferenceObjectTypeName, TypeValue, AdditionalValue, Editable, System, Sortable, Summable, Indexed, "
            "Removable, Hidden, MinimumCardinality, MaximumCardinality, IncludeChildObjectTypes, UniqueAttribute, "
            "Suffix, RegexValidation, Options, QlQuery, Position FROM Attributes")),
        sorted(expected));
}

TEST_P(AssetsTables, AttributesNameTheirKindsAndListDetailsAsJson) {
    const auto isStatus = [](const auto& a) {
        return a.kind == simulator::AttributeKind::Status && !a.typeValueMulti.empty();
    };
    const auto& all = description().attributes;
    const auto found = std::find_if(all.begin(), all.end(), isStatus);
    ASSERT_NE(found, all.end());
    const std::string where =
        " WHERE ObjectTypeId = " + std::to_string(found->typeId) + " AND Attributes.Id = " + std::to_string(found->id);
    EXPECT_THAT(site.run("SELECT TypeName FROM Attributes" + where), ElementsAre("Status"));
    EXPECT_EQ(site.run("SELECT value FROM Attributes, json_each(TypeValueMulti)" + where), found->typeValueMulti);
}

TEST_P(AssetsTables, IconsHoldTheGlobalOnesAndByIdAnyIcon) {
    std::vector<std::string> expected;
    for (const auto& icon : description().icons) {
        if (icon.global) expected.push_back(icon.name);
    }
    EXPECT_EQ(sorted(site.run("SELECT Name FROM Icons")), sorted(expected));
    const auto ids = site.run("SELECT Id FROM Icons");
    EXPECT_EQ(site.run("SELECT Id, Url16 FROM Icons WHERE Id = '" + ids.back() + "'"),
              site.runPlain("SELECT Id, Url16 FROM Icons WHERE Id = '" + ids.back() + "'"));
    const auto notGlobal =
        std::find_if(description().icons.begin(), description().icons.end(), [](const auto& i) { return !i.global; });
    if (isCloud() && notGlobal != description().icons.end()) {
        EXPECT_THAT(site.run("SELECT Name FROM Icons WHERE Id IN ('" + notGlobal->id + "', 'no-such-icon')"),
                    ElementsAre(notGlobal->name));
    }
}

TEST_P(AssetsTables, ObjectsHoldWhatTheSiteHas) {
    std::vector<std::string> expected;
    for (const auto& object : objects()) {
        const auto* type = site.site().type(object->typeId);
        const std::string label = site.site().labelOf(*object);
        expected.push_back(
            joined({std::to_string(object->id), workspace(), globalId(object->id), label, label,
                    site.site().keyOf(*object), std::to_string(type->id), type->name, std::to_string(type->schemaId),
                    timeText(object->created), timeText(object->updated), flag(object->hasAvatar)}));
    }
    EXPECT_EQ(
        sorted(site.run(
            "SELECT Id, WorkspaceId, GlobalId, Name, Label, ObjectKey, ObjectTypeId, ObjectTypeName, ObjectSchemaId, "
            "Created, Updated, HasAvatar FROM Objects")),
        sorted(expected));
}

TEST_P(AssetsTables, ObjectsLinkToTheirAvatarsAndPages) {
    const auto object = objects().front();
    const auto rows = site.run(
        "SELECT AvatarUrl16, AvatarUrl48, AvatarUrl72, AvatarUrl144, AvatarUrl288, Link FROM Objects WHERE Id = " +
        std::to_string(object->id));
    ASSERT_THAT(rows, SizeIs(1));
    for (const char* size : {"16", "48", "72", "144", "288"})
        EXPECT_THAT(rows[0], HasSubstr(std::string("size=") + size + "|"));
    EXPECT_THAT(rows[0], testing::EndsWith(std::to_string(object->id)));
}

// The rows of one attribute, as the simulator holds its values.
std::vector<std::string> valueRows(simulator::Site& site, const simulator::Object& object,
                                   const simulator::AttributeDefinition& attribute) {
    const auto snapshot = site.snapshot();
    std::vector<std::string> rows;
    std::size_t ordinal = 0;
    for (const auto& value : site.valuesOf(object, attribute)) {
        std::string text = kNull, referencedId = kNull, referencedKey = kNull, label = kNull, group = kNull,
                    statusId = kNull, status = kNull;
        if (attribute.kind == simulator::AttributeKind::Default) text = value.text;
        if (attribute.kind == simulator::AttributeKind::Object) {
            const auto target = snapshot->find(value.target);
            referencedId = std::to_string(target->id);
            referencedKey = site.keyOf(*target);
            label = site.labelOf(*target);
        }
        if (attribute.kind == simulator::AttributeKind::Group) group = value.text;
        if (attribute.kind == simulator::AttributeKind::Status) {
            statusId = std::to_string(value.target);
            status = site.status(value.target)->name;
        }
        rows.push_back(joined({std::to_string(object.id), std::to_string(attribute.id), std::to_string(ordinal++),
                               site.keyOf(object), std::to_string(object.typeId), attribute.name, text, referencedId,
                               referencedKey, label, group, statusId, status}));
    }
    return rows;
}

bool isPlain(simulator::AttributeKind kind) {
    return kind == simulator::AttributeKind::Default || kind == simulator::AttributeKind::Object ||
           kind == simulator::AttributeKind::Group || kind == simulator::AttributeKind::Status;
}

TEST_P(AssetsTables, AttributeValuesHoldEveryValueOfEveryObject) {
    std::vector<std::string> expected;
    std::size_t others = 0;
    for (const auto& object : objects()) {
        for (const auto* attribute : site.site().attributesOf(object->typeId)) {
            if (!isPlain(attribute->kind)) {
                others += site.site().valuesOf(*object, *attribute).size();
                continue;
            }
            for (auto& row : valueRows(site.site(), *object, *attribute)) expected.push_back(std::move(row));
        }
    }
    const std::string columns =
        "ObjectId, AttributeId, Ordinal, ObjectKey, ObjectTypeId, AttributeName, Value, ReferencedObjectId, "
        "ReferencedObjectKey, "
        "ReferencedObjectLabel, GroupName, StatusId, StatusName";
    const auto rows = site.run("SELECT " + columns +
                               " FROM ObjectAttributeValues WHERE (ObjectTypeId, AttributeId) IN (SELECT "
                               "ObjectTypeId, Id FROM Attributes WHERE Type IN (0, 1, 4, 7))");
    EXPECT_EQ(sorted(rows), sorted(expected));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM ObjectAttributeValues"),
                ElementsAre(std::to_string(expected.size() + others)));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM ObjectAttributeValues WHERE DisplayValue IS NULL"), ElementsAre("0"));
}

TEST_P(AssetsTables, AttributeValuesNameUsers) {
    std::vector<std::string> expected;
    for (const auto& object : objects()) {
        for (const auto* attribute : site.site().attributesOf(object->typeId)) {
            if (attribute->kind != simulator::AttributeKind::User) continue;
            for (const auto& value : site.site().valuesOf(*object, *attribute)) {
                const auto* user = site.site().user(value.text);
                const std::string key = isCloud() || user == nullptr ? value.text : user->userKey;
                expected.push_back(std::to_string(object->id) + "|" + key + "|" +
                                   (user == nullptr ? kNull : user->displayName));
            }
        }
    }
    ASSERT_THAT(expected, Not(IsEmpty()));
    EXPECT_EQ(sorted(site.run("SELECT ObjectId, UserAccountId, UserDisplayName FROM ObjectAttributeValues WHERE "
                              "UserAccountId IS NOT NULL")),
              sorted(expected));
}

TEST_P(AssetsTables, ObjectAttributesAreJsonThatSaysTheSame) {
    const std::string fromJson =
        "SELECT o.Id, json_extract(a.value, '$.objectTypeAttributeId'), v.key, json_extract(v.value, '$.value') FROM "
        "Objects o, "
        "json_each(o.ObjectAttributes) a, json_each(a.value, '$.objectAttributeValues') v";
    const std::string fromValues =
        "SELECT ObjectId, AttributeId, Ordinal, COALESCE(Value, ReferencedObjectKey, UserAccountId, GroupName, "
        "StatusId, SearchValue) "
        "FROM ObjectAttributeValues";
    const auto rows = sorted(site.run(fromJson));
    EXPECT_GT(rows.size(), 1000U);
    EXPECT_EQ(rows, sorted(site.run(fromValues)));
}

TEST_P(AssetsTables, KeysAreUniqueAndForeignKeysFindTheirRows) {
    EXPECT_THAT(
        site.run("SELECT Id, ObjectTypeId, COUNT(*) FROM Attributes GROUP BY Id, ObjectTypeId HAVING COUNT(*) > 1"),
        IsEmpty());
    EXPECT_THAT(site.run("SELECT Id FROM Objects WHERE ObjectTypeId NOT IN (SELECT Id FROM ObjectTypes)"), IsEmpty());
    EXPECT_THAT(site.run("SELECT Id FROM Objects WHERE ObjectSchemaId NOT IN (SELECT Id FROM Schemas)"), IsEmpty());
    EXPECT_THAT(site.run("SELECT Id FROM ObjectTypes WHERE ParentObjectTypeId NOT IN (SELECT Id FROM ObjectTypes)"),
                IsEmpty());
}

TEST_P(AssetsTables, SysRequestsTellWhatWasSent) {
    site.run("SELECT Id FROM Objects WHERE Id = 1");
    const auto rows =
        site.run("SELECT statement, method, aql, status, rows, retries FROM sys.requests ORDER BY number DESC LIMIT 1");
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_THAT(rows[0], testing::StartsWith(std::string("3|") + (isCloud() ? "POST" : "GET") + "|objectId = 1"));
    EXPECT_THAT(rows[0], testing::EndsWith("|200|1|0"));
    EXPECT_THAT(
        site.run("SELECT COUNT(*) FROM sys.requests WHERE host LIKE '127.0.0.1%' AND path LIKE '/%' AND bytes > 0 AND "
                 "milliseconds > 0 AND sent_at > '2020'"),
        ElementsAre(Not("0")));
}

TEST(SystemTables, DescribeAllTablesWithoutARequest) {
    SimulatedSite site;
    site.requests().clear();
    EXPECT_THAT(
        site.run("SELECT table_schema || '.' || table_name FROM sys.tables WHERE table_type = 'TABLE' ORDER BY 1"),
        ElementsAre("Assets.Attributes", "Assets.ConnectedTickets", "Assets.Icons", "Assets.ObjectAttributeValues",
                    "Assets.ObjectHistory", "Assets.ObjectReferences", "Assets.ObjectTypes", "Assets.Objects",
                    "Assets.ReferenceTypes", "Assets.Schemas", "Assets.StatusTypes", "Assets.Usage",
                    "Assets.Workspaces"));
    EXPECT_THAT(site.run("SELECT column_name, data_type, is_nullable FROM sys.columns WHERE table_name = 'Objects' AND "
                         "ordinal_position IN (1, 4, 10, 19)"),
                ElementsAre("Id|BIGINT|0", "Name|NVARCHAR(255)|1", "Created|TIMESTAMP(3)|1",
                            "ObjectAttributes|NLONGVARCHAR|1"));
    EXPECT_THAT(site.run("SELECT column_name FROM sys.columns WHERE column_name = 'AQL'"), IsEmpty());
    EXPECT_THAT(
        site.run("SELECT column_name, key_position FROM sys.primary_keys WHERE table_name = 'ObjectAttributeValues'"),
        ElementsAre("ObjectId|1", "AttributeId|2", "Ordinal|3"));
    EXPECT_THAT(site.run("SELECT column_name, referenced_table, referenced_column FROM sys.foreign_keys WHERE "
                         "table_name = 'Objects'"),
                ElementsAre("ObjectTypeId|ObjectTypes|Id", "ObjectSchemaId|Schemas|Id"));
    EXPECT_EQ(site.requests().size(), 0U);
}

}  // namespace
}  // namespace assetsodbc::sqlengine
