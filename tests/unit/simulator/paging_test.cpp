// The pages of Cloud's search and everything that is odd about them.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulator/gzip.h"
#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

class Paging : public testing::Test {
protected:
    void start(SimulatorOptions options) {
        simulator = started(std::move(options));
        client = std::make_unique<SimulatorClient>(*simulator);
        client->asCloudUser();
    }
    static SimulatorOptions generated(std::uint64_t objects) {
        SimulatorOptions options;
        options.objects = objects;
        return options;
    }
    rapidjson::Document page(const std::string& parameters) {
        return client->search("", parameters + "&includeAttributes=false").json();
    }

    std::unique_ptr<Simulator> simulator;
    std::unique_ptr<SimulatorClient> client;
};

TEST_F(Paging, EveryObjectArrivesOnceInPagesOfAnySize) {
    start(generated(2'345));
    std::vector<Id> all;
    bool last = false;
    while (!last) {
        const auto answer =
            client->search("", "maxResults=137&includeAttributes=false&startAt=" + std::to_string(all.size()));
        const auto ids = rowIds(answer);
        ASSERT_FALSE(ids.empty());
        all.insert(all.end(), ids.begin(), ids.end());
        last = answer.json()["isLast"].GetBool();
        EXPECT_EQ(answer.json()["last"].GetBool(), last);
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all, simulator->site().snapshot()->all().all());
}

TEST_F(Paging, DefaultsAndTheEchoOfWhatWasUsed) {
    start(generated(2'000));
    const auto json = page("");
    EXPECT_EQ(json["startAt"].GetInt(), 0);
    EXPECT_EQ(json["maxResults"].GetInt(), 25);
    EXPECT_EQ(json["values"].Size(), 25u);
    EXPECT_EQ(page("maxResults=5000")["maxResults"].GetInt(), 1000);
    EXPECT_EQ(page("maxResults=5000")["values"].Size(), 1000u);
    EXPECT_EQ(page("maxResults=0")["values"].Size(), 25u);
}

TEST_F(Paging, TotalStopsAt1000AndTheCountDoesNot) {
    start(generated(2'000));
    EXPECT_EQ(page("maxResults=1")["total"].GetInt(), 1000);
    const auto count = client->post(client->cloud("/object/aql/totalcount"), R"({"qlQuery":""})");
    EXPECT_EQ(count.body, R"({"totalCount":2000})");
}

TEST_F(Paging, ParametersInTheBodyAreIgnored) {
    start(generated(100));
    const auto answer = client->post(client->cloud("/object/aql"),
                                     R"({"qlQuery":"","startAt":50,"maxResults":3,"includeAttributes":false})");
    const auto json = answer.json();
    EXPECT_EQ(json["startAt"].GetInt(), 0);
    EXPECT_EQ(json["values"].Size(), 25u);
    EXPECT_TRUE(json["values"][0].HasMember("attributes"));
}

TEST_F(Paging, TheOrderWithoutOrderByIsNeitherByIdNorByLabel) {
    start({});
    const auto json = page("maxResults=1000");
    std::vector<std::string> labels;
    for (const auto& row : json["values"].GetArray()) labels.emplace_back(row["label"].GetString());
    EXPECT_FALSE(std::is_sorted(labels.begin(), labels.end()));
    const auto ids = rowIds(client->search("", "maxResults=1000&includeAttributes=false"));
    EXPECT_FALSE(std::is_sorted(ids.begin(), ids.end()));
}

TEST_F(Paging, BeyondTheEndIsEmptyAndLast) {
    start(generated(10));
    const auto json = page("startAt=10");
    EXPECT_EQ(json["values"].Size(), 0u);
    EXPECT_TRUE(json["isLast"].GetBool());
    EXPECT_EQ(json["startAt"].GetInt(), 10);
}

TEST_F(Paging, ShorterPagesThanAskedFor) {
    auto options = generated(100);
    options.paging.shorterPages = 7;
    start(options);
    const auto json = page("maxResults=50");
    EXPECT_EQ(json["maxResults"].GetInt(), 50);
    EXPECT_EQ(json["values"].Size(), 7u);
    EXPECT_FALSE(json["isLast"].GetBool());
}

TEST_F(Paging, IsLastAsTextOrAbsent) {
    auto options = generated(30);
    options.paging.isLast = EndMarker::Text;
    start(options);
    EXPECT_STREQ(page("")["isLast"].GetString(), "false");
    EXPECT_STREQ(page("startAt=25")["isLast"].GetString(), "true");
    options.paging.isLast = EndMarker::Absent;
    options.paging.last = false;
    start(options);
    EXPECT_EQ(shapeOf(page("")).find("last"), std::string::npos);
    EXPECT_FALSE(page("").HasMember("isLast"));
}

TEST_F(Paging, HasMoreResultsWhenSwitchedOn) {
    auto options = generated(30);
    options.paging.hasMoreResults = true;
    start(options);
    EXPECT_TRUE(page("")["hasMoreResults"].GetBool());
    EXPECT_FALSE(page("startAt=25")["hasMoreResults"].GetBool());
}

TEST_F(Paging, TheOldBugEndsPagesOf1000TooEarly) {
    auto options = generated(2'500);
    options.paging.endAt1000Bug = true;
    start(options);
    EXPECT_TRUE(page("maxResults=1000")["isLast"].GetBool());
    EXPECT_FALSE(page("maxResults=999")["isLast"].GetBool());
}

TEST_F(Paging, DefinitionsWithoutAttributesAreSwitchable) {
    auto options = generated(30);
    start(options);
    EXPECT_GT(page("")["objectTypeAttributes"].Size(), 0u);
    options.paging.definitionsWithoutAttributes = false;
    start(options);
    EXPECT_EQ(page("")["objectTypeAttributes"].Size(), 0u);
    EXPECT_GT(client->search("", "").json()["objectTypeAttributes"].Size(), 0u);
}

TEST_F(Paging, ASearchMayLeaveOutDatesGroupsAndStatuses) {
    SimulatorOptions options;
    start(options);
    const auto whole = client->search("", "maxResults=1000").body;
    EXPECT_NE(whole.find("\"status\":{"), std::string::npos);
    options.shape.omitDateGroupStatusInSearch = true;
    start(options);
    const auto reduced = client->search("", "maxResults=1000").body;
    EXPECT_EQ(reduced.find("\"status\":{"), std::string::npos);
    EXPECT_EQ(reduced.find("\"group\":{"), std::string::npos);
}

class GzippedPages : public Paging {
protected:
    // The body as it came, and what it says.
    std::pair<std::string, std::string> gzippedPage(const std::string& parameters) {
        httplib::Client raw("127.0.0.1", simulator->port());
        raw.set_decompress(false);
        raw.set_basic_auth("demo@example.com", "demo-token");
        const auto result = raw.Post(client->cloud("/object/aql?" + parameters), {{"Accept-Encoding", "gzip"}},
                                     R"({"qlQuery":""})", "application/json");
        EXPECT_EQ(result->get_header_value("Content-Encoding"), "gzip");
        EXPECT_EQ(result->get_header_value("Vary"), "Accept-Encoding");
        return {result->body, gunzip(result->body)};
    }
};

TEST_F(GzippedPages, SayTheSameAsPlainOnesAlignedOrNot) {
    start(generated(500));
    for (const std::string parameters :
         {"maxResults=100", "startAt=100&maxResults=100", "startAt=7&maxResults=61", "startAt=490&maxResults=100",
          "startAt=500", "maxResults=1", "maxResults=100&includeAttributes=false"}) {
        const auto plain = client->search("", parameters).body;
        EXPECT_EQ(gzippedPage(parameters).second, plain) << parameters;
        EXPECT_EQ(gzippedPage(parameters).second, plain) << parameters << ", from kept blocks";
    }
    EXPECT_LT(gzippedPage("maxResults=100").first.size(), client->search("", "maxResults=100").body.size() / 5);
}

TEST_F(GzippedPages, DoNotOutliveAChange) {
    start({});
    const auto before = gzippedPage("maxResults=1000").second;
    const Id gone = simulator->site().snapshot()->all()[0];
    simulator->eraseObject(gone);
    const auto after = gzippedPage("maxResults=1000").second;
    EXPECT_NE(before, after);
    EXPECT_EQ(after, client->search("", "maxResults=1000").body);
}

TEST_F(GzippedPages, StayRightWhenNothingCanBeKept) {
    auto options = generated(200);
    options.cacheBytes = 1;
    start(options);
    const auto plain = client->search("", "maxResults=200").body;
    EXPECT_EQ(gzippedPage("maxResults=200").second, plain);
    EXPECT_EQ(gzippedPage("maxResults=200").second, plain);
}

TEST_F(GzippedPages, OtherAnswersAreCompressedToo) {
    start({});
    const auto answer = client->with("Accept-Encoding", "gzip").get(client->cloud("/objectschema/1/objecttypes/flat"));
    EXPECT_EQ(answer.header("Content-Encoding"), "gzip");
    EXPECT_GT(answer.json().Size(), 0u);
}

}  // namespace
}  // namespace assetsodbc::simulator
