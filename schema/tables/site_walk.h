// Ways through a site's metadata that several tables take: all schemas, the types of a schema.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "assets/client.h"
#include "common/call_context.h"

namespace assetsodbc::schema {

// Asks for the list of schemas when called.
std::function<std::vector<std::int64_t>(const common::CallContext&)> allSchemaIds(assets::Client& client);
// With the schema's id filled in where the API leaves it out.
std::vector<assets::ObjectType> typesOfSchema(assets::Client& client, std::int64_t schemaId,
                                              const common::CallContext& context);

}  // namespace assetsodbc::schema
