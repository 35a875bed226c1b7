#include "tests/unit/simulator/simulator_client.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace assetsodbc::simulator {
namespace {

std::string authorization(const std::string& login, const std::string& secret) {
    return httplib::make_basic_authentication_header(login, secret).second;
}

std::string objectShape(const rapidjson::Value& value) {
    std::string text = "{";
    for (const auto& member : value.GetObject()) {
        if (text.size() > 1) text += ',';
        text += std::string(member.name.GetString()) + ":" + shapeOf(member.value);
    }
    return text + "}";
}

}  // namespace

std::string shapeOf(const rapidjson::Value& value) {
    switch (value.GetType()) {
        case rapidjson::kNullType:
            return "z";
        case rapidjson::kFalseType:
        case rapidjson::kTrueType:
            return "b";
        case rapidjson::kNumberType:
            return "n";
        case rapidjson::kStringType:
            return "s";
        case rapidjson::kArrayType:
            return value.Empty() ? "[]" : "[" + shapeOf(value[0]) + "]";
        case rapidjson::kObjectType:
            return objectShape(value);
    }
    return "?";
}

rapidjson::Document Answer::json() const {
    rapidjson::Document document;
    document.Parse(body.data(), body.size());
    EXPECT_FALSE(document.HasParseError()) << "not JSON: " << body.substr(0, 200);
    return document;
}

std::string Answer::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

SimulatorClient::SimulatorClient(const Simulator& simulator)
    : client_("127.0.0.1", simulator.port()),
      cloudPath_(simulator.cloudUrl().substr(simulator.url().size())),
      dataCenterPath_(
          simulator.dataCenterUrl().substr(("http://127.0.0.1:" + std::to_string(simulator.port())).size())) {
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
    client_.set_read_timeout(30, 0);
}

SimulatorClient& SimulatorClient::with(const std::string& header, const std::string& value) {
    headers_.erase(header);
    headers_.emplace(header, value);
    return *this;
}

SimulatorClient& SimulatorClient::basic(const std::string& login, const std::string& secret) {
    return with("Authorization", authorization(login, secret));
}
SimulatorClient& SimulatorClient::bearer(const std::string& token) {
    return with("Authorization", "Bearer " + token);
}
SimulatorClient& SimulatorClient::asCloudUser() {
    return basic("demo@example.com", "demo-token");
}
SimulatorClient& SimulatorClient::asDataCenterUser() {
    return bearer("demo-pat");
}
SimulatorClient& SimulatorClient::anonymous() {
    headers_.erase("Authorization");
    return *this;
}

Answer SimulatorClient::answerOf(const httplib::Result& result) const {
    if (!result) return {};
    return {result->status, result->body, result->headers};
}

Answer SimulatorClient::get(const std::string& target) {
    return answerOf(client_.Get(target, headers_));
}

Answer SimulatorClient::post(const std::string& target, const std::string& body) {
    return answerOf(client_.Post(target, headers_, body, "application/json"));
}

Answer SimulatorClient::postForm(const std::string& target, const httplib::Params& form) {
    return answerOf(client_.Post(target, headers_, form));
}

Answer SimulatorClient::remove(const std::string& target) {
    return answerOf(client_.Delete(target, headers_));
}

std::string SimulatorClient::cloud(const std::string& path) const {
    return cloudPath_ + path;
}
std::string SimulatorClient::dataCenter(const std::string& path) const {
    return dataCenterPath_ + path;
}

Answer SimulatorClient::search(const std::string& aql, const std::string& parameters) {
    std::string body = R"({"qlQuery":")";
    for (const char c : aql) {
        if (c == '"' || c == '\\') body += '\\';
        body += c;
    }
    return post(cloud("/object/aql?" + parameters), body + "\"}");
}

std::unique_ptr<Simulator> started(SimulatorOptions options) {
    auto simulator = std::make_unique<Simulator>(std::move(options));
    simulator->start();
    return simulator;
}

std::vector<Id> rowIds(const Answer& answer) {
    const auto document = answer.json();
    std::vector<Id> ids;
    const char* name = document.HasMember("values") ? "values" : "objectEntries";
    for (const auto& row : document[name].GetArray()) {
        ids.push_back(row["id"].IsString() ? std::atol(row["id"].GetString()) : row["id"].GetInt64());
    }
    return ids;
}

TEST(ShapeOf, WritesNamesInOrderAndKinds) {
    rapidjson::Document document;
    document.Parse(R"({"b":"x","a":1,"c":[{"d":null}],"e":[],"f":true})");
    EXPECT_EQ(shapeOf(document), "{b:s,a:n,c:[{d:z}],e:[],f:b}");
}

}  // namespace assetsodbc::simulator
