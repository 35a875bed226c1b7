#include "assets/client.h"

#include <algorithm>
#include <set>
#include <utility>

#include "assets/api.h"
#include "assets/aql.h"
#include "assets/http/url.h"
#include "assets/json_decode.h"
#include "assets/pager.h"
#include "assets/request_log.h"
#include "assets/scan_pass.h"
#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;

constexpr std::uint32_t kSchemasPerPage = 50;

Call get(const Operation& operation, std::string path, std::string query = {}) {
    Call call;
    call.operation = operation;
    call.path = std::move(path);
    call.query = std::move(query);
    return call;
}

std::string schemaQuery(std::optional<std::int64_t> objectSchemaId) {
    return objectSchemaId ? "objectSchemaId=" + std::to_string(*objectSchemaId) : "";
}

// Whether the API itself says that there is no such thing, rather than something in front of it that knows no such
// path.
bool saysNotFound(const Response& response) {
    return response.status == 404 && isJson(response);
}

}  // namespace

struct Client::State {
    State(Transport& transport, const Endpoint& endpoint, ClientOptions clientOptions)
        : options(std::move(clientOptions)),
          log(options.requestLog != nullptr ? *options.requestLog : ownLog),
          api(transport, log, endpoint, options.endpointScope, options.grantedScopes, options.signInAdvice) {}

    ClientOptions options;
    RequestLog ownLog;
    RequestLog& log;
    Api api;

    PagerOptions pagerOptions(std::optional<std::uint64_t> rowBound) const {
        return {options.pageSize, rowBound, options.failOnIncomplete};
    }

    // The decoded answer, its entries noted in the request log.
    template <typename Decode>
    auto list(Call call, Decode decode, const common::CallContext& context) {
        const Operation operation = call.operation;
        const Asked asked = api.asked(call);
        const Response response = api.send(std::move(call), context);
        if (saysNotFound(response)) requireSite(context);
        requireUsable(response, asked);
        auto entries = decode(response.body, api.sourceOf(operation));
        api.noteRows(response, entries.size());
        return entries;
    }

    template <typename Decode>
    auto single(Call call, Decode decode, const common::CallContext& context)
        -> std::optional<decltype(decode(std::string_view(), std::string_view()))> {
        const Asked asked = api.asked(call);
        const Response response = api.send(std::move(call), context);
        if (saysNotFound(response)) {
            requireSite(context);
            return std::nullopt;
        }
        requireUsable(response, asked);
        auto entry = decode(response.body, api.sourceOf(asked.operation));
        api.noteRows(response, 1);
        return entry;
    }

    // That a thing is not found means something only where Assets is: under a wrong address nothing is ever found.
    void requireSite(const common::CallContext& context) {
        if (api.hasServed()) return;
        const Call call =
            get(operations::kListSchemas, "/objectschema/list", api.isDataCenter() ? "" : "startAt=0&maxResults=1");
        const Asked asked = api.asked(call);
        const Response response = api.send(call, context);
        if (saysNotFound(response))
            throw Error(ErrorKind::Forbidden,
                        "No Assets on " + asked.host +
                            " under the address of this connection (HTTP 404 also when asking for its list of object "
                            "schemas). Check URL, WorkspaceId and CloudId.",
                        response.status);
        requireUsable(response, asked);
    }

    // Data Center tells the attributes of a type to administrators only, and others that there are none; what it tells
    // everybody comes with the objects that they may see.
    std::vector<AttributeDefinition> attributesBySearch(std::int64_t typeId, const common::CallContext& context) {
        const std::string id = std::to_string(typeId);
        const auto type = single(get(operations::kType, "/objecttype/" + id), decodeObjectType, context);
        if (!type || type->abstractObjectType) return {};
        const SearchCalls search(api, "objectTypeId = " + id, ObjectFields::Attributes);
        auto attributes = search.attributeDefinitions(context);
        if (!attributes.empty()) return attributes;
        throw Error(ErrorKind::Forbidden,
                    hostOf(api.endpoint().baseUrl) + " shows this account no attribute of object type " + id + " (" +
                        quotable(type->name) +
                        "), and no object of it that would tell them. Ask for the role Object Schema Manager of its "
                        "schema or the right to administer Assets, or leave this type out of the query.");
    }

    SchemaPage schemaPage(std::uint64_t startAt, const common::CallContext& context) {
        const Response response = api.sendForJson(
            get(operations::kListSchemas, "/objectschema/list",
                api.isDataCenter() ? ""
                                   : "startAt=" + std::to_string(startAt) +
                                         "&maxResults=" + std::to_string(kSchemasPerPage) + "&includeCounts=true"),
            context);
        SchemaPage page = decodeObjectSchemas(response.body, api.sourceOf(operations::kListSchemas));
        api.noteRows(response, page.schemas.size());
        return page;
    }

