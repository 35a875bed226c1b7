// A simulated site over HTTP, with a client and tables of its object types.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "assets/auth/basic_credentials.h"
#include "assets/auth/bearer_token.h"
#include "assets/client.h"
#include "assets/discovery.h"
#include "assets/http/transport_stack.h"
#include "assets/metadata_cache.h"
#include "assets/request_log.h"
#include "common/log.h"
#include "schema/site/site_tables.h"
#include "schema/table.h"
#include "tests/simulator/many_types_site.h"
#include "tests/simulator/server.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::schema {

class SiteUnderTest {
public:
    explicit SiteUnderTest(simulator::SimulatorOptions options = {}, bool isCloud = true)
        : SiteUnderTest(std::make_unique<simulator::Simulator>(std::move(options)), isCloud) {}

    // A template, so that {} means options.
    template <typename Server>
    explicit SiteUnderTest(std::unique_ptr<Server> server, bool isCloud = true) : simulator(std::move(server)) {
        simulator->start();
        endpoint_.deployment = isCloud ? assets::Deployment::Cloud : assets::Deployment::DataCenter;
        endpoint_.siteUrl = simulator->url();
        endpoint_.baseUrl = isCloud ? simulator->cloudUrl() : simulator->dataCenterUrl();
        const auto wanted =
            isCloud ? simulator::CredentialKind::ApiToken : simulator::CredentialKind::PersonalAccessToken;
        for (const simulator::Account& account : simulator::demoAccounts())
            if (account.kind == wanted && !account.scopes && !account.forbidden && account.hiddenSchemas.empty() &&
                account.administrator && !credentials_)
                credentials_ = credentialsOf(account);
        assets::TransportOptions transportOptions;
        transportOptions.credentialOrigins = {simulator->url()};
        transport_ = assets::makeTransport(transportOptions, *credentials_, log_, file_, common::realClock());
        assets::ClientOptions clientOptions;
        clientOptions.requestLog = &log_;
        client = std::make_unique<assets::Client>(*transport_, endpoint_, common::realClock(), clientOptions);
        cache = std::make_unique<assets::MetadataCache>(assets::MetadataCacheSettings{"", "", "", kTimeToLive}, clock);
        restart({});
    }

    // New tables over what the cache knows, as of another connection.
    void restart(SiteTableOptions options) {
        tables = std::make_unique<SiteTables>(*client, *cache, std::move(options));
    }
    void forgetAll() {
        cache->forgetEverything();
        restart({});
    }

    std::shared_ptr<const Table> find(std::string_view schema, std::string_view table) {
        return tables->find(schema, table, context);
    }
    // The table's declaration, as the catalog tells it; nullptr when there is none.
    std::shared_ptr<const TableSpec> spec(const std::string& schema, const std::string& table) {
        const auto found = specs(schema, table);
        return found.empty() ? nullptr : found.front();
    }
    // Empty names mean all.
    std::vector<std::shared_ptr<const TableSpec>> specs(const std::string& schema, const std::string& table,
                                                        bool columns = true) {
        TableFilter filter;
        if (!schema.empty()) filter.schema.exact = schema;
        if (!table.empty()) filter.table.exact = table;
        filter.columns = columns;
        return tables->specs(filter, context);
    }

    // Requests since the last time it was asked.
    std::size_t requests() {
        const std::size_t count = simulator->requestLog().size();
        simulator->requestLog().clear();
        return count;
    }
    // Their paths below the API's base, sorted.
    std::vector<std::string> paths() {
        std::vector<std::string> paths;
        for (const auto& request : simulator->requestLog().entries()) {
            const auto at = std::min(request.path.find("/v1/"), request.path.find("/1.0/"));
            paths.push_back(request.path.substr(std::min(at, request.path.size())));
        }
        simulator->requestLog().clear();
        std::sort(paths.begin(), paths.end());
        return paths;
    }

    static constexpr std::chrono::seconds kTimeToLive{3600};

    std::unique_ptr<simulator::Simulator> simulator;
    assets::testing::FakeClock clock;
    assets::testing::Context context;
    std::unique_ptr<assets::Client> client;
    std::unique_ptr<assets::MetadataCache> cache;
    std::unique_ptr<SiteTables> tables;

private:
    static std::unique_ptr<assets::Credentials> credentialsOf(const simulator::Account& account) {
        if (account.login.empty()) return std::make_unique<assets::BearerToken>(common::Secret(account.secret));
        return std::make_unique<assets::BasicCredentials>(account.login, common::Secret(account.secret));
    }

    assets::Endpoint endpoint_;
    common::Log file_;
    assets::RequestLog log_;
    std::unique_ptr<assets::Credentials> credentials_;
    std::unique_ptr<assets::Transport> transport_;
};

inline std::vector<std::string> columnNames(const TableSpec& spec) {
    std::vector<std::string> names;
    for (const ColumnSpec& column : spec.columns) names.push_back(column.name);
    return names;
}

inline std::vector<std::string> tableNames(const std::vector<std::shared_ptr<const TableSpec>>& specs) {
    std::vector<std::string> names;
    for (const auto& spec : specs) names.push_back(spec->schemaName + '.' + spec->name);
    return names;
}

}  // namespace assetsodbc::schema
