// What the simulator does with one request, from the fault layer through routing, authentication and scopes to the
// endpoint, and on to compression, headers, latency and the request log. Everything but the sockets. answer() is called
// from many threads at once.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "tests/simulator/control.h"
#include "tests/simulator/endpoints.h"
#include "tests/simulator/faults.h"
#include "tests/simulator/login.h"
#include "tests/simulator/oauth_server.h"
#include "tests/simulator/other_host.h"
#include "tests/simulator/rate_limits.h"
#include "tests/simulator/request_log.h"
#include "tests/simulator/scene.h"
#include "tests/simulator/test_proxy.h"

namespace assetsodbc::simulator {

class Service {
public:
    // pause: how an answer is held back; it returns early when the server stops.
    using Pause = std::function<void(std::chrono::microseconds)>;

    Service(std::shared_ptr<Site> site, const SimulatorOptions& options, std::string baseUrl, Pause pause);

    Reply answer(const httplib::Request& request);

    FaultLayer& faults() { return faults_; }
    RequestLog& log() { return log_; }
    LiveLatency& latency() { return latency_; }
    Scenes& scenes() { return scenes_; }
    OAuthServer& oauth() { return oauth_; }
    ServerClock& clock() { return clock_; }
    OtherHost& otherHost();                      // started when it is first asked for
    TestProxy* proxy() { return proxy_.get(); }  // null for none
    // What sets a handshake fault of the server in front.
    void onHandshakeFault(std::function<void(HandshakeFault, int)> set) { setHandshakeFault_ = std::move(set); }
    void startProxy(ProxyOptions options, int ownPort);

private:
    Reply answerApi(Scene& scene, const httplib::Request& request, bool gzip);
    Reply route(Scene& scene, const httplib::Request& request, bool gzip);
    std::optional<Reply> discover(const Scene& scene, const httplib::Request& request) const;
    Reply workspaces(const Scene& scene, const httplib::Request& request, UrlStyle style) const;
    Reply unknownPath(const Scene& scene, const httplib::Request& request) const;
    Reply unknownRoute(const Scene& scene, const httplib::Request& request, const Address& address) const;
    Reply callEndpoint(Scene& scene, const httplib::Request& request, const Address& address, const Login& login,
                       bool gzip);
    void fillLocations(const Scene& scene, const httplib::Request& request, std::vector<FaultRule>& rules);
    void addHeaders(Reply& reply, std::uint64_t sequence) const;

    const std::string baseUrl_;
    const Pause pause_;
    Scenes scenes_;
    FaultLayer faults_;
    RequestLog log_;
    LiveLatency latency_;
    ServerClock clock_;
    OAuthServer oauth_{clock_};
    RateLimits limits_{clock_};
    std::mutex otherHostMutex_;
    std::unique_ptr<OtherHost> otherHost_;
    std::unique_ptr<TestProxy> proxy_;
    std::function<void(HandshakeFault, int)> setHandshakeFault_;
    Control control_;
};

}  // namespace assetsodbc::simulator
