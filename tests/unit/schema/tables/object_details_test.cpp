// Histories, referrers and tickets: which objects are asked for, and what becomes of answers that are not as usual.
#include "schema/tables/object_details.h"

#include <gmock/gmock.h>

#include "tests/unit/schema/tables/site_fixture.h"

namespace assetsodbc::schema {
namespace {

using common::ErrorKind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ObjectDetails : public testing::SiteFixture {
protected:
    void SetUp() override {
        answers["/objectschema/list?startAt=0&maxResults=1"] = R"({"values":[],"isLast":true})";
        answers["/objectschema/list"] = R"({"objectschemas":[]})";
    }
    std::unique_ptr<Table> history = makeObjectHistoryTable(cloud);
    std::unique_ptr<Table> references = makeObjectReferencesTable(cloud);
    std::unique_ptr<Table> tickets = makeConnectedTicketsTable(cloud);
};

TEST_F(ObjectDetails, TheHistoryOfANamedObjectIsOneRequestInAFixedOrder) {
    answers["/object/88/history?asc=true"] =
        R"([{"id":"108","created":"2021-02-16T20:04:41.554Z","actor":{"key":"k","displayName":"John"},"objectId":"88"},)"
        R"({"id":"8122","affectedAttribute":"Name","oldValue":"","newValue":"x","created":"2021-04-20T14:55:02.833Z"}])";
    const auto rows = rowsOf(*history, {equal(*history, "ObjectId", std::int64_t{88})});
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_THAT(rows[0],
                ElementsAre(Value(std::int64_t{88}), Value(std::int64_t{108}), Value("2021-02-16 20:04:41.554"),
                            Value("k"), Value("John"), Value(), Value(), Value(), Value()));
    EXPECT_EQ(cell(*history, rows[1], "ObjectId"), Value(std::int64_t{88})) << "also where the entry leaves it out";
    EXPECT_EQ(cell(*history, rows[1], "OldValue"), Value("")) << "an empty value is not a missing one";
    EXPECT_THAT(asked(), ElementsAre("/object/88/history?asc=true"));
}

TEST_F(ObjectDetails, DataCenterIsAskedForWholeValuesAndAllTickets) {
    answers["/object/1/history?asc=true&abbreviate=false"] = R"([{"id":5,"created":"2021-04-20T17:55:02+0300"}])";
    answers["/objectconnectedtickets/1/tickets?limit=1000000"] = R"({"tickets":[],"allTicketsQuery":""})";
    const auto ofDataCenter = makeObjectHistoryTable(dataCenter);
    const auto rows = rowsOf(*ofDataCenter, {equal(*ofDataCenter, "ObjectId", std::int64_t{1})});
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_EQ(cell(*ofDataCenter, rows[0], "Created"), Value("2021-04-20 14:55:02.000"));
    const auto itsTickets = makeConnectedTicketsTable(dataCenter);
    EXPECT_THAT(rowsOf(*itsTickets, {equal(*itsTickets, "ObjectId", std::int64_t{1})}), IsEmpty());
}

TEST_F(ObjectDetails, AnObjectThatOnlyTheQueryNamesMayNotExist) {
    EXPECT_THAT(rowsOf(*history, {equal(*history, "ObjectId", std::int64_t{404})}), IsEmpty());
    EXPECT_THAT(asked(), Contains("/object/404/history?asc=true"));
}

TEST_F(ObjectDetails, IdsThatNoObjectHasAreNotAskedFor) {
    EXPECT_THAT(rowsOf(*tickets, {equal(*tickets, "ObjectId", std::int64_t{-1})}), IsEmpty());
    EXPECT_THAT(asked(), IsEmpty());
}

TEST_F(ObjectDetails, AnObjectThatVanishesInMidWalkFailsTheScan) {
    answers["/object/1/history?asc=true"] = R"([{"id":"5"}])";
    EXPECT_EQ(failureOf(*history), ErrorKind::ResultChanged);
    EXPECT_THAT(message, HasSubstr("object 2"));
}

TEST_F(ObjectDetails, TheWalkListsObjectsBeforeItAsksForThem) {
    answers["/object/1/history?asc=true"] = R"([{"id":"5"}])";
    answers["/object/2/history?asc=true"] = R"([{"id":"6"},{"id":"7"}])";
    EXPECT_THAT(rowsOf(*history), SizeIs(3));
    ASSERT_THAT(asked(), SizeIs(3));
    EXPECT_THAT(asked()[0], HasSubstr("/object/aql?"));
    EXPECT_THAT(asked()[0], HasSubstr("includeAttributes=false"));
}

// One row was expected to do, and the first object has none.
TEST_F(ObjectDetails, AWalkThatWasExpectedToBeShortGoesOnWhenItIsNot) {
    answers["/object/1/history?asc=true"] = "[]";
    answers["/object/2/history?asc=true"] = R"([{"id":"6"}])";
    const auto rows = rowsOf(*history, {}, 1, 1);
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_EQ(cell(*history, rows[0], "ObjectId"), Value(std::int64_t{2}));
}

TEST_F(ObjectDetails, AShortWalkThatIsReadOnHasEveryObjectOnce) {
    answers["/object/1/history?asc=true"] = R"([{"id":"5"}])";
    answers["/object/2/history?asc=true"] = R"([{"id":"6"}])";
    EXPECT_THAT(rowsOf(*history, {}, 1), SizeIs(2));
}

TEST_F(ObjectDetails, KindsOfReferenceOfOneTypeAreRowsOfTheirOwn) {
    answers["/object/1/referenceinfo"] =
        R"([{"referenceTypes":[{"id":"7","name":"Work At"},{"id":"8","name":"Owns"}],)"
        R"("objectType":{"id":"19","name":"Employee"},"numberOfReferencedObjects":2,"openIssuesExists":true},)"
        R"({"objectType":{"id":"20","name":"Host"},"numberOfReferencedObjects":1,"openIssuesExists":false},)"
        R"({"referenceTypes":[],"objectType":{"id":"19","name":"Employee"},"numberOfReferencedObjects":3}])";
    const auto rows = rowsOf(*references, {equal(*references, "ObjectId", std::int64_t{1})});
    ASSERT_THAT(rows, SizeIs(4));
    std::vector<std::vector<Value>> keys;
    for (const auto& row : rows)
        keys.push_back({cell(*references, row, "ReferringObjectTypeId"), cell(*references, row, "Ordinal")});
    const auto key = [](std::int64_t type, std::int64_t ordinal) { return std::vector<Value>{type, ordinal}; };
    EXPECT_THAT(keys, ElementsAre(key(19, 0), key(19, 1), key(20, 0), key(19, 2))) << "no two rows share a key";
    EXPECT_EQ(cell(*references, rows[1], "ReferenceTypeName"), Value("Owns"));
    EXPECT_EQ(cell(*references, rows[1], "NumberOfReferencedObjects"), Value(std::int64_t{2}));
    EXPECT_EQ(cell(*references, rows[2], "ReferenceTypeId"), Value());
    EXPECT_EQ(cell(*references, rows[3], "OpenIssuesExists"), Value());
}

TEST_F(ObjectDetails, ReferrersWithoutATypeAreNotGuessedAt) {
    answers["/object/1/referenceinfo"] = R"([{"numberOfReferencedObjects":2}])";
    EXPECT_EQ(failureOf(*references, {equal(*references, "ObjectId", std::int64_t{1})}), ErrorKind::BadResponse);
}

TEST_F(ObjectDetails, ATicketIsARowOnceAndItsMembersMayBeMissing) {
    answers["/objectconnectedtickets/1/tickets"] =
        R"({"tickets":[{"id":"10","key":"H-1","status":{"name":"Open"},"type":{},"created":"2021-02-17T18:31:56.953Z"},)"
        R"({"id":"10","key":"H-1"},{"id":"11"}],"allTicketsQuery":"q"})";
    const auto rows = rowsOf(*tickets, {equal(*tickets, "ObjectId", std::int64_t{1})});
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(cell(*tickets, rows[0], "StatusName"), Value("Open"));
    EXPECT_EQ(cell(*tickets, rows[0], "TypeName"), Value());
    EXPECT_EQ(cell(*tickets, rows[1], "TicketKey"), Value());
}

TEST_F(ObjectDetails, ATimestampThatIsNoneNamesWhatHasIt) {
    answers["/objectconnectedtickets/1/tickets"] = R"({"tickets":[{"id":"10","key":"H-1","created":"soon"}]})";
    EXPECT_EQ(failureOf(*tickets, {equal(*tickets, "ObjectId", std::int64_t{1})}), ErrorKind::ValueUnreadable);
    EXPECT_THAT(message, HasSubstr("'soon' as Created of ticket H-1"));
}

}  // namespace
}  // namespace assetsodbc::schema
