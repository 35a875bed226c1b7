#include "tests/simulator/many_types_site.h"

#include <string>
#include <utility>

#include "tests/simulator/calendar.h"

namespace assetsodbc::simulator {
namespace {

constexpr int kSystemAttributes = 4;
constexpr EpochMs kCreated = 1'640'995'200'000;  // 2022-01-01

class Builder {
public:
    explicit Builder(const ManyTypesOptions& options) : options_(options) {}

    std::unique_ptr<Site> build() {
        describe();
        for (int i = 1; i <= options_.schemas; ++i) addSchema(i);
        for (int i = 1; i <= options_.types; ++i) addType(i);
        return std::make_unique<Site>(std::move(site_), std::make_shared<MemoryStore>(std::move(objects_)));
    }

private:
    void describe() {
        site_.siteName = "many-types";
        site_.workspaceId = "77d3c0de-1111-4222-8333-9aa0bb0cc001";
        site_.cloudId = "77d3c0de-2222-4333-8444-9aa0bb0cc002";
        site_.icons.push_back({"1", "Thing", true});
        site_.referenceTypes.push_back({1, "Reference", "Reference", "49a6ed", false, std::nullopt});
        site_.attributes.reserve(static_cast<std::size_t>(options_.types * options_.attributesPerType));
    }

    void addSchema(int number) {
        Schema schema;
        schema.id = number;
        schema.key = "M" + std::to_string(number);
        schema.name = "Schema " + std::to_string(number);
        schema.created = schema.updated = kCreated;
        site_.schemas.push_back(std::move(schema));
    }

    void addType(int number) {
        ObjectType type;
        type.id = number;
        type.schemaId = (number - 1) % options_.schemas + 1;
        type.name = "Type " + std::to_string(number);
        type.iconId = "1";
        type.position = (number - 1) / options_.schemas;
        type.created = type.updated = kCreated;
        site_.types.push_back(std::move(type));
        addSystemAttribute(number, "Key", SystemAttribute::Key);
        AttributeDefinition label = attribute(number, "Name");
        label.defaultType = DefaultType::Text;
        label.label = true;
        label.minimumCardinality = 1;
        const Id labelId = label.id;
        site_.attributes.push_back(std::move(label));
        addSystemAttribute(number, "Created", SystemAttribute::Created);
        addSystemAttribute(number, "Updated", SystemAttribute::Updated);
        for (int i = kSystemAttributes; i < options_.attributesPerType; ++i) addAttribute(number, i);
        if (number % options_.typeWithObjectsEvery == 0) addObjects(number, labelId);
    }

    AttributeDefinition attribute(int type, std::string name) {
        AttributeDefinition definition;
        definition.id = static_cast<Id>(site_.attributes.size()) + 1;
        definition.typeId = definition.definedInTypeId = type;
        definition.position = static_cast<int>(site_.attributes.size()) % options_.attributesPerType;
        definition.name = std::move(name);
        return definition;
    }

    void addSystemAttribute(int type, const char* name, SystemAttribute which) {
        AttributeDefinition definition = attribute(type, name);
        definition.defaultType = which == SystemAttribute::Key ? DefaultType::Text : DefaultType::DateTime;
        definition.systemAttribute = which;
        definition.system = true;
        definition.editable = false;
        definition.removable = false;
        site_.attributes.push_back(std::move(definition));
    }

    void addAttribute(int type, int number) {
        static constexpr DefaultType kTypes[] = {DefaultType::Text, DefaultType::Integer, DefaultType::Date,
                                                 DefaultType::Double, DefaultType::Select};
        AttributeDefinition definition = attribute(type, "Attribute " + std::to_string(number));
        if (number % 3 == 0) {
            definition.kind = AttributeKind::Object;
            definition.referenceObjectTypeId = (type + number) % options_.types + 1;
            definition.referenceTypeId = 1;
        } else {
            definition.defaultType = kTypes[static_cast<std::size_t>(number) % std::size(kTypes)];
            if (definition.defaultType == DefaultType::Select) definition.options = "A,B,C";
        }
        if (number % 7 == 0) definition.maximumCardinality = kUnlimited;
        site_.attributes.push_back(std::move(definition));
    }

    void addObjects(int type, Id labelId) {
        for (int i = 0; i < options_.objectsPerType; ++i) {
            Object object;
            object.id = static_cast<Id>(objects_.size()) + 1;
            object.typeId = type;
            object.created = object.updated = kCreated + object.id * kMsPerMinute;
            object.attributes.push_back({labelId, {{"Object " + std::to_string(object.id), 0}}});
            objects_.push_back(std::move(object));
        }
    }

    const ManyTypesOptions options_;
    SiteDescription site_;
    std::vector<Object> objects_;
};

}  // namespace

std::unique_ptr<Site> makeManyTypesSite(const ManyTypesOptions& options) {
    return Builder(options).build();
}

}  // namespace assetsodbc::simulator
