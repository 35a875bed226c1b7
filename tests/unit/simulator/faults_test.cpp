// Scripted faults as a client sees them.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

class Faults : public testing::Test {
protected:
    Faults() : simulator(started()), client(*simulator) { client.asCloudUser(); }

    Answer page(int startAt = 0) {
        return client.search("", "maxResults=50&includeAttributes=false&startAt=" + std::to_string(startAt));
    }
    FaultRule& rule(FaultAction action) { return pending = FaultRule::of(action, "/object/aql"); }
    void play() { simulator->faults().add(pending); }
    Answer played(FaultAction action) {
        rule(action);
        play();
        return page();
    }

    std::unique_ptr<Simulator> simulator;
    SimulatorClient client;
    FaultRule pending;
};

TEST_F(Faults, HitTheNthMatchingRequestAndAsOftenAsTold) {
    rule(FaultAction::Status).status = 503;
    pending.nth = 2;
    pending.times = 2;
    play();
    const int expected[] = {200, 503, 503, 200};
    for (const int status : expected) {
        EXPECT_EQ(client.get(client.cloud("/objectschema/list")).status, 200) << "another path";
        EXPECT_EQ(page().status, status);
    }
    EXPECT_EQ(simulator->faults().played(FaultAction::Status), 2);
}

TEST_F(Faults, MatchByMethodAndBody) {
    rule(FaultAction::Status).method = "GET";
    play();
    EXPECT_EQ(page().status, 200);
    rule(FaultAction::Status).body = "Laptops";
    play();
    EXPECT_EQ(page().status, 200);
    EXPECT_EQ(client.search("objectType = Laptops", "").status, 500);
}

TEST_F(Faults, AStormOf429LastsUntilItIsCleared) {
    rule(FaultAction::Status).status = 429;
    pending.times = 0;
    pending.retryAfter = "7";
    play();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(page().header("Retry-After"), "7");
    simulator->faults().clear();
    EXPECT_EQ(page().status, 200);
}

TEST_F(Faults, RetryAfterMayBeADateOrAbsent) {
    rule(FaultAction::Status).status = 429;
    pending.retryAfter = "date:30";
    play();
    const auto dated = page().header("Retry-After");
    EXPECT_EQ(dated.substr(dated.size() - 4), " GMT");
    EXPECT_EQ(played(FaultAction::Status).header("Retry-After"), "");
}

TEST_F(Faults, AnswersInPlaceOfTheEndpoint) {
    EXPECT_EQ(played(FaultAction::Unauthorized).body, R"({"code":401,"message":"Unauthorized"})");
    EXPECT_EQ(played(FaultAction::ScopeMismatch).body,
              R"({"code":401,"message":"Unauthorized; scope does not match"})");
    EXPECT_EQ(played(FaultAction::Forbidden).status, 403);
    EXPECT_EQ(played(FaultAction::NotFound).status, 404);
    const auto gateway = played(FaultAction::BadGateway);
    EXPECT_EQ(gateway.status, 502);
    EXPECT_EQ(gateway.header("Content-Type"), "text/html;charset=UTF-8");
    const auto login = played(FaultAction::LoginPage);
    EXPECT_EQ(login.status, 200);
    EXPECT_NE(login.body.find("<form"), std::string::npos);
    EXPECT_EQ(played(FaultAction::LoginRedirect).status, 302);
    EXPECT_EQ(page().status, 200);
}

TEST_F(Faults, RedirectsToWhereTheyAreTold) {
    rule(FaultAction::Redirect).status = 307;
    pending.location = "/elsewhere";
    play();
    const auto answer = page();
    EXPECT_EQ(answer.status, 307);
    EXPECT_EQ(answer.header("Location"), "/elsewhere");
}

TEST_F(Faults, AnyStatusWithAnyBody) {
    rule(FaultAction::Status).status = 418;
    pending.text = "short and stout";
    pending.contentType = "text/plain";
    play();
    const auto answer = page();
    EXPECT_EQ(answer.status, 418);
    EXPECT_EQ(answer.body, "short and stout");
    EXPECT_EQ(answer.header("Content-Type"), "text/plain");
}

TEST_F(Faults, TruncatedJsonHasARightLengthAndIsNoJson) {
    const auto whole = page();
    const auto half = played(FaultAction::TruncateJson);
    EXPECT_EQ(half.status, 200);
    EXPECT_EQ(half.body, whole.body.substr(0, whole.body.size() / 2));
    client.with("Accept-Encoding", "gzip");
    EXPECT_EQ(played(FaultAction::TruncateJson).body, half.body);
}

