// What the API tells of one object besides its attributes, and of the configuration of schemas.
#include "assets/json_decode.h"
#include "assets/json_tree.h"

namespace assetsodbc::assets {

namespace {

using namespace json;

HistoryEntry historyEntryOf(const Value& json, const Numbers& numbers) {
    HistoryEntry entry;
    entry.id = numbers.required(json, "id");
    entry.objectId = numbers.orZero(json, "objectId");
    if (const Value* const actor = member(json, "actor")) {
        entry.actorKey = optionalText(*actor, "key");
        entry.actorDisplayName = optionalText(*actor, "displayName");
    }
    entry.type = numbers.optionalSmall(json, "type");
    entry.affectedAttribute = optionalText(json, "affectedAttribute");
    entry.oldValue = optionalText(json, "oldValue");
    entry.newValue = optionalText(json, "newValue");
    entry.created = text(json, "created");
    return entry;
}

ReferenceType referenceTypeOf(const Value& json, const Numbers& numbers) {
    ReferenceType type;
    type.id = numbers.required(json, "id");
    type.name = text(json, "name");
    type.description = optionalText(json, "description");
    type.color = optionalText(json, "color");
    type.url16 = optionalText(json, "url16");
    type.objectSchemaId = numbers.optional(json, "objectSchemaId");
    return type;
}

Referrers referrersOf(const Value& json, const Numbers& numbers, const Tree& tree) {
    Referrers referrers;
    const Value* const type = member(json, "objectType");
    if (type == nullptr) tree.refuse("an entry has no objectType");
    referrers.objectTypeId = numbers.required(*type, "id");
    referrers.objectTypeName = text(*type, "name");
    const Value* const kinds = member(json, "referenceTypes");
    if (kinds != nullptr && kinds->IsArray())
        referrers.referenceTypes = readAll(*kinds, [&](const Value& kind) { return referenceTypeOf(kind, numbers); });
    referrers.count = numbers.required(json, "numberOfReferencedObjects");
    referrers.openIssuesExists = optionalFlag(json, "openIssuesExists");
    return referrers;
}

std::optional<std::string> nameOf(const Value& json, const char* thing) {
    const Value* const found = member(json, thing);
    return found == nullptr ? std::nullopt : optionalText(*found, "name");
}

Ticket ticketOf(const Value& json, const Numbers& numbers) {
    Ticket ticket;
    ticket.id = numbers.required(json, "id");
    ticket.key = optionalText(json, "key");
    ticket.title = optionalText(json, "title");
    ticket.reporter = optionalText(json, "reporter");
    ticket.statusName = nameOf(json, "status");
    ticket.typeName = nameOf(json, "type");
    ticket.priorityName = nameOf(json, "priority");
    ticket.created = text(json, "created");
    ticket.updated = text(json, "updated");
    return ticket;
}

StatusType statusTypeOf(const Value& json, const Numbers& numbers) {
    StatusType status;
    status.id = numbers.required(json, "id");
    status.name = text(json, "name");
    status.description = optionalText(json, "description");
    status.category = numbers.optionalSmall(json, "category");
    status.objectSchemaId = numbers.optional(json, "objectSchemaId");
    return status;
}

SchemaUsage schemaUsageOf(const Value& json, const Numbers& numbers) {
    SchemaUsage usage;
    usage.objectSchemaId = numbers.required(json, "schemaId");
    usage.name = text(json, "schemaName");
    usage.created = text(json, "schemaCreatedAt");
    usage.objectCount = numbers.required(json, "objectCount");
    return usage;
}

}  // namespace

std::vector<HistoryEntry> decodeHistory(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    return readAll(listIn(tree, {"values", "entries"}),
                   [&](const Value& json) { return historyEntryOf(json, numbers); });
}

std::vector<Referrers> decodeReferrers(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    return readAll(listIn(tree, {"values", "entries"}),
                   [&](const Value& json) { return referrersOf(json, numbers, tree); });
}

std::vector<Ticket> decodeTickets(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    // The model lets the list be left out; the query beside it never is.
    if (member(tree.root(), "tickets") == nullptr && member(tree.root(), "allTicketsQuery") != nullptr) return {};
    return readAll(listIn(tree, {"tickets", "values"}), [&](const Value& json) { return ticketOf(json, numbers); });
}

std::vector<StatusType> decodeStatusTypes(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    return readAll(listIn(tree, {"values", "entries"}), [&](const Value& json) { return statusTypeOf(json, numbers); });
}

std::vector<ReferenceType> decodeReferenceTypes(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    return readAll(listIn(tree, {"values", "entries"}),
                   [&](const Value& json) { return referenceTypeOf(json, numbers); });
}

std::vector<SchemaUsage> decodeUsage(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    return readAll(listIn(tree, {"perSchemaUsageInfo"}),
                   [&](const Value& json) { return schemaUsageOf(json, numbers); });
}

}  // namespace assetsodbc::assets
