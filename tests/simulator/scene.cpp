#include "tests/simulator/scene.h"

#include <set>
#include <utility>

#include "tests/simulator/site_edit.h"

namespace assetsodbc::simulator {
namespace {

AddressRules rulesFor(const Site& site, const SimulatorOptions& options) {
    AddressRules rules;
    rules.workspaceId = site.description().workspaceId;
    rules.cloudId = site.description().cloudId;
    rules.contextPath = options.contextPath;
    rules.cloud = options.deployment != ServedDeployment::DataCenter;
    rules.dataCenter = options.deployment != ServedDeployment::Cloud;
    rules.insightPathOnly = options.insightPathOnly;
    return rules;
}

ShapeLinks cloudLinks(const Site& site, const std::string& baseUrl) {
    const std::string api = baseUrl + "/jsm/insight/workspace/" + site.description().workspaceId + "/v1";
    return {api, api + "/object/"};
}

ShapeLinks dataCenterLinks(const SimulatorOptions& options, const std::string& baseUrl) {
    const std::string base = baseUrl + options.contextPath;
    return {base + "/rest/insight/1.0", base + "/secure/ShowObject.jspa?id="};
}

AqlSwitches withObjectKey(AqlSwitches switches) {
    switches.objectKeyKeyword = true;
    return switches;
}

void eraseObjectsWithoutType(Site& site, const SiteDescription& description) {
    std::set<Id> known;
    for (const ObjectType& type : description.types) known.insert(type.id);
    IdFilter gone;
    gone.typeIds.emplace();
    for (const ObjectType& type : site.description().types) {
        if (known.count(type.id) == 0) gone.typeIds->push_back(type.id);
    }
    for (const Id id : site.snapshot()->select(gone).all()) eraseObject(site, id);
}

}  // namespace

Scene::Scene(Site& servedSite, const SimulatorOptions& servedOptions, const std::string& baseUrl)
    : site(servedSite),
      options(servedOptions),
      addressRules(rulesFor(site, options)),
      cloudShape(site, true, cloudLinks(site, baseUrl), options.shape),
      dataCenterShape(site, false, dataCenterLinks(options, baseUrl), options.shape),
      cloudEngine(site, options.aql),
      dataCenterEngine(site, withObjectKey(options.aql)),
      pages(options.cacheBytes) {}

Scenes::Scenes(std::shared_ptr<Site> site, const SimulatorOptions& options, std::string baseUrl)
    : baseUrl_(std::move(baseUrl)) {
    show(std::move(site), options);
}

void Scenes::show(std::shared_ptr<Site> site, const SimulatorOptions& options) {
    auto scene = std::make_shared<Scene>(*site, options, baseUrl_);
    if (sites_.empty() || sites_.back() != site) sites_.push_back(std::move(site));
    current_ = std::move(scene);
}

std::shared_ptr<Scene> Scenes::current() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

std::shared_ptr<Site> Scenes::site() const {
    const std::lock_guard lock(mutex_);
    return sites_.back();
}

void Scenes::configure(const std::function<void(SimulatorOptions&)>& change) {
    const std::lock_guard lock(mutex_);
    SimulatorOptions options = current_->options;
    change(options);
    show(sites_.back(), options);
}

void Scenes::redescribe(const std::function<void(SiteDescription&)>& change) {
    const std::lock_guard lock(mutex_);
    SiteDescription description = sites_.back()->description();
    change(description);
    auto changed = std::make_shared<Site>(std::move(description), sites_.back()->sharedObjects());
    eraseObjectsWithoutType(*sites_.back(), changed->description());
    show(std::move(changed), current_->options);
}

void Scenes::replaceSite(std::shared_ptr<Site> site) {
    const std::lock_guard lock(mutex_);
    show(std::move(site), current_->options);
}

}  // namespace assetsodbc::simulator
