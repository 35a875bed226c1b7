#include "common/config/dsn.h"

#include <odbcinst.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <vector>

#include "common/config/ini_section.h"
#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

constexpr const char* kIniFile = "odbc.ini";
// unixODBC cuts lines of an ini file after 999 characters and takes the rest for further entries. Blanks around "="
// count too, hence the margin.
constexpr std::size_t kLongestTrustedEntry = 900;

// One entry, or with a null keyword the names of all entries, each ended by NUL.
std::string profileString(const char* section, const char* keyword) {
    for (std::size_t size = 16 * 1024;; size *= 2) {
        std::vector<char> buffer(size, '\0');
        const int length =
            SQLGetPrivateProfileString(section, keyword, "", buffer.data(), static_cast<int>(size), kIniFile);
        if (length <= 0) return {};
        if (static_cast<std::size_t>(length) < size / 2) return {buffer.data(), static_cast<std::size_t>(length)};
    }
}

ConnectionAttributes listedByManager(const std::string& name) {
    // odbcinst keeps a cache of its files that it does not guard in every version.
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    const std::string keywords = profileString(name.c_str(), nullptr);
    ConnectionAttributes attributes;
    for (std::size_t at = 0; at < keywords.size();) {
        const std::string keyword = keywords.c_str() + at;
        if (!keyword.empty()) attributes.push_back({keyword, profileString(name.c_str(), keyword.c_str())});
        at += keyword.size() + 1;
    }
    return attributes;
}

bool mayBeCut(const ConnectionAttributes& attributes) {
    return std::any_of(attributes.begin(), attributes.end(), [](const ConnectionAttribute& attribute) {
        return attribute.keyword.size() + attribute.value.size() > kLongestTrustedEntry;
    });
}

std::string homeFolder() {
    std::vector<char> buffer(16 * 1024);
    passwd entry{};
    passwd* found = nullptr;
    getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found);
    return found == nullptr ? std::string() : std::string(found->pw_dir);
}

// Where unixODBC looks, in its order.
std::vector<std::string> iniFiles() {
    const char* const userFile = std::getenv("ODBCINI");
    const char* const systemFolder = std::getenv("ODBCSYSINI");
    return {userFile != nullptr ? std::string(userFile) : homeFolder() + "/.odbc.ini",
            std::string(systemFolder != nullptr ? systemFolder : "/etc") + "/" + kIniFile};
}

bool startsWith(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

// Whether the section of a file is the one that the manager has read: what it read must be the start of what stands
// there.
bool agrees(const ConnectionAttributes& section, const ConnectionAttributes& listed) {
    return std::all_of(section.begin(), section.end(), [&](const ConnectionAttribute& entry) {
        const ConnectionAttribute* const seen = find(listed, entry.keyword);
        return seen == nullptr || startsWith(entry.value, seen->value) || find(section, entry.keyword) != &entry;
    });
}

ConnectionAttributes unabridged(const std::string& name, const ConnectionAttributes& listed) {
    for (const std::string& file : iniFiles()) {
        auto section = readIniSection(file, name);
        if (section && agrees(*section, listed)) return std::move(*section);
    }
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

std::optional<ConnectionAttributes> dataSourceAttributes(const std::string& name) {
    ConnectionAttributes listed = listedByManager(name);
    if (listed.empty()) return std::nullopt;
    return mayBeCut(listed) ? unabridged(name, listed) : listed;
}

ParsedConnection resolveConnection(const ConnectionAttributes& given) {
    const ConnectionAttribute* const dataSource = dataSourceIn(given);
    if (dataSource == nullptr) return parseConnectionProperties(given);
    const auto attributes = dataSourceAttributes(dataSource->value);
    if (!attributes)
        throw Error(ErrorKind::InvalidArgument,
                    "Data source name not found: odbc.ini has no section [" + dataSource->value +
                        "]. List the data sources with \"odbcinst -q -s\", or connect with DRIVER= and URL=.");
    return parseConnectionProperties(given, *attributes);
}

}  // namespace assetsodbc::common
