#include "tests/simulator/server.h"

#include <stdexcept>

#include "tests/simulator/company_data.h"
#include "tests/simulator/generated_data.h"
#include "tests/simulator/http_server.h"
#include "tests/simulator/service.h"

namespace assetsodbc::simulator {
namespace {

std::unique_ptr<Site> makeSite(const SimulatorOptions& options) {
    if (options.objects == 0) return makeCompanySite();
    GeneratedOptions generated;
    generated.objects = options.objects;
    generated.seed = options.seed;
    generated.inMemory = options.writable;
    return makeGeneratedSite(generated);
}

HttpServerOptions httpOptions(const SimulatorOptions& options) {
    return {options.port, options.workers, options.tlsCertificate, options.tlsKey};
}

}  // namespace

// The server is bound before the service is made, because answers contain links to it.
struct Simulator::Running {
    Running(Site& site, const SimulatorOptions& options)
        : http(httpOptions(options), [this](const httplib::Request& request) { return service->answer(request); }) {
        http.bind();
        url = (http.usesTls() ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(http.port());
        service = std::make_unique<Service>(site, options, url,
                                            [this](std::chrono::microseconds duration) { http.pause(duration); });
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
    running_ = std::make_unique<Running>(*site_, options_);
}

void Simulator::stop() {
    running_.reset();
}

int Simulator::port() const {
    return running_->http.port();
}

std::string Simulator::url() const {
    return running_->url + (options_.deployment == ServedDeployment::DataCenter ? options_.contextPath : "");
}

std::string Simulator::cloudUrl() const {
    return running_->url + "/jsm/assets/workspace/" + site_->description().workspaceId + "/v1";
}

std::string Simulator::cloudIdUrl() const {
    const auto& description = site_->description();
    return running_->url + "/ex/jira/" + description.cloudId + "/jsm/assets/workspace/" + description.workspaceId +
           "/v1";
}

std::string Simulator::dataCenterUrl() const {
    return running_->url + options_.contextPath + "/rest/assets/1.0";
}

Site& Simulator::site() {
    return *site_;
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

RequestLog& Simulator::requestLog() {
    return running_->service->log();
}

}  // namespace assetsodbc::simulator
