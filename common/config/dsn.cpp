#include "common/config/dsn.h"

#include <odbcinst.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <utility>
#include <vector>

#include "common/config/ini_section.h"
#include "common/config/sign_in.h"
#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

constexpr const char* kIniFile = "odbc.ini";
// odbcinst cuts lines of an ini file after 999 characters. Blanks around "=" count too, hence the margin.
constexpr std::size_t kLongestTrustedEntry = 900;
constexpr std::size_t kFirstBuffer = 16384;

std::string homeFolder() {
    std::vector<char> buffer(kFirstBuffer);
    passwd entry{};
    passwd* found = nullptr;
    getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found);
    return found == nullptr ? std::string() : std::string(found->pw_dir);
}

// Where unixODBC looks, in its order, and the system's file as iODBC is told it.
std::vector<std::string> iniFiles() {
    UWORD mode = ODBC_BOTH_DSN;
    SQLGetConfigMode(&mode);
    const char* const userFile = std::getenv("ODBCINI");
    const char* const systemFolder = std::getenv("ODBCSYSINI");
    const char* const systemFileOfIodbc = std::getenv("SYSODBCINI");
    std::vector<std::string> files;
    if (mode != ODBC_SYSTEM_DSN) files.push_back(userFile != nullptr ? userFile : homeFolder() + "/.odbc.ini");
    if (mode != ODBC_USER_DSN)
        files.push_back(std::string(systemFolder != nullptr ? systemFolder : "/etc") + "/" + kIniFile);
    if (mode != ODBC_USER_DSN && systemFileOfIodbc != nullptr) files.push_back(systemFileOfIodbc);
    return files;
}

// One entry, or with a null keyword the names of all entries, each ended by NUL.
std::string profileString(const char* section, const char* keyword) {
    for (std::size_t size = kFirstBuffer;; size *= 2) {
        std::vector<char> buffer(size, '\0');
        const int length =
            SQLGetPrivateProfileString(section, keyword, "", buffer.data(), static_cast<int>(size), kIniFile);
        if (length <= 0) return {};
        if (static_cast<std::size_t>(length) < size / 2) return {buffer.data(), static_cast<std::size_t>(length)};
    }
}

[[noreturn]] void refuseLongEntry(const std::string& name) {
    throw Error(ErrorKind::InvalidArgument,
                "The data source \"" + name + "\" holds an entry of more than " + std::to_string(kLongestTrustedEntry) +
                    " characters, which the driver manager cuts. Give that value in the connection string.");
}

// The DSN that the connection string asks for; null when it names a driver instead.
const ConnectionAttribute* dataSourceIn(const ConnectionAttributes& given) {
    for (const ConnectionAttribute& attribute : given) {
        if (equalIgnoringAsciiCase(attribute.keyword, "DRIVER") && !attribute.value.empty()) return nullptr;
        if (equalIgnoringAsciiCase(attribute.keyword, "DSN") && !attribute.value.empty()) return &attribute;
    }
    return nullptr;
}

}  // namespace

std::optional<ConnectionAttributes> attributesKnownToManager(const std::string& name) {
    const std::string keywords = profileString(name.c_str(), nullptr);
    ConnectionAttributes attributes;
    for (std::size_t at = 0; at < keywords.size();) {
        const std::string keyword = keywords.c_str() + at;
        std::string value = keyword.empty() ? std::string() : profileString(name.c_str(), keyword.c_str());
        if (keyword.size() + value.size() > kLongestTrustedEntry) refuseLongEntry(name);
        if (!keyword.empty()) attributes.push_back({keyword, std::move(value)});
        at += keyword.size() + 1;
    }
    if (attributes.empty()) return std::nullopt;
    return attributes;
}

std::optional<ConnectionAttributes> dataSourceAttributes(const std::string& name) {
    for (const std::string& file : iniFiles())
        if (auto section = readIniSection(file, name)) return section;
    return attributesKnownToManager(name);
}

namespace {

ParsedConnection parsedConnection(const ConnectionAttributes& given) {
    const ConnectionAttribute* const dataSource = dataSourceIn(given);
    if (dataSource == nullptr) return parseConnectionProperties(given);
    const auto attributes = dataSourceAttributes(dataSource->value);
    if (!attributes)
        throw Error(ErrorKind::InvalidArgument,
                    "Data source name not found: odbc.ini has no section [" + dataSource->value +
                        "]. List the data sources with \"odbcinst -q -s\", or connect with DRIVER= and URL=.");
    return parseConnectionProperties(given, *attributes);
}

}  // namespace

ParsedConnection resolveConnection(const ConnectionAttributes& given) {
    ParsedConnection parsed = parsedConnection(given);
    resolveSecrets(parsed.config);
    return parsed;
}

}  // namespace assetsodbc::common
