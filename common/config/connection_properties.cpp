#include "common/config/connection_properties.h"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

#include "common/config/site_address.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

// The member as an integer field: read and written as it is declared, whatever its type.
template <auto Member>
constexpr IntegerField integer(std::int64_t minimum, std::int64_t maximum) {
    return {minimum, maximum,
            [](ConnectionConfig& config, std::int64_t value) {
                using Type = std::remove_reference_t<decltype(config.*Member)>;
                config.*Member = static_cast<Type>(value);
            },
            [](const ConnectionConfig& config) -> std::int64_t { return static_cast<std::int64_t>(config.*Member); }};
}

template <auto Member>
constexpr IntegerField wholeSeconds(std::int64_t minimum, std::int64_t maximum) {
    return {minimum, maximum,
            [](ConnectionConfig& config, std::int64_t value) { config.*Member = std::chrono::seconds(value); },
            [](const ConnectionConfig& config) -> std::int64_t { return (config.*Member).count(); }};
}

template <auto Member, std::size_t Count>
constexpr ChoiceField oneOf(const std::array<Choice, Count>& choices) {
    return {choices.data(), Count,
            [](ConnectionConfig& config, int value) {
                using Type = std::remove_reference_t<decltype(config.*Member)>;
                config.*Member = static_cast<Type>(value);
            },
            [](const ConnectionConfig& config) { return static_cast<int>(config.*Member); }};
}

constexpr std::array kAuthSchemes{
    Choice{"APIToken", static_cast<int>(AuthScheme::ApiToken)}, Choice{"Basic", static_cast<int>(AuthScheme::Basic)},
    Choice{"PAT", static_cast<int>(AuthScheme::Pat)}, Choice{"Bearer", static_cast<int>(AuthScheme::Pat), false}};

constexpr std::array kDeployments{Choice{"Auto", static_cast<int>(Deployment::Auto)},
                                  Choice{"Cloud", static_cast<int>(Deployment::Cloud)},
                                  Choice{"DataCenter", static_cast<int>(Deployment::DataCenter)}};

constexpr std::array kOnProblem{Choice{"Fail", static_cast<int>(OnProblem::Fail)},
                                Choice{"Warn", static_cast<int>(OnProblem::Warn)}};

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

using Config = ConnectionConfig;
using Category = PropertyCategory;
using Secrecy = PropertySecrecy;

