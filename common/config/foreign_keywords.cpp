#include "common/config/foreign_keywords.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "common/config/connection_properties.h"
#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

// Read by the driver manager, or added by applications to every connection string.
constexpr std::array<std::string_view, 22> kSilent{
    "FILEDSN",    "SAVEFILE",    "Description",   "Setup",     "Driver64",   "Setup64",    "Trace",     "TraceFile",
    "APP",        "WSID",        "CPTimeout",     "CPReuse",   "CPProbe",    "Threading",  "DMEnvAttr", "DMConnAttr",
    "DMStmtAttr", "FakeUnicode", "IconvEncoding", "FileUsage", "UsageCount", "DontDLClose"};

constexpr auto kIgnored = ForeignVerdict::Ignored;
constexpr auto kRefused = ForeignVerdict::Refused;
constexpr std::string_view kPooling = "connections are pooled by the driver manager; see CPTimeout in odbcinst.ini";
constexpr std::string_view kNoSystemLogin =
    "the site knows no operating system log-in; set AuthScheme and what it needs";

// clang-format off
constexpr std::array kForeign{
    ForeignKeyword{"AutoCache", "false", kIgnored, "rows are read from the site by each query, so that they are current"},
    ForeignKeyword{"BatchSize", "0", kIgnored, "rows are written in the batches that the application binds"},
    ForeignKeyword{"CacheTolerance", "", kIgnored, "rows are never older than the query; see MetadataTTL for what is kept of the site's schemas and types"},
    ForeignKeyword{"ConnectionLifeTime", "", kIgnored, kPooling},
    ForeignKeyword{"Database", "", kIgnored, "a site is one database; nothing is to be chosen"},
    ForeignKeyword{"Host", "", kIgnored, "the site is named by URL"},
    ForeignKeyword{"Integrated Security", "false,no", kIgnored, kNoSystemLogin},
    ForeignKeyword{"Location", "", kIgnored, "definitions of tables are not read from files; tables come from the site, and views from UserDefinedViews"},
    ForeignKeyword{"MaxThreads", "", kIgnored, "at most two requests of a scan are under way at once"},
    ForeignKeyword{"OAuthVersion", "", kIgnored, "the site allows one version of OAuth only, 2.0"},
    ForeignKeyword{"Offline", "false", kRefused, "rows are not cached, so there is nothing to answer from without the site. Take Offline out"},
    ForeignKeyword{"Other", "", kIgnored, "it holds switches of another driver; see the properties of this one"},
    ForeignKeyword{"PoolIdleTimeout", "", kIgnored, kPooling},
    ForeignKeyword{"PoolMaxSize", "", kIgnored, kPooling},
    ForeignKeyword{"PoolMinSize", "", kIgnored, kPooling},
    ForeignKeyword{"PoolWaitTime", "", kIgnored, kPooling},
    ForeignKeyword{"Port", "", kIgnored, "the site is named by URL, with its port"},
    ForeignKeyword{"PseudoColumns", "", kIgnored, "what a query can ask the site by is a column already; see sys.columns"},
    ForeignKeyword{"RTK", "", kIgnored, "this driver needs no licence key"},
    ForeignKeyword{"Server", "", kIgnored, "the site is named by URL"},
    ForeignKeyword{"SSLClientCertSubject", "*", kRefused, "the certificate is the one in the file SSLClientCert. Take SSLClientCertSubject out, and name a file that holds that certificate alone"},
    ForeignKeyword{"SupportEnhancedSQL", "true", kIgnored, "what the site cannot answer is always answered here"},
    ForeignKeyword{"Timezone", "UTC,Z,GMT,Etc/UTC,Etc/GMT,+00:00,+0,0", kRefused, "timestamps are told in UTC. Take Timezone out, and convert in the query or in the application"},
    ForeignKeyword{"Trusted_Connection", "false,no", kIgnored, kNoSystemLogin},
    ForeignKeyword{"UseConnectionPooling", "", kIgnored, kPooling},
    ForeignKeyword{"UseDefaultOrderBy", "true,false", kIgnored, "without ORDER BY rows come in the order of the site"},
    ForeignKeyword{"UseDisplayNames", "true", kIgnored, "tables and columns have the names that the site shows"},
    ForeignKeyword{"UseSimpleNames", "false", kIgnored, "tables and columns have the names that the site shows; put them in double quotes or brackets"},
};
// clang-format on

constexpr ForeignKeywords kTable{kForeign.data(), kForeign.size()};

// Another spelling of the same truth: "True", "yes", "1".
std::string_view plainTruth(std::string_view value) {
    for (const std::string_view yes : {"yes", "on", "1"})
        if (equalIgnoringAsciiCase(value, yes)) return "true";
    for (const std::string_view no : {"no", "off", "0"})
        if (equalIgnoringAsciiCase(value, no)) return "false";
    return value;
}

bool asksForTheSame(const ForeignKeyword& keyword, std::string_view value) {
    std::string_view rest = keyword.same;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view same = rest.substr(0, comma);
        if (equalIgnoringAsciiCase(value, same) || equalIgnoringAsciiCase(plainTruth(value), same)) return true;
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return false;
}

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

// What stands where a keyword should may be anything, of any length.
std::string shownKeyword(std::string_view keyword) {
    constexpr std::size_t kLongest = 64;
    if (keyword.size() <= kLongest) return repairedUtf8(keyword);
    return repairedUtf8(keyword.substr(0, prefixWithin(keyword, kLongest))) + "...";
}

// The property that was probably meant, or empty.
std::string_view nearestProperty(std::string_view keyword) {
    constexpr std::size_t kFarthest = 2, kShortestKeyword = 4, kLongestKeyword = 40;
    if (keyword.size() < kShortestKeyword || keyword.size() > kLongestKeyword) return {};
    std::string_view nearest;
    std::size_t distance = kFarthest + 1;
    const std::string lower = asciiLower(keyword);
    for (const PropertySpec& property : connectionProperties()) {
        const std::size_t candidate = editDistance(lower, asciiLower(property.name));
        if (candidate < distance) {
            distance = candidate;
            nearest = property.name;
        }
    }
    return nearest;
}

}  // namespace

const ForeignKeywords& foreignKeywords() {
    return kTable;
}

void judgeForeignKeyword(std::string_view keyword, std::string_view value, KeywordWarnings& warnings) {
    const auto same = [&](std::string_view other) { return equalIgnoringAsciiCase(keyword, other); };
    if (std::any_of(kSilent.begin(), kSilent.end(), same)) return;
    const auto* const foreign =
        std::find_if(kTable.begin(), kTable.end(), [&](const ForeignKeyword& each) { return same(each.name); });
    if (foreign == kTable.end()) {
        const std::string_view nearest = nearestProperty(keyword);
        warnings.unknown.push_back("The connection property \"" + shownKeyword(keyword) +
                                   "\" is unknown and was ignored." +
                                   (nearest.empty() ? "" : " Did you mean \"" + std::string(nearest) + "\"?"));
        return;
    }
    if (asksForTheSame(*foreign, withoutOuterBlanks(value))) return;
    const std::string name = "The connection property \"" + std::string(foreign->name) + "\" ";
    if (foreign->verdict == ForeignVerdict::Refused)
        throw Error(ErrorKind::InvalidArgument,
                    name + "asks for what this driver does not do: " + std::string(foreign->instead) + ".");
    warnings.ignored.push_back(name + "is not used: " + std::string(foreign->instead) + ".");
}

}  // namespace assetsodbc::common
