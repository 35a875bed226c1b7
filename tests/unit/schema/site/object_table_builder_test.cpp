#include "schema/site/object_table_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/schema/site/site_under_test.h"

namespace assetsodbc::schema {
namespace {

using assets::AttributeDefinition;
using assets::ObjectType;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kDefault = 0, kText = 0, kDateTime = 6, kReference = 1, kMany = -1;

AttributeDefinition attribute(std::int64_t id, std::string name, int type = kDefault, int defaultType = kText) {
    AttributeDefinition made;
    made.id = id;
    made.name = std::move(name);
    made.type = type;
    made.isTypeTold = true;
    if (type == kDefault) made.defaultTypeId = defaultType;
    made.position = static_cast<std::int32_t>(id);
    return made;
}

AttributeDefinition many(AttributeDefinition made) {
    made.maximumCardinality = kMany;
    return made;
}

ObjectType objectType(std::int64_t id, std::optional<std::int64_t> parent = {}) {
    ObjectType type;
    type.id = id;
    type.name = "T" + std::to_string(id);
    type.parentObjectTypeId = parent;
    return type;
}

ObjectTableShape shapeOf(const std::vector<AttributeDefinition>& attributes) {
    const ObjectType type = objectType(1);
    return objectTableShape({{"ITSM", "T"}, {{type, attributes}}, {}});
}

const ColumnSpec& columnOf(const ObjectTableShape& shape, std::string_view name) {
    return shape.spec.columns.at(shape.spec.columnIndex(name).value());
}
CellSource sourceOf(const ObjectTableShape& shape, std::string_view name) {
    return shape.columns.at(shape.spec.columnIndex(name).value()).source;
}

TEST(ObjectTableShape, PutsAttributesByPositionHiddenOnesLastBetweenWhatEveryTableHas) {
    auto first = attribute(9, "First"), hidden = attribute(5, "Hidden"), second = attribute(7, "Second");
    first.position = 1;
    hidden.position = 0;
    hidden.hidden = true;
    second.position = 2;
    const auto shape = shapeOf({hidden, second, first});
    EXPECT_THAT(columnNames(shape.spec),
                ElementsAre("ObjectId", "First", "Second", "Hidden", "ObjectTypeName", "HasAvatar", "AQL"));
    EXPECT_THAT(shape.spec.primaryKey, ElementsAre("ObjectId"));
    EXPECT_TRUE(columnOf(shape, "AQL").hidden);
    EXPECT_FALSE(columnOf(shape, "Hidden").hidden);
    EXPECT_EQ(shape.spec.columns.size(), shape.columns.size());
}

TEST(ObjectTableShape, NamesCollidingColumnsAlikeInEveryOrder) {
    std::vector<AttributeDefinition> attributes = {attribute(4, "Owner", kReference), attribute(2, "owner"),
                                                   attribute(3, "Owner_Key"),         attribute(5, "AQL"),
                                                   attribute(6, "hasavatar"),         attribute(7, "User", 2)};
    for (auto& each : attributes) each.position = 0;
    const std::vector<std::string> expected = {
        "ObjectId",    "owner", "Owner_Key",      "Owner_4",        "Owner_4_Key", "Owner_4_Id", "AQL_5",
        "hasavatar_6", "User",  "User_AccountId", "ObjectTypeName", "HasAvatar",   "AQL"};
    const auto precedes = [](const auto& a, const auto& b) { return a.id < b.id; };
    std::sort(attributes.begin(), attributes.end(), precedes);
    do EXPECT_EQ(columnNames(shapeOf(attributes).spec), expected);
    while (std::next_permutation(attributes.begin(), attributes.end(), precedes));
}

TEST(ObjectTableShape, LetsDerivedColumnsYieldToAttributesOfTheirName) {
    EXPECT_THAT(
        columnNames(
            shapeOf({attribute(1, "Owner", kReference), attribute(2, "Owner_Key"), attribute(3, "OWNER_ID")}).spec),
        ElementsAre("ObjectId", "Owner", "Owner_Key_1", "Owner_Id_1", "Owner_Key", "OWNER_ID", "ObjectTypeName",
                    "HasAvatar", "AQL"));
}

struct KindCase {
    int type, defaultType;
    std::vector<std::pair<const char*, TypeSpec>> columns;
    CellSource source;
    Push push;
};

TEST(ObjectTableShape, TypesEveryKind) {
    constexpr Push kAll = Push::Eq | Push::In | Push::Like | Push::Null;
    constexpr Push kOrdered = Push::Eq | Push::In | Push::Range | Push::Null;
    const auto text = wvarchar(255);
    const KindCase cases[] = {
        {0, -1, {{"X", text}}, CellSource::DisplayValue, Push::Null},
        {0, 0, {{"X", text}}, CellSource::Text, kAll},
        {0, 1, {{"X", integer()}}, CellSource::Integer, kOrdered},
        {0, 2, {{"X", bit()}}, CellSource::Boolean, Push::Eq | Push::Null},
        {0, 3, {{"X", doublePrecision()}}, CellSource::Double, kOrdered},
        {0, 4, {{"X", date()}}, CellSource::Date, kOrdered},
        {0, 5, {{"X", time()}}, CellSource::Time, Push::Null},
        {0, 6, {{"X", timestamp()}}, CellSource::DateTime, kOrdered},
        {0, 7, {{"X", wvarchar(2048)}}, CellSource::Text, kAll},
        {0, 8, {{"X", text}}, CellSource::Text, kAll},
        {0, 9, {{"X", wlongvarchar()}}, CellSource::Text, Push::Null},
        {0, 10, {{"X", text}}, CellSource::Text, kAll},
        {0, 11, {{"X", text}}, CellSource::Text, kAll},
        {0, 12, {{"X", text}}, CellSource::DisplayValue, Push::Null},
        {1, 0, {{"X", text}, {"X_Key", varchar(64)}, {"X_Id", bigInt()}}, CellSource::ReferenceLabel, Push::Null},
        {2, 0, {{"X", text}, {"X_AccountId", text}}, CellSource::UserName, Push::Null},
        {3, 0, {{"X", text}, {"X_Id", text}}, CellSource::DisplayValue, Push::Null},
        {4, 0, {{"X", text}}, CellSource::GroupName, Push::Null},
        {5, 0, {{"X", text}, {"X_Id", text}}, CellSource::DisplayValue, Push::Null},
        {6, 0, {{"X", text}, {"X_Id", text}}, CellSource::DisplayValue, Push::Null},
        {7, 0, {{"X", text}, {"X_Id", varchar(64)}}, CellSource::StatusName, kAll},
        {8, 0, {{"X", text}, {"X_Id", text}}, CellSource::DisplayValue, Push::Null},
        {99, 0, {{"X", text}, {"X_Id", text}}, CellSource::DisplayValue, Push::Null},
        {-5, 0, {{"X", text}, {"X_Id", text}}, CellSource::DisplayValue, Push::Null},
    };
    for (const KindCase& each : cases) {
        const auto shape = shapeOf({attribute(2, "X", each.type, each.defaultType)});
        SCOPED_TRACE(std::to_string(each.type) + '/' + std::to_string(each.defaultType));
        ASSERT_EQ(shape.spec.columns.size(), each.columns.size() + 4);
        for (std::size_t i = 0; i < each.columns.size(); ++i) {
            EXPECT_EQ(shape.spec.columns[i + 1].name, each.columns[i].first);
            EXPECT_EQ(shape.spec.columns[i + 1].type, each.columns[i].second);
        }
        EXPECT_EQ(sourceOf(shape, "X"), each.source);
        EXPECT_EQ(columnOf(shape, "X").push, each.push);
    }
}

TEST(ObjectTableShape, ShowsTextWhereTheKindIsNotTold) {
    auto unknown = attribute(2, "X");
    unknown.isTypeTold = false;
    unknown.defaultTypeId.reset();
    const auto shape = shapeOf({unknown});
    EXPECT_EQ(sourceOf(shape, "X"), CellSource::DisplayValue);
    EXPECT_EQ(sourceOf(shape, "X_Id"), CellSource::LinkedId);
}

TEST(ObjectTableShape, TakesFromTheObjectWhatTheObjectTells) {
    auto key = attribute(1, "Key"), name = attribute(2, "Hostname"), created = attribute(3, "Created", 0, kDateTime),
         updated = attribute(4, "Updated", 0, kDateTime), own = attribute(5, "KEY");
    key.system = created.system = updated.system = true;
    name.label = true;
    const auto shape = shapeOf({key, name, created, updated, own});
    EXPECT_EQ(sourceOf(shape, "Key"), CellSource::ObjectKey);
    EXPECT_FALSE(columnOf(shape, "Key").nullable);
    EXPECT_EQ(sourceOf(shape, "Hostname"), CellSource::Label);
    EXPECT_EQ(sourceOf(shape, "Created"), CellSource::Created);
    EXPECT_EQ(sourceOf(shape, "Updated"), CellSource::Updated);
    EXPECT_EQ(columnOf(shape, "Updated").push, Push::Eq | Push::In | Push::Range);
    EXPECT_EQ(sourceOf(shape, "KEY_5"), CellSource::Text);
}

TEST(ObjectTableShape, FollowsCardinalityDescriptionAndUniqueness) {
    auto required = attribute(1, "Code"), reference = attribute(2, "Owner", kReference), user = attribute(3, "U", 2);
    required.minimumCardinality = 1;
    required.uniqueAttribute = true;
    required.description = "The code.";
    reference.minimumCardinality = user.minimumCardinality = 1;
    const auto shape = shapeOf({required, reference, user});
    EXPECT_FALSE(columnOf(shape, "Code").nullable);
    EXPECT_EQ(columnOf(shape, "Code").remarks, "The code.");
    EXPECT_FALSE(columnOf(shape, "Owner_Id").nullable);
    EXPECT_TRUE(columnOf(shape, "U_AccountId").nullable);
    ASSERT_EQ(shape.spec.indexes.size(), 1U);
    EXPECT_TRUE(shape.spec.indexes[0].unique);
    EXPECT_EQ(shape.spec.indexes[0].parts[0].column, "Code");
}

TEST(ObjectTableShape, RefersToTheTableOfTheReferencedType) {
    auto owner = attribute(2, "Owner", kReference);
    owner.referenceObjectTypeId = 77;
    const ObjectType type = objectType(1);
    const std::vector<AttributeDefinition> attributes = {owner};
    const auto shape = objectTableShape({{"ITSM", "Laptops"}, {{type, attributes}}, [](const AttributeDefinition& to) {
                                             EXPECT_EQ(to.referenceObjectTypeId, 77);
                                             return QualifiedName{"HR", "People"};
                                         }});
    ASSERT_EQ(shape.spec.foreignKeys.size(), 1U);
    const ForeignKey& key = shape.spec.foreignKeys[0];
    EXPECT_EQ(key.name, "FK_Laptops_Owner_Id");
    EXPECT_THAT(key.columns, ElementsAre("Owner_Id"));
    EXPECT_EQ(key.referencedSchema + '.' + key.referencedTable, "HR.People");
    EXPECT_THAT(key.referencedColumns, ElementsAre("ObjectId"));
}

TEST(ObjectTableShape, JoinsManyValuesAndShowsEachInTheBridge) {
    const ObjectType type = objectType(1);
    auto tags = many(attribute(2, "Uses", kReference));
    tags.referenceObjectTypeId = 5;
    const std::vector<AttributeDefinition> attributes = {tags, attribute(3, "uses_key"), attribute(4, "USES")};
    const ObjectTableSource source = {{"ITSM", "Hosts"}, {{type, attributes}}, [](const auto&) {
                                          return QualifiedName{"ITSM", "Software"};
                                      }};
    const auto table = objectTableShape(source);
    EXPECT_THAT(columnNames(table.spec),
                ElementsAre("ObjectId", "Uses", "uses_key", "USES_4", "ObjectTypeName", "HasAvatar", "AQL"));
    EXPECT_EQ(sourceOf(table, "Uses"), CellSource::JoinedValues);
    EXPECT_EQ(columnOf(table, "Uses").type, wlongvarchar());
    EXPECT_THAT(table.spec.foreignKeys, IsEmpty());

    const auto bridge = bridgeTableShape(source, 2, "Hosts_Uses");
    EXPECT_THAT(columnNames(bridge.spec),
                ElementsAre("ObjectId", "Ordinal", "ObjectKey", "Uses", "Uses_Key", "Uses_Id"));
    EXPECT_THAT(bridge.spec.primaryKey, ElementsAre("ObjectId", "Ordinal"));
    ASSERT_EQ(bridge.spec.foreignKeys.size(), 2U);
    EXPECT_EQ(bridge.spec.foreignKeys[0].referencedTable, "Hosts");
    EXPECT_EQ(bridge.spec.foreignKeys[1].referencedTable, "Software");
    EXPECT_EQ(bridge.bridgeAttribute, 0U);
    EXPECT_EQ(bridge.attributes.at(0).definition.id, 2);
    EXPECT_TRUE(bridge.attributes.at(0).isMultiValued);
}

TEST(ObjectTableShape, NamesBridgeColumnsApartFromItsOwn) {
    const ObjectType type = objectType(1);
    const std::vector<AttributeDefinition> attributes = {many(attribute(2, "Ordinal"))};
    EXPECT_THAT(columnNames(bridgeTableShape({{"ITSM", "T"}, {{type, attributes}}, {}}, 2, "T_Ordinal").spec),
                ElementsAre("ObjectId", "Ordinal", "ObjectKey", "Ordinal_2"));
}

TEST(ObjectTableShape, FindsInheritedAttributesByNameInEachDescendant) {
    ObjectType parent = objectType(1), child = objectType(2, 1), other = objectType(3, 1);
    parent.objectCount = 5;
    child.objectCount = 7;
    other.objectCount = 1;
    auto name = attribute(10, "Name"), childName = attribute(20, "Name"), required = attribute(11, "Code");
    name.label = childName.label = true;
    required.minimumCardinality = 1;
    required.uniqueAttribute = true;
    const std::vector<AttributeDefinition> parents = {name, required}, childs = {childName, attribute(21, "code")},
                                           others = {attribute(30, "Name")};
    const auto shape = objectTableShape({{"S", "T"}, {{parent, parents}, {child, childs}, {other, others}}, {}});
    EXPECT_THAT(shape.objectTypeIds, ElementsAre(1, 2, 3));
    EXPECT_EQ(shape.objectCount, 13U);
    EXPECT_EQ(shape.attributes[0].ids, (std::map<std::int64_t, std::int64_t>{{1, 10}, {2, 20}, {3, 30}}));
    EXPECT_EQ(shape.attributes[1].ids, (std::map<std::int64_t, std::int64_t>{{1, 11}}));  // "code" is another name
    // Another attribute labels the objects of one descendant.
    EXPECT_EQ(sourceOf(shape, "Name"), CellSource::Text);
    // Not every descendant has it, let alone requires it or keeps it unique over all of them.
    EXPECT_TRUE(columnOf(shape, "Code").nullable);
    EXPECT_THAT(shape.spec.indexes, IsEmpty());
}

TEST(ObjectTableShape, KnowsWhereANameIsTheSameInEveryType) {
    const ObjectType parent = objectType(1), child = objectType(2, 1), other = objectType(3, 1);
    const std::vector<AttributeDefinition> parents = {attribute(10, "Code")}, none;
    const auto isSame = [&](const std::vector<AttributeDefinition>& childs) {
        const auto shape = objectTableShape({{"S", "T"}, {{parent, parents}, {child, childs}, {other, none}}, {}});
        const auto bridge =
            bridgeTableShape({{"S", "T"}, {{parent, parents}, {child, childs}, {other, none}}, {}}, 10, "B");
        EXPECT_EQ(bridge.attributes[0].isSameInEveryType, shape.attributes[0].isSameInEveryType);
        return shape.attributes[0].isSameInEveryType;
    };
    auto text = attribute(20, "Code"), label = text, system = text, untold = text;
    label.label = system.system = true;
    untold.isTypeTold = false;
    EXPECT_TRUE(isSame({}));
    EXPECT_TRUE(isSame({text, attribute(21, "Codes")}));
    EXPECT_FALSE(isSame({attribute(20, "CODE")}));
    EXPECT_FALSE(isSame({text, attribute(21, "code")}));
    for (const auto& each : {attribute(20, "Code", kReference), attribute(20, "Code", kDefault, kDateTime),
                             attribute(20, "Code", kDefault, 9), many(text), label, untold})
        EXPECT_FALSE(isSame({each}));
    EXPECT_FALSE(isSame({system}));
}

TEST(ObjectTableShape, IsAnotherDefinitionWhereADescendantsKindChanges) {
    const ObjectType parent = objectType(1), child = objectType(2, 1);
    const std::vector<AttributeDefinition> parents = {attribute(10, "Code")}, same = {attribute(20, "Code")},
                                           changed = {attribute(20, "Code", kReference)};
    const auto shape = [&](const auto& childs) {
        return objectTableShape({{"S", "T"}, {{parent, parents}, {child, childs}}, {}});
    };
    EXPECT_TRUE(isSameDefinition(shape(same), shape(same)));
    EXPECT_FALSE(isSameDefinition(shape(same), shape(changed)));
}

TEST(ObjectTableShape, DoesNotCountWhatWasNotCounted) {
    ObjectType type = objectType(1);
    type.objectCount = -1;
    const std::vector<AttributeDefinition> none;
    EXPECT_FALSE(objectTableShape({{"S", "T"}, {{type, none}}, {}}).objectCount);
}

TEST(TypesOfTable, AreTheTypeAloneUnlessItsDescendantsAreWanted) {
    std::vector<ObjectType> all = {objectType(1), objectType(4, 1), objectType(3, 4), objectType(5), objectType(2, 1)};
    const auto ids = [&](std::int64_t id, bool includeChildTypes) {
        std::vector<std::int64_t> found;
        const auto type = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.id == id; });
        for (const auto* each : typesOfTable(*type, all, includeChildTypes)) found.push_back(each->id);
        return found;
    };
    EXPECT_THAT(ids(1, false), ElementsAre(1));
    EXPECT_THAT(ids(1, true), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(ids(4, true), ElementsAre(4, 3));
    all[0].abstractObjectType = true;
    EXPECT_THAT(ids(1, false), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(ids(5, true), ElementsAre(5));
}

TEST(TypesOfTable, TakesEachOnceWhereParentsRunInACircle) {
    const std::vector<ObjectType> all = {objectType(1, 3), objectType(2, 1), objectType(3, 2), objectType(4, 4)};
    EXPECT_EQ(typesOfTable(all[1], all, true).size(), 3U);
    EXPECT_EQ(typesOfTable(all[3], all, true).size(), 1U);
}

TEST(ObjectTableShape, IsTheSameDefinitionWhateverCountsAndForeignKeys) {
    auto a = shapeOf({attribute(2, "X")}), b = a;
    b.objectCount = 99;
    b.spec.foreignKeys.push_back({});
    EXPECT_TRUE(isSameDefinition(a, b));
    EXPECT_FALSE(isSameDefinition(a, shapeOf({attribute(2, "Y")})));
    EXPECT_FALSE(isSameDefinition(a, shapeOf({attribute(3, "X")})));
    EXPECT_FALSE(isSameDefinition(a, shapeOf({attribute(2, "X", 0, 1)})));
    EXPECT_FALSE(isSameDefinition(a, shapeOf({many(attribute(2, "X"))})));
    EXPECT_FALSE(isSameDefinition(a, shapeOf({attribute(2, "X"), attribute(3, "Z")})));
}

}  // namespace
}  // namespace assetsodbc::schema