    // Every schema; nullopt when the pages do not add up: schemas came or went meanwhile, or a page was not what was
    // asked for.
    std::optional<std::vector<ObjectSchema>> allSchemas(const common::CallContext& context) {
        std::vector<ObjectSchema> schemas;
        std::set<std::int64_t> ids;
        std::optional<std::uint64_t> total;
        for (std::uint64_t received = 0;;) {
            SchemaPage page = schemaPage(received, context);
            const bool isFirst = received == 0;
            const bool isSameTotal = isFirst || page.total == total;
            total = page.total;
            received += page.schemas.size();
            const std::size_t before = schemas.size();
            for (ObjectSchema& schema : page.schemas)
                if (ids.insert(schema.id).second) schemas.push_back(std::move(schema));
            const bool isMissing = schemas.size() < total.value_or(0);
            if (!isSameTotal) return std::nullopt;
            if (!isMissing && (api.isDataCenter() || page.isLast.value_or(total.has_value()))) return schemas;
            // No news ends it too, as some sites tell of no end; but not where more was promised.
            if (api.isDataCenter() || schemas.size() == before)
                return isMissing || page.isLast == false ? std::nullopt : std::optional(std::move(schemas));
        }
    }
};

Client::Client(Transport& transport, const Endpoint& endpoint, const common::Clock&, ClientOptions options)
    : state_(std::make_unique<State>(transport, endpoint, std::move(options))) {}

Client::~Client() = default;

void Client::ping(const common::CallContext& context) {
    const char* const query = state_->api.isDataCenter() ? "" : "startAt=0&maxResults=1";
    try {
        state_->list(
            get(operations::kListSchemas, "/objectschema/list", query),
            [](auto body, auto source) { return decodeObjectSchemas(body, source).schemas; }, context);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::ScopeMissing) throw;
    }
}

std::vector<ObjectSchema> Client::objectSchemas(const common::CallContext& context) {
    for (int attempt = 0; attempt < 2; ++attempt)
        if (auto schemas = state_->allSchemas(context)) return std::move(*schemas);
    throw Error(ErrorKind::ResultChanged,
                state_->api.sourceOf(operations::kListSchemas) +
                    " ends before all object schemas are there that it speaks of, also when read again. Run the query "
                    "again; if it stays so, the site or a proxy ignores the paging parameters.");
}

std::optional<ObjectSchema> Client::objectSchema(std::int64_t id, const common::CallContext& context) {
    return state_->single(get(operations::kSchema, "/objectschema/" + std::to_string(id)), decodeObjectSchema, context);
}

std::vector<ObjectType> Client::objectTypes(std::int64_t objectSchemaId, const common::CallContext& context) {
    const std::string path = "/objectschema/" + std::to_string(objectSchemaId) + "/objecttypes/flat";
    return state_->list(get(operations::kListTypes, path, state_->api.isDataCenter() ? "" : "includeObjectCounts=true"),
                        decodeObjectTypes, context);
}

std::optional<ObjectType> Client::objectType(std::int64_t id, const common::CallContext& context) {
    return state_->single(get(operations::kType, "/objecttype/" + std::to_string(id)), decodeObjectType, context);
}

std::vector<AttributeDefinition> Client::attributesOfType(std::int64_t objectTypeId,
                                                          const common::CallContext& context) {
    auto attributes =
        state_->list(get(operations::kTypeAttributes, "/objecttype/" + std::to_string(objectTypeId) + "/attributes"),
                     decodeAttributes, context);
    if (attributes.empty() && state_->api.isDataCenter())
        attributes = state_->attributesBySearch(objectTypeId, context);
    // An inherited attribute may come with the parent's type; asked for is what this type has.
    for (AttributeDefinition& attribute : attributes) attribute.objectTypeId = objectTypeId;
    std::stable_sort(attributes.begin(), attributes.end(), [](const auto& a, const auto& b) {
        return std::pair(a.position, a.id) < std::pair(b.position, b.id);
    });
    return attributes;
}

SchemaAttributes Client::attributesOfSchema(std::int64_t objectSchemaId, const common::CallContext& context) {
    const std::string path = "/objectschema/" + std::to_string(objectSchemaId) + "/attributes";
    Call call = get(operations::kSchemaAttributes, path, "extended=true");
    const Asked asked = state_->api.asked(call);
    const Response response = state_->api.send(std::move(call), context);
    if (saysNotFound(response)) state_->requireSite(context);
    requireUsable(response, asked);
    SchemaAttributes all = decodeSchemaAttributes(response.body, state_->api.sourceOf(operations::kSchemaAttributes));
    state_->api.noteRows(response, all.attributes.size());
    for (AttributeDefinition& attribute : all.attributes) attribute.objectSchemaId = objectSchemaId;
    for (ObjectType& type : all.objectTypes) {
        type.objectSchemaId = objectSchemaId;
        type.objectCount = -1;
    }
    return all;
}

