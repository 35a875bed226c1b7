#include "tests/simulator/server.h"

#include <stdexcept>

#include "tests/simulator/company_data.h"
#include "tests/simulator/generated_data.h"
#include "tests/simulator/http_server.h"
#include "tests/simulator/many_types_site.h"
#include "tests/simulator/oauth_control.h"
#include "tests/simulator/service.h"
#include "tests/simulator/torture_site.h"

namespace assetsodbc::simulator {
namespace {

std::unique_ptr<Site> makeSite(const SimulatorOptions& options) {
    switch (options.site) {
        case ServedSite::Torture:
            return makeTortureSite(options.torture);
        case ServedSite::ManyTypes:
            return makeManyTypesSite({});
        case ServedSite::Usual:
            break;
    }
    if (options.objects == 0) return makeCompanySite();
    GeneratedOptions generated;
    generated.objects = options.objects;
    generated.seed = options.seed;
    generated.inMemory = options.writable;
    return makeGeneratedSite(generated);
}

HttpServerOptions httpOptions(const SimulatorOptions& options) {
    return {options.port,
            options.workers,
            {options.tlsCertificate, options.tlsKey, options.tlsClientCa, options.tlsMinimum, options.tlsMaximum,
             options.handshakeFault, options.handshakeFaultTimes}};
}

}  // namespace

// The server is bound before the service is made, because answers contain links to it.
struct Simulator::Running {
    Running(std::shared_ptr<Site> site, const SimulatorOptions& options)
        : http(httpOptions(options), [this](const httplib::Request& request) { return service->answer(request); }) {
        http.bind();
        url = (http.usesTls() ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(http.port());
        service = std::make_unique<Service>(std::move(site), options, url,
                                            [this](std::chrono::microseconds duration) { http.pause(duration); });
        service->onHandshakeFault([this](HandshakeFault fault, int times) { http.setHandshakeFault(fault, times); });
        if (options.proxy) service->startProxy(*options.proxy, http.port());
        http.start();
    }
    ~Running() { http.stop(); }

    std::string url;
    std::unique_ptr<Service> service;
    HttpServer http;
};

Simulator::Simulator(Options options) : options_(std::move(options)), site_(makeSite(options_)) {}

Simulator::Simulator(std::unique_ptr<Site> site, Options options)
    : options_(std::move(options)), site_(std::move(site)) {}

Simulator::~Simulator() {
    stop();
}

void Simulator::start() {
    if (running_ != nullptr) throw std::runtime_error("the simulator is running already");
    running_ = std::make_unique<Running>(site_, options_);
}

void Simulator::stop() {
    if (running_ == nullptr) return;
    const LatencyOptions latency = options_.latency;
    site_ = running_->service->scenes().site();
    options_ = running_->service->scenes().options();
    options_.latency = latency;
    running_.reset();
}

int Simulator::port() const {
    return running_->http.port();
}

std::string Simulator::url() const {
    return running_->url + (options_.deployment == ServedDeployment::DataCenter ? options_.contextPath : "");
}

std::string Simulator::cloudUrl() const {
    return running_->url + "/jsm/assets/workspace/" + running_->service->scenes().site()->description().workspaceId +
           "/v1";
}

std::string Simulator::cloudIdUrl() const {
    const auto site = running_->service->scenes().site();
    const auto& description = site->description();
    return running_->url + "/ex/jira/" + description.cloudId + "/jsm/assets/workspace/" + description.workspaceId +
           "/v1";
}

std::string Simulator::dataCenterUrl() const {
    return running_->url + options_.contextPath + "/rest/assets/1.0";
}

Site& Simulator::site() {
    return running_ == nullptr ? *site_ : *running_->service->scenes().site();
}

void Simulator::configure(const std::function<void(SimulatorOptions&)>& change) {
    if (running_ == nullptr) {
        change(options_);
    } else {
        running_->service->scenes().configure(change);
    }
}

void Simulator::redescribe(const std::function<void(SiteDescription&)>& change) {
    if (running_ == nullptr) throw std::runtime_error("the simulator is not running");
    running_->service->scenes().redescribe(change);
}

void Simulator::replaceSite(std::unique_ptr<Site> site) {
    if (running_ == nullptr) {
        site_ = std::move(site);
    } else {
        running_->service->scenes().replaceSite(std::move(site));
    }
}

void Simulator::setLatency(const LatencyOptions& latency) {
    options_.latency = latency;
    if (running_ == nullptr) return;
    running_->service->latency().perRequestMicros = latency.perRequest.count();
    running_->service->latency().perObjectMicros = latency.perObject.count();
}

FaultLayer& Simulator::faults() {
    return running_->service->faults();
}

void Simulator::setHandshakeFault(HandshakeFault fault, int times) {
    running_->http.setHandshakeFault(fault, times);
}

TestProxy& Simulator::proxy() {
    if (running_->service->proxy() == nullptr) throw std::runtime_error("the simulator has no proxy");
    return *running_->service->proxy();
}

OtherHost& Simulator::otherHost() {
    return running_->service->otherHost();
}

OAuthTokens& Simulator::oauth() {
    return running_->service->oauth().tokens();
}

IssuedTokens Simulator::issueTokens(const std::string& clientId, const std::string& scope, OAuthProvider provider,
                                    const std::string& redirectUri) {
    const auto options = running_->service->scenes().options();
    return simulator::issueTokens(options.oauth, oauth(), provider, clientId, scope, redirectUri);
}

void Simulator::advanceClock(std::chrono::seconds by) {
    running_->service->clock().advance(by);
}

RequestLog& Simulator::requestLog() {
    return running_->service->log();
}

}  // namespace assetsodbc::simulator
