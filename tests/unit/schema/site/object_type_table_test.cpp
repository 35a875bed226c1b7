// Objects as rows of the table of their type: every kind of column, every way in which a value may be missing, and what
// is asked of the site for it.
#include "tests/unit/schema/site/object_type_fixture.h"

namespace assetsodbc::schema::testing {
namespace {

using Rows = std::vector<std::string>;

TEST_P(ObjectTypeTableTest, ReadsEveryKind) {
    answerWith(
        {objectJson(7, {attributeJson(20, valueJson("8")), attributeJson(21, valueJson("1.25")),
                        attributeJson(22, valueJson("true")), attributeJson(23, valueJson("2024-01-31")),
                        attributeJson(24, valueJson("07:30:00")),
                        attributeJson(25, valueJson("2024-01-31T23:00:00.000Z")), attributeJson(26, valueJson("a\\nb")),
                        attributeJson(27, R"({"displayValue":"x","searchValue":"OFF-9","referencedObject":
                {"id":9,"label":"Sydney","objectKey":"OFF-9"}})"),
                        attributeJson(28, R"({"displayValue":"Ann","user":{"key":"acc-1","displayName":"Ann Lee"}})"),
                        attributeJson(29, R"({"displayValue":"ops","value":null,"group":{"name":"ops-group"}})"),
                        attributeJson(30, R"({"displayValue":"x","status":{"id":3,"name":"In use"}})"),
                        attributeJson(31, R"({"displayValue":"Move","project":{"id":10001,"key":"MOV"}})"),
                        attributeJson(32, valueJson("b") + "," + valueJson("a")),
                        attributeJson(33, valueJson("2024-01-31T10:00:00Z") + "," + valueJson("2023-01-31"))})});
    EXPECT_EQ(rows({"ObjectId", "Key", "Name", "Created", "Updated"}),
              Rows{"7 | IT-7 | Laptop 7 | 2024-01-31 10:00:00.000 | 2024-02-01 09:00:00.000"});
    EXPECT_EQ(rows({"Cores", "Weight", "Leased", "Bought", "Wakes", "Seen", "Notes"}),
              Rows{"8 | 1.250000 | 1 | 2024-01-31 | 07:30:00 | 2024-01-31 23:00:00.000 | a\nb"});
    EXPECT_EQ(rows({"Office", "Office_Key", "Office_Id", "Owner", "Owner_AccountId"}),
              Rows{"Sydney | OFF-9 | 9 | Ann Lee | acc-1"});
    EXPECT_EQ(rows({"Team", "Status", "Status_Id", "Project", "Project_Id"}),
              Rows{"ops-group | In use | 3 | Move | 10001"});
    EXPECT_EQ(rows({"Tags", "Checked", "ObjectTypeName", "HasAvatar"}),
              Rows{"b; a | 2024-01-31; 2023-01-31 | Laptop | 1"});
}

TEST_P(ObjectTypeTableTest, ShowsNullForWhatIsMissingOrEmpty) {
    answerWith({objectJson(1, {attributeJson(20, ""), attributeJson(32, "")}), objectJson(2, {})});
    const std::string nulls = "NULL | NULL | NULL | NULL | NULL";
    EXPECT_EQ(rows({"Cores", "Tags", "Office_Id", "Status", "Owner_AccountId"}), (Rows{nulls, nulls}));
}

TEST_P(ObjectTypeTableTest, TakesTheValuesOfAnAttributeThatIsListedTwiceTogether) {
    answerWith({objectJson(1, {attributeJson(32, valueJson("a")), attributeJson(20, valueJson("4")),
                               attributeJson(32, valueJson("b") + "," + valueJson("c"))})});
    EXPECT_EQ(rows({"Tags", "Cores"}), Rows{"a; b; c | 4"});
}

TEST_P(ObjectTypeTableTest, JoinsByTheSeparatorOfTheConnection) {
    options.multiValueSeparator = " \xE2\x80\xA2 ";
    answerWith({objectJson(1, {attributeJson(32, valueJson("a") + "," + valueJson("b"))})});
    EXPECT_EQ(rows({"Tags"}), Rows{"a \xE2\x80\xA2 b"});
}

TEST_P(ObjectTypeTableTest, KeepsSpecialCharacters) {
    answerWith({objectJson(1, {attributeJson(26, R"({"value":"\" \\ \u0000 \ud83d\ude80 \ud83d )"
                                                 "\xFF"
                                                 R"("})")})});
    EXPECT_EQ(rows({"Notes"}), Rows{std::string("\" \\ \0 \xF0\x9F\x9A\x80 \xEF\xBF\xBD \xEF\xBF\xBD", 18)});
}

TEST_P(ObjectTypeTableTest, AsksForAttributesOnlyWhereAColumnNeedsThem) {
    answerWith({objectJson(1, {})});
    rows({"Key", "Name", "Created", "Updated", "ObjectTypeName", "HasAvatar"});
    EXPECT_NE(requests().back().query.find("includeAttributes=false"), std::string::npos);
    rows({"Key", "Status"});
    EXPECT_NE(requests().back().query.find("includeAttributes=true"), std::string::npos);
    if (!isCloud()) {
        EXPECT_NE(requests().back().query.find("includeTypeAttributes=true"), std::string::npos);
    }
}

TEST_P(ObjectTypeTableTest, AsksForObjectsOfItsTypeById) {
    answerWith({});
    EXPECT_TRUE(rows({"Key"}).empty());
    EXPECT_EQ(requests().back().aql, "objectTypeId = 5 ORDER BY Key ASC");
}

TEST_P(ObjectTypeTableTest, RefusesAnObjectOfAnotherType) {
    answerWith({objectJson(1, {}), objectJson(2, {}, 6)});
    const Error error = failure({"Key"});
    EXPECT_EQ(error.kind(), ErrorKind::BadResponse);
    EXPECT_NE(std::string(error.what()).find("IT-2"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("ITSM.Laptops"), std::string::npos) << error.what();
}

TEST_P(ObjectTypeTableTest, LeavesOutObjectsOfOtherTypesThatGivenAqlFinds) {
    answerWith({objectJson(1, {}), objectJson(2, {}, 6), objectJson(3, {})});
    const auto stream = scan(*table(), {"Key", "AQL"}, {{indexOf(*table(), "AQL"), Comparison::Eq, {"a) OR (b"}}});
    Rows keys;
    while (stream->next(context)) {
        keys.push_back(shown(stream->cell(indexOf(*table(), "Key"))));
        EXPECT_EQ(shown(stream->cell(indexOf(*table(), "AQL"))), "a) OR (b");
    }
    EXPECT_EQ(keys, (Rows{"IT-1", "IT-3"}));
    EXPECT_NE(requests().back().aql.find("objectTypeId"), std::string::npos);
}

TEST_P(ObjectTypeTableTest, BridgesHaveARowPerValue) {
    answerWith({objectJson(1, {attributeJson(32, valueJson("b") + "," + valueJson("a"))}), objectJson(2, {}),
                objectJson(3, {attributeJson(32, "")}), objectJson(4, {attributeJson(32, valueJson("c"))}),
                objectJson(5, {attributeJson(32, valueJson("d")), attributeJson(32, valueJson("d"))})});
    EXPECT_EQ(
        rowsOf(*bridge(32, "Laptops_Tags"), {"ObjectId", "Ordinal", "ObjectKey", "Tags"}),
        (Rows{"1 | 0 | IT-1 | b", "1 | 1 | IT-1 | a", "4 | 0 | IT-4 | c", "5 | 0 | IT-5 | d", "5 | 1 | IT-5 | d"}));
    EXPECT_EQ(rowsOf(*bridge(32, "Laptops_Tags"), {"ObjectId", "Ordinal"}).size(), 5U);
}

TEST_P(ObjectTypeTableTest, BridgesOfReferencesHaveKeysAndIds) {
    answerWith({objectJson(1, {attributeJson(34, R"({"displayValue":"SSD","searchValue":"DSK-4"},
        {"referencedObject":{"id":"5","label":"Tape","objectKey":"DSK-5"}})")})});
    EXPECT_EQ(rowsOf(*bridge(34, "Laptops_Disks"), {"Disks", "Disks_Key", "Disks_Id"}),
              (Rows{"SSD | DSK-4 | 4", "Tape | DSK-5 | 5"}));
    EXPECT_EQ(rows({"Disks"}), Rows{"SSD; Tape"});
}

TEST_P(ObjectTypeTableTest, TellsWhatIsAheadOnThePage) {
    answerWith({objectJson(1, {attributeJson(27, R"({"searchValue":"OFF-9"})")}), objectJson(2, {}),
                objectJson(3, {attributeJson(27, R"({"searchValue":"no key"})")}),
                objectJson(4, {attributeJson(27, R"({"searchValue":"OFF-12"})")})});
    const std::size_t office = indexOf(*table(), "Office_Id");
    const auto stream = scan(*table(), {"Office_Id"});
    ASSERT_TRUE(stream->next(context));
    const std::size_t sent = requests().size();
    const std::vector<Value> all = {std::int64_t{9}, Value(), std::int64_t{12}};
    EXPECT_EQ(stream->upcoming(office, 10), all);
    EXPECT_EQ(stream->upcoming(office, 1), std::vector<Value>{std::int64_t{9}});
    EXPECT_TRUE(stream->upcoming(office, 0).empty());
    ASSERT_TRUE(stream->next(context));
    EXPECT_EQ(stream->upcoming(office, 10), (std::vector<Value>{Value(), std::int64_t{12}}));
    EXPECT_EQ(shown(stream->cell(office)), "NULL");
    EXPECT_EQ(requests().size(), sent);
}

TEST_P(ObjectTypeTableTest, TellsWhatIsAheadInABridge) {
    answerWith({objectJson(1, {attributeJson(32, valueJson("a") + "," + valueJson("b"))}), objectJson(2, {}),
                objectJson(3, {attributeJson(32, valueJson("c"))})});
    const auto tags = bridge(32, "Laptops_Tags");
    const std::size_t column = indexOf(*tags, "Tags");
    const auto stream = scan(*tags, {"Tags"});
    ASSERT_TRUE(stream->next(context));
    EXPECT_EQ(stream->upcoming(column, 10), (std::vector<Value>{"a", "b", "c"}));
    ASSERT_TRUE(stream->next(context));
    EXPECT_EQ(stream->upcoming(column, 10), (std::vector<Value>{"b", "c"}));
    EXPECT_EQ(stream->upcoming(indexOf(*tags, "ObjectId"), 10), (std::vector<Value>{std::int64_t{1}, std::int64_t{3}}));
}

TEST_P(ObjectTypeTableTest, TellsWhetherItIsOutdated) {
    EXPECT_FALSE(table()->isOutdated());
    stale = 1;
    EXPECT_TRUE(table()->isOutdated());
}

INSTANTIATE_TEST_SUITE_P(Deployments, ObjectTypeTableTest,
                         ::testing::Values(assets::Deployment::Cloud, assets::Deployment::DataCenter),
                         [](const auto& test) {
                             return test.param == assets::Deployment::Cloud ? "Cloud" : "DataCenter";
                         });

}  // namespace
}  // namespace assetsodbc::schema::testing