std::vector<Icon> Client::globalIcons(const common::CallContext& context) {
    return state_->list(get(operations::kListIcons, "/icon/global"), decodeIcons, context);
}

std::optional<Icon> Client::icon(std::string_view id, const common::CallContext& context) {
    if (id.empty()) return std::nullopt;
    return state_->single(get(operations::kIcon, "/icon/" + percentEncoded(id)), decodeIcon, context);
}

std::vector<HistoryEntry> Client::history(std::int64_t objectId, const common::CallContext& context) {
    // The default order is a setting of the site. Data Center may shorten long values unless told not to.
    const std::string query = state_->api.isDataCenter() ? "asc=true&abbreviate=false" : "asc=true";
    return state_->list(get(operations::kHistory, "/object/" + std::to_string(objectId) + "/history", query),
                        decodeHistory, context);
}

std::vector<Referrers> Client::referrers(std::int64_t objectId, const common::CallContext& context) {
    return state_->list(get(operations::kReferrers, "/object/" + std::to_string(objectId) + "/referenceinfo"),
                        decodeReferrers, context);
}

std::vector<Ticket> Client::tickets(std::int64_t objectId, const common::CallContext& context) {
    // Data Center takes a limit, and does not say which one it has when none is given.
    const char* const query = state_->api.isDataCenter() ? "limit=1000000" : "";
    return state_->list(
        get(operations::kTickets, "/objectconnectedtickets/" + std::to_string(objectId) + "/tickets", query),
        decodeTickets, context);
}

std::vector<StatusType> Client::statusTypes(std::optional<std::int64_t> objectSchemaId,
                                            const common::CallContext& context) {
    return state_->list(get(operations::kListStatusTypes, "/config/statustype", schemaQuery(objectSchemaId)),
                        decodeStatusTypes, context);
}

std::vector<ReferenceType> Client::referenceTypes(std::optional<std::int64_t> objectSchemaId,
                                                  const common::CallContext& context) {
    return state_->list(get(operations::kListReferenceTypes, "/config/referencetype", schemaQuery(objectSchemaId)),
                        decodeReferenceTypes, context);
}

std::vector<SchemaUsage> Client::usage(const common::CallContext& context) {
    return state_->list(get(operations::kUsage, "/usage"), decodeUsage, context);
}

std::unique_ptr<ObjectStream> Client::search(SearchRequest request, const common::CallContext&) {
    std::sort(request.attributeIds.begin(), request.attributeIds.end());
    SearchCalls calls(state_->api, std::move(request.aql), request.fields, std::move(request.attributeIds));
    return std::make_unique<Pager>(std::move(calls), state_->pagerOptions(request.rowBound));
}

FirstPage Client::firstPage(SearchRequest request, const std::optional<SearchOrder>& order,
                            const common::CallContext& context) {
    std::sort(request.attributeIds.begin(), request.attributeIds.end());
    SearchCalls calls(state_->api, std::move(request.aql), request.fields, std::move(request.attributeIds));
    if (order)
        calls.setOrder(aqlOrderBy(order->attribute, order->descending));
    else
        calls.setOrdered(false);
    const auto size =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(request.rowBound.value(), state_->options.pageSize));
    const PageWindow window = {0, size, 1};
    FirstPage first = {calls.receive(calls.start(window, context), context), false};
    // One short page proves that it is all, as for the pager.
    ScanPass pass({calls.paging(), size, size});
    pass.accept(window, first.page);
    first.isWhole = pass.wasOneShortPage();
    return first;
}

std::uint64_t Client::count(const std::string& aql, const common::CallContext& context) {
    SearchCalls calls(state_->api, aql, ObjectFields::Identity);
    if (const auto count = calls.count(context)) return *count;
    // Where the count is not to be had, the objects are counted; this also tells what is wrong with a refused
    // condition.
    std::uint64_t objects = 0;
    Pager pager(std::move(calls), state_->pagerOptions(std::nullopt));
    while (pager.next(context) != nullptr) ++objects;
    return objects;
}

std::uint32_t Client::pageSize() const {
    return state_->options.pageSize;
}

bool Client::sendsQueriesInUrl() const {
    return state_->api.isDataCenter();
}

const Endpoint& Client::endpoint() const {
    return state_->api.endpoint();
}

std::optional<std::string> Client::grantedScopes() const {
    return state_->api.grantedScopes();
}

const RequestLog& Client::requestLog() const {
    return state_->log;
}

}  // namespace assetsodbc::assets
