#include "assets/search_calls.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "assets/http/url.h"
#include "assets/json_decode.h"
#include "assets/json_request.h"

namespace assetsodbc::assets {

namespace {

const char* flag(bool value) {
    return value ? "true" : "false";
}

// 400 is among them because the search itself takes the same condition: it is then this call that cannot answer.
bool saysNotAvailable(const Response& response) {
    constexpr int kStatuses[] = {400, 403, 404, 405};
    return !isScopeMismatch(response) &&
           std::find(std::begin(kStatuses), std::end(kStatuses), response.status) != std::end(kStatuses);
}

}  // namespace

SearchCalls::SearchCalls(Api& api, std::string aql, ObjectFields fields, std::vector<std::int64_t> attributeIds)
    : api_(api), aql_(std::move(aql)), fields_(fields), attributeIds_(std::move(attributeIds)) {}

std::string SearchCalls::orderedAql() const {
    if (!isOrdered_) return aql_;
    return aql_.empty() ? order_ : aql_ + " " + order_;
}

Call SearchCalls::cloudCall(const PageWindow& window) const {
    Call call;
    call.operation = operations::kSearchObjects;
    call.method = Method::Post;
    call.path = "/object/aql";
    call.query = "startAt=" + std::to_string(window.start) + "&maxResults=" + std::to_string(window.size) +
                 "&includeAttributes=" + flag(has(fields_, ObjectFields::Attributes));
    call.aql = orderedAql();
    call.body = "{\"qlQuery\":" + jsonQuoted(call.aql) + "}";
    return call;
}

Call SearchCalls::dataCenterCall(const PageWindow& window) const {
    const bool withAttributes = has(fields_, ObjectFields::Attributes);
    Call call;
    call.operation = operations::kSearchObjectsByPage;
    call.path = api_.endpoint().usesIql ? "/iql/objects" : "/aql/objects";
    call.aql = orderedAql();
    call.query = (api_.endpoint().usesIql ? "iql=" : "qlQuery=") + percentEncoded(call.aql) +
                 "&page=" + std::to_string(window.number) + "&resultPerPage=" + std::to_string(window.size) +
                 "&includeAttributes=" + flag(withAttributes) +
                 "&includeAttributesDeep=1&includeTypeAttributes=" + flag(withAttributes) +
                 "&includeExtendedInfo=false";
    return call;
}

SearchCalls::PendingPage SearchCalls::start(const PageWindow& window, const common::CallContext& context) const {
    Call call = api_.isDataCenter() ? dataCenterCall(window) : cloudCall(window);
    Asked asked = api_.asked(call);
    return {window, std::move(asked), api_.start(std::move(call), context)};
}

ObjectPage SearchCalls::receive(PendingPage page, const common::CallContext& context) const {
    const Response response = page.response->wait(context);
    // An empty condition is no query that anybody wrote, so its refusal is told as one all the same.
    if (response.status == 400 && page.asked.aql.empty()) page.asked.aql = "(all objects)";
    requireUsable(response, page.asked);
    ObjectPage objects = decodeObjects(response.body, fields_, api_.sourceOf(page.asked.operation), attributeIds_);
    api_.noteRows(response, objects.objects.size());
    return objects;
}

std::vector<AttributeDefinition> SearchCalls::attributeDefinitions(const common::CallContext& context) const {
    Call call = dataCenterCall({0, 1, 1});
    const Asked asked = api_.asked(call);
    const Response response = api_.send(std::move(call), context);
    requireUsable(response, asked);
    auto definitions = decodeAttributesOfSearch(response.body, api_.sourceOf(asked.operation));
    api_.noteRows(response, definitions.size());
    return definitions;
}

std::optional<std::uint64_t> SearchCalls::count(const common::CallContext& context) const {
    if (!api_.isDataCenter()) return cloudCount(context);
    SearchCalls counting(api_, aql_, ObjectFields::Identity);
    counting.setOrdered(false);
    return counting.receive(counting.start({0, 1, 1}, context), context).total;
}

std::optional<std::uint64_t> SearchCalls::cloudCount(const common::CallContext& context) const {
    Call call;
    call.operation = operations::kCountObjects;
    call.method = Method::Post;
    call.path = "/object/aql/totalcount";
    call.body = "{\"qlQuery\":" + jsonQuoted(aql_) + "}";
    call.aql = aql_;
    const Asked asked = api_.asked(call);
    const Response response = api_.send(std::move(call), context);
    if (saysNotAvailable(response)) return std::nullopt;
    requireUsable(response, asked);
    return decodeTotalCount(response.body, api_.sourceOf(asked.operation));
}

}  // namespace assetsodbc::assets
