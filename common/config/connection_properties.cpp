#include "common/config/connection_properties.h"

#include <algorithm>
#include <vector>

#include "common/config/property_fields.h"
#include "common/config/property_rows.h"
#include "common/config/site_address.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

// The rows of all parts, joined once.
const std::vector<PropertySpec>& rows() {
    static const std::vector<PropertySpec> kRows = [] {
        std::vector<PropertySpec> all;
        for (const PropertyTable part : {siteProperties(), authenticationProperties(), readingProperties(),
                                         catalogProperties(), networkProperties(), loggingProperties()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return kRows;
}

bool isAliasOf(std::string_view keyword, std::string_view aliases) {
    while (!aliases.empty()) {
        const std::size_t comma = std::min(aliases.find(','), aliases.size());
        if (equalIgnoringAsciiCase(keyword, aliases.substr(0, comma))) return true;
        aliases.remove_prefix(std::min(comma + 1, aliases.size()));
    }
    return false;
}

std::string choiceNames(const ChoiceField& field) {
    std::string names;
    for (std::size_t i = 0; i < field.count; ++i) {
        if (!field.choices[i].documented) continue;
        if (!names.empty()) names += ", ";
        names += field.choices[i].name;
    }
    return names;
}

std::string choiceName(const ChoiceField& field, int value) {
    const auto* const found =
        std::find_if(field.choices, field.choices + field.count, [&](const Choice& c) { return c.value == value; });
    return std::string(found->name);
}

// 104857600 as "100MB".
std::string sizeText(std::uint64_t bytes) {
    constexpr std::uint64_t kStep = 1024;
    std::size_t unit = 0;
    for (; bytes != 0 && bytes % kStep == 0 && unit + 1 < kSizeUnits.size(); bytes /= kStep) ++unit;
    return std::to_string(bytes).append(kSizeUnits[unit]);
}

struct AllowedValues {
    std::string operator()(std::string ConnectionConfig::*) const { return "text"; }
    std::string operator()(Secret ConnectionConfig::*) const { return "text"; }
    std::string operator()(bool ConnectionConfig::*) const { return "true or false"; }
    std::string operator()(const ChoiceField& field) const { return "one of " + choiceNames(field); }
    std::string operator()(const SizeField& field) const { return "a size of at least " + sizeText(field.minimum); }
    std::string operator()(const IntegerField& field) const {
        const std::string lowest = "a whole number from " + std::to_string(field.minimum);
        return field.maximum == kNoLimit ? lowest + " up" : lowest + " to " + std::to_string(field.maximum);
    }
};

struct Displayed {
    const ConnectionConfig& config;
    std::string operator()(std::string ConnectionConfig::*member) const { return config.*member; }
    std::string operator()(Secret ConnectionConfig::*member) const {
        return (config.*member).empty() ? std::string() : std::string(kMaskedSecret);
    }
    std::string operator()(bool ConnectionConfig::*member) const { return config.*member ? "true" : "false"; }
    std::string operator()(const ChoiceField& field) const { return choiceName(field, field.load(config)); }
    std::string operator()(const IntegerField& field) const { return std::to_string(field.load(config)); }
    std::string operator()(const SizeField& field) const { return sizeText(config.*field.member); }
};

}  // namespace

const PropertyTable& connectionProperties() {
    static const PropertyTable kTable{rows().data(), rows().size()};
    return kTable;
}

const PropertySpec* findProperty(std::string_view keyword) {
    const PropertyTable& table = connectionProperties();
    const auto* const found = std::find_if(table.begin(), table.end(), [&](const PropertySpec& property) {
        return equalIgnoringAsciiCase(keyword, property.name) || isAliasOf(keyword, property.aliases);
    });
    return found == table.end() ? nullptr : found;
}

std::string_view title(PropertyCategory category) {
    switch (category) {
        case PropertyCategory::DataSource:
            return "Data source";
        case PropertyCategory::Site:
            return "Site";
        case PropertyCategory::Authentication:
            return "Authentication";
        case PropertyCategory::Reading:
            return "Reading";
        case PropertyCategory::Catalog:
            return "Catalog and types";
        case PropertyCategory::Writing:
            return "Writing";
        case PropertyCategory::LocalTables:
            return "Local tables";
        case PropertyCategory::Network:
            return "Network";
        case PropertyCategory::Logging:
            return "Logging";
    }
    return {};
}

std::string allowedValues(const PropertySpec& property) {
    return std::visit(AllowedValues{}, property.field);
}

std::string displayedValue(const PropertySpec& property, const ConnectionConfig& config) {
    const std::string value = std::visit(Displayed{config}, property.field);
    return property.secrecy == PropertySecrecy::UrlPassword ? maskedUrl(value) : value;
}

}  // namespace assetsodbc::common
