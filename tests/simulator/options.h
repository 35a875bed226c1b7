// Everything that can be set on a simulator before it starts: the site it serves, who may log in, and each point on
// which real servers differ or the API's description leaves open. The defaults are a Cloud and Data Center site on one
// port that behaves as described.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulator/accounts.h"
#include "tests/simulator/aql_switches.h"
#include "tests/simulator/oauth_options.h"
#include "tests/simulator/proxy_options.h"
#include "tests/simulator/rate_limit_options.h"
#include "tests/simulator/tls_options.h"
#include "tests/simulator/torture_options.h"

namespace assetsodbc::simulator {

enum class ServedSite { Usual, Torture, ManyTypes };  // Usual: the small company, or the generated one
enum class ServedDeployment { Both, Cloud, DataCenter };
enum class EndMarker { Boolean, Text, Absent };  // how isLast is written
enum class WorkspaceList { Normal, Empty, Forbidden, NotFound };
enum class LoginFailure { Status401, LoginRedirect, AnonymousOk };  // of Data Center
enum class TypeListForm { Array, Entries };                         // of Cloud's /objectschema/{id}/objecttypes

struct PagingOptions {
    int largestPage = 1000;  // maxResults above it is lowered to it, and the lowered value is echoed
    int shorterPages = 0;    // > 0: no page holds more rows than this, whatever was asked and echoed
    int totalCap = 1000;     // of `total` on Cloud
    EndMarker isLast = EndMarker::Boolean;
    bool last = true;                          // write `last` beside isLast
    bool hasMoreResults = false;               // write hasMoreResults
    bool endAt1000Bug = false;                 // JSDCLOUD-16556: with maxResults >= 1000 isLast is always true
    bool definitionsWithoutAttributes = true;  // objectTypeAttributes also when includeAttributes=false
};

struct ShapeOptions {
    bool definitionsCarryObjectType = true;     // Cloud: of a type's attributes and of a search
    bool extendedCarriesObjectType = true;      // the same of a schema's attributes with extended=true
    bool definitionsOmitType = false;           // leave ObjectTypeAttribute.type out, as older samples do
    bool unsetAsEmptyArray = false;             // write attributes without a value, with an empty array
    bool valueOfUser = true;                    // write `value` of a user besides `user` and searchValue
    bool omitDateGroupStatusInSearch = false;   // a search leaves out Date, Group and Status attributes
    bool embedDefinitionsOnDataCenter = false;  // objectTypeAttribute in GET /object/{id}
    bool typeIdAsText = true;                   // Data Center: objectType.id inside an object is text
    std::optional<int> dataCenterZoneMinutes;   // unset: "…Z"; 180: "…+0300"
    int displayZoneMinutes = 0;                 // zone of displayValue
};

struct LatencyOptions {
    std::chrono::microseconds perRequest{0};
    std::chrono::microseconds perObject{0};
};

struct SimulatorOptions {
    // Server
    int port = 0;  // 0: any free port
    int workers = 64;
    std::string tlsCertificate;  // PEM files; both or none
    std::string tlsKey;
    std::string tlsClientCa;  // these and the next as in tls_options.h
    std::string tlsMinimum;
    std::string tlsMaximum;
    std::optional<ProxyOptions> proxy;  // a proxy beside the simulator, test_proxy.h
    HandshakeFault handshakeFault = HandshakeFault::None;
    int handshakeFaultTimes = 0;
    ServedDeployment deployment = ServedDeployment::Both;
    std::string contextPath;  // of Data Center, "/jira"
    bool gzip = true;
    std::size_t cacheBytes = 1024u << 20;  // rows of search answers that are kept as they are sent

    // Site
    ServedSite site = ServedSite::Usual;
    TortureOptions torture;
    std::uint64_t objects = 0;  // 0: the small company; else that many generated ones
    std::uint64_t seed = 1;
    bool writable = false;  // generated objects are held in memory, so that they can come and go

    // Behaviour
    std::vector<Account> accounts = demoAccounts();
    OAuthOptions oauth;
    RateLimitOptions limits;
    PagingOptions paging;
    ShapeOptions shape;
    AqlSwitches aql;
    LatencyOptions latency;
    WorkspaceList workspaces = WorkspaceList::Normal;
    bool tenantInfo = true;
    bool cloudLegacySearch = false;  // GET /aql/objects and POST /object/navlist/aql on Cloud
    TypeListForm typeList = TypeListForm::Array;
    LoginFailure loginFailure = LoginFailure::Status401;
    bool dataCenterMetadataEmpty = false;  // metadata lists answer [] as to somebody who is no administrator
    bool insightPathOnly = false;          // an old Data Center: /rest/assets does not exist
};

}  // namespace assetsodbc::simulator
