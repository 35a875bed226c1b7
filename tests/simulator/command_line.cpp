#include "tests/simulator/command_line.h"

#include <algorithm>
#include <charconv>

namespace assetsodbc::simulator {
namespace {

struct OptionSpec {
    const char* name;
    const char* value;  // what follows the name, "" for a switch
    const char* help;
    void (*set)(CommandLine&, const std::string& value);
};

[[noreturn]] void refuse(const std::string& text) {
    throw CommandLineError(text);
}

// A whole number in a range; the option's name is put in front of the message by the caller.
template <typename Number>
Number number(const std::string& text, Number lowest, Number highest) {
    Number value{};
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size() || value < lowest || value > highest) {
        refuse("'" + text + "' must be a whole number from " + std::to_string(lowest) + " to " +
               std::to_string(highest));
    }
    return value;
}

int count(const std::string& text) {
    return number(text, 0, 1'000'000'000);
}

template <typename Value>
struct Choice {
    const char* name;
    Value value;
};

template <typename Value, std::size_t N>
Value choose(const std::string& text, const Choice<Value> (&choices)[N]) {
    std::string names;
    for (const auto& choice : choices) {
        if (text == choice.name) return choice.value;
        names += (names.empty() ? "" : ", ") + std::string(choice.name);
    }
    refuse("'" + text + "' must be one of " + names);
}

constexpr Choice<ServedDeployment> kDeployments[] = {
    {"cloud", ServedDeployment::Cloud}, {"dc", ServedDeployment::DataCenter}, {"both", ServedDeployment::Both}};
constexpr Choice<ServedSite> kSites[] = {
    {"usual", ServedSite::Usual}, {"torture", ServedSite::Torture}, {"many-types", ServedSite::ManyTypes}};
constexpr Choice<WorkspaceList> kWorkspaces[] = {{"normal", WorkspaceList::Normal},
                                                 {"empty", WorkspaceList::Empty},
                                                 {"403", WorkspaceList::Forbidden},
                                                 {"404", WorkspaceList::NotFound}};
constexpr Choice<LoginFailure> kLoginFailures[] = {{"401", LoginFailure::Status401},
                                                   {"redirect", LoginFailure::LoginRedirect},
                                                   {"anonymous", LoginFailure::AnonymousOk}};

constexpr Choice<const char*> kTlsVersions[] = {{"1.0", "1.0"}, {"1.1", "1.1"}, {"1.2", "1.2"}, {"1.3", "1.3"}};
constexpr Choice<HandshakeFault> kHandshakeFaults[] = {
    {"close", HandshakeFault::Close}, {"silence", HandshakeFault::Silence}, {"trickle", HandshakeFault::Trickle}};

constexpr Choice<ProxyKind> kProxyKinds[] = {
    {"http", ProxyKind::Http}, {"socks5", ProxyKind::Socks5}, {"socks4", ProxyKind::Socks4}};
constexpr Choice<ProxyAuthentication> kProxyAuthentications[] = {{"basic", ProxyAuthentication::Basic},
                                                                 {"digest", ProxyAuthentication::Digest},
                                                                 {"digest-sha256", ProxyAuthentication::Digest},
                                                                 {"negotiate", ProxyAuthentication::Negotiate},
                                                                 {"ntlm", ProxyAuthentication::Ntlm}};

ProxyOptions& proxyOf(CommandLine& line) {
    if (!line.options.proxy) line.options.proxy.emplace();
    return *line.options.proxy;
}

// NAME, NAME:443 or either with =PORT
void mapHost(ProxyOptions& proxy, const std::string& text) {
    const auto equals = text.find('=');
    const int port = equals == std::string::npos ? 0 : number(text.substr(equals + 1), 1, 65535);
    proxy.hosts[text.substr(0, equals)] = port;
}

std::vector<std::string> splitScopes(const std::string& text) {
    std::vector<std::string> scopes(1);
    for (const char c : text) {
        if (c == ',') {
            scopes.emplace_back();
        } else {
            scopes.back().push_back(c);
        }
    }
    return scopes;
}

// LOGIN:TOKEN or TOKEN, then optionally =SCOPE,SCOPE
Account accountOf(const std::string& text, CredentialKind basic, CredentialKind bearer) {
    Account account;
    const auto equals = text.find('=');
    const auto credentials = text.substr(0, equals);
    if (equals != std::string::npos) {
        const auto scopes = splitScopes(text.substr(equals + 1));
        account.scopes = std::set<std::string>(scopes.begin(), scopes.end());
    }
    const auto colon = credentials.find(':');
    account.kind = colon == std::string::npos ? bearer : basic;
    if (colon != std::string::npos) account.login = credentials.substr(0, colon);
    account.secret = colon == std::string::npos ? credentials : credentials.substr(colon + 1);
    if (account.secret.empty()) refuse("a credential must not be empty");
    return account;
}

std::chrono::microseconds millis(const std::string& text) {
    return std::chrono::milliseconds(count(text));
}

const OptionSpec
    kOptions
        [] =
            {
                {"--port", "P", "listen on 127.0.0.1:P; 0, the default, takes any free port",
                 [](CommandLine& line, const std::string& text) { line.options.port = number(text, 0, 65535); }},
                {"--port-file", "FILE", "write the port to FILE once it listens",
                 [](CommandLine& line, const std::string& text) { line.portFile = text; }},
                {"--deployment", "cloud|dc|both", "what to be; both (the default) share one port",
                 [](CommandLine& line, const std::string& text) {
                     line.options.deployment = choose(text, kDeployments);
                 }},
                {"--context-path", "PATH", "context path of Data Center, for example /jira",
                 [](CommandLine& line, const std::string& text) {
                     if (text.size() < 2 || text[0] != '/' || text.back() == '/')
                         refuse("'" + text + "' must look like /jira");
                     line.options.contextPath = text;
                 }},
                {"--site", "usual|torture|many-types",
                 "serve the torture site, or one with 5,000 object types, instead",
                 [](CommandLine& line, const std::string& text) { line.options.site = choose(text, kSites); }},
                {"--objects-per-type", "N", "of the torture site (default 250)",
                 [](CommandLine& line, const std::string& text) {
                     line.options.torture.objectsPerType = number(text, 0, 100'000);
                 }},
                {"--parents-attribute-ids", "",
                 "inherited attributes of the torture site have the ids of their parents'",
                 [](CommandLine& line, const std::string&) {
                     line.options.torture.inheritedAttributeIds = InheritedAttributeIds::Parents;
                 }},
                {"--objects", "N", "serve N generated objects instead of the small company",
                 [](CommandLine& line, const std::string& text) {
                     line.options.objects = number<std::uint64_t>(text, 1, 100'000'000);
                 }},
                {"--seed", "S", "seed of the generated objects (default 1)",
                 [](CommandLine& line, const std::string& text) {
                     line.options.seed = line.options.torture.seed = number<std::uint64_t>(text, 0, UINT64_MAX);
                 }},
                {"--writable", "", "hold generated objects in memory, so that they can be inserted and removed",
                 [](CommandLine& line, const std::string&) { line.options.writable = true; }},
                {"--token", "EMAIL:TOKEN[=SCOPES]",
                 "also accept this Cloud token; without EMAIL: as Bearer; scopes by comma",
                 [](CommandLine& line, const std::string& text) {
                     line.options.accounts.push_back(
                         accountOf(text, CredentialKind::ApiToken, CredentialKind::AccessToken));
                 }},
                {"--pat", "TOKEN", "also accept this on Data Center; USER:PASSWORD for Basic",
                 [](CommandLine& line, const std::string& text) {
                     line.options.accounts.push_back(
                         accountOf(text, CredentialKind::Password, CredentialKind::PersonalAccessToken));
                 }},
                {"--latency-ms", "MS", "hold every answer back by MS milliseconds",
                 [](CommandLine& line, const std::string& text) { line.options.latency.perRequest = millis(text); }},
                {"--latency-per-object-us", "US", "and by US microseconds for each row of a search",
                 [](CommandLine& line, const std::string& text) {
                     line.options.latency.perObject = std::chrono::microseconds(count(text));
                 }},
                {"--max-results", "N", "largest page: a larger maxResults is lowered to N (default 1000)",
                 [](CommandLine& line, const std::string& text) {
                     line.options.paging.largestPage = number(text, 1, 1'000'000'000);
                 }},
                {"--page-cap", "N", "pages never hold more than N rows, whatever was asked for and echoed",
                 [](CommandLine& line, const std::string& text) { line.options.paging.shorterPages = count(text); }},
                {"--isLast-text", "", "write isLast as text",
                 [](CommandLine& line, const std::string&) { line.options.paging.isLast = EndMarker::Text; }},
                {"--isLast-absent", "", "leave isLast out",
                 [](CommandLine& line, const std::string&) { line.options.paging.isLast = EndMarker::Absent; }},
                {"--no-last", "", "leave last out",
                 [](CommandLine& line, const std::string&) { line.options.paging.last = false; }},
                {"--has-more-results", "", "write hasMoreResults",
                 [](CommandLine& line, const std::string&) { line.options.paging.hasMoreResults = true; }},
                {"--bug-16556", "", "with maxResults of 1000 and more isLast is always true",
                 [](CommandLine& line, const std::string&) { line.options.paging.endAt1000Bug = true; }},
                {"--no-definitions-without-attributes", "",
                 "objectTypeAttributes is empty when includeAttributes=false",
                 [](CommandLine& line, const std::string&) {
                     line.options.paging.definitionsWithoutAttributes = false;
                 }},
                {"--legacy-search", "",
                 "Cloud also serves GET /aql/objects, GET /iql/objects and POST /object/navlist/aql",
                 [](CommandLine& line, const std::string&) { line.options.cloudLegacySearch = true; }},
                {"--type-list-entries", "", "Cloud's objectschema/{id}/objecttypes answers {\"entries\":[...]}",
                 [](CommandLine& line, const std::string&) { line.options.typeList = TypeListForm::Entries; }},
                {"--workspaces", "normal|empty|403|404", "what workspace discovery answers",
                 [](CommandLine& line, const std::string& text) {
                     line.options.workspaces = choose(text, kWorkspaces);
                 }},
                {"--no-tenant-info", "", "/_edge/tenant_info answers 404",
                 [](CommandLine& line, const std::string&) { line.options.tenantInfo = false; }},
                {"--login-failure", "401|redirect|anonymous", "how Data Center treats wrong credentials (default 401)",
                 [](CommandLine& line, const std::string& text) {
                     line.options.loginFailure = choose(text, kLoginFailures);
                 }},
                {"--metadata-empty", "",
                 "Data Center answers [] for attribute and type lists, as to a non-administrator",
                 [](CommandLine& line, const std::string&) { line.options.dataCenterMetadataEmpty = true; }},
                {"--insight-only", "", "an old Data Center, which has /rest/insight/1.0 alone",
                 [](CommandLine& line, const std::string&) { line.options.insightPathOnly = true; }},
                {"--dc-zone-minutes", "M", "Data Center writes times in this zone, 180 is +0300",
                 [](CommandLine& line, const std::string& text) {
                     line.options.shape.dataCenterZoneMinutes = number(text, -1440, 1440);
                 }},
                {"--no-gzip", "", "never compress",
                 [](CommandLine& line, const std::string&) { line.options.gzip = false; }},
                {"--cache-mb", "MB", "memory for rows of search answers that are kept as sent (default 1024)",
                 [](CommandLine& line, const std::string& text) {
                     line.options.cacheBytes = number<std::size_t>(text, 0, 1'000'000) << 20;
                 }},
                {"--workers", "N", "connections served at once (default 64)",
                 [](CommandLine& line, const std::string& text) { line.options.workers = number(text, 1, 4096); }},
                {"--tls-cert", "FILE", "serve TLS with this certificate chain (PEM)",
                 [](CommandLine& line, const std::string& text) { line.options.tlsCertificate = text; }},
                {"--tls-key", "FILE", "and this private key (PEM)",
                 [](CommandLine& line, const std::string& text) { line.options.tlsKey = text; }},
                {"--tls-client-ca", "FILE", "demand a client certificate of these authorities (PEM)",
                 [](CommandLine& line, const std::string& text) { line.options.tlsClientCa = text; }},
                {"--tls-min", "1.0|1.1|1.2|1.3", "oldest TLS version that is spoken",
                 [](CommandLine& line, const std::string& text) {
                     line.options.tlsMinimum = choose(text, kTlsVersions);
                 }},
                {"--tls-max", "1.0|1.1|1.2|1.3", "newest TLS version that is spoken",
                 [](CommandLine& line, const std::string& text) {
                     line.options.tlsMaximum = choose(text, kTlsVersions);
                 }},
                {"--handshake-fault", "close|silence|trickle",
                 "what becomes of each new connection instead of an answer",
                 [](CommandLine& line, const std::string& text) {
                     line.options.handshakeFault = choose(text, kHandshakeFaults);
                 }},
                {"--handshake-fault-times", "N", "only of the first N connections",
                 [](CommandLine& line, const std::string& text) { line.options.handshakeFaultTimes = count(text); }},
                {"--proxy", "http|socks5|socks4", "also be a proxy, on another port",
                 [](CommandLine& line, const std::string& text) { proxyOf(line).kind = choose(text, kProxyKinds); }},
                {"--proxy-port", "P", "of the proxy; 0, the default, takes any free port",
                 [](CommandLine& line, const std::string& text) { proxyOf(line).port = number(text, 0, 65535); }},
                {"--proxy-port-file", "FILE", "write the proxy's port to FILE",
                 [](CommandLine& line, const std::string& text) { line.proxyPortFile = text; }},
                {"--proxy-host", "NAME[:PORT][=PORT]",
                 "a host name that the proxy leads to this simulator, or to 127.0.0.1:PORT",
                 [](CommandLine& line, const std::string& text) { mapHost(proxyOf(line), text); }},
                {"--proxy-auth", "basic|digest|digest-sha256|negotiate|ntlm", "the proxy asks for user and password",
                 [](CommandLine& line, const std::string& text) {
                     proxyOf(line).authentication = choose(text, kProxyAuthentications);
                     if (text == "digest-sha256") proxyOf(line).digestAlgorithm = "SHA-256";
                 }},
                {"--proxy-user", "USER:PASSWORD", "and these are right",
                 [](CommandLine& line, const std::string& text) {
                     const auto colon = std::min(text.find(':'), text.size());
                     proxyOf(line).user = text.substr(0, colon);
                     proxyOf(line).password = text.substr(std::min(colon + 1, text.size()));
                 }},
                {"--proxy-tls", "", "the proxy itself speaks TLS, with the certificate of --tls-cert",
                 [](CommandLine& line, const std::string&) { line.proxyTls = true; }},
                {"--oauth-callback", "URI", "the demo clients' callback, too; http://localhost:* takes any port",
                 [](CommandLine& line, const std::string& text) {
                     for (auto& client : line.options.oauth.clients) client.redirectUris.push_back(text);
                 }},
                {"--access-token-seconds", "S", "life of an OAuth access token (default 3600)",
                 [](CommandLine& line, const std::string& text) {
                     line.options.oauth.accessTokenSeconds = count(text);
                 }},
                {"--site-url", "URL", "of the site that accessible-resources lists (default: the simulator's own)",
                 [](CommandLine& line, const std::string& text) { line.options.oauth.siteUrl = text; }},
                {"--help", "", "print this", [](CommandLine& line, const std::string&) { line.help = true; }},
};

const OptionSpec& specNamed(const std::string& name) {
    for (const auto& spec : kOptions) {
        if (name == spec.name) return spec;
    }
    refuse("there is no option '" + name + "'; --help lists all");
}

void apply(CommandLine& line, const OptionSpec& spec, const std::string& value) {
    try {
        spec.set(line, value);
    } catch (const CommandLineError& error) {
        refuse(std::string(spec.name) + ": " + error.what());
    }
}

}  // namespace

CommandLine parseCommandLine(const std::vector<std::string>& arguments) {
    CommandLine line;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto equals = arguments[i].find('=');
        const auto& spec = specNamed(arguments[i].substr(0, equals));
        const bool wantsValue = *spec.value != '\0';
        if (equals != std::string::npos && !wantsValue) refuse(std::string(spec.name) + " takes no value");
        if (!wantsValue) {
            apply(line, spec, "");
        } else if (equals != std::string::npos) {
            apply(line, spec, arguments[i].substr(equals + 1));
        } else if (++i < arguments.size()) {
            apply(line, spec, arguments[i]);
        } else {
            refuse(std::string(spec.name) + " needs a value: " + spec.value);
        }
    }
    if (line.options.tlsCertificate.empty() != line.options.tlsKey.empty()) {
        refuse("--tls-cert and --tls-key belong together");
    }
    if (line.proxyTls) {
        if (!line.options.proxy || line.options.tlsCertificate.empty())
            refuse("--proxy-tls needs --proxy and --tls-cert");
        line.options.proxy->tls.certificate = line.options.tlsCertificate;
        line.options.proxy->tls.key = line.options.tlsKey;
    }
    if (!line.options.tlsClientCa.empty() && line.options.tlsCertificate.empty()) {
        refuse("--tls-client-ca needs --tls-cert and --tls-key");
    }
    return line;
}

std::string helpText() {
    std::string text =
        "assets-simulator plays an Atlassian Assets site on 127.0.0.1, Cloud and Data Center on one port.\n"
        "\nUsage: assets-simulator [options]\n\n";
    for (const auto& spec : kOptions) {
        std::string left = std::string("  ") + spec.name + (*spec.value == '\0' ? "" : " ") + spec.value;
        left.resize(std::max<std::size_t>(left.size() + 2, 44), ' ');
        text += left + spec.help + "\n";
    }
    return text +
           "\nCredentials that are always accepted:\n"
           "  Cloud, Basic:         demo@example.com with the API token demo-token\n"
           "  Cloud, Bearer:        demo-access-token, through /ex/jira/{cloudId} only\n"
           "  Data Center, Bearer:  the personal access token demo-pat\n"
           "  Data Center, Basic:   demo with the password demo\n"
           "  Cloud, OAuth:         client demo-client (secret demo-client-secret, callback http://localhost:33333)\n"
           "  Cloud, OAuth:         service account demo-service (secret demo-service-secret)\n"
           "  Data Center, OAuth:   client demo-dc-client (secret demo-dc-client-secret, same callback)\n"
           "Authorization servers: /authorize, /oauth/token, /oauth/token/accessible-resources (Cloud);\n"
           "  {base}/rest/oauth2/latest/authorize and token (Data Center)\n"
           "\nIds of the site: GET /_edge/tenant_info, GET /rest/servicedeskapi/assets/workspace, GET /_sim/site\n"
           "Control, without authentication:\n"
           "  POST, GET, DELETE /_sim/faults    script what goes wrong, for example\n"
           "      "
           "{\"action\":\"status\",\"path\":\"/object/"
           "aql\",\"nth\":2,\"times\":3,\"status\":429,\"retryAfter\":\"1\"}\n"
           "      actions: status badGateway loginPage loginRedirect unauthorized scopeMismatch forbidden notFound\n"
           "      redirect truncateJson invalidUtf8 extraFields reorderMembers anonymousOk delay trickle cutBody\n"
           "      wrongLength drop changeData\n"
           "  GET, DELETE /_sim/requests        every request that was answered\n"
           "  GET, POST /_sim/objects, DELETE /_sim/objects/{id}   what the site holds (?typeId= ?from= ?to= "
           "?only=ids)\n"
           "  POST /_sim/latency                {\"perRequestMs\":150,\"perObjectMs\":1}\n"
           "  GET, POST /_sim/switches          {\"notEqualMatchesEmpty\":true,\"shorterPages\":7}; GET lists all\n"
           "  GET, POST /_sim/oauth             {\"action\":\"expireAccessTokens\"}, revokeRefreshTokens, "
           "revokeRefreshToken, register, issue\n"
           "  POST /_sim/clock                  {\"advanceSeconds\":3600} lets time pass for the server alone\n"
           "  GET, DELETE /_sim/otherhost       the other host that redirects to {other} lead to, and who came\n"
           "  GET, POST, DELETE /_sim/proxy     whom the proxy was asked for; {\"fault\":\"HtmlPage\"}\n"
           "  POST /_sim/handshakes             {\"fault\":\"Close\",\"times\":2}, of the next connections\n"
           "  POST /_sim/types, DELETE /_sim/types/{id}\n"
           "      "
           "{\"schemaKey\":\"ITSM\",\"name\":\"Drones\",\"attributes\":[{\"name\":\"Range\",\"type\":\"Integer\"}]}\n"
           "  POST /_sim/attributes, PUT, DELETE /_sim/attributes/{id}\n"
           "      {\"objectTypeId\":5,\"name\":\"Range\",\"type\":\"Double\",\"flags\":\"required\"}\n";
}

}  // namespace assetsodbc::simulator
