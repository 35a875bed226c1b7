#include "tests/simulator/torture_site.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace assetsodbc::simulator {
namespace {

class TortureSite : public ::testing::TestWithParam<InheritedAttributeIds> {
protected:
    std::unique_ptr<Site> site_ = makeTortureSite({60, 7, GetParam()});
    std::shared_ptr<const ObjectSet> objects_ = site_->snapshot();
};

INSTANTIATE_TEST_SUITE_P(BothWaysOfInheriting, TortureSite,
                         ::testing::Values(InheritedAttributeIds::Own, InheritedAttributeIds::Parents));

TEST_P(TortureSite, HasEveryKindOfAttributeSingleAndMultiValued) {
    std::set<std::pair<AttributeKind, bool>> kinds;
    std::set<std::pair<DefaultType, bool>> defaults;
    for (const AttributeDefinition& attribute : site_->description().attributes) {
        const bool many = attribute.maximumCardinality != 1;
        kinds.emplace(attribute.kind, many);
        if (attribute.kind == AttributeKind::Default) defaults.emplace(attribute.defaultType, many);
    }
    EXPECT_EQ(kinds.size(), 2u * 10u);     // codes 0 to 8, and a later one
    EXPECT_EQ(defaults.size(), 2u * 12u);  // Text to IP Address
}

TEST_P(TortureSite, InheritsOverFourLevelsAndNotWhereAParentPassesNothingOn) {
    const ObjectType* child = site_->typeNamed("TORT", "Leaf A Child");
    for (const char* name : {"Common Text", "Mid Date", "Amount", "Child Only"}) {
        EXPECT_NE(site_->attributeNamed(child->id, name), nullptr) << name;
    }
    const auto* own = site_->attributeNamed(child->id, "Common Text");
    const auto* parents = site_->attributeNamed(site_->typeNamed("TORT", "Base")->id, "Common Text");
    EXPECT_EQ(own->id == parents->id, GetParam() == InheritedAttributeIds::Parents);
    EXPECT_EQ(site_->attributeNamed(site_->typeNamed("TORT", "Detached")->id, "Mid Date"), nullptr);
    EXPECT_EQ(site_->countObjects(*objects_, site_->typeNamed("TORT", "Base")->id), 0u);
}

TEST_P(TortureSite, LeavesAboutThreeTenthsOfTheValuesOut) {
    std::size_t set = 0, all = 0;
    for (const Id id : objects_->all().all()) {
        const auto object = objects_->find(id);
        for (const auto* attribute : site_->attributesOf(object->typeId)) {
            if (attribute->minimumCardinality > 0 || attribute->system) continue;
            ++all;
            set += site_->valuesOf(*object, *attribute).empty() ? 0 : 1;
        }
    }
    EXPECT_GT(all, 9'000u);
    EXPECT_NEAR(static_cast<double>(set) / static_cast<double>(all), 0.7, 0.02);
}

TEST_P(TortureSite, KeepsToItsDefinitions) {
    for (const Id id : objects_->all().all()) {
        const auto object = objects_->find(id);
        for (const auto* attribute : site_->attributesOf(object->typeId)) {
            const auto values = site_->valuesOf(*object, *attribute);
            const auto count = static_cast<int>(values.size());
            const std::string where = site_->keyOf(*object) + " " + attribute->name;
            EXPECT_GE(count, attribute->minimumCardinality) << where;
            if (attribute->maximumCardinality != kUnlimited) {
                EXPECT_LE(count, attribute->maximumCardinality) << where;
            }
            if (attribute->kind != AttributeKind::Object) continue;
            for (const Value& value : values) {
                const auto target = objects_->find(value.target);
                ASSERT_NE(target, nullptr) << where;
                auto types = std::vector<Id>{*attribute->referenceObjectTypeId};
                if (attribute->includeChildObjectTypes) types = site_->withDescendants(types.front());
                EXPECT_NE(std::find(types.begin(), types.end(), target->typeId), types.end()) << where;
            }
        }
    }
}

TEST_P(TortureSite, HasCirclesAmongItsTrees) {
    const ObjectType* tree = site_->typeNamed("TORT", "Tree");
    const auto* parent = site_->attributeNamed(tree->id, "Parent");
    IdFilter trees;
    trees.typeIds = {tree->id};
    bool circle = false;
    for (const Id start : objects_->select(trees).all()) {
        std::set<Id> met;
        for (Id at = start; at != 0 && !circle;) {
            circle = !met.insert(at).second;
            const auto values = site_->valuesOf(*objects_->find(at), *parent);
            at = values.empty() ? 0 : values.front().target;
        }
    }
    EXPECT_TRUE(circle);
}

TEST_P(TortureSite, IsTheSameForEqualOptions) {
    const auto values = [](const Site& site) {
        std::string all;
        const auto objects = site.snapshot();
        for (const Id id : objects->all().all()) {
            const auto object = objects->find(id);
            all += site.keyOf(*object) + "|" + std::to_string(object->updated);
            for (const auto* attribute : site.attributesOf(object->typeId)) {
                for (const Value& value : site.valuesOf(*object, *attribute)) {
                    all += "|" + value.text + std::to_string(value.target);
                }
            }
        }
        return all;
    };
    EXPECT_EQ(values(*site_), values(*makeTortureSite({60, 7, GetParam()})));
    EXPECT_NE(values(*site_), values(*makeTortureSite({60, 8, GetParam()})));
}

}  // namespace
}  // namespace assetsodbc::simulator
