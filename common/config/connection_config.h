// The settings of one connection, parsed and checked. Filled from the property table (connection_properties.h), read by
// the session only, which hands each module what it needs.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "common/secret.h"

namespace assetsodbc::common {

enum class AuthScheme { ApiToken, Basic, Pat };
enum class Deployment { Auto, Cloud, DataCenter };
enum class OnProblem { Fail, Warn };

struct ConnectionConfig {
    std::string dataSourceName;  // DSN, empty when connected by DRIVER=
    std::string driverName;      // DRIVER, as the manager passed it
    std::string url;             // https://NAME.atlassian.net, or the base URL of a Data Center site; no trailing slash
    Deployment deployment = Deployment::Auto;
    AuthScheme authScheme = AuthScheme::ApiToken;
    std::string user;                 // e-mail on Cloud, user name on Data Center
    Secret apiToken;                  // API token, or the password with AuthScheme=Basic
    Secret pat;                       // personal access token
    std::string workspaceId;          // discovered when empty
    std::string cloudId;              // discovered when empty
    std::string apiUrl;               // Cloud API host, default https://api.atlassian.com
    std::string scope;                // OAuth scopes asked for, separated by blanks
    std::uint32_t pageSize = 0;       // objects per request
    std::chrono::seconds timeout{0};  // of one HTTP request; 0 = none
    std::int64_t maxRows = -1;        // -1 = no limit
    bool connectOnOpen = true;        // check the credentials while connecting
    std::string localStore;           // "private", "shared" (lower case) or the absolute path of a file
    std::string sslCaFile;
    std::string proxyServer;
    std::string logfile;
    int verbosity = 1;                    // 1 errors … 5 bodies' sizes and timing of every call
    std::chrono::seconds metadataTtl{0};  // how long what is known of the site's schemas and types is kept
    bool cacheMetadata = true;            // also in a file
    std::string cacheLocation;            // its directory; empty: the user's cache directory
    bool includeChildTypes = false;       // the table of a type also holds the objects of its descendants
    std::string multiValueSeparator;      // between the values of an attribute that has several
    OnProblem conversionErrors = OnProblem::Fail;
    OnProblem onIncomplete = OnProblem::Fail;
    bool supportPushdown = true;
};

}  // namespace assetsodbc::common
