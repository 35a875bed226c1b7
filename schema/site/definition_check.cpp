#include "schema/site/definition_check.h"

#include <algorithm>

#include "common/error.h"
#include "common/unicode.h"
#include "schema/site/object_cells.h"

namespace assetsodbc::schema {
namespace {

using assets::AttributeDefinition;
using assets::AttributeOutline;

constexpr std::int32_t kDefaultType = 0;  // whose kind the default type tells

bool isOfAnotherKind(const AttributeOutline& told, const AttributeDefinition& known) {
    if (!known.isTypeTold || !told.type) return false;
    if (*told.type != known.type) return true;
    return known.type == kDefaultType && told.defaultTypeId && known.defaultTypeId &&
           *told.defaultTypeId != *known.defaultTypeId;
}

bool isOfAnotherCardinality(const AttributeOutline& told, const ShapeAttribute& known) {
    return told.maximumCardinality && (*told.maximumCardinality != 1) != known.isMultiValued;
}

bool hasAnotherName(const AttributeOutline& told, const AttributeDefinition& known) {
    return !told.name.empty() && !common::equalIgnoringAsciiCase(told.name, known.name);
}

}  // namespace

std::vector<bool> attributesUsed(const ObjectTableShape& shape, const std::vector<bool>& columnsUsed) {
    std::vector<bool> used(shape.attributes.size());
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        if (i < columnsUsed.size() && columnsUsed[i] && isOfValues(shape.columns[i].source))
            used[shape.columns[i].attribute] = true;
    }
    if (shape.bridgeAttribute) used[*shape.bridgeAttribute] = true;
    return used;
}

DefinitionCheck::DefinitionCheck(const ObjectTableShape& shape, const std::vector<bool>& columnsUsed,
                                 PushdownMemory& memory, std::shared_ptr<Findings> findings,
                                 std::function<void()> onStale)
    : shape_(shape),
      memory_(memory),
      findings_(std::move(findings)),
      onStale_(std::move(onStale)),
      isUsed_(attributesUsed(shape, columnsUsed)),
      isShownLabel_(shape.attributes.size()) {
    bool showsLabel = false;
    for (std::size_t i = 0; i < shape.columns.size() && i < columnsUsed.size(); ++i)
        showsLabel = showsLabel || (columnsUsed[i] && shape.columns[i].source == CellSource::Label);
    for (std::size_t i = 0; i < shape.attributes.size(); ++i) {
        const ShapeAttribute& attribute = shape.attributes[i];
        isShownLabel_[i] = showsLabel && attribute.definition.label;
        for (const auto& [typeId, attributeId] : attribute.ids)
            knownById_.emplace(attributeId, Known{i, attributeId == attribute.definition.id});
    }
}

void DefinitionCheck::check(const assets::ObjectPage& page) {
    for (const AttributeOutline& told : page.definitions) {
        const auto known = knownById_.find(told.id);
        if (known == knownById_.end()) {
            noteNew(told);
            requireKnown(told, page);
        } else if (isUsed_[known->second.attribute] || isShownLabel_[known->second.attribute]) {
            compare(told, known->second);
        }
    }
    if (!page.definitions.empty()) requireAll(page);
}

void DefinitionCheck::compare(const AttributeOutline& told, const Known& known) {
    const ShapeAttribute& attribute = shape_.attributes[known.attribute];
    if (hasAnotherName(told, attribute.definition))
        contradict(told.id, "name", known.attribute, "is now called " + told.name, false);
    if (isShownLabel_[known.attribute] && told.label == false)
        contradict(told.id, "label", known.attribute, "is no longer what objects are labelled by", true);
    if (!isUsed_[known.attribute]) return;
    // A descendant may have an attribute of its own by that name, which the table was made with knowingly.
    const bool isAsOwn = known.isOwn || attribute.isSameInEveryType;
    if (isAsOwn && isOfAnotherKind(told, attribute.definition))
        contradict(told.id, "kind", known.attribute, "is now of another type", true);
    if (isAsOwn && isOfAnotherCardinality(told, attribute))
        contradict(told.id, "cardinality", known.attribute,
                   attribute.isMultiValued ? "now has one value only" : "may now have several values", false);
}

