// The literals of ODBC escape sequences, {d '…'}, {t '…'}, {ts '…'} and {guid '…'}, to the text that the engine
// compares: "2024-01-31", "10:00:00", "2024-01-31 10:00:00.000", lower-case GUIDs. Stateless.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/date_time.h"

namespace assetsodbc::sqlengine {

// Each takes the text between the quotes and throws Error{SyntaxError} for what is no such value. `where` is the place
// for the message, e.g. "character 17".
std::string canonicalDate(std::string_view text, const std::string& where);
std::string canonicalTime(std::string_view text, const std::string& where);
std::string canonicalTimestamp(std::string_view text, const std::string& where);
std::string canonicalGuid(std::string_view text, const std::string& where);

// Three digits of a second, or as many more as there are: the text that is stored and compared.
std::string exactText(const common::Timestamp& timestamp);

// Lower case, without braces; nullopt when the text is no GUID.
std::optional<std::string> guidOf(std::string_view text);

}  // namespace assetsodbc::sqlengine
