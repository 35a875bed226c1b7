// The AQL of every row of the table in docs/pushdown.md, and everything that must never be sent.
#include "schema/site/shape_conditions.h"

#include <gmock/gmock.h>

#include "assets/http/url.h"
#include "tests/unit/schema/site/object_type_fixture.h"

namespace assetsodbc::schema::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Values = std::vector<Value>;
const std::string kType = "objectTypeId = 5";

class ShapeConditionsTest : public ::testing::Test {
protected:
    ObjectTableShape shape() const { return objectTableShape({{"ITSM", "Laptops"}, {{laptopType(), attributes}}, {}}); }
    ObjectTableShape bridge(std::int64_t id) const {
        return bridgeTableShape({{"ITSM", "Laptops"}, {{laptopType(), attributes}}, {}}, id, "Bridge");
    }

    ObjectConditions conditionsOf(const ObjectTableShape& of, const std::string& column, Comparison comparison,
                                  Values values = {}) const {
        ScanRequest request;
        request.constraints = {{of.spec.columnIndex(column).value(), comparison, std::move(values)}};
        return shapeConditions(of, options, request, place, memory);
    }
    // What is asked besides the type; "nothing" where no request is needed.
    std::string aql(const std::string& column, Comparison comparison, Values values = {}) const {
        return aqlOf(conditionsOf(shape(), column, comparison, std::move(values)));
    }
    static std::string aqlOf(const ObjectConditions& conditions) {
        if (conditions.batches.empty()) return "nothing";
        const std::string text = conditions.batches.front().render();
        EXPECT_EQ(text.substr(0, kType.size()), kType);
        return text == kType ? "" : text.substr(kType.size() + 5);
    }
    bool isExact(const std::string& column, Comparison comparison) const {
        const auto of = shape();
        const auto estimate =
            estimateShapeScan(of, options, memory, 500, {{of.spec.columnIndex(column).value(), comparison}});
        EXPECT_TRUE(estimate.taken[0] || !estimate.exact[0]);
        return estimate.exact[0];
    }
    bool isTaken(const ObjectTableShape& of, const std::string& column, Comparison comparison) const {
        return estimateShapeScan(of, options, memory, 500, {{of.spec.columnIndex(column).value(), comparison}})
            .taken[0];
    }

    std::vector<assets::AttributeDefinition> attributes = laptopAttributes();
    SiteTableOptions options;
    PushdownMemory memory;
    QueryPlace place = QueryPlace::Body;
};

TEST_F(ShapeConditionsTest, AskForTheTypeAlone) {
    EXPECT_THAT(shapeConditions(shape(), options, {}, place, memory).batches.front().render(), kType);
    ObjectTableShape several = shape();
    several.objectTypeIds = {9, 5, 7};
    EXPECT_EQ(shapeConditions(several, options, {}, place, memory).batches.front().render(),
              "objectTypeId IN (5, 7, 9)");
}

TEST_F(ShapeConditionsTest, AskForIdsAndKeys) {
    EXPECT_EQ(aql("ObjectId", Comparison::Eq, {std::int64_t{7}}), "objectId = 7");
    EXPECT_EQ(aql("ObjectId", Comparison::In, {std::int64_t{9}, std::int64_t{7}}), "objectId IN (7, 9)");
    EXPECT_EQ(aql("Key", Comparison::Eq, {std::string("IT-7")}), "Key = \"IT-7\"");
    EXPECT_EQ(aql("Key", Comparison::Eq, {std::string("nonsense")}), "nothing");
    EXPECT_EQ(aql("ObjectId", Comparison::Eq, {std::int64_t{-7}}), "nothing");
    EXPECT_TRUE(isExact("ObjectId", Comparison::Eq));
    EXPECT_FALSE(isExact("Key", Comparison::Eq));
}

TEST_F(ShapeConditionsTest, AskForTexts) {
    EXPECT_EQ(aql("Name", Comparison::Eq, {std::string("a \"b\"")}), "\"Name\" = \"a \\\"b\\\"\"");
    EXPECT_EQ(aql("Name", Comparison::In, {std::string("a"), std::string("b")}), "\"Name\" IN (\"a\", \"b\")");
    EXPECT_EQ(aql("Status", Comparison::Eq, {std::string("In use")}), "\"Status\" = \"In use\"");
    EXPECT_FALSE(isExact("Name", Comparison::Eq));
    EXPECT_FALSE(isExact("Status", Comparison::Eq));
}

