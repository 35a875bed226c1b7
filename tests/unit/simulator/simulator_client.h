// What the simulator's own tests talk to it with: a real HTTP client, answers as JSON documents, and the shape of a
// document as one line of text, so that member names, their order and their kinds are compared at a glance.
#pragma once

#include <httplib.h>
#include <rapidjson/document.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/simulator/server.h"
#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

struct Answer {
    int status = 0;  // 0: no answer came
    std::string body;
    httplib::Headers headers;

    rapidjson::Document json() const;
    std::string header(const std::string& name) const;
};

// "{id:s,count:n,flag:b,none:z,list:[{…}]}": s text, n number, b boolean, z null; of a list the first item.
std::string shapeOf(const rapidjson::Value& value);

class SimulatorClient {
public:
    explicit SimulatorClient(const Simulator& simulator);

    SimulatorClient& asCloudUser();       // Basic, demo@example.com
    SimulatorClient& asDataCenterUser();  // Bearer demo-pat
    SimulatorClient& basic(const std::string& login, const std::string& secret);
    SimulatorClient& bearer(const std::string& token);
    SimulatorClient& anonymous();
    SimulatorClient& with(const std::string& header, const std::string& value);

    Answer get(const std::string& target);
    Answer post(const std::string& target, const std::string& body);
    Answer postForm(const std::string& target, const httplib::Params& form);
    Answer remove(const std::string& target);

    // POST /object/aql on Cloud, through the gateway.
    Answer search(const std::string& aql, const std::string& parameters);
    std::string cloud(const std::string& path) const;       // path below the Cloud base URL
    std::string dataCenter(const std::string& path) const;  // path below the Data Center base URL

private:
    Answer answerOf(const httplib::Result& result) const;

    httplib::Client client_;
    httplib::Headers headers_;
    std::string cloudPath_;
    std::string dataCenterPath_;
};

// A running simulator with these options.
std::unique_ptr<Simulator> started(SimulatorOptions options = {});

// The ids of the rows of a search answer, in their order; Cloud or Data Center.
std::vector<Id> rowIds(const Answer& answer);

}  // namespace assetsodbc::simulator
