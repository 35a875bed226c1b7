// The control endpoints under /_sim/, for programs that run the simulator as another process: the site's ids, the
// faults, the request log, the latency, the switches, the clock, the OAuth tokens, and reading and changing objects and
// definitions behind the API's back. They need no authentication, are not logged and are never hit by faults.
// Thread-safe.
#pragma once

#include <httplib.h>

#include <atomic>
#include <cstdint>
#include <functional>

#include "tests/simulator/faults.h"
#include "tests/simulator/oauth_server.h"
#include "tests/simulator/other_host.h"
#include "tests/simulator/reply.h"
#include "tests/simulator/request_log.h"
#include "tests/simulator/scene.h"
#include "tests/simulator/test_proxy.h"

namespace assetsodbc::simulator {

struct LiveLatency {
    std::atomic<std::int64_t> perRequestMicros{0};
    std::atomic<std::int64_t> perObjectMicros{0};
};

class Control {
public:
    // What it controls; all of it must outlive it.
    struct Parts {
        Scenes& scenes;
        FaultLayer& faults;
        RequestLog& log;
        LiveLatency& latency;
        ServerClock& clock;
        OAuthServer& oauth;
        std::function<OtherHost&()> otherHost;
        std::function<TestProxy*()> proxy;  // null for none
        std::function<void(HandshakeFault, int times)> setHandshakeFault;
    };
    explicit Control(const Parts& parts)
        : scenes_(parts.scenes),
          faults_(parts.faults),
          log_(parts.log),
          latency_(parts.latency),
          clock_(parts.clock),
          oauth_(parts.oauth),
          otherHost_(parts.otherHost),
          proxy_(parts.proxy),
          setHandshakeFault_(parts.setHandshakeFault) {}

    static bool isControlPath(const std::string& path);
    Reply answer(const httplib::Request& request);

private:
    struct Route;

    Reply describeSite(const httplib::Request& request);
    Reply listFaults(const httplib::Request& request);
    Reply addFaults(const httplib::Request& request);
    Reply clearFaults(const httplib::Request& request);
    Reply listRequests(const httplib::Request& request);
    Reply clearRequests(const httplib::Request& request);
    Reply setLatency(const httplib::Request& request);
    Reply listSwitches(const httplib::Request& request);
    Reply setSwitches(const httplib::Request& request);
    Reply describeOAuth(const httplib::Request& request);
    Reply changeOAuth(const httplib::Request& request);
    Reply describeOtherHost(const httplib::Request& request);
    Reply clearOtherHost(const httplib::Request& request);
    Reply describeProxy(const httplib::Request& request);
    Reply changeProxy(const httplib::Request& request);
    Reply clearProxy(const httplib::Request& request);
    Reply breakHandshakes(const httplib::Request& request);
    Reply advanceClock(const httplib::Request& request);
    Reply addType(const httplib::Request& request);
    Reply removeType(const httplib::Request& request);
    Reply addAttribute(const httplib::Request& request);
    Reply changeAttribute(const httplib::Request& request);
    Reply removeAttribute(const httplib::Request& request);
    Reply dumpObjects(const httplib::Request& request);
    Reply addObjects(const httplib::Request& request);
    Reply removeObject(const httplib::Request& request);

    Scenes& scenes_;
    FaultLayer& faults_;
    RequestLog& log_;
    LiveLatency& latency_;
    ServerClock& clock_;
    OAuthServer& oauth_;
    std::function<OtherHost&()> otherHost_;
    std::function<TestProxy*()> proxy_;
    std::function<void(HandshakeFault, int)> setHandshakeFault_;
};

}  // namespace assetsodbc::simulator
