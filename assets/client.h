// Typed calls of the Assets REST API, over one Transport and one set of credentials. Knows Cloud and Data Center; knows
// neither SQL nor ODBC. Used by one thread at a time. Every call may throw common::Error.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assets/model.h"
#include "assets/object_page.h"

namespace assetsodbc::common {
struct CallContext;
class Clock;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class Transport;
class Credentials;
class RequestLog;
struct Endpoint;

// Which members of objects are wanted; the decoder keeps nothing else, and attributes are not even asked for unless
// wanted. Bits, combined with |.
enum class ObjectFields : std::uint32_t {
    Identity = 0,  // id, label, objectKey, object type and schema ids: always kept
    WorkspaceId = 1,
    GlobalId = 2,
    Name = 4,
    ObjectTypeName = 8,
    Created = 16,
    Updated = 32,
    HasAvatar = 64,
    AvatarUrls = 128,
    Link = 256,
    Attributes = 512,
};
constexpr ObjectFields operator|(ObjectFields a, ObjectFields b) {
    return static_cast<ObjectFields>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
constexpr bool has(ObjectFields set, ObjectFields flag) {
    return (static_cast<std::uint32_t>(set) & static_cast<std::uint32_t>(flag)) != 0;
}

struct SearchRequest {
    std::string aql;  // condition only, without ORDER BY; empty = all objects
    ObjectFields fields = ObjectFields::Identity;
    std::optional<std::uint64_t> rowBound;  // the caller reads at most so many objects
    // With ObjectFields::Attributes: whose values are wanted; empty = those of all attributes. The API knows no such
    // choice, so this saves memory, not traffic.
    std::vector<std::int64_t> attributeIds = {};
};

struct SearchOrder {
    std::string attribute;  // addressable (aql.h)
    bool descending = false;
};

struct FirstPage {
    ObjectPage page;
    bool isWhole = false;  // nothing was found beyond it
};

// A complete stream of the objects that a search finds: each object once, in no promised order, checked at its end
// (see pager.h). next() returns nullptr at the end; the object and its page live until the next call of next().
class ObjectStream {
public:
    virtual ~ObjectStream() = default;
    virtual const AssetObject* next(const common::CallContext& context) = 0;
    virtual const ObjectPage& page() const = 0;
    // The object that comes `steps` (from 1) after the current one, where it is on the same page and at hand; nullptr
    // where it is not.
    virtual const AssetObject* ahead(std::size_t steps) const = 0;
};

struct ClientOptions {
    std::uint32_t pageSize = 500;
    std::string endpointScope;  // OAuth scopes configured, for messages only
    std::string signInAdvice;   // what to check when the sign-in is refused (connection_options.h), for messages
    // A search that does not come to rest fails; else it ends with what was found and a warning (OnIncomplete). Where
    // nobody listens to warnings it fails all the same.
    bool failOnIncomplete = true;
    // Where rows are noted and requestLog() reads; the one that the transport writes to. Null = an empty log of its
    // own.
    RequestLog* requestLog = nullptr;
    // What the sign-in is known to be allowed. Null = nobody can tell. What it refers to must outlive the client.
    std::function<std::optional<std::string>()> grantedScopes = nullptr;
};

class Client {
public:
    // Transport, credentials and log must outlive the client. The endpoint says where the API is (discovery.h).
    Client(Transport& transport, const Endpoint& endpoint, const common::Clock& clock, ClientOptions options);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // One cheap request that proves that the credentials work and Assets is there. A token that merely lacks the scope
    // of this request is good: what it is used for may not need that scope.
    void ping(const common::CallContext& context);

    std::vector<ObjectSchema> objectSchemas(const common::CallContext& context);  // with counts
    std::optional<ObjectSchema> objectSchema(std::int64_t id, const common::CallContext& context);
    std::vector<ObjectType> objectTypes(std::int64_t objectSchemaId,
                                        const common::CallContext& context);  // with counts
    std::optional<ObjectType> objectType(std::int64_t id, const common::CallContext& context);
    // Ordered by position; inherited ones included. objectTypeId is set on each.
    std::vector<AttributeDefinition> attributesOfType(std::int64_t objectTypeId, const common::CallContext& context);
    // Of all types of a schema in one request, in no promised order. Sites differ: some do not say which type an
    // attribute belongs to, some leave out its kind (isTypeTold) or inherited attributes, and Data Center tells those
    // who are no administrators nothing at all. So it holds for a type only what it tells of it; attributesOfType tells
    // the rest.
    SchemaAttributes attributesOfSchema(std::int64_t objectSchemaId, const common::CallContext& context);
    std::vector<Icon> globalIcons(const common::CallContext& context);
    std::optional<Icon> icon(std::string_view id, const common::CallContext& context);

    // Of one object; Error{NotFound} when the site knows no such object. History: the oldest entry first. Tickets:
    // those that the site shows, which may leave out resolved ones.
    std::vector<HistoryEntry> history(std::int64_t objectId, const common::CallContext& context);
    std::vector<Referrers> referrers(std::int64_t objectId, const common::CallContext& context);
    std::vector<Ticket> tickets(std::int64_t objectId, const common::CallContext& context);
    // Of one object schema; nullopt = the global ones.
    std::vector<StatusType> statusTypes(std::optional<std::int64_t> objectSchemaId, const common::CallContext& context);
    // Likewise; Cloud only.
    std::vector<ReferenceType> referenceTypes(std::optional<std::int64_t> objectSchemaId,
                                              const common::CallContext& context);
    // Cloud only.
    std::vector<SchemaUsage> usage(const common::CallContext& context);

    std::unique_ptr<ObjectStream> search(SearchRequest request, const common::CallContext& context);
    // The first objects that a search finds, at most rowBound of them, which must be given. With an order, in the
    // site's: throws Error{InvalidQuery} where it refuses to order by that.
    FirstPage firstPage(SearchRequest request, const std::optional<SearchOrder>& order,
                        const common::CallContext& context);
    // Exact number of objects that an AQL condition finds.
    std::uint64_t count(const std::string& aql, const common::CallContext& context);

    // Objects per page of a search.
    std::uint32_t pageSize() const;
    // Whether queries travel in the URL (Data Center), whose length proxies and servers bound.
    bool sendsQueriesInUrl() const;

    // Where the API is. The base URL may change to its alternate one with the first calls.
    const Endpoint& endpoint() const;
    const RequestLog& requestLog() const;
    // The OAuth scopes that the sign-in has, separated by blanks, where that is known. Never known of Data Center,
    // whose scopes are of another kind.
    std::optional<std::string> grantedScopes() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace assetsodbc::assets
