#include "schema/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "common/unicode.h"

namespace assetsodbc::schema {
namespace {

using testing::ElementsAre;

const TableSpec* specNamed(std::string_view schema, std::string_view name) {
    for (const TableSpec* spec : fixedTableSpecs()) {
        if (spec->schemaName == schema && spec->name == name) return spec;
    }
    return nullptr;
}

std::vector<std::string> namesOf(std::string_view schema) {
    std::vector<std::string> names;
    for (const TableSpec* spec : fixedTableSpecs()) {
        if (spec->schemaName == schema) names.push_back(spec->name);
    }
    return names;
}

std::vector<std::string> columnsOf(std::string_view table) {
    std::vector<std::string> names;
    for (const auto& column : specNamed("Assets", table)->columns) names.push_back(column.name);
    return names;
}

TEST(FixedTables, AreTheOnesThatReportsNameInThisOrder) {
    EXPECT_THAT(namesOf("Assets"), ElementsAre("Attributes", "ConnectedTickets", "Icons", "ObjectAttributeValues",
                                               "ObjectHistory", "ObjectReferences", "ObjectTypes", "Objects",
                                               "ReferenceTypes", "Schemas", "StatusTypes", "Usage", "Workspaces"));
    EXPECT_THAT(namesOf("sys"), ElementsAre("columns", "connection_props", "endpoints", "foreign_keys", "primary_keys",
                                            "requests", "scopes", "tables"));
}

// Reports are saved against these names: they change by addition only.
TEST(FixedTables, KeepTheirColumns) {
    EXPECT_THAT(columnsOf("Schemas"),
                ElementsAre("Id", "WorkspaceId", "GlobalId", "Name", "ObjectSchemaKey", "Status", "Description",
                            "Created", "Updated", "ObjectCount", "ObjectTypeCount", "CanManage"));
    EXPECT_THAT(
        columnsOf("ObjectTypes"),
        ElementsAre("Id", "WorkspaceId", "GlobalId", "Name", "Description", "ObjectSchemaId", "ParentObjectTypeId",
                    "IconId", "IconName", "IconUrl16", "IconUrl48", "Position", "Created", "Updated", "ObjectCount",
                    "Type", "Inherited", "AbstractObjectType", "ParentObjectTypeInherited"));
    EXPECT_THAT(columnsOf("Icons"), ElementsAre("Id", "Name", "Url16", "Url48"));
    EXPECT_THAT(columnsOf("Objects"), ElementsAre("Id", "WorkspaceId", "GlobalId", "Name", "Label", "ObjectKey",
                                                  "ObjectTypeId", "ObjectTypeName", "ObjectSchemaId", "Created",
                                                  "Updated", "HasAvatar", "AvatarUrl16", "AvatarUrl48", "AvatarUrl72",
                                                  "AvatarUrl144", "AvatarUrl288", "Link", "ObjectAttributes", "AQL"));
    EXPECT_THAT(
        columnsOf("ObjectAttributeValues"),
        ElementsAre("ObjectId", "AttributeId", "Ordinal", "ObjectKey", "ObjectTypeId", "AttributeName", "Value",
                    "DisplayValue", "SearchValue", "ReferencedObjectId", "ReferencedObjectKey", "ReferencedObjectLabel",
                    "UserAccountId", "UserDisplayName", "GroupName", "StatusId", "StatusName"));
    const std::vector<std::string> attributes = {"Id",
                                                 "ObjectTypeId",
                                                 "ObjectSchemaId",
                                                 "WorkspaceId",
                                                 "GlobalId",
                                                 "Name",
                                                 "Label",
                                                 "Type",
                                                 "TypeName",
                                                 "DefaultTypeId",
                                                 "DefaultTypeName",
                                                 "Description",
                                                 "ReferenceTypeId",
                                                 "ReferenceTypeName",
                                                 "ReferenceObjectTypeId",
                                                 "ReferenceObjectTypeName",
                                                 "TypeValue",
                                                 "TypeValueMulti",
                                                 "AdditionalValue",
                                                 "Editable",
                                                 "System",
                                                 "Sortable",
                                                 "Summable",
                                                 "Indexed",
                                                 "Removable",
                                                 "Hidden",
                                                 "MinimumCardinality",
                                                 "MaximumCardinality",
                                                 "IncludeChildObjectTypes",
                                                 "UniqueAttribute",
                                                 "Suffix",
                                                 "RegexValidation",
                                                 "Options",
                                                 "QlQuery",
                                                 "Position"};
    EXPECT_EQ(columnsOf("Attributes"), attributes);
}

TEST(FixedTables, OfDetailsAndConfigurationKeepTheirColumns) {
    EXPECT_THAT(columnsOf("ObjectHistory"),
                ElementsAre("ObjectId", "Id", "Created", "ActorAccountId", "ActorDisplayName", "Type",
                            "AffectedAttribute", "OldValue", "NewValue"));
    EXPECT_THAT(columnsOf("ObjectReferences"),
                ElementsAre("ObjectId", "ReferringObjectTypeId", "ReferringObjectTypeName", "ReferenceTypeId",
                            "ReferenceTypeName", "NumberOfReferencedObjects", "OpenIssuesExists", "Ordinal"));
    EXPECT_THAT(columnsOf("ConnectedTickets"),
                ElementsAre("ObjectId", "TicketId", "TicketKey", "Title", "Reporter", "Created", "Updated",
                            "StatusName", "TypeName", "PriorityName"));
    EXPECT_THAT(columnsOf("StatusTypes"), ElementsAre("Id", "Name", "Description", "Category", "ObjectSchemaId"));
    EXPECT_THAT(columnsOf("ReferenceTypes"),
                ElementsAre("Id", "Name", "Description", "Color", "Url16", "ObjectSchemaId"));
    EXPECT_THAT(columnsOf("Workspaces"), ElementsAre("WorkspaceId", "CloudId", "SiteUrl"));
    EXPECT_THAT(columnsOf("Usage"), ElementsAre("ObjectSchemaId", "SchemaName", "SchemaCreated", "ObjectCount"));
    EXPECT_THAT(specNamed("Assets", "ConnectedTickets")->primaryKey, ElementsAre("ObjectId", "TicketId"));
    EXPECT_THAT(specNamed("Assets", "ObjectHistory")->primaryKey, ElementsAre("Id"));
}

TEST(FixedTables, AreWellFormed) {
    for (const TableSpec* spec : fixedTableSpecs()) {
        EXPECT_FALSE(spec->remarks.empty()) << spec->name;
        ASSERT_FALSE(spec->primaryKey.empty()) << spec->name;
        std::set<std::string> names;
        for (const auto& column : spec->columns) {
            EXPECT_TRUE(names.insert(common::asciiLower(column.name)).second) << spec->name << '.' << column.name;
            EXPECT_EQ(column.remarks.back(), '.') << spec->name << '.' << column.name;
            EXPECT_EQ(spec->columnIndex(common::asciiUpper(column.name)), names.size() - 1);
        }
        for (const auto& key : spec->primaryKey) {
            ASSERT_TRUE(spec->columnIndex(key)) << spec->name << '.' << key;
            EXPECT_FALSE(spec->columns[*spec->columnIndex(key)].nullable) << spec->name << '.' << key;
        }
    }
}

TEST(FixedTables, ReferToPrimaryKeysOfEachOther) {
    std::set<std::string> names;
    for (const TableSpec* spec : fixedTableSpecs()) {
        for (const auto& key : spec->foreignKeys) {
            EXPECT_TRUE(names.insert(key.name).second) << key.name;
            const TableSpec* referenced = specNamed(key.referencedSchema, key.referencedTable);
            ASSERT_NE(referenced, nullptr) << key.name;
            EXPECT_EQ(key.referencedColumns, referenced->primaryKey) << key.name;
            for (const auto& column : key.columns) EXPECT_TRUE(spec->columnIndex(column)) << key.name;
            const auto& from = spec->columns[*spec->columnIndex(key.columns[0])].type;
            EXPECT_EQ(from, referenced->columns[*referenced->columnIndex(key.referencedColumns[0])].type) << key.name;
        }
    }
}

TEST(FixedTables, HideOnlyTheAqlInput) {
    for (const TableSpec* spec : fixedTableSpecs()) {
        for (const auto& column : spec->columns) EXPECT_EQ(column.hidden, column.name == "AQL");
    }
}

}  // namespace
}  // namespace assetsodbc::schema
