// THE table of connection properties. One row says everything about a property: its names, what it may hold, its
// default, whether it is a secret, and the sentence that explains it. Parsing, messages, the masked connection string,
// the documentation and the sample odbc.ini all follow the rows. Thread-safe: the table is constant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/config/connection_config.h"
#include "common/config/connection_string.h"

namespace assetsodbc::common {

enum class PropertyCategory {
    DataSource,
    Site,
    Authentication,
    Reading,
    Catalog,
    Writing,
    LocalTables,
    Network,
    Logging
};

enum class PropertySecrecy {
    Public,
    UrlPassword,  // an address that may hold "user:password@"
    Secret,
};

struct IntegerField {
    std::int64_t minimum, maximum;
    void (*store)(ConnectionConfig&, std::int64_t);
    std::int64_t (*load)(const ConnectionConfig&);
    bool isLowered = false;  // a larger value means the maximum, which is told as 01S02
};

// A number of bytes, written with or without a unit: 1000000, 100MB, 2 GB. Units are powers of 1024.
struct SizeField {
    std::uint64_t minimum;
    std::uint64_t ConnectionConfig::*member;
};

struct Choice {
    std::string_view name;
    int value;
    bool documented = true;  // false: another spelling, accepted
};

struct ChoiceField {
    const Choice* choices;
    std::size_t count;
    void (*store)(ConnectionConfig&, int);
    int (*load)(const ConnectionConfig&);
};

using PropertyField = std::variant<std::string ConnectionConfig::*, Secret ConnectionConfig::*,
                                   bool ConnectionConfig::*, IntegerField, SizeField, ChoiceField>;

struct PropertySpec {
    std::string_view name;
    std::string_view aliases;  // separated by commas
    PropertyCategory category;
    std::string_view fallback;  // the default as text, read like a value that was given
    PropertyField field;
    PropertySecrecy secrecy;
    std::string_view example;  // for the sample odbc.ini, where the default says too little
    std::string_view help;     // whole sentences
};

// A constant sequence, for range-based for.
struct PropertyTable {
    const PropertySpec* first;
    std::size_t count;
    const PropertySpec* begin() const { return first; }
    const PropertySpec* end() const { return first + count; }
};
const PropertyTable& connectionProperties();

// By name or alias, ignoring case. Null when there is no such property.
const PropertySpec* findProperty(std::string_view keyword);
std::string_view title(PropertyCategory category);
// What the property may hold, as messages and documentation say it: "a whole number from 1 to 999".
std::string allowedValues(const PropertySpec& property);

struct ParsedConnection {
    ConnectionConfig config;
    std::vector<std::string> warnings;       // SQLSTATE 01S00 each: keywords that nobody knows, or that came twice
    std::vector<std::string> substitutions;  // SQLSTATE 01S02 each: what is done in place of what was asked for
};

// Reads the attributes of the connection string, then those of its data source where the string is silent; an empty
// value counts as not given. Throws Error{InvalidArgument} naming the property, its value (unless secret) and what is
// allowed, or what is missing. Secrets stay as they were given: see resolveSecrets() in sign_in.h.
ParsedConnection parseConnectionProperties(const ConnectionAttributes& given,
                                           const ConnectionAttributes& ofDataSource = {});

// The same without what concerns several properties: what is missing may be missing, and addresses stay as they were
// given. For those who ask for the rest.
ParsedConnection readConnectionProperties(const ConnectionAttributes& given,
                                          const ConnectionAttributes& ofDataSource = {});

// What SQLDriverConnect returns: the attributes given, in their order. Secrets are in it only if they were given,
// because this text is what the application reconnects with.
std::string completedConnectionString(const ConnectionAttributes& given);
// The same for eyes: every value is masked that is, or could be, a secret.
std::string maskedConnectionString(const ConnectionAttributes& given);
// The value in force, for people to read; secrets are masked.
std::string displayedValue(const PropertySpec& property, const ConnectionConfig& config);

}  // namespace assetsodbc::common
