#include "schema/pushdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assets/http/url.h"
#include "common/error.h"

namespace assetsodbc::schema {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::size_t kId = 0, kKey = 1, kType = 2, kSchema = 3, kAql = 4, kOther = 5;
const ObjectKeyColumns kKeys = {kId, kKey, kType, kSchema, kAql};

Constraint oneOf(std::size_t column, std::vector<Value> values) {
    const auto comparison = values.size() == 1 ? Comparison::Eq : Comparison::In;
    return {column, comparison, std::move(values)};
}

ObjectConditions conditionsOf(std::vector<Constraint> constraints) {
    ScanRequest request;
    request.constraints = std::move(constraints);
    return objectConditions(kKeys, request);
}

std::vector<std::string> aqlOf(std::vector<Constraint> constraints) {
    std::vector<std::string> texts;
    for (const auto& batch : conditionsOf(std::move(constraints)).batches) texts.push_back(batch.render());
    return texts;
}

std::vector<Value> numbers(std::int64_t count) {
    std::vector<Value> values;
    for (std::int64_t i = 1; i <= count; ++i) values.emplace_back(i);
    return values;
}

TEST(ObjectConditions, AreEverythingWithoutConstraints) {
    EXPECT_THAT(aqlOf({}), ElementsAre(""));
}

TEST(ObjectConditions, NameIdsKeysTypesAndSchemas) {
    EXPECT_THAT(aqlOf({oneOf(kId, {std::int64_t{88}})}), ElementsAre("objectId = 88"));
    EXPECT_THAT(aqlOf({oneOf(kId, {std::int64_t{9}, std::int64_t{8}, std::int64_t{9}})}),
                ElementsAre("objectId IN (8, 9)"));
    EXPECT_THAT(aqlOf({oneOf(kKey, {std::string("ITSM-88")})}), ElementsAre("Key = \"ITSM-88\""));
    EXPECT_THAT(aqlOf({oneOf(kKey, {std::string("3D-1")})}), ElementsAre("Key = \"3D-1\""));
    EXPECT_THAT(aqlOf({oneOf(kType, {std::int64_t{2}})}), ElementsAre("objectTypeId = 2"));
    EXPECT_THAT(aqlOf({oneOf(kSchema, {std::int64_t{3}})}), ElementsAre("objectSchemaId = 3"));
    const auto both = aqlOf({oneOf(kType, {std::int64_t{2}}), oneOf(kSchema, {std::int64_t{3}})});
    ASSERT_THAT(both, SizeIs(1));
    EXPECT_THAT(both[0],
                testing::AllOf(HasSubstr("objectTypeId = 2"), HasSubstr(" AND "), HasSubstr("objectSchemaId = 3")));
}

TEST(ObjectConditions, AskNothingForValuesThatNoObjectHas) {
    EXPECT_THAT(aqlOf({oneOf(kId, {std::int64_t{0}, std::int64_t{-5}})}), IsEmpty());
    for (const char* key :
         {"", "x", "-1", "ITSM-", "ITSM-x", "A\"-1", "A\\-1", "A -1", "A\n-1", "f(x)-1", "A,B-1", "\xff-1"}) {
        EXPECT_THAT(aqlOf({oneOf(kKey, {std::string(key)})}), IsEmpty()) << key;
    }
    EXPECT_THAT(aqlOf({oneOf(kId, {std::int64_t{5}}), oneOf(kKey, {std::string("nonsense")})}), IsEmpty());
}

TEST(ObjectConditions, AskOnceForKeysThatDifferInCaseOnly) {
    EXPECT_THAT(aqlOf({oneOf(kKey, {std::string("ITSM-1"), std::string("itsm-1"), std::string("Itsm-1")})}),
                ElementsAre("Key = \"ITSM-1\""));
}

TEST(ObjectConditions, CutLongListsIntoDisjointBatches) {
    const auto batches = aqlOf({oneOf(kId, numbers(450))});
    ASSERT_THAT(batches, SizeIs(3));
    EXPECT_THAT(batches[0], testing::StartsWith("objectId IN (1, 2,"));
    EXPECT_THAT(batches[1], testing::StartsWith("objectId IN (201, 202,"));
    EXPECT_THAT(batches[2], testing::EndsWith("449, 450)"));
    EXPECT_THAT(aqlOf({oneOf(kId, numbers(450)), oneOf(kType, numbers(250))}), SizeIs(6));
}

TEST(ObjectConditions, CheckInTheScanWhatWouldMultiplySearches) {
    const auto conditions = conditionsOf({oneOf(kId, numbers(4000)), oneOf(kType, numbers(450))});
    ASSERT_THAT(conditions.batches, SizeIs(3));
    EXPECT_THAT(conditions.batches[0].render(), testing::StartsWith("objectTypeId IN (1, "));
    EXPECT_THAT(conditions.batches[0].render(), testing::Not(HasSubstr("objectId ")));
    ASSERT_THAT(conditions.checks, SizeIs(1));
    EXPECT_EQ(conditions.checks[0].id, &assets::AssetObject::id);
    EXPECT_THAT(conditions.checks[0].allowed, SizeIs(4000));
    EXPECT_THAT(conditionsOf({oneOf(kId, numbers(450)), oneOf(kType, numbers(250))}).checks, IsEmpty());
}

TEST(ObjectConditions, KeepUrlsShort) {
    std::vector<Value> keys;
    for (int i = 1000; i < 1500; ++i) keys.emplace_back("ITSM-" + std::to_string(i));
    ScanRequest request;
    request.constraints = {oneOf(kKey, keys)};
    const auto batches = objectConditions(kKeys, request, QueryPlace::Url).batches;
    EXPECT_GT(batches.size(), 2U);
    for (const auto& batch : batches) EXPECT_LT(assets::percentEncoded(batch.render()).size(), 4100U);
}

TEST(ObjectConditions, KeepQueriesShort) {
    std::vector<Value> longKeys, longIds;
    for (int i = 0; i < 300; ++i) {
        longKeys.emplace_back(std::string(200, 'K') + "-" + std::to_string(i));
        longIds.emplace_back(std::int64_t{1000000000000000000} + i);
    }
    const auto batches = aqlOf({oneOf(kKey, longKeys), oneOf(kId, longIds), oneOf(kAql, {std::string(3000, 'x')})});
    EXPECT_GT(batches.size(), 2U);
    for (const auto& aql : batches) EXPECT_LT(aql.size(), 7500U);
}

TEST(ObjectConditions, SayWhenAnObjectMayMeetSeveralBatches) {
    std::vector<Value> keys;
    for (int i = 0; i < 300; ++i) keys.emplace_back("K-" + std::to_string(i));
    EXPECT_TRUE(conditionsOf({oneOf(kKey, keys)}).mayRepeat);
    EXPECT_FALSE(conditionsOf({oneOf(kKey, {std::string("K-1"), std::string("K-2")})}).mayRepeat);
    EXPECT_FALSE(conditionsOf({oneOf(kId, numbers(450))}).mayRepeat);
}

TEST(ObjectConditions, TakeTheUsersAqlAsItIs) {
    EXPECT_THAT(aqlOf({oneOf(kAql, {std::string("Name = \"x\"")})}), ElementsAre("Name = \"x\""));
    EXPECT_THAT(aqlOf({oneOf(kAql, {std::string("  ")})}), ElementsAre(""));
    const auto conditions = conditionsOf({oneOf(kAql, {std::string("a = 1 OR b = 2")}), oneOf(kId, {std::int64_t{5}})});
    ASSERT_THAT(conditions.batches, SizeIs(1));
    EXPECT_EQ(conditions.batches[0].render(), "(a = 1 OR b = 2) AND objectId = 5");
    EXPECT_EQ(conditions.givenAql, "a = 1 OR b = 2");
    const auto either = aqlOf({oneOf(kAql, {std::string("a = 1"), std::string("b = 2")})});
    EXPECT_THAT(either, ElementsAre("(a = 1) OR (b = 2)"));
}

TEST(ObjectConditions, RefuseSeveralAqlTextsThatMustAllHold) {
    EXPECT_THROW(conditionsOf({oneOf(kAql, {std::string("a = 1")}), oneOf(kAql, {std::string("b = 2")})}),
                 common::Error);
}

TEST(ObjectScanEstimate, TakesKeysAndSaysWhichAreExact) {
    const auto estimate = estimateObjectScan(kKeys, {},
                                             {{kId, Comparison::Eq},
                                              {kKey, Comparison::Eq},
                                              {kType, Comparison::In},
                                              {kSchema, Comparison::Eq},
                                              {kOther, Comparison::Eq}});
    EXPECT_THAT(estimate.taken, ElementsAre(true, true, true, true, false));
    EXPECT_THAT(estimate.exact, ElementsAre(true, false, true, true, false));
    EXPECT_TRUE(estimate.uniqueRow);
}

TEST(ObjectScanEstimate, PrefersFewerRequests) {
    const auto cost = [](std::vector<ConstraintShape> shapes) {
        const auto estimate = estimateObjectScan(kKeys, {}, shapes);
        return 1000 * estimate.requests + estimate.rows;
    };
    const double all = cost({}), bySchema = cost({{kSchema, Comparison::Eq}}), byType = cost({{kType, Comparison::Eq}}),
                 byIds = cost({{kId, Comparison::In}}), byId = cost({{kId, Comparison::Eq}});
    EXPECT_GT(all, bySchema);
    EXPECT_GT(bySchema, byType);
    EXPECT_GT(byType, byIds);
    EXPECT_GT(byIds, byId);
}

TEST(ObjectScanEstimate, TrustsNothingBesideTheUsersAql) {
    EXPECT_THAT(estimateObjectScan(kKeys, {}, {{kAql, Comparison::Eq}}).exact, ElementsAre(true));
    EXPECT_THAT(estimateObjectScan(kKeys, {}, {{kAql, Comparison::Eq}, {kId, Comparison::Eq}}).exact,
                ElementsAre(false, false));
}

TEST(ObjectScanEstimate, IsNotOneRowWhereAnObjectHasMany) {
    EXPECT_FALSE(estimateObjectScan(kKeys, {15, false}, {{kId, Comparison::Eq}}).uniqueRow);
}

}  // namespace
}  // namespace assetsodbc::schema
