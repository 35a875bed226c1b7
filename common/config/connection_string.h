// The ODBC connection string: KEY=value;KEY={value with ; and }} in it}. Keywords are case-insensitive, and the first
// occurrence of a keyword wins. This file knows the grammar only; what the keywords mean is connection_properties.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::common {

struct ConnectionAttribute {
    std::string keyword;  // as it was written
    std::string value;    // without braces; may be a secret
};
using ConnectionAttributes = std::vector<ConnectionAttribute>;  // in the order given

// Repeated keywords are dropped. Throws Error{InvalidArgument} with the position of what is malformed; the text itself
// is never quoted, because it may be a part of a password.
ConnectionAttributes parseConnectionString(std::string_view text);

// Null when there is no such keyword.
const ConnectionAttribute* find(const ConnectionAttributes& attributes, std::string_view keyword);

// The value as it must stand in a connection string: in braces when it would be read differently without.
std::string quotedValue(std::string_view value);
std::string joinedConnectionString(const ConnectionAttributes& attributes);

std::string_view withoutOuterBlanks(std::string_view text);

}  // namespace assetsodbc::common
