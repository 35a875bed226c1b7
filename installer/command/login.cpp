// assets-odbc login: signs in with OAuth 2.0 in a browser, here or elsewhere, and keeps the tokens for the driver.
#include "assets/auth/login.h"

#include <istream>
#include <ostream>
#include <set>

#include "assets/auth/browser.h"
#include "assets/auth/token_store.h"
#include "assets/connection_options.h"
#include "assets/request_log.h"
#include "assets/scopes.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/log.h"
#include "installer/command/command.h"
#include "installer/command/interrupts.h"
#include "installer/command/login_settings.h"
#include "installer/command/sign_in_facts.h"
#include "schema/tables/table_operations.h"

namespace assetsodbc::installer {
namespace {

using assets::OAuthSettings;

// What reading and writing every table needs.
std::string writeScopes(OAuthSettings::Provider provider) {
    if (provider == OAuthSettings::Provider::DataCenter) return "WRITE";
    std::set<const assets::Scope*> needed;
    for (const schema::TableOperations& table : schema::tableOperations())
        for (const assets::Scope* scope : schema::scopesOfTable(table.table, schema::Access::Write))
            needed.insert(scope);
    std::string list;
    for (const assets::Scope* scope : assets::allScopes())
        if (needed.count(scope) > 0) list.append(list.empty() ? "" : " ").append(scope->name);
    return list;
}

OAuthSettings settingsOf(const Arguments& arguments, const common::ConnectionConfig& config) {
    OAuthSettings settings = assets::oauthSettings(config);
    if (arguments.has("--write")) settings.scope = writeScopes(settings.provider);
    if (const auto scope = arguments.value("--scope")) settings.scope = *scope;
    return settings;
}

std::string pastedLine(Terminal& terminal) {
    std::string line;
    std::getline(terminal.in, line);
    return line;
}

assets::LoginUi userInterface(bool usesBrowser, Terminal& terminal) {
    assets::LoginUi ui;
    ui.openBrowser = usesBrowser;
    ui.showLink = [&terminal, usesBrowser](const std::string& url) {
        terminal.out << (usesBrowser ? "A browser opens. If it does not, open this address on this machine:\n\n  "
                                     : "Open this address in a browser, on any machine:\n\n  ")
                     << url << "\n\n";
        terminal.out << (usesBrowser
                             ? "Waiting until you have allowed the access ...\n"
                             : "When you have allowed the access, the browser goes to an address that it may not "
                               "be able to show.\nPaste that address here, or the code in it: ")
                     << std::flush;
    };
    if (!usesBrowser) ui.readAnswer = [&terminal] { return pastedLine(terminal); };
    return ui;
}

int run(const Arguments& arguments, Terminal& terminal) {
    if (arguments.has("--write") && arguments.has("--scope"))
        throw UsageError("--write and --scope exclude each other.");
    const common::ConnectionConfig config = signInConfig(arguments, terminal);
    const OAuthSettings settings = settingsOf(arguments, config);
    const bool usesBrowser = !arguments.has("--no-browser") && assets::hasDisplay();
    if (!usesBrowser && !arguments.has("--no-browser"))
        terminal.err << "There is no display to open a browser on; going on as with --no-browser.\n";

    common::CancelToken token;
    const OnInterrupt cancelling([&token] { token.cancel(); });
    const common::CallContext context{token, std::nullopt};
    const common::Log log;
    const common::Clock& clock = common::realClock();
    assets::RequestLog requestLog;
    const auto transport = assets::makeAnonymousTransport(assets::transportOptions(config), requestLog, log, clock);
    assets::TokenStore store(settings);
    const assets::TokenSet tokens =
        assets::logIn(settings, *transport, store, userInterface(usesBrowser, terminal), context, clock);
    terminal.out << "\nSigned in to " << config.url << ".\nKept in " << store.place() << ": "
                 << signInFacts(tokens, clock.wallClock()) << "\n";
    if (const std::string other = otherScheme(arguments); !other.empty())
        terminal.err << "Warning: the data source signs in as " << other
                     << " and does not use this. Enter AuthScheme=OAuth there.\n";
    return kDone;
}

constexpr std::string_view kDetails =
    R"(The app is registered in Atlassian's developer console (Cloud), or as an incoming application link (Data Center), with
the callback address http://localhost:33333 or another one in CallbackURL. Its client id and secret stand in the data
source, or are given here. With --no-browser you open the link anywhere, and paste what the browser ends at.

  assets-odbc login --dsn MyAssets
  assets-odbc login --url https://your-site.atlassian.net --client-id abc --client-secret-from env:SECRET --no-browser
)";

std::vector<OptionSpec> options() {
    std::vector<OptionSpec> all = signInOptions();
    all.push_back({"--scope", "SCOPES", "what to ask for, separated by blanks (default: what reading needs)"});
    all.push_back({"--write", "", "ask for what changing rows needs, too"});
    all.push_back({"--no-browser", "", "print the link and read the answer from the standard input"});
    return all;
}

}  // namespace

const CommandSpec& loginCommand() {
    static const CommandSpec spec{
        "login", "", "sign in with OAuth 2.0, and keep the sign-in for the driver", kDetails, options(), 0, 0, run};
    return spec;
}

}  // namespace assetsodbc::installer
