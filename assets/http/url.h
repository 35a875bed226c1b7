// The little that is needed of URLs: percent-encoding, origins for the credentials' host check, and the targets of
// redirections. Parsing is libcurl's, so that what is checked is what is connected to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::assets {

// Encodes all but letters, digits and "-._~".
std::string percentEncoded(std::string_view text);

// "https://host:443", in lower case, always with the port; nullopt for what is not an http or https URL.
std::optional<std::string> originOf(std::string_view url);
// Host name alone; empty for what is not a URL. Never user or password.
std::string hostOf(std::string_view url);
// Path with query string; "/" when there is none.
std::string pathOf(std::string_view url);
// The absolute URL that a Location header means when it came as an answer to `base`; nullopt when it is not http(s).
std::optional<std::string> resolvedUrl(std::string_view base, std::string_view location);

}  // namespace assetsodbc::assets
