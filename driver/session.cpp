#include "driver/session.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "assets/auth/credentials.h"
#include "assets/client.h"
#include "assets/connection_options.h"
#include "assets/discovery.h"
#include "assets/http/transport_stack.h"
#include "assets/metadata_cache.h"
#include "assets/request_log.h"
#include "assets/user_view_file.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/config/connection_properties.h"
#include "common/config/site_address.h"
#include "common/warnings.h"
#include "driver/user_views.h"
#include "schema/catalog.h"
#include "sqlengine/engine.h"

namespace assetsodbc::driver {

namespace {

using common::AuthScheme;
using common::CallContext;
using common::ConnectionConfig;

common::Log openLog(const ConnectionConfig& config, const common::Clock& clock) {
    return {common::logOptionsOf(config), clock};
}

// Whoever the site answers to, for files and stores that only the same account may share.
std::string accountOf(const ConnectionConfig& config) {
    const auto hashed = [](const common::Secret& token) {
        return std::to_string(std::hash<std::string>()(token.reveal()));
    };
    switch (config.authScheme) {
        case AuthScheme::Pat:
            return hashed(config.pat);
        case AuthScheme::Bearer:
            return hashed(config.oauthAccessToken);
        case AuthScheme::OAuth:
        case AuthScheme::OAuthClient:
            return config.oauthClientId + '\n' + config.user + '\n' + hashed(config.oauthAccessToken) +
                   hashed(config.oauthRefreshToken) + hashed(config.oauthVerifier) + '\n' + config.scope + '\n' +
                   config.oauthSettingsLocation + '\n' + std::to_string(static_cast<int>(config.oauthStorage));
        default:
            return config.user;
    }
}

// One in the process for those who see the same: the site, and the account that the site answers. The name is no
// secret, and told to nobody.
std::string sharedStoreName(const ConnectionConfig& config) {
    return config.url + '\n' + accountOf(config);
}

sqlengine::LocalStore localStoreOf(const ConnectionConfig& config) {
    using Kind = sqlengine::LocalStore::Kind;
    if (config.localStore == "shared") return {Kind::Shared, sharedStoreName(config)};
    if (config.localStore.empty() || config.localStore == "private") return {};
    return {Kind::File, config.localStore};
}

// What is known of a site depends on how it is addressed, and on what the account may see.
assets::MetadataCacheSettings cacheSettings(const ConnectionConfig& config) {
    assets::MetadataCacheSettings settings;
    if (config.cacheMetadata) {
        settings.directory = config.cacheLocation.empty() ? assets::defaultCacheDirectory() : config.cacheLocation;
    }
    settings.site = config.url + '\n' + config.apiUrl + '\n' + config.workspaceId + '\n' + config.cloudId + '\n' +
                    std::to_string(static_cast<int>(config.deployment));
    settings.account = std::to_string(static_cast<int>(config.authScheme)) + '\n' + accountOf(config);
    settings.timeToLive = config.metadataTtl;
    return settings;
}

schema::SiteTableOptions siteTableOptions(const ConnectionConfig& config) {
    schema::SiteTableOptions options;
    options.includeChildTypes = config.includeChildTypes;
    options.multiValueSeparator = config.multiValueSeparator;
    options.failOnUnreadableValue = config.conversionErrors == common::OnProblem::Fail;
    return options;
}

// The site as SQL; exists once it is known where the site's API is. Members in the order in which each needs the last.
struct Site {
    Site(assets::Transport& transport, const assets::Endpoint& endpoint, const common::Clock& clock,
         const assets::ClientOptions& options, assets::MetadataCache& cache, const ConnectionConfig& config,
         const sqlengine::EngineOptions& engineOptions, const CallContext& context)
        : client(transport, endpoint, clock, options),
          catalog(client, cache, siteTableOptions(config), &config),
          engine(catalog, context, engineOptions) {
        catalog.setLocalTables(&engine.localTables());
    }
    ~Site() { catalog.setLocalTables(nullptr); }
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    assets::Client client;
    schema::Catalog catalog;
    sqlengine::Engine engine;
};

class AssetsSession : public Session {
public:
    explicit AssetsSession(ConnectionConfig config)
        : config_(std::move(config)),
          views_(assets::readUserViews(config_.userDefinedViews)),
          log_(openLog(config_, clock_)),
          discovery_(assets::discoverySettings(config_)),
          cache_(cacheSettings(config_), clock_),
          credentials_(assets::makeCredentials(config_, requestLog_, log_, clock_)),
          transport_(
              assets::makeTransport(assets::transportOptions(config_), *credentials_, requestLog_, log_, clock_)) {
        discovery_.grantedScopes = [this] { return credentials_->grantedScopes(); };
    }

