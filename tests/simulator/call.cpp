#include "tests/simulator/call.h"

#include <charconv>

namespace assetsodbc::simulator {

std::optional<Id> parseId(std::string_view text) {
    Id value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

Reply errorReply(int status, std::string_view text) {
    std::string body;
    JsonWriter json(body);
    json.beginObject().key("errorMessages").beginArray().text(text).endArray();
    json.key("errors").beginObject().endObject().endObject();
    return Reply::json(std::move(body), status);
}

Reply notFound(const Call& call, std::string_view what) {
    if (!call.isCloud()) return errorReply(404, "NotFoundInsightException: " + std::string(what));
    return errorReply(404, "The requested " + std::string(what) + " does not exist or you may not see it.");
}

std::string Call::text(const char* name, const std::string& otherwise) const {
    return request.has_param(name) ? request.get_param_value(name) : otherwise;
}

long Call::number(const char* name, long otherwise) const {
    if (!request.has_param(name)) return otherwise;
    const auto value = parseId(request.get_param_value(name));
    if (!value) throw BadRequest("The parameter " + std::string(name) + " must be a number.");
    return *value;
}

bool Call::flag(const char* name, bool otherwise) const {
    return request.has_param(name) ? request.get_param_value(name) == "true" : otherwise;
}

bool Call::maySee(Id schemaId) const {
    if (account == nullptr) return false;
    const Schema* found = site().schema(schemaId);
    return found != nullptr && account->hiddenSchemas.count(found->key) == 0;
}

bool Call::mayReadMetadata() const {
    return isCloud() || (account != nullptr && account->administrator && !options().dataCenterMetadataEmpty);
}

const Schema* Call::schema(std::string_view id) const {
    const auto number = parseId(id);
    const Schema* found = number ? site().schema(*number) : nullptr;
    return found != nullptr && maySee(found->id) ? found : nullptr;
}

const ObjectType* Call::type(std::string_view id) const {
    const auto number = parseId(id);
    const ObjectType* found = number ? site().type(*number) : nullptr;
    return found != nullptr && maySee(found->schemaId) ? found : nullptr;
}

std::shared_ptr<const Object> Call::object(std::string_view idOrKey) const {
    const auto dash = idOrKey.rfind('-');
    const bool byKey = !isCloud() && dash != std::string_view::npos;
    const auto id = parseId(byKey ? idOrKey.substr(dash + 1) : idOrKey);
    auto found = id ? objects->find(*id) : nullptr;
    if (found == nullptr || !maySee(site().type(found->typeId)->schemaId)) return nullptr;
    return byKey && site().keyOf(*found) != idOrKey ? nullptr : found;
}

}  // namespace assetsodbc::simulator