// An attribute that the table does not show yet. Bridges do not know the other attributes of their type.
void DefinitionCheck::noteNew(const AttributeOutline& told) {
    if (shape_.bridgeAttribute || shape_.attributes.empty()) return;
    const auto ownType = shape_.attributes.front().definition.objectTypeId;
    const bool isOwn = told.objectTypeId ? told.objectTypeId == ownType : shape_.objectTypeIds.size() == 1;
    const std::string finding = "definition:" + std::to_string(told.id) + ":new";
    if (!isOwn || memory_.isRefused(finding)) return;
    memory_.refuse(finding);
    onStale_();
}

// The values of an attribute that the table knows nothing of are left out; where it has the name of one whose values
// are read, they would be missing there without a word.
void DefinitionCheck::requireKnown(const AttributeOutline& told, const assets::ObjectPage& page) {
    for (std::size_t i = 0; i < shape_.attributes.size(); ++i) {
        const ShapeAttribute& attribute = shape_.attributes[i];
        if (!isUsed_[i] || attribute.definition.name != told.name || attribute.otherIds.count(told.id) != 0) continue;
        const bool isOurs = told.objectTypeId && isOfTable(*told.objectTypeId);
        const bool isKnownToo = std::any_of(attribute.ids.begin(), attribute.ids.end(),
                                            [&](const auto& each) { return isTold(each.second, page); });
        // Of another type it is when objects of that type are there, or beside what an ancestor hands down.
        if (!isOurs && (holdsOthers(page) || (told.objectTypeId && isKnownToo))) continue;
        const std::string type = told.objectTypeId ? " of object type " + std::to_string(*told.objectTypeId) : "";
        contradict(told.id, "unknown", i, "is now another attribute" + type, isOurs || !isKnownToo);
    }
}

bool DefinitionCheck::isOfTable(std::int64_t objectTypeId) const {
    const auto& types = shape_.objectTypeIds;
    return std::find(types.begin(), types.end(), objectTypeId) != types.end();
}

// AQL that a user wrote finds objects of other types too.
bool DefinitionCheck::holdsOthers(const assets::ObjectPage& page) const {
    return std::any_of(page.objects.begin(), page.objects.end(), [this](const assets::AssetObject& object) {
        return object.objectTypeId != 0 && !isOfTable(object.objectTypeId);
    });
}

// Answers may leave out hidden attributes, so only the others are missed.
void DefinitionCheck::requireAll(const assets::ObjectPage& page) {
    for (std::size_t i = 0; i < shape_.attributes.size(); ++i) {
        const ShapeAttribute& attribute = shape_.attributes[i];
        if (!isUsed_[i] || attribute.definition.hidden) continue;
        for (const auto& [typeId, attributeId] : attribute.ids) {
            if (isDescribed(typeId, page) && !isTold(attributeId, page))
                contradict(attributeId, "gone", i, "is gone", false);
        }
    }
}

// By its definition or by a value.
bool DefinitionCheck::isTold(std::int64_t attributeId, const assets::ObjectPage& page) {
    return std::any_of(page.definitions.begin(), page.definitions.end(),
                       [&](const AttributeOutline& told) { return told.id == attributeId; }) ||
           std::any_of(page.attributes.begin(), page.attributes.end(), [&](const assets::ObjectAttribute& attribute) {
               return attribute.objectTypeAttributeId == attributeId;
           });
}

// Whether the answer's definitions are known to be those of the type: they say so, or there is but one type.
bool DefinitionCheck::isDescribed(std::int64_t typeId, const assets::ObjectPage& page) const {
    const bool isOnlyType = shape_.objectTypeIds.size() == 1;
    return std::any_of(page.definitions.begin(), page.definitions.end(), [&](const AttributeOutline& told) {
        if (told.objectTypeId) return told.objectTypeId == typeId;
        return isOnlyType && knownById_.count(told.id) != 0;
    });
}

void DefinitionCheck::contradict(std::int64_t attributeId, const char* what, std::size_t attribute,
                                 const std::string& change, bool isMisread) {
    const std::string finding = "definition:" + std::to_string(attributeId) + ":" + what;
    const bool wasFoundByOthers = memory_.isRefused(finding) && findings_->count(finding) == 0;
    if (wasFoundByOthers && !isMisread) return;
    findings_->insert(finding);
    memory_.refuse(finding);
    onStale_();
    throw common::Error(common::ErrorKind::ResultChanged,
                        "Attribute " + shape_.attributes[attribute].definition.name + " of " + shape_.spec.schemaName +
                            "." + shape_.spec.name + " changed on the site since the statement was prepared: it " +
                            change + ". Prepare the statement again.");
}

}  // namespace assetsodbc::schema
