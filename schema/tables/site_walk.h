// Ways through a site's metadata that several tables take: all schemas, the types of a schema.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "assets/client.h"
#include "common/call_context.h"
#include "common/error.h"

namespace assetsodbc::schema {

// Asks for the list of schemas when called.
std::function<std::vector<std::int64_t>(const common::CallContext&)> allSchemaIds(assets::Client& client);
// With the schema's id filled in where the API leaves it out.
std::vector<assets::ObjectType> typesOfSchema(assets::Client& client, std::int64_t schemaId,
                                              const common::CallContext& context);

// Where the id of a thing that is asked for comes from.
enum class IdSource { Query, SiteList };

// Error{ResultChanged}: `thing` was listed by the site and is gone now.
common::Error vanished(const std::string& thing, const common::Error& cause);

// The entries that fetch() finds for `thing`. An id that only the query names may not exist and has no entries then;
// what the site itself has just listed must be there, or rows would be lost.
template <class Fetch>
auto entriesOf(IdSource source, const std::string& thing, Fetch fetch) -> decltype(fetch()) {
    try {
        return fetch();
    } catch (const common::Error& error) {
        if (error.kind() != common::ErrorKind::NotFound) throw;
        if (source == IdSource::SiteList) throw vanished(thing, error);
        return {};
    }
}

}  // namespace assetsodbc::schema
