#include "schema/site/pushdown_rules.h"

#include <algorithm>

#include "assets/aql.h"
#include "common/unicode.h"
#include "schema/site/attribute_columns.h"

namespace assetsodbc::schema {
namespace {

bool isOfObject(CellSource source) {
    switch (source) {
        case CellSource::ObjectId:
        case CellSource::ObjectKey:
        case CellSource::Created:
        case CellSource::Updated:
        case CellSource::ObjectTypeName:
        case CellSource::HasAvatar:
        case CellSource::Aql:
        case CellSource::Ordinal:
            return true;
        default:
            return false;
    }
}

// Whether the site knows the column by the name of an attribute.
bool isOfAttribute(CellSource source) {
    return !isOfObject(source) || source == CellSource::Created || source == CellSource::Updated;
}

bool isEquality(Comparison comparison) {
    return comparison == Comparison::Eq || comparison == Comparison::In;
}
bool isOrdering(Comparison comparison) {
    return comparison == Comparison::Less || comparison == Comparison::LessOrEqual ||
           comparison == Comparison::Greater || comparison == Comparison::GreaterOrEqual;
}
bool isNullTest(Comparison comparison) {
    return comparison == Comparison::IsNull || comparison == Comparison::IsNotNull;
}

// How a source's values are compared; nullopt: not at all. IS [NOT] NULL apart.
std::optional<ConditionForm> formOf(CellSource source, const assets::AttributeDefinition& definition,
                                    Comparison comparison) {
    switch (source) {
        case CellSource::Label:
        case CellSource::Text:
            if (!isShortText(definition)) return std::nullopt;  // nobody knows how long texts are indexed
            if (isEquality(comparison)) return ConditionForm::Texts;
            return comparison == Comparison::Like ? std::optional(ConditionForm::Pattern) : std::nullopt;
        case CellSource::StatusName:
            return isEquality(comparison) ? std::optional(ConditionForm::Texts) : std::nullopt;
        case CellSource::JoinedValues:
            // Of other kinds it shows numbers, dates and labels as they are read, not as the site compares them.
            if (!isShortText(definition) || comparison != Comparison::Like) return std::nullopt;
            return ConditionForm::JoinedPattern;
        case CellSource::Integer:
            return isEquality(comparison) || isOrdering(comparison) ? std::optional(ConditionForm::Whole)
                                                                    : std::nullopt;
        case CellSource::Double:
            return isEquality(comparison) || isOrdering(comparison) ? std::optional(ConditionForm::Real) : std::nullopt;
        case CellSource::Boolean:
            return isEquality(comparison) ? std::optional(ConditionForm::Truth) : std::nullopt;
        case CellSource::Created:
        case CellSource::Updated:
        case CellSource::Date:
        case CellSource::DateTime:
            return isEquality(comparison) || isOrdering(comparison) ? std::optional(ConditionForm::Moment)
                                                                    : std::nullopt;
        case CellSource::ReferenceKey:
            return isEquality(comparison) ? std::optional(ConditionForm::ReferenceKeys) : std::nullopt;
        case CellSource::ReferenceId:
            return isEquality(comparison) ? std::optional(ConditionForm::ReferenceIds) : std::nullopt;
        default:
            return std::nullopt;
    }
}

// Whether a cell of the source is NULL only where the attribute has no value. What stands beside a label (a key, an id)
// may be missing in a value that there is.
bool isNullOnlyWhenEmpty(CellSource source) {
    switch (source) {
        case CellSource::ReferenceKey:
        case CellSource::ReferenceId:
        case CellSource::UserAccountId:
        case CellSource::StatusId:
        case CellSource::LinkedId:
        case CellSource::Label:
            return false;
        default:
            return true;
    }
}

const char* kindOf(ConditionForm form) {
    switch (form) {
        case ConditionForm::ReferenceKeys:
            return ".Key";
        case ConditionForm::ReferenceIds:
            return ".objectId";
        case ConditionForm::Pattern:
        case ConditionForm::JoinedPattern:
            return "LIKE";
        case ConditionForm::IsEmpty:
        case ConditionForm::IsNotEmpty:
            return "EMPTY";
        default:
            return "";
    }
}

// Ranges and equality are refused apart: what a site says to one tells nothing of the other.
std::string fragmentKind(ConditionForm form, Comparison comparison) {
    const std::string kind = kindOf(form);
    if (!kind.empty()) return kind;
    const bool isRange = form == ConditionForm::Moment || form == ConditionForm::Real || isOrdering(comparison);
    return isRange ? "<>" : "=";
}

std::optional<PushdownRule> ruleOfObject(CellSource source, Comparison comparison) {
    if (!isEquality(comparison)) return std::nullopt;
    if (source == CellSource::ObjectId) return PushdownRule{ConditionForm::ObjectIds, {}, {}, false, true};
    if (source == CellSource::ObjectKey) return PushdownRule{ConditionForm::ObjectKeys};
    if (source == CellSource::Aql) return PushdownRule{ConditionForm::GivenAql};
    return std::nullopt;
}

std::optional<PushdownRule> nullRule(const ObjectTableShape& shape, const SiteTableOptions& options, std::size_t column,
                                     Comparison comparison) {
    const CellSource source = shape.columns[column].source;
    if (isOfObject(source) || source == CellSource::Label) return std::nullopt;
    const bool isSame = isNullOnlyWhenEmpty(source) && options.failOnUnreadableValue && !shape.bridgeAttribute &&
                        isOfEveryType(shape, column);
    // A cell that is NULL for another reason would be lost, one that SQL rejects would not.
    if (comparison == Comparison::IsNull)
        return isSame ? std::optional(PushdownRule{ConditionForm::IsEmpty, {}, {}, false, true}) : std::nullopt;
    return PushdownRule{ConditionForm::IsNotEmpty, {}, {}, false, isSame};
}

std::optional<PushdownRule> valueRule(const ObjectTableShape& shape, const SiteTableOptions& options,
                                      std::size_t column, Comparison comparison) {
    const ObjectColumn& of = shape.columns[column];
    static const assets::AttributeDefinition kOfNone;
    const auto& definition = isOfObject(of.source) ? kOfNone : shape.attributes[of.attribute].definition;
    const auto form = formOf(of.source, definition, comparison);
    if (!form) return std::nullopt;
    const bool isOptional =
        form == ConditionForm::Moment || form == ConditionForm::ReferenceKeys || form == ConditionForm::ReferenceIds;
    // An attribute with several values, or one that cannot be read, may be found by a value that SQL does not see.
    const bool isExact = form == ConditionForm::Whole && options.failOnUnreadableValue && !shape.bridgeAttribute &&
                         isOfEveryType(shape, column);
    return PushdownRule{*form, {}, {}, isOptional, isExact};
}

bool isNamed(const std::string& name, const char* keyword) {
    return common::equalIgnoringAsciiCase(name, keyword);
}

// Key, Created, Updated and Name are words of AQL too, which mean the same only where the attribute is the system's
// own, or the label.
bool meansItself(const assets::AttributeDefinition& definition) {
    if (isNamed(definition.name, "Name")) return definition.label;
    const bool isSystemWord =
        isNamed(definition.name, "Key") || isNamed(definition.name, "Created") || isNamed(definition.name, "Updated");
    return !isSystemWord || definition.system;
}

bool isUnambiguous(const ObjectTableShape& shape, const std::string& name) {
    return std::count_if(shape.attributes.begin(), shape.attributes.end(), [&](const ShapeAttribute& attribute) {
               return common::equalIgnoringAsciiCase(attribute.definition.name, name);
           }) <= 1;
}

}  // namespace

bool isOfEveryType(const ObjectTableShape& shape, std::size_t column) {
    const ShapeAttribute& attribute = shape.attributes[shape.columns[column].attribute];
    return std::all_of(shape.objectTypeIds.begin(), shape.objectTypeIds.end(),
                       [&](std::int64_t type) { return attribute.ids.count(type) != 0; });
}

std::optional<std::string> aqlNameOf(const ObjectTableShape& shape, std::size_t column) {
    const ObjectColumn& of = shape.columns[column];
    if (isOfAttribute(of.source) && !shape.attributes[of.attribute].isSameInEveryType) return std::nullopt;
    if (of.source == CellSource::Created || of.source == CellSource::Updated) {
        const std::string name = of.source == CellSource::Created ? "Created" : "Updated";
        const bool isTaken = std::any_of(shape.attributes.begin(), shape.attributes.end(), [&](const auto& attribute) {
            return common::equalIgnoringAsciiCase(attribute.definition.name, name) && !attribute.definition.system;
        });
        return isTaken ? std::nullopt : std::optional(name);
    }
    if (isOfObject(of.source)) return std::nullopt;
    const assets::AttributeDefinition& definition = shape.attributes[of.attribute].definition;
    if (!assets::isAddressableName(definition.name) || !meansItself(definition) ||
        !isUnambiguous(shape, definition.name))
        return std::nullopt;
    return definition.name;
}

std::string fragmentName(const ObjectTableShape& shape, const std::string& attribute, const char* kind) {
    return std::to_string(shape.objectTypeIds.front()) + ":" + attribute + ":" + kind;
}

std::optional<PushdownRule> pushdownRule(const ObjectTableShape& shape, const SiteTableOptions& options,
                                         const PushdownMemory& memory, std::size_t column, Comparison comparison) {
    const CellSource source = shape.columns[column].source;
    if (auto rule = ruleOfObject(source, comparison)) return rule;
    auto rule = isNullTest(comparison) ? nullRule(shape, options, column, comparison)
                                       : valueRule(shape, options, column, comparison);
    const auto name = rule ? aqlNameOf(shape, column) : std::nullopt;
    if (!name) return std::nullopt;
    rule->attribute = *name;
    rule->fragment = fragmentName(shape, *name, fragmentKind(rule->form, comparison).c_str());
    if (memory.isRefused(rule->fragment)) return std::nullopt;
    return rule;
}

}  // namespace assetsodbc::schema
