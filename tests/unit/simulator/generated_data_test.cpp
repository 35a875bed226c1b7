#include "tests/simulator/generated_data.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/simulator/aql_evaluator.h"

namespace assetsodbc::simulator {
namespace {

std::string textOf(const Site& site, const ObjectSet& objects, Id id) {
    const auto object = objects.find(id);
    std::string text =
        site.keyOf(*object) + " " + std::to_string(object->created) + " " + std::to_string(object->updated);
    for (const AttributeValues& stored : object->attributes) {
        text += "\n" + std::to_string(stored.attributeId) + ":";
        for (const Value& value : stored.values) text += value.text + "/" + std::to_string(value.target) + ",";
    }
    return text;
}

TEST(GeneratedData, IsTheSameForTheSameSeedAndInBothStores) {
    const auto site = makeGeneratedSite({500, 7, false});
    const auto again = makeGeneratedSite({500, 7, true});
    const auto other = makeGeneratedSite({500, 8, false});
    int different = 0;
    for (Id id = 1; id <= 500; ++id) {
        EXPECT_EQ(textOf(*site, *site->snapshot(), id), textOf(*again, *again->snapshot(), id));
        different += textOf(*site, *site->snapshot(), id) != textOf(*other, *other->snapshot(), id) ? 1 : 0;
    }
    EXPECT_EQ(different, 500);
}

TEST(GeneratedData, StaysPutOnEveryMachine) {
    const auto site = makeGeneratedSite({1'000'000, 1, false});
    const auto object = site->snapshot()->find(777'777);
    EXPECT_EQ(site->keyOf(*object), "CMDB-777777");
    EXPECT_EQ(site->labelOf(*object), "vector-777777");
}

TEST(GeneratedData, ComputesSelectionsAsAScanWould) {
    for (const std::uint64_t count : {0ULL, 1ULL, 19ULL, 20ULL, 21ULL, 333ULL}) {
        const auto site = makeGeneratedSite({count, 1, false});
        const auto stored = makeGeneratedSite({count, 1, true});
        EXPECT_EQ(site->snapshot()->size(), count);
        for (const auto& types : {std::vector<Id>{1}, {4}, {2, 3, 5}, {1, 2, 3, 4, 5}, {}, {99}}) {
            for (const auto& [lowest, highest] :
                 {std::pair<Id, Id>{0, 1000}, {5, 27}, {20, 20}, {21, 40}, {50, 10}, {-9, 0}}) {
                IdFilter filter;
                filter.typeIds = types;
                filter.lowest = lowest;
                filter.highest = highest;
                EXPECT_EQ(site->snapshot()->select(filter).all(), stored->snapshot()->select(filter).all())
                    << count << " objects, ids " << lowest << " to " << highest;
            }
        }
    }
}

TEST(GeneratedData, RefersOnlyToObjectsThatExist) {
    for (const std::uint64_t count : {3ULL, 400ULL}) {
        const auto site = makeGeneratedSite({count, 3, false});
        const auto objects = site->snapshot();
        for (const Id id : objects->all().all()) {
            const auto object = objects->find(id);
            for (const AttributeDefinition* attribute : site->attributesOf(object->typeId)) {
                const auto values = site->valuesOf(*object, *attribute);
                EXPECT_GE(static_cast<int>(values.size()), attribute->minimumCardinality) << attribute->name;
                if (attribute->kind != AttributeKind::Object) continue;
                for (const Value& value : values) EXPECT_NE(objects->find(value.target), nullptr) << attribute->name;
            }
        }
    }
}

TEST(GeneratedData, SetsAboutFifteenAttributes) {
    const auto site = makeGeneratedSite({2000, 1, false});
    const auto objects = site->snapshot();
    std::size_t values = 0;
    for (Id id = 1; id <= 2000; ++id) {
        const auto object = objects->find(id);
        for (const AttributeDefinition* attribute : site->attributesOf(object->typeId)) {
            values += site->valuesOf(*object, *attribute).empty() ? 0 : 1;
        }
    }
    EXPECT_GT(values, 2000U * 13);
    EXPECT_LT(values, 2000U * 17);
}

TEST(GeneratedData, PagesAMillionObjectsWithoutLookingAtThem) {
    const auto site = makeGeneratedSite({1'000'000, 1, false});
    AqlEngine engine(*site, {});
    const auto objects = site->snapshot();
    const auto search = [&](std::string_view query) { return engine.search(query, objects, {}); };
    EXPECT_EQ(search("").size(), 1'000'000U);
    EXPECT_EQ(search("objectTypeId = 1").size() + search("objectTypeId IN (2, 3, 4, 5)").size(), 1'000'000U);
    EXPECT_EQ(search("objectType = \"Hosts\" ORDER BY objectId ASC").slice(0, 2), (std::vector<Id>{3, 5}));
    EXPECT_EQ(search("objectId > 999998 ORDER BY objectId").all(), (std::vector<Id>{999'999, 1'000'000}));
    EXPECT_EQ(search("objectId IN (5, 5, 1000001, 70)").size(), 2U);
    EXPECT_EQ(search("Key = \"CMDB-777777\"").all(), (std::vector<Id>{777'777}));
    EXPECT_EQ(search("Key = \"ORG-777777\"").size(), 0U);
    EXPECT_EQ(search("objectId >= 10 AND objectId < 30 AND objectSchemaId = 2").size(), 4U);
    EXPECT_EQ(search("ORDER BY objectId DESC")[0], 1'000'000);
}

TEST(GeneratedData, CannotBeWrittenToUnlessHeldInMemory) {
    const auto computed = makeGeneratedSite({10, 1, false});
    EXPECT_FALSE(computed->objects().isWritable());
    EXPECT_THROW(computed->objects().erase(3), std::logic_error);
    const auto held = makeGeneratedSite({10, 1, true});
    EXPECT_TRUE(held->objects().erase(3));
    EXPECT_EQ(held->snapshot()->size(), 9U);
    EXPECT_EQ(held->objects().allocateId(), 11);
}

}  // namespace
}  // namespace assetsodbc::simulator
