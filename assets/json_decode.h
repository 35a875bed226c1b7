// JSON answers of the Assets API to the structs of model.h. Tolerant where the API is loose (ids as text or number,
// members in any order, unknown members, null for absent, several names for one list), strict where guessing would lose
// data: truncated JSON, a missing or non-numeric object id, or text where structure must be is Error{BadResponse} with
// the place. Ill-formed UTF-8 and lone surrogates become U+FFFD. `source` names the answer in messages ("The answer of
// HOST to …").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assets/accessible_sites.h"
#include "assets/client.h"
#include "assets/model.h"
#include "assets/object_page.h"

namespace assetsodbc::assets {

// A page of a search, parsed as a stream: only the fields asked for are kept, and of the attributes only those of
// `attributeIds` (ascending), unless it is empty.
ObjectPage decodeObjects(std::string_view body, ObjectFields fields, std::string_view source,
                         const std::vector<std::int64_t>& attributeIds = {});

struct SchemaPage {
    std::vector<ObjectSchema> schemas;
    std::optional<bool> isLast;
    std::optional<std::uint64_t> total;
};
SchemaPage decodeObjectSchemas(std::string_view body, std::string_view source);
ObjectSchema decodeObjectSchema(std::string_view body, std::string_view source);
std::vector<ObjectType> decodeObjectTypes(std::string_view body, std::string_view source);
ObjectType decodeObjectType(std::string_view body, std::string_view source);
std::vector<AttributeDefinition> decodeAttributes(std::string_view body, std::string_view source);
// Of all types of a schema, with the object types that are embedded in them.
SchemaAttributes decodeSchemaAttributes(std::string_view body, std::string_view source);
// The definitions that come with a search of objects; empty when there are none.
std::vector<AttributeDefinition> decodeAttributesOfSearch(std::string_view body, std::string_view source);
std::vector<Icon> decodeIcons(std::string_view body, std::string_view source);
Icon decodeIcon(std::string_view body, std::string_view source);
std::vector<HistoryEntry> decodeHistory(std::string_view body, std::string_view source);
std::vector<Referrers> decodeReferrers(std::string_view body, std::string_view source);
std::vector<Ticket> decodeTickets(std::string_view body, std::string_view source);
std::vector<StatusType> decodeStatusTypes(std::string_view body, std::string_view source);
std::vector<ReferenceType> decodeReferenceTypes(std::string_view body, std::string_view source);
std::vector<SchemaUsage> decodeUsage(std::string_view body, std::string_view source);
std::uint64_t decodeTotalCount(std::string_view body, std::string_view source);
std::vector<AccessibleSite> decodeAccessibleSites(std::string_view body, std::string_view source);
std::vector<std::string> decodeWorkspaceIds(std::string_view body, std::string_view source);
// nullopt when the text is not JSON with a cloudId: other kinds of sites answer something else there.
std::optional<std::string> decodeCloudId(std::string_view body);
// The sentences of an error body, whatever its envelope; empty when there are none. Never throws for bad JSON.
std::vector<std::string> decodeErrorMessages(std::string_view body);

}  // namespace assetsodbc::assets
