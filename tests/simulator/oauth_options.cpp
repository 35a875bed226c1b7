#include "tests/simulator/oauth_options.h"

#include <algorithm>

namespace assetsodbc::simulator {
namespace {

constexpr const char* kObjects[] = {"object", "schema", "type", "attribute", "config"};
constexpr const char* kDemoCallback = "http://localhost:33333";

bool isPort(const std::string& text) {
    return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string::npos;
}

bool matchesRedirect(const std::string& registered, const std::string& uri) {
    static const std::string kAnyPort = ":*";
    if (registered.size() < kAnyPort.size() ||
        registered.compare(registered.size() - kAnyPort.size(), kAnyPort.size(), kAnyPort) != 0) {
        return registered == uri;
    }
    const auto host = registered.substr(0, registered.size() - 1);
    if (uri.compare(0, host.size(), host) != 0) return false;
    const auto slash = uri.find('/', host.size());
    return isPort(uri.substr(host.size(), slash == std::string::npos ? slash : slash - host.size()));
}

}  // namespace

OAuthOptions::OAuthOptions() : clients(demoOAuthClients()) {}

std::set<std::string> allAssetsScopes() {
    std::set<std::string> scopes = {"read:cmdb-icon:jira", "import:import-configuration:cmdb",
                                    "read:servicedesk-request"};
    for (const char* verb : {"read:cmdb-", "write:cmdb-", "delete:cmdb-"}) {
        for (const char* object : kObjects) scopes.insert(std::string(verb) + object + ":jira");
    }
    return scopes;
}

std::vector<OAuthClient> demoOAuthClients() {
    OAuthClient person;
    person.id = "demo-client";
    person.secret = "demo-client-secret";
    person.redirectUris = {kDemoCallback};
    person.scopes = allAssetsScopes();
    OAuthClient service = person;
    service.id = "demo-service";
    service.secret = "demo-service-secret";
    service.redirectUris.clear();
    service.serviceAccount = true;
    OAuthClient dataCenter = person;
    dataCenter.id = "demo-dc-client";
    dataCenter.secret = "demo-dc-client-secret";
    dataCenter.provider = OAuthProvider::DataCenter;
    dataCenter.scopes = {"WRITE"};
    dataCenter.serviceAccount = true;
    return {person, service, dataCenter};
}

const OAuthClient* findClient(const OAuthOptions& options, OAuthProvider provider, const std::string& id) {
    const auto found = std::find_if(options.clients.begin(), options.clients.end(), [&](const OAuthClient& client) {
        return client.provider == provider && client.id == id;
    });
    return found == options.clients.end() ? nullptr : &*found;
}

bool acceptsRedirect(const OAuthClient& client, const std::string& uri) {
    return std::any_of(client.redirectUris.begin(), client.redirectUris.end(),
                       [&](const std::string& registered) { return matchesRedirect(registered, uri); });
}

}  // namespace assetsodbc::simulator
