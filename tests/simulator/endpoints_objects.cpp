// One object at a time: itself, its attributes, history, referring types and tickets.
#include <algorithm>
#include <map>
#include <set>

#include "tests/simulator/endpoints.h"

namespace assetsodbc::simulator {
namespace {

// What a function writes with a JsonWriter, as an answer.
template <typename Write>
Reply written(Write write) {
    std::string body;
    JsonWriter json(body);
    write(json);
    return Reply::json(std::move(body));
}

ObjectForm formOfOneObject(const Call& call) {
    ObjectForm form;
    form.embedDefinitions = call.isCloud() || call.options().shape.embedDefinitionsOnDataCenter;
    form.attributes = call.isCloud() || call.flag("includeAttributes", true);
    form.extendedInfo = call.isCloud() || call.flag("includeExtendedInfo", false);
    return form;
}

struct Referrers {
    std::set<Id> referenceTypes;
    std::set<Id> objects;
    bool openIssues = false;
};

std::map<Id, Referrers> referrersByType(const Call& call, Id target) {
    std::map<Id, Referrers> byType;
    for (const auto& reference : call.site().inboundReferences(*call.objects, target)) {
        const auto referring = call.objects->find(reference.objectId);
        const auto* definition = call.site().attribute(referring->typeId, reference.attributeId);
        Referrers& referrers = byType[referring->typeId];
        if (definition->referenceTypeId) referrers.referenceTypes.insert(*definition->referenceTypeId);
        referrers.objects.insert(reference.objectId);
        referrers.openIssues = referrers.openIssues || !call.site().ticketsOf(reference.objectId).empty();
    }
    return byType;
}

void writeReferrers(JsonWriter& json, const Call& call, const ObjectType& type, const Referrers& referrers) {
    json.beginObject().key("referenceTypes").beginArray();
    for (const Id id : referrers.referenceTypes) call.shape.referenceType(json, *call.site().referenceType(id));
    json.endArray().key("objectType");
    call.shape.objectType(json, type, 0);
    json.member("numberOfReferencedObjects", static_cast<std::int64_t>(referrers.objects.size()));
    json.member("openIssuesExists", referrers.openIssues).endObject();
}

}  // namespace

Reply getObject(const Call& call) {
    const auto object = call.object(call.arguments[0]);
    if (object == nullptr) return notFound(call, "object");
    const auto form = formOfOneObject(call);
    return written([&](JsonWriter& json) { call.shape.object(json, *call.objects, *object, form); });
}

Reply getObjectAttributes(const Call& call) {
    const auto object = call.object(call.arguments[0]);
    if (object == nullptr) return notFound(call, "object");
    ObjectForm form;
    form.embedDefinitions = true;
    return written([&](JsonWriter& json) { call.shape.attributes(json, *call.objects, *object, form); });
}

Reply getObjectHistory(const Call& call) {
    const auto object = call.object(call.arguments[0]);
    if (object == nullptr) return notFound(call, "object");
    auto entries = call.site().historyOf(*object);
    if (!call.flag("asc", false)) std::reverse(entries.begin(), entries.end());
    return written([&](JsonWriter& json) {
        json.beginArray();
        for (const auto& entry : entries) call.shape.history(json, entry);
        json.endArray();
    });
}

Reply getReferenceInfo(const Call& call) {
    const auto object = call.object(call.arguments[0]);
    if (object == nullptr) return notFound(call, "object");
    const auto byType = referrersByType(call, object->id);
    return written([&](JsonWriter& json) {
        json.beginArray();
        for (const auto& [typeId, referrers] : byType) writeReferrers(json, call, *call.site().type(typeId), referrers);
        json.endArray();
    });
}

Reply getConnectedTickets(const Call& call) {
    const auto object = call.object(call.arguments[0]);
    if (object == nullptr) return notFound(call, "object");
    auto tickets = call.site().ticketsOf(object->id);
    const long limit = call.isCloud() ? -1 : call.number("limit", -1);
    if (limit >= 0 && static_cast<std::size_t>(limit) < tickets.size()) tickets.resize(static_cast<std::size_t>(limit));
    return written([&](JsonWriter& json) {
        json.beginObject().key("tickets").beginArray();
        for (const auto* ticket : tickets) call.shape.ticket(json, *ticket);
        json.endArray().member("allTicketsQuery", "objectId = " + std::to_string(object->id)).endObject();
    });
}

}  // namespace assetsodbc::simulator
