// The searches: POST /object/aql and its count on Cloud; GET /aql/objects and its relatives on Data Center, where Cloud
// had them once.
#include <rapidjson/document.h>

#include <algorithm>
#include <chrono>

#include "tests/simulator/endpoints.h"

namespace assetsodbc::simulator {
namespace {

constexpr long kDefaultRows = 25;
constexpr long kMostRowsOfOldIql = 25;  // on Cloud

EpochMs currentTime() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

bool maySeeAll(const Call& call) {
    return call.account != nullptr && call.account->hiddenSchemas.empty();
}

template <typename Keep>
IdList filtered(const Call& call, const IdList& ids, Keep keep) {
    std::vector<Id> kept;
    for (const Id id : ids.all()) {
        const auto object = call.objects->find(id);
        if (object != nullptr && keep(*call.site().type(object->typeId))) kept.push_back(id);
    }
    return IdList(std::move(kept));
}

// The matching objects the caller may see.
IdList search(const Call& call, const std::string& query) {
    EvaluationContext context;
    context.now = currentTime();
    context.zoneMinutes = call.options().shape.displayZoneMinutes;
    context.currentUser = call.site().description().currentUser;
    const IdList found = call.backend.engine.search(query, call.objects, context);
    if (maySeeAll(call)) return found;
    return filtered(call, found, [&](const ObjectType& type) { return call.maySee(type.schemaId); });
}

rapidjson::Document parsedBody(const Call& call) {
    rapidjson::Document body;
    body.Parse(call.request.body.data(), call.request.body.size());
    if (body.HasParseError() || !body.IsObject()) throw BadRequest("The request body is not a JSON object.");
    return body;
}

std::string textMember(const rapidjson::Document& body, const char* name) {
    const auto member = body.FindMember(name);
    if (member == body.MemberEnd() || member->value.IsNull()) return {};
    if (!member->value.IsString()) throw BadRequest("The field " + std::string(name) + " must be a text.");
    return {member->value.GetString(), member->value.GetStringLength()};
}

// Numbers may come as JSON numbers or as text.
long numberMember(const rapidjson::Document& body, const char* name, long otherwise) {
    const auto member = body.FindMember(name);
    if (member == body.MemberEnd()) return otherwise;
    if (member->value.IsInt64()) return member->value.GetInt64();
    const auto parsed = member->value.IsString() ? parseId(member->value.GetString()) : std::nullopt;
    return parsed.value_or(otherwise);
}

void writeIsLast(JsonWriter& json, EndMarker form, bool isLast) {
    switch (form) {
        case EndMarker::Boolean:
            json.member("isLast", isLast);
            return;
        case EndMarker::Text:
            json.member("isLast", isLast ? "true" : "false");
            return;
        case EndMarker::Absent:
            return;
    }
}

// Head and tail of a Cloud search answer.
void frameCloudPage(SearchPage& page, const PagingOptions& paging, long asked, long echoed, std::size_t total) {
    JsonWriter head(page.head);
    head.beginObject().member("startAt", static_cast<std::int64_t>(page.startAt)).member("maxResults", echoed);
    head.member("total", std::min<std::int64_t>(static_cast<std::int64_t>(total), paging.totalCap));
    head.key("values").beginArray();

    const bool more = page.startAt + page.ids.size() < total;
    const bool isLast = !more || (paging.endAt1000Bug && asked >= 1000);
    JsonWriter tail(page.tail);
    page.tail.push_back(',');
    if (paging.hasMoreResults) tail.member("hasMoreResults", more);
    if (paging.last) tail.member("last", isLast);
    writeIsLast(tail, paging.isLast, isLast);
    if (page.tail == ",") page.tail.clear();
    tail.endObject();
}

struct ListRequest {
    std::string query;
    long pageNumber = 1;
    long rows = kDefaultRows;
    ObjectForm form;
    bool definitions = false;
};

// The envelope of /aql/objects and navlist.
void frameListPage(SearchPage& page, const Call& call, const ListRequest& request, std::size_t total) {
    JsonWriter head(page.head);
    head.beginObject().key("objectEntries").beginArray();

    const auto rows = static_cast<std::size_t>(request.rows);
    const auto counted = static_cast<std::int64_t>(total);
    const auto first = static_cast<std::int64_t>(total == 0 ? 1 : page.startAt + 1);
    page.tail = ",";
    JsonWriter tail(page.tail);
    tail.member("objectTypeIsInherited", false).member("abstractObjectType", false);
    tail.member("totalFilterCount",
                call.isCloud() ? std::min<std::int64_t>(counted, call.options().paging.totalCap) : counted);
    tail.member("startIndex", first).member("toIndex", first - 1 + static_cast<std::int64_t>(page.ids.size()));
    tail.member("pageObjectSize", request.rows).member("pageNumber", request.pageNumber);
    tail.member("orderWay", "ascending").member("qlQuery", request.query).member("qlQuerySearchResult", true);
    tail.member("iql", request.query).member("iqlSearchResult", true).member("conversionPossible", false);
    tail.member("pageSize", static_cast<std::int64_t>((total + rows - 1) / rows)).endObject();
}

Reply listPage(const Call& call, ListRequest request, const IdList& found) {
    const auto& paging = call.options().paging;
    if (request.rows <= 0) request.rows = kDefaultRows;
    if (call.isCloud()) request.rows = std::min<long>(request.rows, paging.largestPage);
    if (paging.shorterPages > 0) request.rows = std::min<long>(request.rows, paging.shorterPages);
    request.pageNumber = std::max(1L, request.pageNumber);

    SearchPage page;
    page.shape = &call.shape;
    page.objects = call.objects;
    page.form = request.form;
    page.form.inSearch = true;
    page.definitions = request.definitions ? Definitions::OfTheRows : Definitions::Absent;
    page.startAt = static_cast<std::size_t>(request.pageNumber - 1) * static_cast<std::size_t>(request.rows);
    page.ids = found.slice(page.startAt, static_cast<std::size_t>(request.rows));
    frameListPage(page, call, request, found.size());
    return call.backend.pages.render(page, call.gzip);
}

Reply listByQueryParameter(const Call& call, const char* parameter) {
    ListRequest request;
    request.query = call.text(parameter);
    request.pageNumber = call.number("page", 1);
    request.rows = call.number("resultPerPage", kDefaultRows);  // "resultsPerPage" is not a parameter
    if (call.isCloud() && call.arguments.empty() && call.address.segments.front() == "iql") {
        request.rows = std::min(request.rows, kMostRowsOfOldIql);
    }
    request.form.attributes = call.flag("includeAttributes", true);
    request.form.depth = static_cast<int>(std::clamp(call.number("includeAttributesDeep", 1), 1L, 5L));
    request.form.extendedInfo = call.flag("includeExtendedInfo", false);
    request.definitions = call.flag("includeTypeAttributes", false);
    return listPage(call, request, search(call, request.query));
}

}  // namespace

Reply searchByAql(const Call& call) {
    const auto& options = call.options();
    const auto found = search(call, textMember(parsedBody(call), "qlQuery"));
    const long asked = call.number("maxResults", kDefaultRows);
    const long echoed = std::min<long>(asked <= 0 ? kDefaultRows : asked, options.paging.largestPage);
    const long rows = options.paging.shorterPages > 0 ? std::min<long>(echoed, options.paging.shorterPages) : echoed;

    SearchPage page;
    page.shape = &call.shape;
    page.objects = call.objects;
    page.form.attributes = call.flag("includeAttributes", true);
    page.form.inSearch = true;
    page.definitionForm.objectType = options.shape.definitionsCarryObjectType;
    const bool listed = page.form.attributes || options.paging.definitionsWithoutAttributes;
    page.definitions = listed ? Definitions::OfTheRows : Definitions::EmptyList;
    page.startAt = static_cast<std::size_t>(std::max(0L, call.number("startAt", 0)));
    page.ids = found.slice(page.startAt, static_cast<std::size_t>(rows));
    frameCloudPage(page, options.paging, asked, echoed, found.size());
    return call.backend.pages.render(page, call.gzip);
}

Reply countByAql(const Call& call) {
    const auto found = search(call, textMember(parsedBody(call), "qlQuery"));
    return Reply::json(R"({"totalCount":)" + std::to_string(found.size()) + "}");
}

Reply listByAql(const Call& call) {
    return listByQueryParameter(call, "qlQuery");
}

Reply listByIql(const Call& call) {
    return listByQueryParameter(call, "iql");
}

Reply navigateByAql(const Call& call) {
    const auto body = parsedBody(call);
    ListRequest request;
    request.query = textMember(body, "qlQuery");
    if (request.query.empty()) request.query = textMember(body, "iql");
    request.pageNumber = numberMember(body, "page", 1);
    request.rows = numberMember(body, "resultsPerPage", kDefaultRows);
    request.definitions = true;
    const auto attributes = body.FindMember("includeAttributes");
    request.form.attributes = attributes == body.MemberEnd() || !attributes->value.IsFalse();
    const long typeId = numberMember(body, "objectTypeId", 0);
    const long schemaId = numberMember(body, "objectSchemaId", 0);
    const auto found = filtered(call, search(call, request.query), [&](const ObjectType& type) {
        return (typeId == 0 || type.id == typeId) && (schemaId == 0 || type.schemaId == schemaId);
    });
    return listPage(call, request, found);
}

}  // namespace assetsodbc::simulator