// clang-format off
constexpr std::array kProperties{
    PropertySpec{"DSN", "", Category::DataSource, "", &Config::dataSourceName, Secrecy::Public, "",
        "Name of the data source in odbc.ini. Its entries count where the connection string is silent."},
    PropertySpec{"Driver", "", Category::DataSource, "", &Config::driverName, Secrecy::Public, "Assets",
        "Name of the driver in odbcinst.ini, or the path of its library. Read by the driver manager."},

    PropertySpec{"URL", "", Category::Site, "", &Config::url, Secrecy::Public, "https://your-site.atlassian.net",
        "Address of the site. Required. On Data Center with its context path, for example https://jira.example.com/jira. "
        "Without a scheme it is taken as https; a pasted page address is cut to the site's own."},
    PropertySpec{"Deployment", "", Category::Site, "Auto", oneOf<&Config::deployment>(kDeployments), Secrecy::Public, "",
        "Kind of the site. Auto tells it by the address; name it when the site has an address of its own."},
    PropertySpec{"WorkspaceId", "", Category::Site, "", &Config::workspaceId, Secrecy::Public,
        "11111111-2222-3333-4444-555555555555",
        "Id of the Assets workspace on Cloud. Asked from the site when not set."},
    PropertySpec{"CloudId", "", Category::Site, "", &Config::cloudId, Secrecy::Public,
        "11111111-2222-3333-4444-555555555555",
        "Id of the Cloud site. Asked from the site when it is needed and not set. API tokens with scopes need it."},
    PropertySpec{"ApiUrl", "", Category::Site, "https://api.atlassian.com", &Config::apiUrl, Secrecy::Public, "",
        "Address of Atlassian's API gateway on Cloud. Change it only for a gateway of your own."},
    PropertySpec{"MetadataTTL", "", Category::Site, "3600", wholeSeconds<&Config::metadataTtl>(0, 2592000), Secrecy::Public,
        "",
        "Seconds for which is kept what is known of the site: its ids, object schemas, object types and attributes. 0 asks "
        "anew on each connect. A name that is not known is asked for at once, whatever the age."},
    PropertySpec{"CacheMetadata", "", Category::Site, "true", &Config::cacheMetadata, Secrecy::Public, "",
        "Whether what is known of the site is also kept in a file, for the next connection of the same account. It holds "
        "no object and no secret."},
    PropertySpec{"CacheLocation", "", Category::Site, "", &Config::cacheLocation, Secrecy::Public,
        "/home/you/.cache/assetsodbc",
        "Directory of that file. By default assetsodbc in XDG_CACHE_HOME, or in .cache of the home directory."},

    PropertySpec{"AuthScheme", "", Category::Authentication, "APIToken", oneOf<&Config::authScheme>(kAuthSchemes),
        Secrecy::Public, "",
        "How to sign in: APIToken is User and an API token (Cloud); Basic is User and a password (Data Center); PAT is a "
        "personal access token (Data Center), sent as Bearer."},
    PropertySpec{"User", "UID,User ID", Category::Authentication, "", &Config::user, Secrecy::Public, "you@example.com",
        "E-mail address of the account on Cloud, user name on Data Center."},
    PropertySpec{"APIToken", "PWD,Password", Category::Authentication, "", &Config::apiToken, Secrecy::Secret,
        "your-api-token",
        "API token of the account, or its password with AuthScheme=Basic. With AuthScheme=PAT, a PWD given by an "
        "application's log-in dialog is taken as the PAT."},
    PropertySpec{"PAT", "", Category::Authentication, "", &Config::pat, Secrecy::Secret, "your-personal-access-token",
        "Personal access token, for AuthScheme=PAT."},
    PropertySpec{"Scope", "", Category::Authentication,
        "read:cmdb-object:jira read:cmdb-schema:jira read:cmdb-type:jira read:cmdb-attribute:jira read:cmdb-icon:jira "
        "read:cmdb-config:jira read:servicedesk-request",
        &Config::scope, Secrecy::Public, "",
        "OAuth scopes that a token with scopes must have, separated by blanks. The default is what reading needs."},
    PropertySpec{"ConnectOnOpen", "", Category::Authentication, "true", &Config::connectOnOpen, Secrecy::Public, "",
        "Whether connecting checks the credentials with one small request. Without it a wrong token shows at the first "
        "query."},

    PropertySpec{"PageSize", "", Category::Reading, "500", integer<&Config::pageSize>(1, 999), Secrecy::Public, "",
        "Objects asked for per request. A site may send fewer; no row is lost by that."},
    PropertySpec{"MaxRows", "", Category::Reading, "-1", integer<&Config::maxRows>(-1, kNoLimit), Secrecy::Public, "",
        "Most rows that a query returns. -1 is no limit."},
    PropertySpec{"IncludeChildTypes", "", Category::Reading, "false", &Config::includeChildTypes, Secrecy::Public, "",
        "Whether the table of an object type also holds the objects of the types below it. An abstract type's always does."},
    PropertySpec{"MultiValueSeparator", "", Category::Reading, "; ", &Config::multiValueSeparator, Secrecy::Public, "{; }",
        "What stands between the values of an attribute that may have several, where they are shown in one column. Braces "
        "around it keep its blanks."},
    PropertySpec{"ConversionErrors", "", Category::Reading, "Fail", oneOf<&Config::conversionErrors>(kOnProblem),
        Secrecy::Public, "",
        "What becomes of a value that cannot be read as its attribute's type: Fail ends the query, Warn gives NULL and a "
        "warning (01S01) that names object, attribute and value."},
    PropertySpec{"OnIncomplete", "", Category::Reading, "Fail", oneOf<&Config::onIncomplete>(kOnProblem), Secrecy::Public,
        "",
        "What becomes of a result that keeps changing while it is read, so that it cannot be promised to be whole: Fail "
        "ends the query, Warn gives what was found and a warning."},
    PropertySpec{"SupportPushdown", "", Category::Reading, "true", &Config::supportPushdown, Secrecy::Public, "",
        "Whether conditions are sent to the site as AQL. Without it whole types are read and filtered here: the same rows, "
        "more slowly, for comparison."},

    PropertySpec{"LocalStore", "", Category::LocalTables, "private", &Config::localStore, Secrecy::Public, "",
        "Where CREATE TABLE keeps its tables: private (in memory, for this connection), shared (in memory, for the "
        "connections of the process to the same site as the same user) or the absolute path of an SQLite file."},

    PropertySpec{"Timeout", "", Category::Network, "60", wholeSeconds<&Config::timeout>(0, 86400), Secrecy::Public, "",
        "Seconds that one request to the site may take. 0 is no limit."},
    PropertySpec{"SSLCAFile", "", Category::Network, "", &Config::sslCaFile, Secrecy::Public,
        "/etc/ssl/certs/company-ca.pem",
        "File of certificates (PEM) to trust in place of the system's, for a site or proxy with a private authority."},
    PropertySpec{"ProxyServer", "", Category::Network, "", &Config::proxyServer, Secrecy::UrlPassword,
        "http://proxy.example.com:8080",
        "Proxy to use, as [scheme://][user:password@]host[:port]. Without it the variables https_proxy and no_proxy count."},

    PropertySpec{"Logfile", "", Category::Logging, "", &Config::logfile, Secrecy::Public, "/tmp/assets-odbc.log",
        "File to append a log to; made readable for its owner only. No log when not set."},
    PropertySpec{"Verbosity", "", Category::Logging, "1", integer<&Config::verbosity>(1, 5), Secrecy::Public, "",
        "What the log holds: 1 errors, 2 also warnings, 3 also connections and queries, 4 also requests, 5 everything. "
        "Never a secret."},
};
// clang-format on

