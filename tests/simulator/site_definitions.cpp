#include "tests/simulator/site_definitions.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "tests/simulator/type_table.h"

namespace assetsodbc::simulator {
namespace {

AttributeSpec specOf(const NewAttribute& attribute) {
    return {attribute.name, attribute.type, attribute.flags, attribute.description};
}

const ObjectType& typeWithId(const SiteDescription& description, Id id) {
    for (const ObjectType& type : description.types) {
        if (type.id == id) return type;
    }
    throw std::invalid_argument("there is no object type " + std::to_string(id));
}

AttributeDefinition& attributeWithId(SiteDescription& description, Id id) {
    for (AttributeDefinition& attribute : description.attributes) {
        if (attribute.id == id) return attribute;
    }
    throw std::invalid_argument("there is no attribute " + std::to_string(id));
}

template <typename Items, typename Predicate>
void removeWhere(Items& items, Predicate unwanted) {
    items.erase(std::remove_if(items.begin(), items.end(), unwanted), items.end());
}

std::set<Id> withDescendants(const SiteDescription& description, Id typeId) {
    std::set<Id> found = {typeId};
    for (bool grew = true; grew;) {
        grew = false;
        for (const ObjectType& type : description.types) {
            if (type.parentId && found.count(*type.parentId) > 0) grew = found.insert(type.id).second || grew;
        }
    }
    return found;
}

int nextPosition(const SiteDescription& description, Id typeId) {
    int next = 0;
    for (const AttributeDefinition& attribute : description.attributes) {
        if (attribute.typeId == typeId) next = std::max(next, attribute.position + 1);
    }
    return next;
}

void addInherited(SiteDescription& description, const AttributeDefinition& definition, Id parentId) {
    if (!typeWithId(description, parentId).inherited) return;
    const std::vector<ObjectType> types = description.types;
    for (const ObjectType& type : types) {
        if (type.parentId != parentId) continue;
        AttributeDefinition inherited = definition;
        inherited.id = nextAttributeId(description);
        inherited.typeId = type.id;
        inherited.position = nextPosition(description, type.id);
        description.attributes.push_back(inherited);
        addInherited(description, definition, type.id);
    }
}

// The attribute itself and what descendants have inherited from it.
template <typename Visit>
void visitWithInherited(SiteDescription& description, const AttributeDefinition& attribute, Visit visit) {
    const std::string name = attribute.name;
    const Id definedIn = attribute.definedInTypeId;
    const auto types = withDescendants(description, attribute.typeId);
    for (AttributeDefinition& other : description.attributes) {
        if (other.name == name && other.definedInTypeId == definedIn && types.count(other.typeId) > 0) visit(other);
    }
}

const AttributeDefinition& changeable(SiteDescription& description, Id attributeId) {
    const AttributeDefinition& attribute = attributeWithId(description, attributeId);
    if (attribute.system || attribute.label) {
        throw std::invalid_argument("'" + attribute.name + "' is a system or label attribute and stays as it is");
    }
    return attribute;
}

}  // namespace

Id addType(SiteDescription& description, const NewType& type) {
    TypeSpec spec = {type.schemaKey, type.name, type.parent, type.flags, description.icons.front().name, "", {}};
    for (const NewAttribute& attribute : type.attributes) spec.attributes.push_back(specOf(attribute));
    addTypes(description, {spec}, {});
    return description.types.back().id;
}

void removeType(SiteDescription& description, Id typeId) {
    typeWithId(description, typeId);
    const auto gone = withDescendants(description, typeId);
    removeWhere(description.types, [&](const ObjectType& type) { return gone.count(type.id) > 0; });
    removeWhere(description.attributes,
                [&](const AttributeDefinition& attribute) { return gone.count(attribute.typeId) > 0; });
    for (AttributeDefinition& attribute : description.attributes) {
        if (attribute.referenceObjectTypeId && gone.count(*attribute.referenceObjectTypeId) > 0) {
            attribute.referenceObjectTypeId.reset();
        }
    }
}

Id addAttribute(SiteDescription& description, Id typeId, const NewAttribute& attribute) {
    AttributeDefinition definition = attributeFromSpec(description, typeWithId(description, typeId), specOf(attribute));
    definition.position = nextPosition(description, typeId);
    description.attributes.push_back(definition);
    addInherited(description, definition, typeId);
    return definition.id;
}

void changeAttribute(SiteDescription& description, Id attributeId, const NewAttribute& attribute) {
    const AttributeDefinition& old = changeable(description, attributeId);
    const AttributeDefinition changed =
        attributeFromSpec(description, typeWithId(description, old.typeId), specOf(attribute));
    visitWithInherited(description, old, [&](AttributeDefinition& other) {
        const AttributeDefinition kept = other;
        other = changed;
        other.id = kept.id;
        other.typeId = kept.typeId;
        other.definedInTypeId = kept.definedInTypeId;
        other.position = kept.position;
    });
}

void removeAttribute(SiteDescription& description, Id attributeId) {
    std::set<std::pair<Id, Id>> gone;
    visitWithInherited(description, changeable(description, attributeId),
                       [&](AttributeDefinition& other) { gone.emplace(other.typeId, other.id); });
    removeWhere(description.attributes, [&](const AttributeDefinition& attribute) {
        return gone.count({attribute.typeId, attribute.id}) > 0;
    });
}

}  // namespace assetsodbc::simulator
