// UTF-8 and UTF-16, and nothing of locales. Ill-formed input becomes U+FFFD, one per maximal ill-formed part, so that
// no text is ever dropped; callers that must refuse it ask isWellFormed first.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assetsodbc::common {

std::u16string utf16Of(std::string_view utf8);
std::string utf8Of(std::u16string_view utf16);
bool isWellFormedUtf8(std::string_view utf8);
// The text itself when well-formed, else with U+FFFD in the ill-formed places.
std::string repairedUtf8(std::string_view utf8);
// UTF-16 code units that the text needs.
std::size_t utf16Length(std::string_view utf8);
std::size_t codePointCount(std::string_view utf8);
// Length in bytes of the longest prefix of at most maxBytes that ends on a code point boundary.
std::size_t prefixWithin(std::string_view utf8, std::size_t maxBytes);
// The same for UTF-16, in code units; never splits a surrogate pair.
std::size_t prefixWithin(std::u16string_view utf16, std::size_t maxUnits);
// ASCII only: identifiers and keywords.
bool equalIgnoringAsciiCase(std::string_view a, std::string_view b);
std::string asciiLower(std::string_view text);
std::string asciiUpper(std::string_view text);

}  // namespace assetsodbc::common
