// assets-odbc logout: forgets a sign-in.
#include <ostream>

#include "assets/auth/login.h"
#include "assets/auth/token_store.h"
#include "assets/connection_options.h"
#include "assets/request_log.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/log.h"
#include "installer/command/command.h"
#include "installer/command/interrupts.h"
#include "installer/command/login_settings.h"

namespace assetsodbc::installer {
namespace {

int run(const Arguments& arguments, Terminal& terminal) {
    const common::ConnectionConfig config = signInConfig(arguments, terminal);
    const assets::OAuthSettings settings = assets::oauthSettings(config);
    common::CancelToken token;
    const OnInterrupt cancelling([&token] { token.cancel(); });
    const common::CallContext context{token, std::nullopt};
    const common::Log log;
    const common::Clock& clock = common::realClock();
    assets::RequestLog requestLog;
    const auto transport = assets::makeAnonymousTransport(assets::transportOptions(config), requestLog, log, clock);
    assets::TokenStore store(settings);
    if (assets::logOut(settings, *transport, store, context, clock))
        terminal.out << "Signed out of " << config.url << "; nothing is kept in " << store.place() << " any more.\n";
    else
        terminal.out << "Nobody was signed in to " << config.url << ": there is nothing in " << store.place() << ".\n";
    return kDone;
}

constexpr std::string_view kDetails =
    R"(On Cloud, the access that the app was allowed is taken back under Connected apps of your Atlassian account.
)";

}  // namespace

const CommandSpec& logoutCommand() {
    static const CommandSpec spec{"logout", "", "forget a sign-in", kDetails, signInOptions(), 0, 0, run};
    return spec;
}

}  // namespace assetsodbc::installer