    const ConnectionConfig& config() const override { return config_; }
    const common::Log& log() const override { return log_; }
    const schema::Catalog& catalog(const CallContext& context) override { return site(context).catalog; }
    // What was learned of the site on the way is kept at once: a program may end without a word.
    std::unique_ptr<sqlengine::Query> prepare(std::string_view sql, const CallContext& context) override {
        logQuery(sql);
        auto query = site(context).engine.prepare(sql, context);
        cache_.save();
        return query;
    }
    std::uint64_t lastAnsweredRequest() const override {
        const auto& records = requestLog_.records();
        const auto at =
            std::find_if(records.rbegin(), records.rend(), [](const auto& sent) { return sent.status != 0; });
        return at == records.rend() ? 0 : at->number;
    }
    // Where there is no engine yet there is nothing to commit, and no reason to ask the site where its API is.
    void setAutocommit(bool on, const CallContext& context) override {
        autocommit_ = on;
        if (site_ != nullptr) site_->engine.setAutocommit(on, context);
    }
    void commit(const CallContext& context) override {
        if (site_ != nullptr) site_->engine.commit(context);
    }
    void rollback(const CallContext& context) override {
        if (site_ != nullptr) site_->engine.rollback(context);
    }
    bool hasOpenTransaction() const override { return site_ != nullptr && site_->engine.hasOpenTransaction(); }
    bool inTransaction() const override { return site_ != nullptr && site_->engine.inTransaction(); }

    void checkAccess(const CallContext& context) {
        site(context).client.ping(context);
        if (!log_.wants(common::LogLevel::Info)) return;
        const std::string scheme = common::displayedValue(*common::findProperty("AuthScheme"), config_);
        log_.write(common::LogLevel::Info, "session", "connected to " + common::maskedUrl(config_.url));
        log_.write(common::LogLevel::Info, "auth",
                   "signed in by AuthScheme=" + scheme +
                       "; scopes granted: " + credentials_->grantedScopes().value_or("not known"));
    }

    ~AssetsSession() override { cache_.save(); }
    AssetsSession(const AssetsSession&) = delete;
    AssetsSession& operator=(const AssetsSession&) = delete;

private:
    // The text may hold personal data, and is for the most talkative log alone.
    void logQuery(std::string_view sql) const {
        if (log_.wants(common::LogLevel::Trace)) {
            log_.write(common::LogLevel::Trace, "session", "query: " + std::string(sql));
        } else if (log_.wants(common::LogLevel::Info)) {
            log_.write(common::LogLevel::Info, "session", "query of " + std::to_string(sql.size()) + " bytes");
        }
    }

    assets::Endpoint discovered(const CallContext& context) {
        if (const auto known = cache_.endpoint()) return *known;
        assets::Endpoint endpoint = assets::discover(discovery_, *transport_, clock_, context);
        cache_.setEndpoint(endpoint);
        return endpoint;
    }

    Site& site(const CallContext& context) {
        if (site_ == nullptr) {
            const assets::Endpoint endpoint = discovered(context);
            assets::ClientOptions options;
            options.pageSize = config_.pageSize;
            options.endpointScope = config_.scope;
            options.signInAdvice = assets::signInAdvice(config_);
            options.requestLog = &requestLog_;
            options.grantedScopes = [this] { return credentials_->grantedScopes(); };
            options.failOnIncomplete = config_.onIncomplete == common::OnProblem::Fail;
            sqlengine::EngineOptions engineOptions;
            engineOptions.names.user = config_.user;  // both as SQLGetInfo answers
            engineOptions.names.database = "Assets";
            engineOptions.store = localStoreOf(config_);
            engineOptions.pushdown = config_.supportPushdown;
            engineOptions.readOnly = config_.readOnly;
            auto site =
                std::make_unique<Site>(*transport_, endpoint, clock_, options, cache_, config_, engineOptions, context);
            createUserViews(site->engine, views_, config_, context);
            site->engine.setAutocommit(autocommit_, context);
            site_ = std::move(site);
        }
        return *site_;
    }

    const common::Clock& clock_ = common::realClock();
    ConnectionConfig config_;
    const std::vector<common::UserView> views_;
    common::Log log_;
    assets::RequestLog requestLog_;
    assets::DiscoverySettings discovery_;
    assets::MetadataCache cache_;
    std::unique_ptr<assets::Credentials> credentials_;
    std::unique_ptr<assets::Transport> transport_;
    std::unique_ptr<Site> site_;
    bool autocommit_ = true;
};

}  // namespace

std::unique_ptr<Session> openSession(ConnectionConfig config, const CallContext& context) {
    const bool checksAccess = config.connectOnOpen;
    if (context.warnings != nullptr) {
        for (std::string& warning : assets::connectionWarnings(config)) {
            context.warnings->add(common::ErrorKind::TlsFailure, std::move(warning));
        }
    }
    auto session = std::make_unique<AssetsSession>(std::move(config));
    if (checksAccess) session->checkAccess(context);
    return session;
}

}  // namespace assetsodbc::driver
