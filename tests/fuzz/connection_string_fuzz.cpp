// Connection strings: parsing, quoting, the properties, the completed and the masked string.
#include <cstdint>
#include <string>
#include <string_view>

#include "common/config/connection_properties.h"
#include "common/error.h"
#include "tests/fuzz/require.h"

using namespace assetsodbc::common;

namespace {

void requireSame(const ConnectionAttributes& a, const ConnectionAttributes& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        REQUIRE(a[i].keyword == b[i].keyword);
        REQUIRE(a[i].value == b[i].value);
    }
}

bool isSecret(const PropertySpec* property) {
    return property == nullptr || property->secrecy == PropertySecrecy::Secret;
}

// The masked string depends on no secret: with another one in its place it is the same.
void requireMasked(const ConnectionAttributes& given) {
    ConnectionAttributes others = given;
    for (ConnectionAttribute& attribute : others) {
        if (isSecret(findProperty(attribute.keyword)) && !attribute.value.empty()) attribute.value = "another";
    }
    REQUIRE(maskedConnectionString(given) == maskedConnectionString(others));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const ConnectionAttributes attributes = parseConnectionString(text);
        requireSame(attributes, parseConnectionString(joinedConnectionString(attributes)));
        requireSame(attributes, parseConnectionString(completedConnectionString(attributes)));
        requireMasked(attributes);
        const ParsedConnection parsed = parseConnectionProperties(attributes);
        for (const PropertySpec& property : connectionProperties()) displayedValue(property, parsed.config);
    } catch (const Error& error) {
        // The second: a way to sign in without what it needs.
        REQUIRE(error.kind() == ErrorKind::InvalidArgument || error.kind() == ErrorKind::AuthenticationFailed);
        REQUIRE(error.what()[0] != '\0');
    }
    return 0;
}
