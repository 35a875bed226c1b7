// The reading half of connection_properties.h: from attributes over data source to defaults, then the checks that
// concern several properties.
#include "common/config/connection_properties.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "common/config/ignored_keywords.h"
#include "common/config/property_fields.h"
#include "common/config/site_address.h"
#include "common/error.h"
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
                if (auto warning = warningFor(attribute.keyword)) warnings_.push_back(std::move(*warning));
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

    std::vector<std::string> takeWarnings() { return std::move(warnings_); }

private:
    void warnAboutSecondSpelling(const ConnectionAttribute& used, const ConnectionAttribute& dropped) {
        if (used.value == dropped.value) return;
        warnings_.push_back("The connection property \"" + dropped.keyword + "\" was ignored, because \"" +
                            used.keyword + "\" stands before it and names the same property.");
    }

    struct Chosen {
        const ConnectionAttribute* attribute;
        int source;
    };
    std::map<const PropertySpec*, Chosen> chosen_;
    int sources_ = 0;
    std::vector<std::string> warnings_;
};

// An application's log-in dialog knows one password, which it passes as PWD whatever the scheme. As everywhere, what
// the application gives counts before what the data source holds.
void takePasswordAsPat(ConnectionConfig& config, const Selection& selection) {
    const PropertySpec& token = *findProperty("APIToken");
    if (config.authScheme != AuthScheme::Pat || !selection.isBefore(token, *findProperty("PAT"))) return;
    const ConnectionAttribute* const password = selection.of(token);
    if (password != nullptr && !equalIgnoringAsciiCase(password->keyword, "APIToken"))
        config.pat = std::exchange(config.apiToken, Secret());
}

void requireUrl(const ConnectionConfig& config) {
    if (!config.url.empty()) return;
    throw Error(ErrorKind::InvalidArgument,
                "The connection property URL is not set. Set it to the address of the site, for example "
                "URL=https://your-site.atlassian.net, in the connection string or in the data source.");
}

struct Requirement {
    bool missing;
    std::string_view text;
};

// "User (the e-mail address of the account) and APIToken (…)", of those that are missing.
std::string listOfMissing(const std::array<Requirement, 2>& requirements) {
    std::string list;
    for (const Requirement& requirement : requirements) {
        if (!requirement.missing) continue;
        if (!list.empty()) list += " and ";
        list += requirement.text;
    }
    return list;
}

std::string hintAtOtherScheme(const ConnectionConfig& config) {
    if (config.authScheme != AuthScheme::Pat && !config.pat.empty())
        return " A PAT is set: AuthScheme=PAT would use it.";
    if (config.authScheme == AuthScheme::Pat && !config.apiToken.empty())
        return " An APIToken is set: AuthScheme=APIToken would use it.";
    return {};
}

std::array<Requirement, 2> requirementsOf(const ConnectionConfig& config) {
    const bool noUser = config.user.empty(), noToken = config.apiToken.empty();
    const Requirement client{config.oauthClientId.empty(), "OAuthClientId"};
    const Requirement secret{config.oauthClientSecret.empty(), "OAuthClientSecret"};
    switch (config.authScheme) {
        case AuthScheme::Auto:
        case AuthScheme::ApiToken:
            return {{{noUser, "User (the e-mail address of the account)"},
                     {noToken, "APIToken (made at https://id.atlassian.com/manage-profile/security/api-tokens)"}}};
        case AuthScheme::Basic:
            return {{{noUser, "User (the user name)"}, {noToken, "Password"}}};
        case AuthScheme::Pat:
            return {
                {{config.pat.empty(), "PAT (made in your Jira profile under Personal Access Tokens)"}, {false, ""}}};
        case AuthScheme::Bearer:
            return {{{config.oauthAccessToken.empty(), "OAuthAccessToken (the token to send)"}, {false, ""}}};
        case AuthScheme::OAuth:
            return {{client, {false, ""}}};
        case AuthScheme::OAuthClient:
            return {{client, secret}};
    }
    return {};
}

// By what is set.
AuthScheme schemeOf(const ConnectionConfig& config) {
    if (config.authScheme != AuthScheme::Auto) return config.authScheme;
    const bool hasAccount = !config.user.empty() && !config.apiToken.empty();
    if (!config.oauthClientId.empty()) {
        const bool wantsLogin = !config.oauthRefreshToken.empty() || config.initiateOAuth != InitiateOAuth::Off ||
                                !config.oauthVerifier.empty() || !config.oauthAccessToken.empty();
        if (wantsLogin) return AuthScheme::OAuth;
        if (!hasAccount && config.pat.empty())
            return config.oauthClientSecret.empty() ? AuthScheme::OAuth : AuthScheme::OAuthClient;
    }
    if (!config.pat.empty()) return AuthScheme::Pat;
    if (!config.oauthAccessToken.empty()) return AuthScheme::Bearer;
    return config.deployment == Deployment::DataCenter ? AuthScheme::Basic : AuthScheme::ApiToken;
}

void requireCredentials(const ConnectionConfig& config) {
    const std::string missing = listOfMissing(requirementsOf(config));
    if (missing.empty()) return;
    // An invalid authorization, as ODBC sees it: programs that can ask for user and password do so then.
    throw Error(ErrorKind::AuthenticationFailed,
                "Connection properties are missing: set " + missing + ", which AuthScheme=" +
                    displayedValue(*findProperty("AuthScheme"), config) + " needs." + hintAtOtherScheme(config));
}

void requireSendableCredentials(const ConnectionConfig& config) {
    const bool isVisibleAscii =
        std::all_of(config.pat.reveal().begin(), config.pat.reveal().end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (!isVisibleAscii)
        refuse(*findProperty("PAT"), "", "it holds a blank or a character that no token has. Copy the token again.");
    if (config.authScheme != AuthScheme::Pat && config.user.find(':') != std::string::npos)
        refuse(*findProperty("User"), config.user, "a user name that is sent with a password cannot hold a colon.");
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

}  // namespace

ParsedConnection parseConnectionProperties(const ConnectionAttributes& given,
                                           const ConnectionAttributes& ofDataSource) {
    Selection selection;
    selection.add(given);
    selection.add(ofDataSource);
    ParsedConnection parsed{{}, selection.takeWarnings()};
    ConnectionConfig& config = parsed.config;
    for (const PropertySpec& property : connectionProperties()) {
        const ConnectionAttribute* const attribute = selection.of(property);
        const std::string_view value = attribute == nullptr ? property.fallback : attribute->value;
        if (!value.empty()) std::visit(Store{property, value, config}, property.field);
    }
    config.authScheme = schemeOf(config);
    takePasswordAsPat(config, selection);
    requireUrl(config);
    config.url = normalizedSiteUrl("URL", config.url, config.deployment);
    config.apiUrl = normalizedApiUrl("ApiUrl", config.apiUrl, config.deployment);
    normaliseLocalStore(config);
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
