#include "tests/simulator/site_edit.h"

#include <chrono>
#include <stdexcept>

namespace assetsodbc::simulator {
namespace {

EpochMs currentTime() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

bool pointsAtSomething(AttributeKind kind) {
    return kind != AttributeKind::Default && kind != AttributeKind::User && kind != AttributeKind::Group &&
           kind != AttributeKind::Later;
}

AttributeValues valuesFor(const AttributeDefinition& definition, const std::vector<std::string>& texts) {
    AttributeValues values;
    values.attributeId = definition.id;
    for (const auto& text : texts) {
        if (pointsAtSomething(definition.kind)) {
            values.values.push_back({"", std::stoll(text)});
        } else {
            values.values.push_back({text, 0});
        }
    }
    return values;
}

void requireWritable(Site& site) {
    if (!site.objects().isWritable()) {
        throw std::invalid_argument("the generated objects cannot be changed; start the simulator with --writable");
    }
}

}  // namespace

Id insertObject(Site& site, const NewObject& wanted) {
    requireWritable(site);
    const ObjectType* type = site.type(wanted.typeId);
    if (type == nullptr || type->abstractType) {
        throw std::invalid_argument("there is no object type " + std::to_string(wanted.typeId) + " with objects");
    }
    Object object;
    object.id = site.objects().allocateId();
    object.typeId = wanted.typeId;
    object.created = object.updated = currentTime();
    const auto* label = site.labelAttribute(wanted.typeId);
    object.attributes.push_back(valuesFor(*label, {wanted.label}));
    for (const auto& [name, texts] : wanted.attributes) {
        const auto* definition = site.attributeNamed(wanted.typeId, name);
        if (definition == nullptr || definition->systemAttribute != SystemAttribute::None) {
            throw std::invalid_argument("the type " + type->name + " has no attribute '" + name + "' to write");
        }
        if (definition != label) object.attributes.push_back(valuesFor(*definition, texts));
    }
    const Id id = object.id;
    site.objects().put(std::move(object));
    return id;
}

std::vector<Id> insertObjects(Site& site, Id typeId, int count) {
    std::vector<Id> ids;
    for (int i = 0; i < count; ++i) {
        NewObject object;
        object.typeId = typeId;
        object.label = "Inserted " + std::to_string(i + 1);
        ids.push_back(insertObject(site, object));
    }
    return ids;
}

bool eraseObject(Site& site, Id id) {
    requireWritable(site);
    return site.objects().erase(id);
}

}  // namespace assetsodbc::simulator
