#include "common/config/ignored_keywords.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "common/config/connection_properties.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

// Read by the driver manager, or added by applications to every connection string.
constexpr std::array<std::string_view, 22> kSilent{
    "FILEDSN",    "SAVEFILE",    "Description",   "Setup",     "Driver64",   "Setup64",    "Trace",     "TraceFile",
    "APP",        "WSID",        "CPTimeout",     "CPReuse",   "CPProbe",    "Threading",  "DMEnvAttr", "DMConnAttr",
    "DMStmtAttr", "FakeUnicode", "IconvEncoding", "FileUsage", "UsageCount", "DontDLClose"};

struct IgnoredKeyword {
    std::string_view keyword;
    std::string_view reason;
};

constexpr std::string_view kPooling = "connections are pooled by the driver manager; see CPTimeout in odbcinst.ini";

constexpr std::array<IgnoredKeyword, 14> kIgnored{{
    {"OAuthVersion", "the site allows one version of OAuth only"},
    {"UseConnectionPooling", kPooling},
    {"PoolIdleTimeout", kPooling},
    {"PoolMaxSize", kPooling},
    {"PoolMinSize", kPooling},
    {"PoolWaitTime", kPooling},
    {"ConnectionLifeTime", kPooling},
    {"RTK", "this driver needs no licence key"},
    {"Trusted_Connection", "the site knows no operating system log-in; set AuthScheme and what it needs"},
    {"Integrated Security", "the site knows no operating system log-in; set AuthScheme and what it needs"},
    {"Server", "the site is named by URL"},
    {"Host", "the site is named by URL"},
    {"Port", "the site is named by URL, with its port"},
    {"Database", "a site is one database; nothing is to be chosen"},
}};

std::size_t editDistance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

// The property that was probably meant, or empty.
std::string_view nearestProperty(std::string_view keyword) {
    constexpr std::size_t kFarthest = 2, kShortestKeyword = 4, kLongestKeyword = 40;
    if (keyword.size() < kShortestKeyword || keyword.size() > kLongestKeyword) return {};
    std::string_view nearest;
    std::size_t distance = kFarthest + 1;
    for (const PropertySpec& property : connectionProperties()) {
        const std::size_t candidate = editDistance(asciiLower(keyword), asciiLower(property.name));
        if (candidate < distance) {
            distance = candidate;
            nearest = property.name;
        }
    }
    return nearest;
}

}  // namespace

std::optional<std::string> warningFor(std::string_view keyword) {
    const auto same = [&](std::string_view other) { return equalIgnoringAsciiCase(keyword, other); };
    if (std::any_of(kSilent.begin(), kSilent.end(), same)) return std::nullopt;
    const std::string name = "\"" + std::string(keyword) + "\"";
    const auto* const ignored =
        std::find_if(kIgnored.begin(), kIgnored.end(), [&](const IgnoredKeyword& i) { return same(i.keyword); });
    if (ignored != kIgnored.end())
        return "The connection property " + name + " is not used: " + std::string(ignored->reason) + ".";
    const std::string_view nearest = nearestProperty(keyword);
    const std::string hint = nearest.empty() ? "" : " Did you mean \"" + std::string(nearest) + "\"?";
    return "The connection property " + name + " is unknown and was ignored." + hint;
}

}  // namespace assetsodbc::common
