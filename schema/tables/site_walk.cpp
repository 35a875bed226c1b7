#include "schema/tables/site_walk.h"

namespace assetsodbc::schema {

std::function<std::vector<std::int64_t>(const common::CallContext&)> allSchemaIds(assets::Client& client) {
    return [&client](const common::CallContext& context) {
        std::vector<std::int64_t> ids;
        for (const auto& schema : client.objectSchemas(context)) ids.push_back(schema.id);
        return ids;
    };
}

std::vector<assets::ObjectType> typesOfSchema(assets::Client& client, std::int64_t schemaId,
                                              const common::CallContext& context) {
    auto types = client.objectTypes(schemaId, context);
    for (auto& type : types) {
        if (type.objectSchemaId == 0) type.objectSchemaId = schemaId;
    }
    return types;
}

common::Error vanished(const std::string& thing, const common::Error& cause) {
    return {common::ErrorKind::ResultChanged,
            "The site listed " + thing + " and then no longer knew it, or hid it: " + cause.what() +
                " Run the query again.",
            cause.httpStatus()};
}

}  // namespace assetsodbc::schema
