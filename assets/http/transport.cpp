#include "assets/http/transport.h"

#include "common/secret.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

std::string_view nameOf(Method method) {
    return method == Method::Post ? "POST" : "GET";
}

void wipeCredentials(Request& request) noexcept {
    for (auto& [name, value] : request.headers)
        if (common::equalIgnoringAsciiCase(name, "Authorization")) common::wipe(value);
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (common::equalIgnoringAsciiCase(key, name)) return value;
    return {};
}

Response Transport::send(Request request, const common::CallContext& context) {
    return start(std::move(request), context)->wait(context);
}

}  // namespace assetsodbc::assets