constexpr bool isWellFormed() {
    for (std::size_t i = 0; i < kProperties.size(); ++i) {
        if (kProperties[i].name.empty() || kProperties[i].help.empty()) return false;
        if (kProperties[i].help.back() != '.') return false;
        for (std::size_t j = 0; j < i; ++j)
            if (kProperties[i].name == kProperties[j].name) return false;
    }
    return true;
}
static_assert(isWellFormed(), "every property has a name of its own and a help sentence");

constexpr PropertyTable kTable{kProperties.data(), kProperties.size()};

bool isAliasOf(std::string_view keyword, std::string_view aliases) {
    while (!aliases.empty()) {
        const std::size_t comma = std::min(aliases.find(','), aliases.size());
        if (equalIgnoringAsciiCase(keyword, aliases.substr(0, comma))) return true;
        aliases.remove_prefix(std::min(comma + 1, aliases.size()));
    }
    return false;
}

std::string choiceNames(const ChoiceField& field) {
    std::string names;
    for (std::size_t i = 0; i < field.count; ++i) {
        if (!field.choices[i].documented) continue;
        if (!names.empty()) names += ", ";
        names += field.choices[i].name;
    }
    return names;
}

std::string choiceName(const ChoiceField& field, int value) {
    const auto* const found =
        std::find_if(field.choices, field.choices + field.count, [&](const Choice& c) { return c.value == value; });
    return std::string(found->name);
}

struct AllowedValues {
    std::string operator()(std::string ConnectionConfig::*) const { return "text"; }
    std::string operator()(Secret ConnectionConfig::*) const { return "text"; }
    std::string operator()(bool ConnectionConfig::*) const { return "true or false"; }
    std::string operator()(const ChoiceField& field) const { return "one of " + choiceNames(field); }
    std::string operator()(const IntegerField& field) const {
        const std::string lowest = "a whole number from " + std::to_string(field.minimum);
        return field.maximum == kNoLimit ? lowest + " up" : lowest + " to " + std::to_string(field.maximum);
    }
};

struct Displayed {
    const ConnectionConfig& config;
    std::string operator()(std::string ConnectionConfig::*member) const { return config.*member; }
    std::string operator()(Secret ConnectionConfig::*member) const {
        return (config.*member).empty() ? std::string() : std::string(kMaskedSecret);
    }
    std::string operator()(bool ConnectionConfig::*member) const { return config.*member ? "true" : "false"; }
    std::string operator()(const ChoiceField& field) const { return choiceName(field, field.load(config)); }
    std::string operator()(const IntegerField& field) const { return std::to_string(field.load(config)); }
};

}  // namespace

const PropertyTable& connectionProperties() {
    return kTable;
}

const PropertySpec* findProperty(std::string_view keyword) {
    const auto* const found = std::find_if(kTable.begin(), kTable.end(), [&](const PropertySpec& property) {
        return equalIgnoringAsciiCase(keyword, property.name) || isAliasOf(keyword, property.aliases);
    });
    return found == kTable.end() ? nullptr : found;
}

std::string_view title(PropertyCategory category) {
    switch (category) {
        case PropertyCategory::DataSource:
            return "Data source";
        case PropertyCategory::Site:
            return "Site";
        case PropertyCategory::Authentication:
            return "Authentication";
        case PropertyCategory::Reading:
            return "Reading";
        case PropertyCategory::LocalTables:
            return "Local tables";
        case PropertyCategory::Network:
            return "Network";
        case PropertyCategory::Logging:
            return "Logging";
    }
    return {};
}

std::string allowedValues(const PropertySpec& property) {
    return std::visit(AllowedValues{}, property.field);
}

std::string displayedValue(const PropertySpec& property, const ConnectionConfig& config) {
    const std::string value = std::visit(Displayed{config}, property.field);
    return property.secrecy == PropertySecrecy::UrlPassword ? maskedUrl(value) : value;
}

}  // namespace assetsodbc::common
