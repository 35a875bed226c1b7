// The whole line below ODBC against the simulator over HTTP: transport, client, catalog and two engines, one with and
// one without pushdown.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assets/auth/basic_credentials.h"
#include "assets/auth/bearer_token.h"
#include "assets/client.h"
#include "assets/discovery.h"
#include "assets/http/transport_stack.h"
#include "assets/metadata_cache.h"
#include "assets/request_log.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/log.h"
#include "schema/catalog.h"
#include "sqlengine/engine.h"
#include "tests/simulator/server.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {

class SimulatedSite {
public:
    enum class Tables { Fixed, ObjectTypesToo };

    explicit SimulatedSite(assets::Deployment deployment = assets::Deployment::Cloud,
                           simulator::SimulatorOptions options = {}, std::uint32_t pageSize = 500,
                           Tables tables = Tables::Fixed)
        : simulator_(std::move(options)) {
        simulator_.start();
        const bool isCloud = deployment == assets::Deployment::Cloud;
        endpoint_.deployment = deployment;
        endpoint_.siteUrl = simulator_.url();
        endpoint_.baseUrl = isCloud ? simulator_.cloudUrl() : simulator_.dataCenterUrl();
        if (isCloud) endpoint_.workspaceId = simulator_.site().description().workspaceId;
        credentials_ = credentialsFor(isCloud);
        assets::TransportOptions transportOptions;
        transportOptions.credentialOrigins = {simulator_.url()};
        transport_ = assets::makeTransport(transportOptions, *credentials_, log_, noLog_, common::realClock());
        assets::ClientOptions clientOptions;
        clientOptions.pageSize = pageSize;
        clientOptions.requestLog = &log_;
        client_ = std::make_unique<assets::Client>(*transport_, endpoint_, common::realClock(), clientOptions);
        catalog_ = tables == Tables::Fixed
                       ? std::make_unique<schema::Catalog>(*client_)
                       : std::make_unique<schema::Catalog>(*client_, cache_, schema::SiteTableOptions());
        engine_ = std::make_unique<Engine>(*catalog_, context);
        EngineOptions plain;
        plain.pushdown = false;
        plainEngine_ = std::make_unique<Engine>(*catalog_, context, plain);
    }

    std::vector<std::string> run(std::string_view sql) { return rowsOf(*engine_, sql); }
    // The same without pushdown.
    std::vector<std::string> runPlain(std::string_view sql) { return rowsOf(*plainEngine_, sql); }
    // Runs and says how many requests that took.
    std::size_t requestsOf(std::string_view sql) {
        requests().clear();
        run(sql);
        return requests().size();
    }
    // The AQL of the searches since the last clear, in order.
    std::vector<std::string> sentAql() {
        std::vector<std::string> texts;
        for (const auto& request : requests().entries()) texts.push_back(request.query);
        return texts;
    }

    simulator::Site& site() { return simulator_.site(); }
    simulator::Simulator& simulator() { return simulator_; }
    simulator::RequestLog& requests() { return simulator_.requestLog(); }
    Engine& engine() { return *engine_; }

    common::CancelToken token;
    common::CallContext context{token, std::nullopt, 3};

private:
    static std::unique_ptr<assets::Credentials> credentialsFor(bool isCloud) {
        const auto kind =
            isCloud ? simulator::CredentialKind::ApiToken : simulator::CredentialKind::PersonalAccessToken;
        for (const auto& account : simulator::demoAccounts()) {
            if (account.kind != kind || account.scopes || account.forbidden || !account.hiddenSchemas.empty()) continue;
            if (isCloud)
                return std::make_unique<assets::BasicCredentials>(account.login, common::Secret(account.secret));
            return std::make_unique<assets::BearerToken>(common::Secret(account.secret));
        }
        throw std::logic_error("no such demo account");
    }

    std::vector<std::string> rowsOf(Engine& engine, std::string_view sql) {
        const auto query = engine.prepare(sql, context);
        std::vector<std::string> rows;
        while (query->step(context)) rows.push_back(FakeSite::rowText(*query));
        return rows;
    }

    simulator::Simulator simulator_;
    assets::Endpoint endpoint_;
    assets::RequestLog log_;
    common::Log noLog_;
    std::unique_ptr<assets::Credentials> credentials_;
    std::unique_ptr<assets::Transport> transport_;
    std::unique_ptr<assets::Client> client_;
    assets::MetadataCache cache_{{}, common::realClock()};
    std::unique_ptr<schema::Catalog> catalog_;
    std::unique_ptr<Engine> engine_, plainEngine_;
};

}  // namespace assetsodbc::sqlengine