TEST_F(ShapeConditionsTest, SendNoValueThatCouldBeSyntaxOrMoreThanText) {
    for (const char* value : {"", "a\\", "a\nb", "\xFF", "now()", "null", " x", "x "}) {
        EXPECT_EQ(aql("Name", Comparison::Eq, {std::string(value)}), "") << value;
        EXPECT_EQ(aql("Name", Comparison::In, {std::string("good"), std::string(value)}), "") << value;
    }
    EXPECT_EQ(aql("Name", Comparison::Eq, {std::string(2000, 'x')}), "");
    EXPECT_EQ(aql("Name", Comparison::Eq, {std::string("x\" OR objectId > 0 OR \"Name\" = \"y")}),
              "\"Name\" = \"x\\\" OR objectId > 0 OR \\\"Name\\\" = \\\"y\"");
    EXPECT_EQ(aql("Office_Key", Comparison::Eq, {std::string("A-1\") OR (\"B\" = \"1")}), "nothing");
}

TEST_F(ShapeConditionsTest, AskForTheLiteralPartsOfPatterns) {
    EXPECT_EQ(aql("Name", Comparison::Like, {std::string("Mac%")}), "\"Name\" STARTSWITH \"Mac\"");
    EXPECT_EQ(aql("Name", Comparison::Like, {std::string("%Pro")}), "\"Name\" ENDSWITH \"Pro\"");
    EXPECT_EQ(aql("Name", Comparison::Like, {std::string("%Book%")}), "\"Name\" LIKE \"Book\"");
    EXPECT_EQ(aql("Name", Comparison::Like, {std::string("a%b_c")}),
              "\"Name\" STARTSWITH \"a\" AND \"Name\" LIKE \"b\" AND \"Name\" ENDSWITH \"c\"");
    EXPECT_EQ(aql("Name", Comparison::Like, {std::string("x")}),
              "\"Name\" STARTSWITH \"x\" AND \"Name\" ENDSWITH \"x\"");
    EXPECT_EQ(aql("Name", Comparison::Like, {std::string("%a*b%")}), "");
    EXPECT_EQ(aql("Name", Comparison::Like, {std::string("%")}), "");
    EXPECT_EQ(aql("Status", Comparison::Like, {std::string("In%")}), "");
    EXPECT_FALSE(isExact("Name", Comparison::Like));
}

TEST_F(ShapeConditionsTest, AskForWholeNumbersAsSqlComparesThem) {
    const auto of = [&](Comparison comparison, Value value) { return aql("Cores", comparison, {std::move(value)}); };
    EXPECT_EQ(of(Comparison::Eq, std::int64_t{8}), "\"Cores\" = 8");
    EXPECT_EQ(of(Comparison::Eq, std::int64_t{-8}), "\"Cores\" = \"-8\"");
    EXPECT_EQ(of(Comparison::Less, std::int64_t{8}), "\"Cores\" < 8");
    EXPECT_EQ(of(Comparison::LessOrEqual, std::int64_t{8}), "\"Cores\" <= 8");
    EXPECT_EQ(of(Comparison::Greater, std::int64_t{8}), "\"Cores\" > 8");
    EXPECT_EQ(of(Comparison::GreaterOrEqual, std::int64_t{8}), "\"Cores\" >= 8");
    EXPECT_EQ(of(Comparison::Less, 5.5), "\"Cores\" <= 5");
    EXPECT_EQ(of(Comparison::LessOrEqual, 5.5), "\"Cores\" <= 5");
    EXPECT_EQ(of(Comparison::Greater, 5.5), "\"Cores\" >= 6");
    EXPECT_EQ(of(Comparison::GreaterOrEqual, -5.5), "\"Cores\" >= \"-5\"");
    EXPECT_EQ(of(Comparison::Eq, std::int64_t{1} << 40), "nothing");
    EXPECT_EQ(of(Comparison::Greater, 1e300), "nothing");
    EXPECT_EQ(of(Comparison::Less, -1e300), "nothing");
    EXPECT_EQ(of(Comparison::Less, 1e300), "\"Cores\" IS NOT EMPTY");
    EXPECT_EQ(of(Comparison::Less, std::string("x")), "");
    EXPECT_EQ(aql("Cores", Comparison::In, {std::int64_t{8}, std::int64_t{4}, std::int64_t{8}}), "\"Cores\" IN (4, 8)");
    for (const auto comparison : {Comparison::Eq, Comparison::In, Comparison::Less, Comparison::GreaterOrEqual})
        EXPECT_TRUE(isExact("Cores", comparison));
    EXPECT_FALSE(conditionsOf(shape(), "Cores", Comparison::Less, {std::string("x")}).isExact);
}

