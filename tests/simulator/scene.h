// What is served at one moment, and how it changes while it is served. A Scene is a site, the options, and all that is
// made from the two; it is immutable, but for the site's objects. Scenes hands out the current one: a change puts a new
// one in its place, and requests that are under way finish with the one they began with.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tests/simulator/address.h"
#include "tests/simulator/aql_evaluator.h"
#include "tests/simulator/options.h"
#include "tests/simulator/search_pages.h"
#include "tests/simulator/shape.h"
#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

struct Scene {
    Scene(Site& servedSite, const SimulatorOptions& servedOptions, const std::string& baseUrl);

    Site& site;
    const SimulatorOptions options;
    const AddressRules addressRules;
    const Shape cloudShape;
    const Shape dataCenterShape;
    AqlEngine cloudEngine;
    AqlEngine dataCenterEngine;
    SearchPages pages;
};

// Thread-safe.
class Scenes {
public:
    Scenes(std::shared_ptr<Site> site, const SimulatorOptions& options, std::string baseUrl);

    std::shared_ptr<Scene> current() const;
    std::shared_ptr<Site> site() const;
    SimulatorOptions options() const { return current()->options; }

    // What concerns the server itself (port, workers, TLS) and the latency stays as it was at the start. What `change`
    // throws is passed on, and nothing has changed.
    void configure(const std::function<void(SimulatorOptions&)>& change);
    // The site's description changes, its objects stay, but for those whose type is gone. Throws std::invalid_argument
    // when such objects cannot be removed.
    void redescribe(const std::function<void(SiteDescription&)>& change);
    void replaceSite(std::shared_ptr<Site> site);

private:
    void show(std::shared_ptr<Site> site, const SimulatorOptions& options);  // under the lock

    const std::string baseUrl_;
    mutable std::mutex mutex_;
    std::vector<std::shared_ptr<Site>> sites_;  // the last is served; the others may be referred to still
    std::shared_ptr<Scene> current_;
};

}  // namespace assetsodbc::simulator
