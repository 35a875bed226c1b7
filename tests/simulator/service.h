// What the simulator does with one request, from the fault layer through routing, authentication and scopes to the
// endpoint, and on to compression, headers, latency and the request log. Everything but the sockets. answer() is called
// from many threads at once.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "tests/simulator/aql_evaluator.h"
#include "tests/simulator/control.h"
#include "tests/simulator/endpoints.h"
#include "tests/simulator/faults.h"
#include "tests/simulator/login.h"
#include "tests/simulator/options.h"
#include "tests/simulator/request_log.h"
#include "tests/simulator/search_pages.h"
#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

class Service {
public:
    // pause: how an answer is held back; it returns early when the server stops.
    using Pause = std::function<void(std::chrono::microseconds)>;

    Service(Site& site, SimulatorOptions options, std::string baseUrl, Pause pause);

    Reply answer(const httplib::Request& request);

    FaultLayer& faults() { return faults_; }
    RequestLog& log() { return log_; }
    LiveLatency& latency() { return latency_; }

private:
    Reply answerApi(const httplib::Request& request, bool gzip);
    Reply route(const httplib::Request& request, bool gzip);
    std::optional<Reply> discover(const httplib::Request& request) const;
    Reply workspaces(const httplib::Request& request, UrlStyle style) const;
    Reply callEndpoint(const httplib::Request& request, const Address& address, const Login& login, bool gzip);
    Reply unknownPath(const httplib::Request& request) const;
    Reply unknownRoute(const httplib::Request& request, const Address& address) const;
    void changeData(const std::vector<FaultRule>& rules, const Reply& reply);
    Backend backendFor(bool cloud);
    bool acceptsGzip(const httplib::Request& request) const;
    void addHeaders(Reply& reply, std::uint64_t sequence) const;
    LoggedRequest logEntry(const httplib::Request& request) const;

    Site& site_;
    const SimulatorOptions options_;
    const std::string baseUrl_;
    const Pause pause_;
    const AddressRules addressRules_;
    const Shape cloudShape_;
    const Shape dataCenterShape_;
    AqlEngine cloudEngine_;
    AqlEngine dataCenterEngine_;
    SearchPages pages_;
    FaultLayer faults_;
    RequestLog log_;
    LiveLatency latency_;
    Control control_;
};

}  // namespace assetsodbc::simulator