TEST_F(ShapeConditionsTest, WidenRealNumbers) {
    const auto of = [&](Comparison comparison, double value) { return aql("Weight", comparison, {value}); };
    EXPECT_EQ(of(Comparison::Less, 1.25), "\"Weight\" <= \"1.2500000000000002\"");
    EXPECT_EQ(of(Comparison::Greater, 1.25), "\"Weight\" >= \"1.2499999999999998\"");
    EXPECT_EQ(of(Comparison::Eq, 1.25),
              "\"Weight\" >= \"1.2499999999999998\" AND \"Weight\" <= \"1.2500000000000002\"");
    EXPECT_EQ(of(Comparison::Less, 1e300), "\"Weight\" IS NOT EMPTY");
    EXPECT_EQ(of(Comparison::Greater, 1e300), "\"Weight\" >= \"1000000000000000000\"");
    EXPECT_EQ(of(Comparison::Less, 0), "\"Weight\" <= \"0.000001\"");
    EXPECT_EQ(of(Comparison::Greater, 1e-300), "\"Weight\" >= \"0\"");
    EXPECT_EQ(aql("Weight", Comparison::In, {2.5, std::int64_t{1}}),
              "\"Weight\" >= \"0.9999999999999999\" AND \"Weight\" <= \"2.5000000000000004\"");
    EXPECT_FALSE(isExact("Weight", Comparison::Less));
}

TEST_F(ShapeConditionsTest, AskForBooleans) {
    EXPECT_EQ(aql("Leased", Comparison::Eq, {std::int64_t{1}}), "\"Leased\" = true");
    EXPECT_EQ(aql("Leased", Comparison::Eq, {std::int64_t{0}}), "\"Leased\" = false");
    EXPECT_EQ(aql("Leased", Comparison::Eq, {std::int64_t{5}}), "nothing");
    EXPECT_FALSE(isExact("Leased", Comparison::Eq));  // a site may find those without a value for false
}

TEST_F(ShapeConditionsTest, WidenDatesByADayAndNeverSendATime) {
    const auto of = [&](const char* column, Comparison comparison, const char* value) {
        return aql(column, comparison, {std::string(value)});
    };
    EXPECT_EQ(of("Bought", Comparison::Less, "2024-03-01"), "\"Bought\" <= \"2024-03-02\"");
    EXPECT_EQ(of("Bought", Comparison::GreaterOrEqual, "2024-03-01"), "\"Bought\" >= \"2024-02-29\"");
    EXPECT_EQ(of("Bought", Comparison::Eq, "2024-12-31"),
              "\"Bought\" >= \"2024-12-30\" AND \"Bought\" <= \"2025-01-01\"");
    EXPECT_EQ(of("Seen", Comparison::Less, "2024-01-31 10:00:00.000"), "\"Seen\" <= \"2024-02-02\"");
    EXPECT_EQ(of("Seen", Comparison::Less, "2024-01-31 00:00:00.000"), "\"Seen\" <= \"2024-02-01\"");
    EXPECT_EQ(of("Seen", Comparison::Greater, "2024-01-31 10:00:00.000"), "\"Seen\" >= \"2024-01-30\"");
    EXPECT_EQ(of("Created", Comparison::Greater, "2024-01-31"), "\"Created\" >= \"2024-01-30\"");
    EXPECT_EQ(of("Updated", Comparison::LessOrEqual, "2024-01-31"), "\"Updated\" <= \"2024-02-01\"");
    for (const char* value : {"2024", "", "2024-02-30", "31.01.2024", "abc", "0001-01-01", "9999-12-31", " 2024-01-31"})
        EXPECT_EQ(of("Bought", Comparison::Less, value), "") << value;
    EXPECT_EQ(aql("Bought", Comparison::In, {std::string("2024-01-10"), std::string("2024-01-05")}),
              "\"Bought\" >= \"2024-01-04\" AND \"Bought\" <= \"2024-01-11\"");
    EXPECT_FALSE(isExact("Bought", Comparison::Less));
    EXPECT_THAT(conditionsOf(shape(), "Bought", Comparison::Less, {std::string("2024-01-31")}).optionalFragments,
                SizeIs(1));
}

