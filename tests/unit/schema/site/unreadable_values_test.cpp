// Values that are not what their attribute is declared to be: fail the statement that looks at them, or are NULL with a
// warning; and answers whose definitions are not those that the table was made of.
#include "tests/unit/schema/site/object_type_fixture.h"

namespace assetsodbc::schema::testing {
namespace {

using Rows = std::vector<std::string>;

class UnreadableValuesTest : public ObjectTypeTableTest {
protected:
    void expectIn(const Error& error, const std::vector<const char*>& parts) {
        for (const char* part : parts)
            EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << part << " in: " << error.what();
    }
};

TEST_P(UnreadableValuesTest, FailTheStatementThatLooksAtThem) {
    answerWith({objectJson(1, {attributeJson(20, valueJson("8"))}),
                objectJson(2, {attributeJson(20, valueJson("99999999999"))})});
    const Error error = failure({"Cores"});
    EXPECT_EQ(error.kind(), ErrorKind::ValueUnreadable);
    expectIn(error, {"'99999999999'", "Cores of object IT-2", "a whole number of 32 bits", "INTEGER",
                     "ConversionErrors=Warn"});
}

TEST_P(UnreadableValuesTest, FailNothingThatDoesNotLookAtThem) {
    answerWith({objectJson(1, {attributeJson(20, valueJson("x")), attributeJson(21, valueJson("2"))})});
    EXPECT_EQ(rows({"Weight"}), Rows{"2.000000"});
    const auto stream = scan(*table(), {"Cores", "Weight"});
    ASSERT_TRUE(stream->next(context));
    EXPECT_EQ(shown(stream->cell(indexOf(*table(), "Weight"))), "2.000000");
    EXPECT_THROW(stream->cell(indexOf(*table(), "Cores")), Error);
    EXPECT_THROW(stream->cell(indexOf(*table(), "Cores")), Error);
    EXPECT_FALSE(stream->next(context));
}

TEST_P(UnreadableValuesTest, AreNullWithOneWarningEachWhereThatIsAskedFor) {
    options.failOnUnreadableValue = false;
    answerWith({objectJson(1, {attributeJson(20, valueJson("x")), attributeJson(23, valueJson("31/Jan/24"))}),
                objectJson(2, {attributeJson(20, valueJson("8")), attributeJson(25, valueJson("bad"))})});
    const auto told = listenedTo([&] {
        const auto stream = scan(*table(), {"Cores", "Bought"});
        while (stream->next(context)) {
            stream->cell(indexOf(*table(), "Cores"));
            stream->cell(indexOf(*table(), "Cores"));
        }
    });
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].kind, ErrorKind::ValueUnreadable);
    EXPECT_NE(told[0].message.find("Cores of object IT-1"), std::string::npos) << told[0].message;
    EXPECT_NE(told[0].message.find("read as NULL"), std::string::npos) << told[0].message;
    EXPECT_NE(told[1].message.find("'31/Jan/24'"), std::string::npos) << told[1].message;
    listenedTo([&] { EXPECT_EQ(rows({"Cores", "Bought"}), (Rows{"NULL | NULL", "8 | NULL"})); });
}

TEST_P(UnreadableValuesTest, FailWhereNobodyHearsTheWarning) {
    options.failOnUnreadableValue = false;
    answerWith({objectJson(1, {attributeJson(20, valueJson("x"))})});
    EXPECT_EQ(failure({"Cores"}).kind(), ErrorKind::ValueUnreadable);
}

TEST_P(UnreadableValuesTest, WarnOfNothingForWhatIsMerelyAhead) {
    options.failOnUnreadableValue = false;
    answerWith({objectJson(1, {}), objectJson(2, {attributeJson(20, valueJson("x"))})});
    const auto told = listenedTo([&] {
        const auto stream = scan(*table(), {"Cores"});
        ASSERT_TRUE(stream->next(context));
        EXPECT_EQ(stream->upcoming(indexOf(*table(), "Cores"), 5).size(), 1U);
    });
    EXPECT_TRUE(told.empty());
}

TEST_P(UnreadableValuesTest, SeveralValuesOfASingleValuedAttributeAreOne) {
    answerWith({objectJson(1, {attributeJson(26, valueJson("a") + "," + valueJson("b") + "," + valueJson("c"))})});
    expectIn(failure({"Notes"}), {"3 values", "Notes of object IT-1", "'a' and 'b'", "declared to have one"});
    answerWith({objectJson(
        1, {attributeJson(27, R"({"searchValue":"OFF-1"})"), attributeJson(27, R"({"searchValue":"OFF-2"})")})});
    expectIn(failure({"Office_Key"}), {"2 values", "Office of object IT-1"});
}

