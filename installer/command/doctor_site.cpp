#include <array>
#include <functional>
#include <memory>
#include <string_view>

#include "assets/auth/credentials.h"
#include "assets/auth/token_store.h"
#include "assets/client.h"
#include "assets/connection_options.h"
#include "assets/request_log.h"
#include "assets/scopes.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/error.h"
#include "common/log.h"
#include "installer/command/doctor_checks.h"
#include "installer/command/doctor_report.h"
#include "installer/command/sign_in_facts.h"

namespace assetsodbc::installer {
namespace {

using assets::Client;
using common::CallContext;
using common::Error;
using common::ErrorKind;

// One thing that reading needs, tried out. Numbers of schema and type are 0 where none could be found.
struct Probe {
    const assets::Scope* scope;
    std::string_view what;
    bool isEssential;  // no table of objects can be read without it
    void (*read)(Client& client, std::int64_t schema, std::int64_t type, const CallContext& context);
};

constexpr std::array kProbes{
    Probe{
        &assets::scopes::kReadSchemas, "object schemas", true,
        [](Client& client, std::int64_t, std::int64_t, const CallContext& context) { client.objectSchemas(context); }},
    Probe{&assets::scopes::kReadTypes, "object types", true,
          [](Client& client, std::int64_t schema, std::int64_t, const CallContext& context) {
              if (schema != 0) client.objectTypes(schema, context);
          }},
    Probe{&assets::scopes::kReadAttributes, "attributes", true,
          [](Client& client, std::int64_t, std::int64_t type, const CallContext& context) {
              if (type != 0) client.attributesOfType(type, context);
          }},
    Probe{&assets::scopes::kReadObjects, "objects", true,
          [](Client& client, std::int64_t, std::int64_t, const CallContext& context) {
              assets::SearchRequest request;
              request.rowBound = 1;
              client.firstPage(request, std::nullopt, context);
          }},
    Probe{&assets::scopes::kReadConfig, "statuses", false,
          [](Client& client, std::int64_t, std::int64_t, const CallContext& context) {
              client.statusTypes(std::nullopt, context);
          }},
    Probe{&assets::scopes::kReadIcons, "icons", false,
          [](Client& client, std::int64_t, std::int64_t, const CallContext& context) { client.globalIcons(context); }},
};

class SiteCheck {
public:
    SiteCheck(const common::ConnectionConfig& config, DoctorReport& report, const CallContext& context)
        : config_(config), report_(report), context_(context) {}

    void run() {
        if (assets::usesOAuth(config_)) checkStore();
        try {
            credentials_ = assets::makeCredentials(config_, requestLog_, log_, clock_);
            transport_ =
                assets::makeTransport(assets::transportOptions(config_), *credentials_, requestLog_, log_, clock_);
        } catch (const Error& error) {
            report_.fail("credentials", error.what());
            return;
        }
        if (findSite()) checkAccess();
    }

private:
    void checkStore() {
        if (config_.authScheme == common::AuthScheme::OAuthClient) {
            report_.ok("kept sign-in", "none is needed: the service account signs in by itself.");
            return;
        }
        try {
            const assets::OAuthSettings settings = assets::oauthSettings(config_);
            const assets::TokenStore store(settings);
            const auto tokens = store.read();
            if (tokens)
                report_.ok("kept sign-in", "in " + store.place() + ": " + signInFacts(*tokens, clock_.wallClock()));
            else if (!config_.oauthAccessToken.empty() || !config_.oauthRefreshToken.empty())
                report_.ok("kept sign-in", "none yet; the connection properties have tokens to begin with.");
            else
                report_.fail("kept sign-in", "nobody has signed in yet. Run: " + settings.loginCommand());
        } catch (const Error& error) {
            report_.fail("kept sign-in", error.what());
        }
    }

    bool findSite() {
        try {
            endpoint_ = assets::discover(assets::discoverySettings(config_), *transport_, clock_, context_);
        } catch (const Error& error) {
            report_.fail(nameOfFault(error.kind()), error.what());
            return false;
        }
        if (endpoint_.deployment == assets::Deployment::DataCenter) {
            report_.ok("site", "is Data Center; its API is " + endpoint_.baseUrl + ".");
            return true;
        }
        report_.ok("site",
                   "is Cloud" + (endpoint_.cloudId.empty() ? std::string() : ", cloud id " + endpoint_.cloudId) + ".");
        report_.ok("workspace", endpoint_.workspaceId + ".");
        return true;
    }

    // Which of our checks it was that failed while the site was looked for.
    static const char* nameOfFault(ErrorKind kind) {
        switch (kind) {
            case ErrorKind::AuthenticationFailed:
                return "credentials";
            case ErrorKind::ScopeMissing:
                return "scope read:servicedesk-request";
            case ErrorKind::Forbidden:
                return "workspace";
            default:
                return "site";
        }
    }

    void checkAccess() {
        assets::ClientOptions options;
        options.requestLog = &requestLog_;
        options.grantedScopes = [this] { return credentials_->grantedScopes(); };
        options.signInAdvice = assets::signInAdvice(config_);
        Client client(*transport_, endpoint_, clock_, options);
        bool isAccepted = false;
        std::int64_t schema = 0, type = 0;
        for (const Probe& probe : kProbes) {
            try {
                if (probe.scope == &assets::scopes::kReadTypes) schema = anySchema(client);
                if (probe.scope == &assets::scopes::kReadAttributes) type = anyType(client, schema);
                probe.read(client, schema, type, context_);
                if (!isAccepted) report_.ok("credentials", "are accepted.");
                isAccepted = true;
                report_.ok(checkName(probe), std::string(probe.what) + " can be read.");
            } catch (const Error& error) {
                if (error.kind() == ErrorKind::AuthenticationFailed) {
                    report_.fail("credentials", error.what());
                    return;
                }
                const bool mayBeMeant = !probe.isEssential && isRefusal(error.kind());
                report_.add(mayBeMeant ? Verdict::Warning : Verdict::Failed, checkName(probe), error.what());
            }
        }
    }

    static bool isRefusal(ErrorKind kind) {
        return kind == ErrorKind::ScopeMissing || kind == ErrorKind::Forbidden || kind == ErrorKind::NotFound;
    }

    std::string checkName(const Probe& probe) const {
        const bool hasScopes = endpoint_.deployment == assets::Deployment::Cloud;
        return hasScopes ? "scope " + std::string(probe.scope->name) : "reading " + std::string(probe.what);
    }

    // What other probes need; that it cannot be read is told by the probe of its own.
    std::int64_t anySchema(Client& client) const {
        try {
            const auto schemas = client.objectSchemas(context_);
            return schemas.empty() ? 0 : schemas.front().id;
        } catch (const Error&) {
            return 0;
        }
    }
    std::int64_t anyType(Client& client, std::int64_t schema) const {
        try {
            const auto types = schema == 0 ? std::vector<assets::ObjectType>() : client.objectTypes(schema, context_);
            return types.empty() ? 0 : types.front().id;
        } catch (const Error&) {
            return 0;
        }
    }

    const common::ConnectionConfig& config_;
    DoctorReport& report_;
    const CallContext& context_;
    const common::Clock& clock_ = common::realClock();
    const common::Log log_;
    assets::RequestLog requestLog_;
    std::unique_ptr<assets::Credentials> credentials_;
    std::unique_ptr<assets::Transport> transport_;
    assets::Endpoint endpoint_;
};

}  // namespace

void checkSite(const common::ConnectionConfig& config, DoctorReport& report, const CallContext& context) {
    SiteCheck(config, report, context).run();
}

}  // namespace assetsodbc::installer