TEST_F(ShapeConditionsTest, FollowReferencesByKeyAndIdOnly) {
    EXPECT_EQ(aql("Office_Key", Comparison::Eq, {std::string("OFF-9")}), "\"Office\".Key = \"OFF-9\"");
    EXPECT_EQ(aql("Office_Id", Comparison::In, {std::int64_t{9}, std::int64_t{8}}), "\"Office\".objectId IN (8, 9)");
    EXPECT_EQ(aql("Office", Comparison::Eq, {std::string("Sydney")}), "");
    EXPECT_EQ(aql("Owner", Comparison::Eq, {std::string("Ann")}), "");
    EXPECT_EQ(aql("Owner_AccountId", Comparison::Eq, {std::string("acc-1")}), "");
    EXPECT_EQ(aql("Team", Comparison::Eq, {std::string("ops")}), "");
    EXPECT_EQ(aql("Status_Id", Comparison::Eq, {std::string("3")}), "");
    EXPECT_EQ(aql("Project", Comparison::Eq, {std::string("Move")}), "");
    const auto conditions = conditionsOf(shape(), "Office_Id", Comparison::Eq, {std::int64_t{9}});
    EXPECT_THAT(conditions.optionalFragments, ElementsAre("5:Office:.objectId"));
    EXPECT_FALSE(conditions.isExact);
}

TEST_F(ShapeConditionsTest, AskForMissingValuesOnlyWhereNullMeansThat) {
    for (const char* column : {"Cores", "Weight", "Leased", "Bought", "Wakes", "Seen", "Notes", "Office", "Owner",
                               "Team", "Status", "Project", "Tags"}) {
        EXPECT_EQ(aql(column, Comparison::IsNull), "\"" + std::string(column) + "\" IS EMPTY");
        EXPECT_EQ(aql(column, Comparison::IsNotNull), "\"" + std::string(column) + "\" IS NOT EMPTY");
        EXPECT_TRUE(isExact(column, Comparison::IsNull)) << column;
        EXPECT_TRUE(isExact(column, Comparison::IsNotNull)) << column;
    }
    for (const char* column : {"Office_Key", "Office_Id", "Owner_AccountId", "Status_Id", "Project_Id"}) {
        EXPECT_EQ(aql(column, Comparison::IsNull), "") << column;
        EXPECT_THAT(aql(column, Comparison::IsNotNull), HasSubstr("IS NOT EMPTY")) << column;
        EXPECT_FALSE(isExact(column, Comparison::IsNotNull)) << column;
    }
    for (const char* column : {"Name", "Created", "ObjectTypeName", "HasAvatar"})
        EXPECT_EQ(aql(column, Comparison::IsNull), "");
}

TEST_F(ShapeConditionsTest, TrustNoNullWhereUnreadableValuesAreNull) {
    options.failOnUnreadableValue = false;
    EXPECT_EQ(aql("Cores", Comparison::IsNull), "");
    EXPECT_EQ(aql("Cores", Comparison::IsNotNull), "\"Cores\" IS NOT EMPTY");
    EXPECT_FALSE(isExact("Cores", Comparison::IsNotNull));
    EXPECT_FALSE(isExact("Cores", Comparison::Eq));
}

TEST_F(ShapeConditionsTest, LookIntoJoinedValuesOnlyForWhatLiesWithinOne) {
    EXPECT_EQ(aql("Tags", Comparison::Like, {std::string("%red%")}), "\"Tags\" LIKE \"red\"");
    EXPECT_EQ(aql("Tags", Comparison::Like, {std::string("red%")}), "\"Tags\" LIKE \"red\"");
    EXPECT_EQ(aql("Tags", Comparison::Like, {std::string("%a; b%")}), "");
    EXPECT_EQ(aql("Tags", Comparison::Like, {std::string("%dark red%")}), "");  // a blank is of the separator
    EXPECT_EQ(aql("Tags", Comparison::Eq, {std::string("red")}), "");
    EXPECT_EQ(aql("Disks", Comparison::Like, {std::string("%x%")}), "");
    EXPECT_EQ(aql("Checked", Comparison::Like, {std::string("%2024%")}), "");
    options.multiValueSeparator = "";
    EXPECT_EQ(aql("Tags", Comparison::Like, {std::string("%red%")}), "");
}

