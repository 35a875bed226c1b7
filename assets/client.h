// Typed calls of the Assets REST API, over one Transport and one set of credentials. Knows Cloud and Data Center; knows
// neither SQL nor ODBC. Used by one thread at a time. Every call may throw common::Error.
#pragma once

#include <cstdint>
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
};

// A complete stream of the objects that a search finds: each object once, in no promised order, checked at its end
// (see pager.h). next() returns nullptr at the end; the object and its page live until the next call of next().
class ObjectStream {
public:
    virtual ~ObjectStream() = default;
    virtual const AssetObject* next(const common::CallContext& context) = 0;
    virtual const ObjectPage& page() const = 0;
};

struct ClientOptions {
    std::uint32_t pageSize = 500;
    std::string endpointScope;  // OAuth scopes configured, for messages only
    // Where rows are noted and requestLog() reads; the one that the transport writes to. Null = an empty log of its
    // own.
    RequestLog* requestLog = nullptr;
};

class Client {
public:
    // Transport, credentials and log must outlive the client. The endpoint says where the API is (discovery.h).
    Client(Transport& transport, const Endpoint& endpoint, const common::Clock& clock, ClientOptions options);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // One cheap request that proves that the credentials work and Assets is there.
    void ping(const common::CallContext& context);

    std::vector<ObjectSchema> objectSchemas(const common::CallContext& context);  // with counts
    std::optional<ObjectSchema> objectSchema(std::int64_t id, const common::CallContext& context);
    std::vector<ObjectType> objectTypes(std::int64_t objectSchemaId,
                                        const common::CallContext& context);  // with counts
    std::optional<ObjectType> objectType(std::int64_t id, const common::CallContext& context);
    // Ordered by position; inherited ones included. objectTypeId is set on each.
    std::vector<AttributeDefinition> attributesOfType(std::int64_t objectTypeId, const common::CallContext& context);
    std::vector<Icon> globalIcons(const common::CallContext& context);
    std::optional<Icon> icon(std::string_view id, const common::CallContext& context);

    std::unique_ptr<ObjectStream> search(SearchRequest request, const common::CallContext& context);
    // Exact number of objects that an AQL condition finds.
    std::uint64_t count(const std::string& aql, const common::CallContext& context);

    // Whether queries travel in the URL (Data Center), whose length proxies and servers bound.
    bool sendsQueriesInUrl() const;

    const RequestLog& requestLog() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace assetsodbc::assets
