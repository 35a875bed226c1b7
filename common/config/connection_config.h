// The settings of one connection, parsed and checked. Filled from the property table (connection_properties.h), read by
// the session only, which hands each module what it needs.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "common/secret.h"

namespace assetsodbc::common {

// Auto is what may be asked for; parsing turns it into one of the others.
enum class AuthScheme { Auto, ApiToken, Basic, Pat, Bearer, OAuth, OAuthClient };
enum class InitiateOAuth { Off, Refresh, GetAndRefresh };
enum class OAuthStorage { File, SecretService };
enum class Deployment { Auto, Cloud, DataCenter };
enum class OnProblem { Fail, Warn };
enum class ClientCertType { PemKeyFile, PfxFile };
enum class ProxyAuthScheme { Basic, Digest, None, Negotiate, Ntlm };
// Auto: TLS to the proxy when its address says https. Tunnel: CONNECT also for http sites.
enum class ProxySslType { Auto, Always, Never, Tunnel };
enum class FirewallType { None, Tunnel, Socks4, Socks5 };

enum class DriverManagerEncoding { Detected, Utf8, Utf16, Utf32 };

struct ConnectionConfig {
    std::string dataSourceName;  // DSN, empty when connected by DRIVER=
    std::string driverName;      // DRIVER, as the manager passed it

    // -- Site --
    std::string url;  // https://NAME.atlassian.net, or the base URL of a Data Center site; no trailing slash
    Deployment deployment = Deployment::Auto;
    std::string workspaceId;              // discovered when empty
    std::string cloudId;                  // discovered when empty
    std::string apiUrl;                   // Cloud API host, default https://api.atlassian.com
    std::string allowedHosts;             // more hosts that may be contacted: host[:port], separated by commas
    std::chrono::seconds metadataTtl{0};  // how long what is known of the site's schemas and types is kept
    bool cacheMetadata = true;            // also in a file
    std::string cacheLocation;            // its directory; empty: the user's cache directory

    // -- Signing in. Every secret here is the secret itself: references (env:, file:, cmd:) are resolved. --
    AuthScheme authScheme = AuthScheme::ApiToken;  // never Auto once parsed
    std::string user;                              // e-mail on Cloud, user name on Data Center
    Secret apiToken;                               // API token, or the password with AuthScheme=Basic
    Secret pat;                                    // personal access token
    InitiateOAuth initiateOAuth = InitiateOAuth::Off;
    std::string oauthClientId;
    Secret oauthClientSecret;
    std::string callbackUrl;  // where the authorization server sends the browser back to
    std::string scope;        // OAuth scopes asked for, separated by blanks; empty = what reading needs
    Secret oauthVerifier;     // an authorization code, pasted
    Secret oauthAccessToken;  // with AuthScheme=Bearer the token itself
    Secret oauthRefreshToken;
    std::chrono::seconds oauthExpiresIn{0};            // of the access token given; 0 = not known
    std::chrono::milliseconds oauthTokenTimestamp{0};  // when it was made, since 1970; 0 = not known
    std::string oauthSettingsLocation;                 // directory or file of the token store; empty = the user's
    OAuthStorage oauthStorage = OAuthStorage::File;
    std::string authUrl;        // Cloud's authorization server, default https://auth.atlassian.com; no trailing slash
    bool connectOnOpen = true;  // check the credentials while connecting
    bool mayPrompt = false;     // the application allows a log-in window (no property; SQLDriverConnect tells it)

    // -- Reading --
    std::uint32_t pageSize = 0;       // objects per request
    std::int64_t maxRows = -1;        // -1 = no limit
    bool includeChildTypes = false;   // the table of a type also holds the objects of its descendants
    std::string multiValueSeparator;  // between the values of an attribute that has several
    OnProblem conversionErrors = OnProblem::Fail;
    OnProblem onIncomplete = OnProblem::Fail;
    bool supportPushdown = true;

    // -- Catalog and types: how tables and columns are told of; queries by name are not concerned --
    std::string browsableSchemas;   // only these are listed, see name_list.h; empty = all
    std::string tables;             // likewise
    std::string views;              // likewise
    std::string userDefinedViews;   // JSON file of views for this connection
    bool includeDualTable = false;  // a table DUAL of one row
    bool enableForeignKeyDetection = true;
    bool upperCaseIdentifiers = false;
    bool mapToWVarchar = true;            // false: text is told as VARCHAR
    std::int64_t mapToLongVarchar = -1;   // text columns longer than this are told as LONGVARCHAR; -1 = none by this
    std::uint32_t maximumColumnSize = 0;  // of text columns; 0 = as they are
    std::uint32_t limitKeySize = 0;       // of text columns in primary keys; 0 = as they are
    DriverManagerEncoding driverManagerEncoding = DriverManagerEncoding::Detected;

    // -- Writing --
    bool readOnly = true;  // nothing is ever changed on the site

    // -- Local tables --
    std::string localStore;  // "private", "shared" (lower case) or the absolute path of a file

    // -- Network --
    std::chrono::seconds timeout{0};  // of one HTTP request; 0 = none
    bool sslVerify = true;            // false: any certificate is taken, with a warning on every connect
    std::string sslCaFile;            // PEM bundle in place of the system's
    std::string sslCaDirectory;       // hashed directory in place of the system's
    std::string sslServerCert;        // the one certificate to take: PEM file or SHA-256 fingerprint ("*" is sslVerify)
    std::string sslClientCert;
    ClientCertType sslClientCertType = ClientCertType::PemKeyFile;
    std::string sslClientKey;  // PEM file; empty = in the file of the certificate
    Secret sslClientCertPassword;
    std::string proxyServer;      // [scheme://][user:password@]host[:port]; also what Firewall* ask for
    std::uint16_t proxyPort = 0;  // 0 = as the server says, else 80
    std::string proxyUser;
    Secret proxyPassword;
    ProxyAuthScheme proxyAuthScheme = ProxyAuthScheme::Basic;
    ProxySslType proxySslType = ProxySslType::Auto;
    std::string proxyExceptions;  // hosts reached directly, separated by semicolons
    bool proxyAutoDetect = true;  // without a proxy here the environment's counts
    FirewallType firewallType = FirewallType::None;
    std::string firewallServer;
    std::uint16_t firewallPort = 0;  // 0 = the kind's own
    std::string firewallUser;
    Secret firewallPassword;
    std::uint32_t maxRequestsPerMinute = 0;  // 0 = no limit of ours
    std::uint32_t maxRetries = 0;            // after the first attempt
    std::chrono::seconds retryAfterMax{0};   // longest wait that the site may ask for

    // -- Logging --
    std::string logfile;
    int verbosity = 1;                  // 1 errors ... 5 bodies' sizes and timing of every call
    std::string logModules;             // parts of the driver that log, separated by semicolons; empty = all
    std::uint64_t maxLogFileSize = 0;   // bytes; a larger file is put aside; 0 = never
    std::int32_t maxLogFileCount = -1;  // files kept, the live one included; below 1 = all
};

}  // namespace assetsodbc::common