TEST_F(ShapeConditionsTest, NeverCompareWhatTheTableOfRulesDoesNotName) {
    EXPECT_EQ(aql("Notes", Comparison::Eq, {std::string("x")}), "");
    EXPECT_EQ(aql("Notes", Comparison::Like, {std::string("x%")}), "");
    EXPECT_EQ(aql("Wakes", Comparison::Eq, {std::string("10:00:00")}), "");
    EXPECT_EQ(aql("Name", Comparison::Less, {std::string("x")}), "");
    EXPECT_EQ(aql("ObjectTypeName", Comparison::Eq, {std::string("x")}), "");
    EXPECT_EQ(aql("HasAvatar", Comparison::Eq, {std::int64_t{1}}), "");
    EXPECT_EQ(aql("ObjectId", Comparison::Less, {std::int64_t{1}}), "");
}

TEST_F(ShapeConditionsTest, NeverNameWhatAqlCannotAddressWithoutDoubt) {
    for (const char* name : {"a\"b", "a.b", "a\\b", "(a)", "[a]", "a\nb", " a", "a ", "Object", "objecttype", "LABEL",
                             "order", "and", "Name", "KEY", "Created", "x\" OR objectId > 0 OR \"y"}) {
        attributes = {definitionOf(10, "Key", 0), definitionOf(11, "Title", 0), definitionOf(20, name, 0, 1)};
        attributes[0].system = attributes[1].label = true;
        const auto of = shape();
        for (std::size_t column = 0; column < of.columns.size(); ++column) {
            if (of.columns[column].source != CellSource::Integer) continue;
            for (const auto comparison :
                 {Comparison::Eq, Comparison::Less, Comparison::IsNull, Comparison::IsNotNull}) {
                ScanRequest request;
                request.constraints = {{column, comparison, {std::int64_t{1}}}};
                EXPECT_EQ(aqlOf(shapeConditions(of, options, request, place, memory)), "") << name;
            }
            EXPECT_FALSE(canOrderShapeBy(of, column)) << name;
        }
    }
}

TEST_F(ShapeConditionsTest, NeverNameOneOfTwoAttributesThatDifferInCase) {
    attributes.push_back(definitionOf(50, "CORES", 0, 1));
    EXPECT_EQ(aql("Cores", Comparison::Eq, {std::int64_t{1}}), "");
}

TEST_F(ShapeConditionsTest, AskABridgeForObjectsThatHaveAValue) {
    const auto tags = bridge(32);
    EXPECT_EQ(aqlOf(shapeConditions(tags, options, {}, place, memory)), "\"Tags\" IS NOT EMPTY");
    const auto conditions = conditionsOf(tags, "Tags", Comparison::Eq, {std::string("red")});
    EXPECT_EQ(aqlOf(conditions), "\"Tags\" IS NOT EMPTY AND \"Tags\" = \"red\"");
    EXPECT_FALSE(conditions.isExact);
    EXPECT_EQ(aqlOf(conditionsOf(tags, "ObjectKey", Comparison::Eq, {std::string("IT-1")})),
              "\"Tags\" IS NOT EMPTY AND Key = \"IT-1\"");
    EXPECT_EQ(aqlOf(conditionsOf(bridge(33), "Checked", Comparison::Less, {std::string("2024-01-31")})),
              "\"Checked\" <= \"2024-02-01\" AND \"Checked\" IS NOT EMPTY");
    EXPECT_FALSE(canCountShape(tags));
    EXPECT_FALSE(isTaken(tags, "Tags", Comparison::IsNull));
}

TEST_F(ShapeConditionsTest, CombineTheUsersAqlWithTheTypeAndCheckTheType) {
    const auto conditions = conditionsOf(shape(), "AQL", Comparison::Eq, {std::string("a = 1 OR b = 2")});
    EXPECT_EQ(conditions.batches.front().render(), "(a = 1 OR b = 2) AND objectTypeId = 5");
    EXPECT_EQ(conditions.givenAql, "a = 1 OR b = 2");
    ASSERT_THAT(conditions.checks, SizeIs(1));
    EXPECT_THAT(conditions.checks[0].allowed, ElementsAre(5));
    EXPECT_FALSE(conditions.isExact);
    const auto of = shape();
    EXPECT_THAT(estimateShapeScan(
                    of, options, memory, 500,
                    {{*of.spec.columnIndex("AQL"), Comparison::Eq}, {*of.spec.columnIndex("Cores"), Comparison::Eq}})
                    .exact,
                ElementsAre(false, false));
}

