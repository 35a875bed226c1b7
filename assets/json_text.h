// What both JSON decoders share: text that is always well-formed, numbers from text, and errors that name the place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::assets {

// Throws Error{BadResponse}.
[[noreturn]] void throwBadJson(std::string_view source, std::string_view problem, std::size_t offset, std::size_t size);

// The JSON text with every \uD800..\uDFFF escape that is no half of a pair replaced by \uFFFD.
std::string withoutLoneSurrogates(std::string_view json);
// The JSON text without a byte order mark.
std::string_view withoutByteOrderMark(std::string_view json);

std::optional<std::int64_t> integerOf(std::string_view text);
std::optional<bool> booleanOf(std::string_view text);  // "true", "false", in any case

}  // namespace assetsodbc::assets
