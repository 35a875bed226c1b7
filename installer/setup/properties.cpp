#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/config/connection_properties.h"
#include "installer/setup/setup.h"

namespace assetsodbc::installer {
namespace {

using common::PropertySpec;

// What a form asks for with a file dialog.
constexpr std::array<std::string_view, 6> kFiles{"SSLCAFile",    "SSLServerCert", "SSLClientCert",
                                                 "SSLClientKey", "Logfile",       "CacheLocation"};

// The form has these by itself.
bool isOfEveryDriver(const PropertySpec& property) {
    return property.name == "DSN" || property.name == "Driver";
}

int promptOf(const PropertySpec& property) {
    if (property.secrecy == common::PropertySecrecy::Secret) return ODBCINST_PROMPTTYPE_TEXTEDIT_PASSWORD;
    if (std::holds_alternative<common::ChoiceField>(property.field) ||
        std::holds_alternative<bool common::ConnectionConfig::*>(property.field))
        return ODBCINST_PROMPTTYPE_LISTBOX;
    const bool isFile = std::find(kFiles.begin(), kFiles.end(), property.name) != kFiles.end();
    return isFile ? ODBCINST_PROMPTTYPE_FILENAME : ODBCINST_PROMPTTYPE_TEXTEDIT;
}

// The names that the user chooses from; they live as long as the library. Empty where there is nothing to choose.
std::vector<const char*> choicesOf(const PropertySpec& property) {
    if (std::holds_alternative<bool common::ConnectionConfig::*>(property.field)) return {"true", "false"};
    std::vector<const char*> names;
    if (const auto* const field = std::get_if<common::ChoiceField>(&property.field))
        for (std::size_t i = 0; i < field->count; ++i)
            if (field->choices[i].documented) names.push_back(field->choices[i].name.data());  // of literals
    return names;
}

void copy(std::string_view text, char* to, std::size_t size) {
    const std::size_t length = std::min(text.size(), size - 1);
    std::memcpy(to, text.data(), length);
    to[length] = '\0';
}

std::string helpOf(const PropertySpec& property) {
    std::string help(property.help);
    if (!property.fallback.empty()) help.append(" Default: ").append(property.fallback);
    return help;
}

// A list shows its default; elsewhere nothing is nothing, so that the data source holds only what was chosen.
HODBCINSTPROPERTY propertyFrom(const PropertySpec& spec) {
    auto* const property = static_cast<HODBCINSTPROPERTY>(std::calloc(1, sizeof(ODBCINSTPROPERTY)));
    if (property == nullptr) return nullptr;
    copy(spec.name, property->szName, sizeof property->szName);
    property->nPromptType = promptOf(spec);
    property->pszHelp = strdup(helpOf(spec).c_str());
    const std::vector<const char*> choices = choicesOf(spec);
    if (choices.empty()) return property;
    copy(spec.fallback, property->szValue, sizeof property->szValue);
    property->aPromptData = static_cast<char**>(std::calloc(choices.size() + 1, sizeof(char*)));
    if (property->aPromptData != nullptr)
        std::transform(choices.begin(), choices.end(), property->aPromptData,
                       [](const char* name) { return const_cast<char*>(name); });
    return property;
}

}  // namespace

int appendProperties(HODBCINSTPROPERTY last) noexcept {
    if (last == nullptr) return ODBCINST_ERROR;
    try {
        for (const PropertySpec& spec : common::connectionProperties()) {
            if (isOfEveryDriver(spec)) continue;
            last->pNext = propertyFrom(spec);
            if (last->pNext == nullptr) return ODBCINST_ERROR;
            last = last->pNext;
        }
    } catch (...) {
        return ODBCINST_ERROR;
    }
    return ODBCINST_SUCCESS;
}

}  // namespace assetsodbc::installer