TEST_F(ShapeConditionsTest, CutListsByCountAndByLengthOfTheQuery) {
    Values ids, keys, texts;
    for (int i = 1; i <= 450; ++i) {
        ids.emplace_back(std::int64_t{i});
        keys.emplace_back("OFF-" + std::to_string(i));
        texts.emplace_back(std::string(100, 'x') + std::to_string(i));
    }
    EXPECT_THAT(conditionsOf(shape(), "ObjectId", Comparison::In, ids).batches, SizeIs(3));
    EXPECT_FALSE(conditionsOf(shape(), "ObjectId", Comparison::In, ids).mayRepeat);
    EXPECT_THAT(conditionsOf(shape(), "Office_Key", Comparison::In, keys).batches, SizeIs(5));
    EXPECT_TRUE(conditionsOf(shape(), "Office_Key", Comparison::In, keys).mayRepeat);
    for (const auto& batch : conditionsOf(shape(), "Name", Comparison::In, texts).batches)
        EXPECT_LE(batch.render().size(), 7100U);
    place = QueryPlace::Url;
    for (const auto& batch : conditionsOf(shape(), "Name", Comparison::In, texts).batches)
        EXPECT_LE(assets::percentEncoded(batch.render()).size(), 4100U);
    memory.setLongestList(50);
    EXPECT_THAT(conditionsOf(shape(), "ObjectId", Comparison::In, ids).batches, SizeIs(9));
}

TEST_F(ShapeConditionsTest, LeaveOutWhatTheSiteRefused) {
    memory.refuse("5:Bought:<>");
    EXPECT_EQ(aql("Bought", Comparison::Less, {std::string("2024-01-31")}), "");
    EXPECT_EQ(aql("Bought", Comparison::IsNull), "\"Bought\" IS EMPTY");
    memory.refuse("5:Cores:=");
    EXPECT_FALSE(isExact("Cores", Comparison::Eq));
    EXPECT_TRUE(isExact("Cores", Comparison::Less));
    EXPECT_FALSE(conditionsOf(shape(), "Cores", Comparison::Eq, {std::int64_t{1}}).isExact);
}

TEST_F(ShapeConditionsTest, OrderByNumbersAndTimesOnly) {
    const auto of = shape();
    for (const char* column : {"Cores", "Weight", "Bought", "Seen", "Created", "Updated"})
        EXPECT_TRUE(canOrderShapeBy(of, *of.spec.columnIndex(column))) << column;
    for (const char* column :
         {"ObjectId", "Key", "Name", "Leased", "Wakes", "Notes", "Office", "Office_Id", "Status", "Tags", "Checked"})
        EXPECT_FALSE(canOrderShapeBy(of, *of.spec.columnIndex(column))) << column;
}

TEST_F(ShapeConditionsTest, DescribeWhatIsAsked) {
    const auto of = shape();
    const auto at = [&](const char* column) { return *of.spec.columnIndex(column); };
    EXPECT_EQ(describeShapeScan(of, options, memory, {}), kType);
    EXPECT_EQ(describeShapeScan(of, options, memory,
                                {{at("Cores"), Comparison::GreaterOrEqual},
                                 {at("Status"), Comparison::Eq},
                                 {at("Notes"), Comparison::Like},
                                 {at("Bought"), Comparison::Less}}),
              kType + " AND \"Cores\" >= ? AND \"Status\" = ? AND \"Bought\" <= ?");
}

TEST_F(ShapeConditionsTest, EstimateFewerRequestsForBetterConditions) {
    ObjectTableShape of = shape();
    of.objectCount = 10000;
    const auto cost = [&](std::vector<ConstraintShape> offered) {
        const auto estimate = estimateShapeScan(of, options, memory, 500, offered);
        return 1000 * estimate.requests + estimate.rows;
    };
    const auto at = [&](const char* column) { return *of.spec.columnIndex(column); };
    const double all = cost({}), range = cost({{at("Cores"), Comparison::Less}}),
                 status = cost({{at("Status"), Comparison::Eq}}), office = cost({{at("Office_Id"), Comparison::Eq}}),
                 ids = cost({{at("ObjectId"), Comparison::In}}), id = cost({{at("ObjectId"), Comparison::Eq}});
    EXPECT_GT(all, range);
    EXPECT_GT(range, status);
    EXPECT_GT(status, office);
    EXPECT_GT(office, id);
    EXPECT_GT(ids, id);
    EXPECT_GT(id, 0);
    EXPECT_TRUE(estimateShapeScan(of, options, memory, 500, {{at("Key"), Comparison::Eq}}).uniqueRow);
    EXPECT_NEAR(estimateShapeScan(of, options, memory, 500, {}).requests, 10000 / 500 + 1, 1);
}

}  // namespace
}  // namespace assetsodbc::schema::testing
