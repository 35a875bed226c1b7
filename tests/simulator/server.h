// The Assets simulator: a site served over HTTP on 127.0.0.1, in a test's own process or by assets-simulator. It starts
// with start() and stops with stop() or its destructor. While it runs, tests change the site, script faults and read
// the request log; all of that is thread-safe.
//
//     Simulator simulator;                       // the small company, Cloud and Data Center on one port
//     simulator.start();
//     simulator.faults().add(FaultRule::of(FaultAction::Unauthorized, "/object/aql"));
//     ... simulator.url() ... simulator.requestLog().count("/object/aql")
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tests/simulator/faults.h"
#include "tests/simulator/oauth_tokens.h"
#include "tests/simulator/options.h"
#include "tests/simulator/other_host.h"
#include "tests/simulator/request_log.h"
#include "tests/simulator/site_definitions.h"
#include "tests/simulator/site_edit.h"
#include "tests/simulator/test_proxy.h"

namespace assetsodbc::simulator {

class Simulator {
public:
    using Options = SimulatorOptions;

    explicit Simulator(Options options = {});
    // Serves a site of the caller's making; the options that describe one are not used.
    Simulator(std::unique_ptr<Site> site, Options options);
    ~Simulator();
    Simulator(const Simulator&) = delete;
    Simulator& operator=(const Simulator&) = delete;

    void start();  // throws std::runtime_error
    void stop();

    int port() const;
    std::string url() const;            // "http://127.0.0.1:PORT", also of the Data Center with its context path
    std::string cloudUrl() const;       // base URL through the gateway: …/jsm/assets/workspace/{ws}/v1
    std::string cloudIdUrl() const;     // through the cloud id: …/ex/jira/{cid}/jsm/assets/workspace/{ws}/v1
    std::string dataCenterUrl() const;  // …/rest/assets/1.0

    // What is served now. The reference stays valid after the site is replaced, but what it describes is then no longer
    // served; its objects are, unless replaceSite() brought others.
    Site& site();
    // Any of the AQL, paging, shape and behaviour options; requests under way finish with the old ones.
    void configure(const std::function<void(SimulatorOptions&)>& change);
    // Types and attributes come, go and change; see site_definitions.h. Objects of a type that went go with it.
    void redescribe(const std::function<void(SiteDescription&)>& change);
    void replaceSite(std::unique_ptr<Site> site);
    Id insertObject(const NewObject& object) { return simulator::insertObject(site(), object); }
    bool eraseObject(Id id) { return simulator::eraseObject(site(), id); }
    void setLatency(const LatencyOptions& latency);
    // These need start() before.
    FaultLayer& faults();
    RequestLog& requestLog();
    // Of the next so many connections; 0: of all. Connections that are open live on.
    void setHandshakeFault(HandshakeFault fault, int times = 1);
    TestProxy& proxy();      // of options.proxy
    OtherHost& otherHost();  // where redirects to {other} lead
    OAuthTokens& oauth();
    // As after a log-in of a registered client; with a refresh token when the scopes hold offline_access, and always on
    // Data Center. No scope: all that the client may have.
    IssuedTokens issueTokens(const std::string& clientId, const std::string& scope = {},
                             OAuthProvider provider = OAuthProvider::Cloud, const std::string& redirectUri = {});
    // Time passes for the server alone: tokens expire, limits recover, the Date header is ahead.
    void advanceClock(std::chrono::seconds by);

private:
    struct Running;

    Options options_;
    std::shared_ptr<Site> site_;
    std::unique_ptr<Running> running_;
};

}  // namespace assetsodbc::simulator
