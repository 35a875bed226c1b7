// The oracle's own tables, checked by hand on the torture site.
#include "tests/oracle/model_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/simulator/torture_site.h"

namespace assetsodbc::oracle {
namespace {

class ModelTables : public testing::Test {
protected:
    Model model(bool withChildren = false) const { return modelOf(*site_, {true, withChildren, "; "}); }

    static const ModelTable& table(const Model& model, const std::string& schema, const std::string& name) {
        const auto found = std::find_if(model.tables.begin(), model.tables.end(), [&](const ModelTable& candidate) {
            return candidate.schema == schema && candidate.name == name;
        });
        if (found == model.tables.end()) throw std::logic_error("no table " + schema + "." + name);
        return *found;
    }
    static std::string columns(const ModelTable& table) {
        std::string names;
        for (const Column& column : table.columns) names += (names.empty() ? "" : ",") + column.name;
        return names;
    }
    std::string idOf(const std::string& type, const std::string& attribute) const {
        return std::to_string(site_->attributeNamed(site_->typeNamed("TORT", type)->id, attribute)->id);
    }

    std::unique_ptr<simulator::Site> site_ = simulator::makeTortureSite({10, 1, simulator::InheritedAttributeIds::Own});
};

TEST_F(ModelTables, ColumnsComeByPositionHiddenOnesLate) {
    EXPECT_EQ(columns(table(model(), "TORT", "Leaf B")),
              "ObjectId,Key,Name,Created,Updated,Common Text,Common Number,Owner,Owner_Key,Owner_Id,Tags,Mid Date,Mid "
              "Ref,Mid Ref_Key,Mid Ref_Id,Extra,Flag,Secret,ObjectTypeName,HasAvatar");
}

TEST_F(ModelTables, LaterNamesGetTheirIdAndDerivedOnesGiveWay) {
    const Model all = model();
    EXPECT_EQ(columns(table(all, "TORT", "Laptops")),
              "ObjectId,Key,Name,Created,Updated,Tags,Owner,Owner_Key_" + idOf("Laptops", "Owner") + ",Owner_Id_" +
                  idOf("Laptops", "Owner") + ",Owner_Id,Owner_Key,Price,Status,Status_Id,ObjectTypeName,HasAvatar");
    const std::string names = columns(table(all, "TORT", "Names"));
    for (const char* name : {"ObjectId", "AQL", "VALUE", "value", "name"}) {
        EXPECT_NE(names.find("," + std::string(name) + "_" + idOf("Names", name) + ","), std::string::npos) << name;
    }
    EXPECT_NO_THROW(table(all, "TORT", "CASE_" + std::to_string(site_->typeNamed("TORT", "CASE")->id)));
    EXPECT_NO_THROW(table(all, "TORT", "Laptops_Tags_" + idOf("Laptops", "Tags")));
    EXPECT_NO_THROW(table(all, "ASSETS_13", "Things"));
    EXPECT_NO_THROW(table(all, "TEMP_19", "Things"));
}

TEST_F(ModelTables, AbstractTypesHoldTheirDescendantsOthersOnlyWhenAsked) {
    EXPECT_EQ(table(model(), "TORT", "Leaf A").rows.size(), 10u);
    EXPECT_EQ(table(model(true), "TORT", "Leaf A").rows.size(), 20u);
    EXPECT_EQ(table(model(), "TORT", "Base").rows.size(), 40u);
    EXPECT_EQ(table(model(true), "TORT", "Base").rows.size(), 40u);
}

TEST_F(ModelTables, BridgesHaveARowForEachValueAndJoinedColumnsAllOfThem) {
    const Model all = model();
    const ModelTable& bridge = table(all, "TORT", "Tree_Neighbours");
    EXPECT_EQ(columns(bridge), "ObjectId,Ordinal,ObjectKey,Neighbours,Neighbours_Key,Neighbours_Id");
    std::size_t separators = 0, owners = 0;
    const ModelTable& trees = table(all, "TORT", "Many");
    const auto column = static_cast<std::size_t>(
        std::find_if(trees.columns.begin(), trees.columns.end(), [](const Column& c) { return c.name == "Int"; }) -
        trees.columns.begin());
    for (const auto& row : trees.rows) {
        if (std::holds_alternative<std::monostate>(row[column])) continue;
        ++owners;
        const std::string& text = std::get<std::string>(row[column]);
        separators += static_cast<std::size_t>(std::count(text.begin(), text.end(), ';'));
    }
    EXPECT_EQ(table(all, "TORT", "Many_Int").rows.size(), owners + separators);
}

TEST_F(ModelTables, OnlyNamesThatAreOneOfAKindGoWithoutSchema) {
    const Model all = model();
    EXPECT_TRUE(table(all, "TORT", "Kinds").isNameUnique);
    EXPECT_FALSE(table(all, "TORT", "People").isNameUnique);   // OTHR has one too
    EXPECT_FALSE(table(all, "TORT", "Objects").isNameUnique);  // fixed tables win
    EXPECT_TRUE(table(all, "Assets", "Objects").isNameUnique);
}

}  // namespace
}  // namespace assetsodbc::oracle
