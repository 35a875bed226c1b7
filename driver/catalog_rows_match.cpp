#include "driver/catalog_rows_match.h"

#include <algorithm>
#include <utility>

#include "common/unicode.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

constexpr char kEscape = '\\';

[[noreturn]] void throwNullName(const char* argument) {
    throw OdbcError(SqlState::InvalidNullPointer,
                    std::string("The argument ") + argument + " is a null pointer, but a name is needed here.");
}

// Identifiers lose their trailing blanks, and their quotes when they have some.
std::string identifier(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return std::string(text);
}

std::size_t characterLength(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
    return length;
}

// One element of a pattern: a wildcard, or a character to be found as it is.
struct PatternElement {
    std::string_view character;
    bool anyText = false, anyCharacter = false;
    std::size_t length = 0;  // in the pattern
};

PatternElement elementAt(std::string_view pattern) {
    if (pattern.front() == '%') return {{}, true, false, 1};
    if (pattern.front() == '_') return {{}, false, true, 1};
    const bool escaped = pattern.front() == kEscape && pattern.size() > 1;
    const std::string_view rest = pattern.substr(escaped ? 1 : 0);
    const std::size_t length = characterLength(rest);
    return {rest.substr(0, length), false, false, length + (escaped ? 1 : 0)};
}

// Whether the element takes the first character of the name.
bool takesOne(const PatternElement& element, std::string_view name) {
    if (name.empty()) return false;
    const std::string_view character = name.substr(0, characterLength(name));
    return element.anyCharacter || common::equalIgnoringAsciiCase(character, element.character);
}

}  // namespace

bool matchesPattern(std::string_view name, std::string_view pattern) {
    std::string_view afterPercent, nameAtPercent;
    bool seenPercent = false;
    while (!name.empty() || !pattern.empty()) {
        if (!pattern.empty()) {
            const PatternElement element = elementAt(pattern);
            if (element.anyText) {
                seenPercent = true;
                afterPercent = pattern = pattern.substr(1);
                nameAtPercent = name;
                continue;
            }
            if (takesOne(element, name)) {
                name.remove_prefix(characterLength(name));
                pattern.remove_prefix(element.length);
                continue;
            }
        }
        // A dead end: let the last '%' take one character more.
        if (!seenPercent || nameAtPercent.empty()) return false;
        nameAtPercent.remove_prefix(characterLength(nameAtPercent));
        name = nameAtPercent;
        pattern = afterPercent;
    }
    return true;
}

std::optional<std::string> nameOfPattern(std::string_view pattern) {
    std::string name;
    while (!pattern.empty()) {
        const PatternElement element = elementAt(pattern);
        if (element.anyText || element.anyCharacter) return std::nullopt;
        name += element.character;
        pattern.remove_prefix(element.length);
    }
    return name;
}

NameFilter::NameFilter(const Name& value, ArgumentKind kind, bool metadataId, const char* argument) {
    if (!value && metadataId) throwNullName(argument);
    if (!value || value->empty()) return;
    value_ = metadataId ? identifier(*value) : *value;
    mode_ = metadataId || kind == ArgumentKind::Ordinary ? Mode::Equal : Mode::Pattern;
}

bool NameFilter::matches(std::string_view name) const {
    switch (mode_) {
        case Mode::Any:
            return true;
        case Mode::Equal:
            return common::equalIgnoringAsciiCase(name, value_);
        case Mode::Pattern:
            return matchesPattern(name, value_);
    }
    return false;
}

schema::NameCondition NameFilter::condition() const {
    switch (mode_) {
        case Mode::Any:
            return {};
        case Mode::Equal:
            return {value_, {}};
        case Mode::Pattern:
            break;
    }
    if (auto name = nameOfPattern(value_)) return {std::move(name), {}};
    return {std::nullopt, [pattern = value_](std::string_view name) { return matchesPattern(name, pattern); }};
}

bool selectsNoCatalog(const Name& catalogName) {
    return catalogName && !matchesPattern("", *catalogName);
}

namespace {

// So that schemas that are not shown are not asked for, either.
schema::NameCondition browsable(const NameFilter& filter, const Presentation& told) {
    return {std::nullopt,
            [filter, &told](std::string_view name) { return told.showsSchema(name) && filter.matches(name); }};
}

}  // namespace

SelectedTables selectTables(const CatalogCall& call, const TableFilter& filter, TableDetail detail) {
    if (selectsNoCatalog(filter.catalog)) return {};
    const Presentation& told = call.presentation;
    schema::NameCondition schemas = filter.schema.condition();
    if (!told.schemas.empty()) schemas = browsable(filter.schema, told);
    SelectedTables selected = call.catalog.specs(
        {std::move(schemas), filter.table.condition(), detail == TableDetail::Everything}, call.context);
    selected.erase(
        std::remove_if(selected.begin(), selected.end(), [&](const auto& table) { return !told.shows(*table); }),
        selected.end());
    for (auto& table : selected) table = told.tableOf(table);
    return selected;
}

SelectedTables selectNamed(const CatalogCall& call, const TableName& name, TableDetail detail) {
    if (!name.table) throwNullName("TableName");
    if (name.table->empty()) return {};
    return selectTables(call,
                        {name.catalog, NameFilter(name.schema, ArgumentKind::Ordinary, call.metadataId, "SchemaName"),
                         NameFilter(name.table, ArgumentKind::Ordinary, call.metadataId, "TableName")},
                        detail);
}

}  // namespace assetsodbc::driver
