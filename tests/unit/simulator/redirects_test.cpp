// Redirects of every kind, and the other host that some of them lead to.
#include <gtest/gtest.h>

#include "tests/simulator/redirect_location.h"
#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

class Redirects : public testing::Test {
protected:
    Redirects() : simulator(started()), client(*simulator), path(client.cloud("/objectschema/list?startAt=0")) {
        client.asCloudUser();
    }
    Answer redirected(const std::string& location, int status = 302, int times = 1) {
        simulator->faults().clear();
        simulator->faults().add(FaultRule::redirect(status, location, "/objectschema", times));
        return client.get(path);
    }

    std::unique_ptr<Simulator> simulator;
    SimulatorClient client;
    std::string path;
};

TEST_F(Redirects, HaveEveryStatusAndAnyLocation) {
    for (const int status : {301, 302, 303, 307, 308}) {
        const auto answer = redirected("/elsewhere", status);
        EXPECT_EQ(answer.status, status);
        EXPECT_EQ(answer.header("Location"), "/elsewhere");
    }
}

TEST_F(Redirects, LeadToOtherBaseUrlsOfTheSameEndpoint) {
    const auto& site = simulator->site().description();
    EXPECT_EQ(
        redirected("{base}/gateway/api/jsm/assets/workspace/{ws}/v1{endpoint}").header("Location"),
        simulator->url() + "/gateway/api/jsm/assets/workspace/" + site.workspaceId + "/v1/objectschema/list?startAt=0");
    const auto byCloudId = redirected("/ex/jira/{cid}/jsm/assets/workspace/{ws}/v1{endpoint}").header("Location");
    EXPECT_EQ(client.get(byCloudId).status, 200);
    EXPECT_EQ(redirected("{https}/x").header("Location"), "https" + simulator->url().substr(4) + "/x");
}

TEST_F(Redirects, OfDataCenterKnowItsEndpoints) {
    const RedirectPlaces places = {"/jira/rest/assets/1.0/aql/objects?page=1", "http://h", "w", "c", nullptr};
    EXPECT_EQ(expandLocation("{endpoint}", places), "/aql/objects?page=1");
    EXPECT_EQ(expandLocation("{target}", places), places.target);
}

TEST_F(Redirects, ChainsEndAndLoopsDoNot) {
    auto answer = redirected("{target}", 307, 3);
    for (int hop = 1; hop < 3; ++hop) {
        EXPECT_EQ(answer.status, 307);
        answer = client.get(answer.header("Location"));
    }
    EXPECT_EQ(client.get(answer.header("Location")).status, 200);
    answer = redirected("{target}", 302, 0);
    for (int hop = 0; hop < 30; ++hop) answer = client.get(answer.header("Location"));
    EXPECT_EQ(answer.status, 302);
}

TEST_F(Redirects, ToAnotherHostShowWhoBroughtCredentials) {
    const auto location = redirected("{other}{target}").header("Location");
    EXPECT_EQ(location, simulator->otherHost().url() + path);
    EXPECT_NE(simulator->otherHost().port(), simulator->port());
    httplib::Client stranger("127.0.0.1", simulator->otherHost().port());
    EXPECT_EQ(stranger.Get(path)->status, 200);
    EXPECT_EQ(simulator->otherHost().credentialsSeen(), 0u);
    simulator->otherHost().setAnswer(Reply::html("<html></html>", 403));
    EXPECT_EQ(stranger.Get(path, {{"Authorization", "Bearer secret"}, {"Cookie", "a=b"}})->status, 403);
    EXPECT_EQ(simulator->otherHost().credentialsSeen(), 1u);
    const auto told = client.get("/_sim/otherhost");
    EXPECT_EQ(told.json()["url"].GetString(), simulator->otherHost().url());
    EXPECT_EQ(told.json()["log"]["requests"][1]["cookie"].GetBool(), true);
    EXPECT_EQ(told.body.find("secret"), std::string::npos);
    client.remove("/_sim/otherhost");
    EXPECT_EQ(simulator->otherHost().requestLog().size(), 0u);
}

TEST_F(Redirects, ToALoginPageArriveThere) {
    simulator->faults().add(FaultRule::of(FaultAction::LoginRedirect, "/objectschema"));
    const auto answer = client.get(path);
    EXPECT_EQ(answer.status, 302);
    EXPECT_NE(client.get(answer.header("Location")).body.find("<form"), std::string::npos);
}

TEST_F(Redirects, ToPlacesThatAreNotKnownAreRefused) {
    EXPECT_THROW(simulator->faults().add(FaultRule::redirect(302, "{nowhere}")), std::invalid_argument);
    EXPECT_EQ(client.post("/_sim/faults", R"({"action":"redirect","location":"{nowhere}"})").status, 400);
    EXPECT_EQ(client.post("/_sim/faults", R"({"action":"redirect","status":308,"location":"{base}/x"})").status, 200);
    EXPECT_EQ(client.get(path).header("Location"), simulator->url() + "/x");
}

TEST_F(Redirects, TheLoginReasonMayBeAnother) {
    auto rule = FaultRule::of(FaultAction::AnonymousOk, "/objectschema");
    rule.text = "AUTHENTICATION_DENIED";
    simulator->faults().add(rule);
    const auto answer = client.get(path);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("X-Seraph-LoginReason"), "AUTHENTICATION_DENIED");
}

}  // namespace
}  // namespace assetsodbc::simulator