TEST_P(UnreadableValuesTest, OneOfSeveralValuesJoinedIsNamed) {
    answerWith({objectJson(1, {attributeJson(33, valueJson("2024-01-31") + "," + valueJson("soon"))})});
    expectIn(failure({"Checked"}), {"'soon'", "Checked of object IT-1", "a date"});
    const auto bridged = bridge(33, "Laptops_Checked");
    try {
        rowsOf(*bridged, {"Checked"});
        FAIL();
    } catch (const Error& error) {
        expectIn(error, {"'soon'", "Checked of object IT-1"});
    }
}

TEST_P(UnreadableValuesTest, AreShownShortened) {
    std::string longText;
    for (int i = 0; i < 500; ++i) longText += "\xC3\xA4";
    answerWith({objectJson(1, {attributeJson(20, valueJson(longText))})});
    const std::string message = failure({"Cores"}).what();
    EXPECT_LT(message.size(), 500U);
    EXPECT_NE(message.find("\xC3\xA4...'"), std::string::npos) << message;
}

TEST_P(UnreadableValuesTest, EmptyOnesAreNotTakenForMissing) {
    answerWith({objectJson(1, {attributeJson(20, "{}")})});
    expectIn(failure({"Cores"}), {"an empty value", "Cores of object IT-1"});
    answerWith({objectJson(1, {attributeJson(27, "{}")})});
    EXPECT_EQ(failure({"Office_Key"}).kind(), ErrorKind::ValueUnreadable);
}

TEST_P(UnreadableValuesTest, MomentsOfTheObjectToo) {
    std::string object = objectJson(1, {});
    object.replace(object.find("2024-01-31T10"), 10, "31/Jan/24 ");
    answerWith({object});
    expectIn(failure({"Created"}), {"Created of object IT-1", "not a timestamp"});
    EXPECT_EQ(rows({"Key"}), Rows{"IT-1"});
}

TEST_P(UnreadableValuesTest, DefinitionsThatChangedFailTheScanAndMakeTheTableStale) {
    answerWith({objectJson(1, {attributeJson(20, valueJson("8"))})},
               R"({"id":20,"name":"Cores","type":0,"defaultType":{"id":0}},{"id":21,"name":"Weight"})");
    const Error error = failure({"Cores"});
    EXPECT_EQ(error.kind(), ErrorKind::ResultChanged);
    expectIn(error, {"Cores of ITSM.Laptops", "Prepare the statement again"});
    EXPECT_EQ(stale, 1);
    EXPECT_EQ(rows({"Weight"}), Rows{"NULL"}) << "other columns can be read";
}

TEST_P(UnreadableValuesTest, DefinitionsAreLookedAtOnEveryPage) {
    std::vector<std::string> objects;
    for (int i = 1; i <= 250; ++i) objects.push_back(objectJson(i, {attributeJson(20, valueJson("8"))}));
    int pages = 0;
    answerOf = [&](const assets::Request& request) {
        const std::size_t size = parameterOf(request, isCloud() ? "maxResults" : "resultPerPage");
        const std::size_t start =
            isCloud() ? parameterOf(request, "startAt") : (parameterOf(request, "page") - 1) * size;
        const std::vector<std::string> some(
            objects.begin() + static_cast<std::ptrdiff_t>(start),
            objects.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(start + size, 250)));
        const std::string kind = ++pages > 1 ? "3" : "1";
        return pageJson(some, R"({"id":20,"name":"Cores","type":0,"defaultType":{"id":)" + kind + "}}", start, 250);
    };
    const auto stream = scan(*table(), {"Cores"});
    int read = 0;
    try {
        while (stream->next(context)) ++read;
        FAIL() << read;
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::ResultChanged) << error.what();
    }
    EXPECT_EQ(read, 100);  // the first page
}

INSTANTIATE_TEST_SUITE_P(Deployments, UnreadableValuesTest,
                         ::testing::Values(assets::Deployment::Cloud, assets::Deployment::DataCenter),
                         [](const auto& test) {
                             return test.param == assets::Deployment::Cloud ? "Cloud" : "DataCenter";
                         });

}  // namespace
}  // namespace assetsodbc::schema::testing