TEST_F(Faults, ExtraFieldsAndOrderLeaveTheRowsAlone) {
    const auto ids = rowIds(page());
    const auto extra = played(FaultAction::ExtraFields);
    EXPECT_EQ(rowIds(extra), ids);
    EXPECT_TRUE(extra.json()["values"][0].HasMember("x-unknownField"));
    const auto reordered = played(FaultAction::ReorderMembers);
    EXPECT_EQ(rowIds(reordered), ids);
    EXPECT_STREQ(reordered.json().MemberBegin()->name.GetString(), "isLast");
    EXPECT_EQ(page().json()["values"][0].HasMember("x-unknownField"), false);
}

TEST_F(Faults, InvalidUtf8IsInALabel) {
    EXPECT_NE(played(FaultAction::InvalidUtf8).body.find("\"label\":\"\xC3\x28"), std::string::npos);
}

TEST_F(Faults, TheAnonymousHeaderComesWithAGoodAnswer) {
    const auto answer = played(FaultAction::AnonymousOk);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("X-Seraph-LoginReason"), "AUTHENTICATED_FAILED");
}

TEST_F(Faults, DroppedCutAndMisdeclaredAnswersDoNotArrive) {
    EXPECT_EQ(played(FaultAction::Drop).status, 0);
    EXPECT_EQ(played(FaultAction::CutBody).status, 0);
    EXPECT_EQ(played(FaultAction::WrongLength).status, 0);
    EXPECT_EQ(page().status, 200) << "the next connection works";
}

TEST_F(Faults, ATrickleArrivesWhole) {
    const auto whole = client.get(client.cloud("/objectschema/list"));
    auto slow = FaultRule::of(FaultAction::Trickle, "/objectschema/list");
    slow.chunkBytes = whole.body.size() / 5 + 1;
    slow.delay = std::chrono::milliseconds(1);
    simulator->faults().add(slow);
    EXPECT_EQ(client.get(client.cloud("/objectschema/list")).body, whole.body);
}

TEST_F(Faults, ADelayHoldsTheAnswerBackAndStoppingDoesNotWaitForIt) {
    rule(FaultAction::Delay).delay = std::chrono::hours(1);
    play();
    std::atomic<int> status{-1};
    std::thread waiting([&] { status = page().status; });
    while (simulator->requestLog().inFlight() == 0) std::this_thread::yield();
    EXPECT_EQ(status, -1);
    simulator->stop();
    waiting.join();
    EXPECT_NE(status, -1);
}

TEST_F(Faults, RowsComeAndGoBetweenPages) {
    const auto before = simulator->site().snapshot()->size();
    rule(FaultAction::ChangeData).insert = 3;
    pending.eraseServed = 2;
    pending.nth = 2;
    play();
    const auto first = rowIds(page());
    EXPECT_EQ(simulator->site().snapshot()->size(), before);
    const auto second = rowIds(page(50));
    EXPECT_EQ(simulator->site().snapshot()->size(), before + 3 - 2);
    EXPECT_EQ(simulator->site().snapshot()->find(second[0]), nullptr);
    EXPECT_EQ(simulator->site().snapshot()->find(second[1]), nullptr);
    EXPECT_NE(simulator->site().snapshot()->find(first[0]), nullptr);
}

TEST_F(Faults, ATestsOwnChangeRunsAfterTheAnswer) {
    const Id victim = simulator->site().snapshot()->all()[0];
    rule(FaultAction::ChangeData).change = [victim](Site& site) { eraseObject(site, victim); };
    play();
    const auto all = client.search("", "maxResults=1000&includeAttributes=false");
    const auto ids = rowIds(all);
    EXPECT_NE(std::find(ids.begin(), ids.end(), victim), ids.end());
    EXPECT_EQ(simulator->site().snapshot()->find(victim), nullptr);
}

TEST_F(Faults, TheLogSaysWhatWasPlayed) {
    rule(FaultAction::Status).name = "first 500";
    play();
    page();
    page();
    const auto entries = simulator->requestLog().entries();
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].fault, "first 500");
    EXPECT_EQ(entries[0].status, 500);
    EXPECT_EQ(entries[1].fault, "");
}

}  // namespace
}  // namespace assetsodbc::simulator
