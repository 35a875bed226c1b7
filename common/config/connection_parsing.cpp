// The reading half of connection_properties.h: from attributes over data source to defaults, then the checks that
// concern several properties.
#include "common/config/connection_properties.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "common/config/foreign_keywords.h"
#include "common/config/name_list.h"
#include "common/config/property_fields.h"
#include "common/config/sign_in.h"
#include "common/config/site_address.h"
#include "common/error.h"
#include "common/log.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

std::string shownValue(const PropertySpec& property, std::string_view value) {
    if (property.secrecy == PropertySecrecy::Secret) return std::string(kMaskedSecret);
    return property.secrecy == PropertySecrecy::UrlPassword ? maskedUrl(value) : repairedUtf8(value);
}

[[noreturn]] void refuse(const PropertySpec& property, std::string_view value, const std::string& reason) {
    throw Error(ErrorKind::InvalidArgument, "The connection property " + std::string(property.name) + "=" +
                                                shownValue(property, value) + " is not allowed: " + reason);
}

[[noreturn]] void refuseValue(const PropertySpec& property, std::string_view value) {
    refuse(property, value, "it must be " + allowedValues(property) + ".");
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

void requirePlainText(const PropertySpec& property, std::string_view value) {
    if (!isWellFormedUtf8(value)) refuse(property, value, "it is not valid UTF-8. Save odbc.ini as UTF-8.");
    // A line break in a header would start another header.
    if (std::any_of(value.begin(), value.end(), isControl))
        refuse(property, "", "it holds a line break or another control character.");
}

void requireFittingLength(const PropertySpec& property, std::string_view value) {
    constexpr std::size_t kLongestSecret = 65536;
    if (value.size() > kLongestSecret)
        refuse(
            property, "",
            "it is longer than " + std::to_string(kLongestSecret) + " bytes. Check that it is what you meant to give.");
}

std::optional<bool> booleanOf(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, bool>, 8> kSpellings{{{"true", true},
                                                                           {"false", false},
                                                                           {"yes", true},
                                                                           {"no", false},
                                                                           {"on", true},
                                                                           {"off", false},
                                                                           {"1", true},
                                                                           {"0", false}}};
    for (const auto& [spelling, value] : kSpellings)
        if (equalIgnoringAsciiCase(text, spelling)) return value;
    return std::nullopt;
}

std::optional<std::uint64_t> sizeOf(std::string_view text) {
    constexpr std::uint64_t kStep = 1024, kMost = std::numeric_limits<std::int64_t>::max();
    std::uint64_t number = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (status != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    std::uint64_t factor = 1;
    for (const std::string_view unit : kSizeUnits) {
        if (equalIgnoringAsciiCase(withoutOuterBlanks(text), unit))
            return number <= kMost / factor ? std::optional(number * factor) : std::nullopt;
        factor *= kStep;
    }
    return std::nullopt;
}

// Files of data sources keep the braces that a connection string needs.
std::string_view withoutBraces(std::string_view value) {
    const bool isBraced = value.size() > 2 && value.front() == '{' && value.back() == '}';
    return isBraced ? value.substr(1, value.size() - 2) : value;
}

// Stores one value in the configuration, or throws.
struct Store {
    const PropertySpec& property;
    std::string_view value;
    ConnectionConfig& config;

    void operator()(std::string ConnectionConfig::*member) const {
        // The blanks around a separator are part of it.
        const bool isVerbatim = member == &ConnectionConfig::multiValueSeparator;
        const std::string_view text = isVerbatim ? withoutBraces(value) : withoutOuterBlanks(value);
        requirePlainText(property, text);
        config.*member = text;
    }
    void operator()(Secret ConnectionConfig::*member) const {
        requirePlainText(property, value);
        requireFittingLength(property, value);
        config.*member = Secret(std::string(value));
    }
    void operator()(bool ConnectionConfig::*member) const {
        const std::optional<bool> parsed = booleanOf(withoutOuterBlanks(value));
        if (!parsed) refuseValue(property, value);
        config.*member = *parsed;
    }
    void operator()(const IntegerField& field) const {
        const std::string_view text = withoutOuterBlanks(value);
        std::int64_t number = 0;
        const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool complete = status == std::errc() && end == text.data() + text.size();
        if (!complete || number < field.minimum || number > field.maximum) refuseValue(property, value);
        field.store(config, number);
    }
    void operator()(const SizeField& field) const {
        const std::optional<std::uint64_t> bytes = sizeOf(withoutOuterBlanks(value));
        if (!bytes || *bytes < field.minimum) refuseValue(property, value);
        config.*field.member = *bytes;
    }
    void operator()(const ChoiceField& field) const {
        const Choice* const end = field.choices + field.count;
        const Choice* const found = std::find_if(field.choices, end, [&](const Choice& choice) {
            return equalIgnoringAsciiCase(choice.name, withoutOuterBlanks(value));
        });
        if (found == end) refuseValue(property, value);
        field.store(config, found->value);
    }
};

// Which attribute gives each property: the first one that is not empty.
class Selection {
public:
    void add(const ConnectionAttributes& attributes) {
        ++sources_;
        std::map<const PropertySpec*, const ConnectionAttribute*> here;
        for (const ConnectionAttribute& attribute : attributes) {
            if (withoutOuterBlanks(attribute.value).empty()) continue;
            const PropertySpec* const property = findProperty(attribute.keyword);
            if (property == nullptr) {
                // As of properties, what the application gives counts before what the data source holds.
                if (foreign_.insert(asciiLower(attribute.keyword)).second)
                    judgeForeignKeyword(attribute.keyword, attribute.value, warnings_);
            } else if (const auto [first, isNew] = here.emplace(property, &attribute); !isNew) {
                warnAboutSecondSpelling(*first->second, attribute);
            }
        }
        for (const auto& [property, attribute] : here)
            chosen_.emplace(property, Chosen{attribute, sources_});  // keeps what an earlier source gave
    }

    const ConnectionAttribute* of(const PropertySpec& property) const {
        const auto found = chosen_.find(&property);
        return found == chosen_.end() ? nullptr : found->second.attribute;
    }
    // Whether the first property comes from an earlier source than the second, or the second from none.
    bool isBefore(const PropertySpec& first, const PropertySpec& second) const {
        const auto one = chosen_.find(&first), other = chosen_.find(&second);
        return one != chosen_.end() && (other == chosen_.end() || one->second.source < other->second.source);
    }

    KeywordWarnings takeWarnings() { return std::move(warnings_); }

private:
    void warnAboutSecondSpelling(const ConnectionAttribute& used, const ConnectionAttribute& dropped) {
        if (used.value == dropped.value) return;
        warnings_.unknown.push_back("The connection property \"" + dropped.keyword + "\" was ignored, because \"" +
                                    used.keyword + "\" stands before it and names the same property.");
    }

    struct Chosen {
        const ConnectionAttribute* attribute;
        int source;
    };
    std::map<const PropertySpec*, Chosen> chosen_;
    std::set<std::string> foreign_;  // keywords in lower case
    int sources_ = 0;
    KeywordWarnings warnings_;
};

// An application's log-in dialog knows one password, which it passes as PWD whatever the scheme. As everywhere, what
// the application gives counts before what the data source holds.
void takePassword(ConnectionConfig& config, const Selection& selection) {
    const PropertySpec& token = *findProperty("APIToken");
    const PropertySpec& wanted = *findProperty(signInMethod(config.authScheme).password);
    const ConnectionAttribute* const password = selection.of(token);
    if (password == nullptr || &wanted == &token || !selection.isBefore(token, wanted)) return;
    if (equalIgnoringAsciiCase(password->keyword, "APIToken")) return;
    config.*std::get<Secret ConnectionConfig::*>(wanted.field) = std::exchange(config.apiToken, Secret());
}

// A token that is sent as it is may be called OAuthAccessToken, PAT or APIToken.
void takeBearer(ConnectionConfig& config, const Selection& selection) {
    if (config.authScheme != AuthScheme::Bearer) return;
    if (selection.isBefore(*findProperty("PAT"), *findProperty("OAuthAccessToken")))
        config.oauthAccessToken = std::exchange(config.pat, Secret());
    if (config.oauthAccessToken.empty()) config.oauthAccessToken = std::exchange(config.apiToken, Secret());
}

// Malformed lists are told while connecting, not when tables are listed.
void requireNameLists(const ConnectionConfig& config) {
    const NameList lists[] = {
        {"BrowsableSchemas", config.browsableSchemas}, {"Tables", config.tables}, {"Views", config.views}};
    for (const ListedName& name : lists[0].names())
        if (!name.schema.empty())
            refuse(*findProperty("BrowsableSchemas"), config.browsableSchemas,
                   "the name of a schema has one part. Put a name with a point in it in double quotes.");
}

void requireUrl(const ConnectionConfig& config) {
    if (!config.url.empty()) return;
    throw Error(ErrorKind::InvalidArgument,
                "The connection property URL is not set. Set it to the address of the site, for example "
                "URL=https://your-site.atlassian.net, in the connection string or in the data source.");
}

// A misspelt word would else become a file somewhere.
void normaliseLocalStore(ConnectionConfig& config) {
    if (config.localStore.empty()) config.localStore = findProperty("LocalStore")->fallback;
    for (const char* word : {"private", "shared"}) {
        if (!equalIgnoringAsciiCase(config.localStore, word)) continue;
        config.localStore = word;
        return;
    }
    if (config.localStore.front() == '/') return;
    refuse(*findProperty("LocalStore"), config.localStore,
           "it must be private, shared, or the path of a file that starts with a slash.");
}

// The words of other products for a proxy that is no HTTP proxy.
void takeFirewall(ConnectionConfig& config) {
    const PropertySpec& type = *findProperty("FirewallType");
    const char* scheme = nullptr;
    switch (config.firewallType) {
        case FirewallType::None:
            return;
        case FirewallType::Tunnel:
            scheme = "http://";
            break;
        case FirewallType::Socks4:
            scheme = "socks4a://";  // the proxy resolves the names, as it must behind a firewall
            break;
        case FirewallType::Socks5:
            scheme = "socks5h://";
            break;
    }
    if (config.firewallServer.empty())
        refuse(type, displayedValue(type, config), "FirewallServer is not set. Set it to the host of the firewall.");
    if (!config.proxyServer.empty())
        refuse(type, displayedValue(type, config), "ProxyServer is set, too. Set one of them.");
    config.proxyServer = scheme + config.firewallServer;
    config.proxyPort = config.firewallPort;
    config.proxyUser = config.firewallUser;
    config.proxyPassword = config.firewallPassword;
}

void normaliseAddresses(ConnectionConfig& config) {
    config.url = normalizedSiteUrl("URL", config.url, config.deployment);
    config.apiUrl = normalizedApiUrl("ApiUrl", config.apiUrl, config.deployment);
    config.authUrl = normalizedApiUrl("AuthUrl", config.authUrl, config.deployment);
    config.allowedHosts = normalizedHosts("AllowedHosts", config.allowedHosts);
}

}  // namespace

namespace {

// Other drivers know other parts of themselves, and let the environment stand over ProxyServer.
void tellWhatIsDoneInstead(ParsedConnection& parsed, const Selection& selection) {
    const ConnectionConfig& config = parsed.config;
    const std::string unknown = unknownLogModules(config.logModules);
    if (!unknown.empty())
        parsed.substitutions.push_back(
            "The connection property \"LogModules\" names what this driver has no part of: " + unknown + ".");
    if (selection.of(*findProperty("ProxyAutoDetect")) != nullptr && config.proxyAutoDetect &&
        !config.proxyServer.empty())
        parsed.substitutions.push_back(
            "The connection property \"ProxyAutoDetect\" is not used: ProxyServer is set and stands over the "
            "environment.");
}

// What people type into a log-in window is the secret itself, whatever it looks like: else it could read files and run
// commands.
bool isTyped(const ConnectionAttribute& attribute) {
    return equalIgnoringAsciiCase(attribute.keyword, "PWD") || equalIgnoringAsciiCase(attribute.keyword, "Password");
}

// The value to store: as it was given, or what it means here.
std::string meantValue(const PropertySpec& property, const ConnectionAttribute& given, ParsedConnection& parsed) {
    if (property.secrecy == PropertySecrecy::Secret)
        return isTyped(given) && isReferenceToSecret(given.value) ? "text:" + given.value : given.value;
    const auto* const field = std::get_if<IntegerField>(&property.field);
    if (field == nullptr || !field->isLowered) return given.value;
    const std::string_view text = withoutOuterBlanks(given.value);
    std::int64_t number = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (status != std::errc() || end != text.data() + text.size() || number <= field->maximum) return given.value;
    const std::string most = std::to_string(field->maximum);
    parsed.substitutions.push_back("The connection property \"" + std::string(property.name) + "\" is " + most +
                                   ", which is the most that there is.");
    return most;
}

}  // namespace

ParsedConnection readConnectionProperties(const ConnectionAttributes& given, const ConnectionAttributes& ofDataSource) {
    Selection selection;
    selection.add(given);
    selection.add(ofDataSource);
    KeywordWarnings warnings = selection.takeWarnings();
    ParsedConnection parsed{{}, std::move(warnings.unknown), std::move(warnings.ignored)};
    ConnectionConfig& config = parsed.config;
    for (const PropertySpec& property : connectionProperties()) {
        const ConnectionAttribute* const attribute = selection.of(property);
        std::string value =
            attribute == nullptr ? std::string(property.fallback) : meantValue(property, *attribute, parsed);
        if (!value.empty()) std::visit(Store{property, value, config}, property.field);
        if (property.secrecy == PropertySecrecy::Secret) wipe(value);
    }
    config.authScheme = effectiveScheme(config);
    takePassword(config, selection);
    takeBearer(config, selection);
    tellWhatIsDoneInstead(parsed, selection);
    return parsed;
}

ParsedConnection parseConnectionProperties(const ConnectionAttributes& given,
                                           const ConnectionAttributes& ofDataSource) {
    ParsedConnection parsed = readConnectionProperties(given, ofDataSource);
    ConnectionConfig& config = parsed.config;
    requireUrl(config);
    normaliseAddresses(config);
    normaliseLocalStore(config);
    requireNameLists(config);
    takeFirewall(config);
    requireCredentials(config);
    requireSendableCredentials(config);
    return parsed;
}

std::string completedConnectionString(const ConnectionAttributes& given) {
    return joinedConnectionString(given);
}

std::string maskedConnectionString(const ConnectionAttributes& given) {
    ConnectionAttributes shown = given;
    for (ConnectionAttribute& attribute : shown) {
        const PropertySpec* const property = findProperty(attribute.keyword);
        // What is no property of ours may be the secret of another product.
        attribute.value = property == nullptr ? kMaskedSecret : shownValue(*property, attribute.value);
    }
    return joinedConnectionString(shown);
}

}  // namespace assetsodbc::common
