#include "installer/property_pages.h"

#include <algorithm>
#include <array>

#include "common/config/connection_properties.h"
#include "common/config/foreign_keywords.h"
#include "common/config/moving_notes.h"
#include "common/error.h"

namespace assetsodbc::installer {
namespace {

using common::PropertyCategory;
using common::PropertySpec;

constexpr std::string_view kBegin = "<!-- properties: begin, made by assets-odbc-describe -->\n";
constexpr std::string_view kEnd = "<!-- properties: end -->\n";
constexpr std::string_view kMovingBegin = "<!-- moving: begin, made by assets-odbc-describe -->\n";
constexpr std::string_view kMovingEnd = "<!-- moving: end -->\n";

constexpr std::array kCategories{
    PropertyCategory::DataSource,  PropertyCategory::Site,    PropertyCategory::Authentication,
    PropertyCategory::Reading,     PropertyCategory::Catalog, PropertyCategory::Writing,
    PropertyCategory::LocalTables, PropertyCategory::Network, PropertyCategory::Logging};

// What a data source cannot do without; in the sample these lines are live, all others are comments.
constexpr std::array<std::string_view, 4> kLive{"Driver", "URL", "User", "APIToken"};

constexpr std::string_view kSampleHead =
    R"(# Data sources of the ODBC driver for Atlassian Assets. Copy a section to ~/.odbc.ini (yours) or /etc/odbc.ini
# (everybody's), put your own values in, and connect with DSN=Assets. A file with a token in it should be readable by
# its owner only: chmod 600 ~/.odbc.ini
#
# Lines that start with # are comments. A line without # is needed; the others show the default, or an example where
# there is none.

# A site on Atlassian Cloud, with every property there is.
[Assets]
Description = Assets of our Cloud site
)";

constexpr std::string_view kSampleTail = R"(
# A site on Jira Data Center, with a personal access token.
[AssetsDataCenter]
Description = Assets of our Data Center site
Driver = Assets
URL = https://jira.example.com/jira
Deployment = DataCenter
AuthScheme = PAT
PAT = your-personal-access-token
)";

// "text" says nothing; numbers, choices and truth values do.
std::string sentenceOfValues(const PropertySpec& property) {
    const std::string allowed = common::allowedValues(property);
    return allowed == "text" ? std::string() : "Allowed: " + allowed + ".";
}

std::string valuesForTable(const PropertySpec& property) {
    return property.secrecy == common::PropertySecrecy::Secret ? "secret text" : common::allowedValues(property);
}

std::string namesForTable(const PropertySpec& property) {
    std::string names = "`" + std::string(property.name) + "`";
    if (property.aliases.empty()) return names;
    names += "<br>also `";
    for (const char c : property.aliases) names += c == ',' ? std::string("`, `") : std::string(1, c);
    return names + "`";
}

std::string tableRow(const PropertySpec& property) {
    const std::string fallback = property.fallback.empty() ? "–" : "`" + std::string(property.fallback) + "`";
    return "| " + namesForTable(property) + " | " + valuesForTable(property) + " | " + fallback + " | " +
           std::string(property.help) + " |\n";
}

std::string tableOf(PropertyCategory category) {
    std::string text = "### " + std::string(common::title(category)) + "\n\n";
    text += "| Property | Values | Default | Meaning |\n|---|---|---|---|\n";
    for (const PropertySpec& property : common::connectionProperties())
        if (property.category == category) text += tableRow(property);
    return text + "\n";
}

// Comment lines of at most 118 characters.
std::string asComment(std::string_view text) {
    constexpr std::size_t kWidth = 116;
    std::string comment;
    while (!text.empty()) {
        std::size_t end = text.size();
        if (end > kWidth) end = std::min(text.rfind(' ', kWidth), text.size());
        comment.append("# ").append(text.substr(0, end)).append("\n");
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return comment;
}

std::string sampleEntry(const PropertySpec& property) {
    const bool isLive = std::find(kLive.begin(), kLive.end(), property.name) != kLive.end();
    const std::string_view value = property.example.empty() ? property.fallback : property.example;
    const std::string values = sentenceOfValues(property);
    return "\n" + asComment(std::string(property.help) + (values.empty() ? "" : " ") + values) + (isLive ? "" : "#") +
           std::string(property.name) + " = " + std::string(value) + "\n";
}

std::string row(std::string_view name, const std::string& text) {
    return "| `" + std::string(name) + "` | " + text + " |\n";
}

// "`true` is what is done anyway. Other values are ignored (01S02): ..."
std::string fateOf(const common::ForeignKeyword& keyword) {
    std::string text;
    if (!keyword.same.empty()) {
        const std::string first(keyword.same.substr(0, keyword.same.find(',')));
        text = "`" + first + "` is what is done anyway. Anything else is ";
    }
    text += keyword.same.empty() ? "Is " : "";
    text += keyword.verdict == common::ForeignVerdict::Refused ? "refused: " : "ignored (01S02): ";
    return text + std::string(keyword.instead) + ".";
}

// The page with what stands between two of its lines replaced.
std::string withPart(std::string_view page, std::string_view beginMark, std::string_view endMark,
                     const std::string& part) {
    const std::size_t begin = page.find(beginMark);
    const std::size_t end = page.find(endMark, begin == std::string_view::npos ? 0 : begin);
    if (begin == std::string_view::npos || end == std::string_view::npos)
        throw common::Error(common::ErrorKind::InvalidArgument,
                            "The page lacks the two lines that the property tables stand between: " +
                                std::string(beginMark) + "and " + std::string(endMark));
    std::string text(page.substr(0, begin + beginMark.size()));
    return text.append("\n").append(part).append(page.substr(end));
}

std::string rule(PropertyCategory category) {
    return "\n# -- " + std::string(common::title(category)) + " --\n";
}

}  // namespace

std::string propertyTables() {
    std::string text;
    for (const PropertyCategory category : kCategories) text += tableOf(category);
    return text;
}

std::string sampleOdbcIni() {
    std::string text(kSampleHead);
    for (const PropertyCategory category : kCategories) {
        text += rule(category);
        for (const PropertySpec& property : common::connectionProperties())
            if (property.category == category && property.name != "DSN") text += sampleEntry(property);
    }
    return text.append(kSampleTail);
}

std::string movingTable() {
    std::string text = "| Property | What happens here |\n|---|---|\n";
    for (const common::SharedProperty& shared : common::sharedProperties())
        text += row(shared.name, shared.difference.empty() ? "The same." : std::string(shared.difference));
    for (const common::ForeignKeyword& keyword : common::foreignKeywords()) text += row(keyword.name, fateOf(keyword));
    return text;
}

std::string withPropertyTables(std::string_view page) {
    const std::string withTables = withPart(page, kBegin, kEnd, propertyTables());
    return withPart(withTables, kMovingBegin, kMovingEnd, movingTable() + "\n");
}

}  // namespace assetsodbc::installer
