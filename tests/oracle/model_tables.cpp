#include "tests/oracle/model_tables.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <utility>

#include "tests/oracle/model_values.h"
#include "tests/simulator/calendar.h"

namespace assetsodbc::oracle {
namespace {

using simulator::AttributeDefinition;
using simulator::Id;
using simulator::Object;
using simulator::ObjectType;
using simulator::Site;

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

// Names of one scope: the first to come keeps its name, a later one that equals it but for case gets its id.
class Names {
public:
    explicit Names(std::set<std::string> fixed) : taken_(std::move(fixed)) {}
    std::string add(std::string name, Id id) {
        if (!taken_.insert(lower(name)).second) {
            name += "_" + std::to_string(id);
            taken_.insert(lower(name));
        }
        return name;
    }

private:
    std::set<std::string> taken_;
};

bool isMultiValued(const AttributeDefinition& attribute) {
    return attribute.maximumCardinality != 1;
}

// An attribute's columns within its table: the names of X and of what is derived from it.
using AttributeNames = std::map<const AttributeDefinition*, std::vector<std::string>>;

class ModelBuilder {
public:
    ModelBuilder(const Site& site, const ModelOptions& options)
        : site_(site), options_(options), objects_(site.snapshot()), context_{site_, *objects_, options.cloud} {}

    Model build() {
        nameSchemas();
        nameTypes();
        for (const ObjectType& type : site_.description().types) addTypeTable(type);
        for (const ObjectType& type : site_.description().types) addBridges(type);
        addReferenceLinks();
        addFixedTables();
        tellUniqueNames();
        for (const Link& link : std::vector<Link>(model_.links)) {
            model_.links.push_back({link.otherTable, link.otherColumn, link.table, link.column});
        }
        return std::move(model_);
    }

private:
    struct PendingLink {
        std::size_t table;
        std::vector<std::size_t> columns;  // label, key, id
        Id targetType;
        bool withChildren;
    };

    void nameSchemas() {
        auto schemas = site_.description().schemas;
        std::sort(schemas.begin(), schemas.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
        Names names({"assets", "sys", "temp", "main", "information_schema"});
        for (const auto& schema : schemas) schemaNames_[schema.id] = names.add(schema.key, schema.id);
    }

    void nameTypes() {
        auto types = site_.description().types;
        std::sort(types.begin(), types.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
        for (const ObjectType& type : types) {
            auto names = tableNames_.try_emplace(type.schemaId, std::set<std::string>()).first;
            typeNames_[type.id] = names->second.add(type.name, type.id);
        }
    }

    static AttributeNames nameColumns(const std::vector<const AttributeDefinition*>& attributes) {
        auto sorted = attributes;
        std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
        Names names({"objectid", "objecttypename", "hasavatar", "aql"});
        AttributeNames result;
        for (const auto* attribute : sorted) result[attribute].push_back(names.add(attribute->name, attribute->id));
        for (const auto* attribute : sorted) {
            if (isMultiValued(*attribute)) continue;
            for (const ValueColumn& column : valueColumns(*attribute)) {
                if (column.suffix.empty()) continue;
                result[attribute].push_back(names.add(attribute->name + column.suffix, attribute->id));
            }
        }
        return result;
    }

    static std::vector<const AttributeDefinition*> hiddenLast(std::vector<const AttributeDefinition*> attributes) {
        std::stable_partition(attributes.begin(), attributes.end(), [](const auto* a) { return !a->hidden; });
        return attributes;
    }

    std::vector<std::shared_ptr<const Object>> objectsOf(const ObjectType& type) const {
        simulator::IdFilter filter;
        filter.typeIds = std::vector<Id>{type.id};
        if (options_.includeChildTypes || type.abstractType) filter.typeIds = site_.withDescendants(type.id);
        std::vector<std::shared_ptr<const Object>> found;
        for (const Id id : objects_->select(filter).all()) found.push_back(objects_->find(id));
        return found;
    }

    // The values of an attribute of the table's type: found by name where the object is of another one.
    std::vector<simulator::Value> valuesOf(const Object& object, const AttributeDefinition& attribute) const {
        const AttributeDefinition* own =
            object.typeId == attribute.typeId ? &attribute : site_.attributeNamed(object.typeId, attribute.name);
        return own == nullptr ? std::vector<simulator::Value>() : site_.valuesOf(object, *own);
    }

    void addTypeTable(const ObjectType& type) {
        ModelTable table;
        table.schema = schemaNames_.at(type.schemaId);
        table.name = typeNames_.at(type.id);
        table.columns.push_back({"ObjectId", Kind::Id});
        table.key = {0};
        const auto attributes = hiddenLast(site_.attributesOf(type.id));
        const AttributeNames names = nameColumns(attributes);
        for (const auto* attribute : attributes) addColumns(table, *attribute, names.at(attribute));
        table.columns.push_back({"ObjectTypeName", Kind::Text});
        table.columns.push_back({"HasAvatar", Kind::Bit});
        for (const auto& object : objectsOf(type)) {
            std::vector<Cell> row = {object->id};
            for (const auto* attribute : attributes) addCells(row, *object, *attribute);
            row.emplace_back(site_.type(object->typeId)->name);
            row.emplace_back(std::int64_t{object->hasAvatar});
            table.rows.push_back(std::move(row));
        }
        tableOfType_[type.id] = model_.tables.size();
        model_.tables.push_back(std::move(table));
    }

    void addColumns(ModelTable& table, const AttributeDefinition& attribute, const std::vector<std::string>& names) {
        if (attribute.label) labelColumns_[attribute.typeId] = table.columns.size();
        if (attribute.systemAttribute == simulator::SystemAttribute::Key) {
            keyColumns_[attribute.typeId] = table.columns.size();
        }
        if (isMultiValued(attribute)) {
            table.columns.push_back({names.front(), Kind::Text});
            return;
        }
        const auto columns = valueColumns(attribute);
        PendingLink link = {model_.tables.size(), {}, 0, attribute.includeChildObjectTypes};
        for (std::size_t i = 0; i < columns.size(); ++i) {
            link.columns.push_back(table.columns.size());
            table.columns.push_back({names[i], columns[i].kind});
        }
        noteReference(attribute, link);
    }

    void noteReference(const AttributeDefinition& attribute, PendingLink link) {
        if (attribute.kind != simulator::AttributeKind::Object || !attribute.referenceObjectTypeId) return;
        link.targetType = *attribute.referenceObjectTypeId;
        pendingLinks_.push_back(std::move(link));
    }

    void addCells(std::vector<Cell>& row, const Object& object, const AttributeDefinition& attribute) const {
        const auto values = valuesOf(object, attribute);
        if (isMultiValued(attribute)) {
            std::string joined;
            for (std::size_t i = 0; i < values.size(); ++i) {
                joined += (i == 0 ? "" : options_.multiValueSeparator) + shownText(context_, attribute, values[i]);
            }
            row.push_back(values.empty() ? Cell() : Cell(joined));
            return;
        }
        if (values.empty()) {
            row.resize(row.size() + valueColumns(attribute).size());
            return;
        }
        for (Cell& cell : valueCells(context_, attribute, values.front())) row.push_back(std::move(cell));
    }

    void addBridges(const ObjectType& type) {
        auto attributes = site_.attributesOf(type.id);
        std::sort(attributes.begin(), attributes.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
        for (const auto* attribute : attributes) {
            if (isMultiValued(*attribute)) addBridge(type, *attribute);
        }
    }

    void addBridge(const ObjectType& type, const AttributeDefinition& attribute) {
        ModelTable table;
        table.schema = schemaNames_.at(type.schemaId);
        table.name = tableNames_.at(type.schemaId).add(typeNames_.at(type.id) + "_" + attribute.name, attribute.id);
        table.columns = {{"ObjectId", Kind::Id}, {"Ordinal", Kind::Integer}, {"ObjectKey", Kind::Text}};
        table.key = {0, 1};
        PendingLink link = {model_.tables.size(), {}, 0, attribute.includeChildObjectTypes};
        for (const ValueColumn& column : valueColumns(attribute)) {
            link.columns.push_back(table.columns.size());
            table.columns.push_back({attribute.name + column.suffix, column.kind});
        }
        noteReference(attribute, link);
        for (const auto& object : objectsOf(type)) {
            std::int64_t ordinal = 0;
            for (const auto& value : valuesOf(*object, attribute)) {
                std::vector<Cell> row = {object->id, ordinal++, site_.keyOf(*object)};
                for (Cell& cell : valueCells(context_, attribute, value)) row.push_back(std::move(cell));
                table.rows.push_back(std::move(row));
            }
        }
        const std::size_t owner = tableOfType_.at(type.id);
        model_.links.push_back({model_.tables.size(), 0, owner, 0});
        model_.links.push_back({model_.tables.size(), 2, owner, keyColumns_.at(type.id)});
        model_.tables.push_back(std::move(table));
    }

    void addReferenceLinks() {
        for (const PendingLink& pending : pendingLinks_) {
            std::vector<Id> targets = {pending.targetType};
            if (pending.withChildren) targets = site_.withDescendants(pending.targetType);
            for (const Id target : targets) {
                const std::size_t table = tableOfType_.at(target);
                model_.links.push_back({pending.table, pending.columns[0], table, labelColumns_.at(target)});
                model_.links.push_back({pending.table, pending.columns[1], table, keyColumns_.at(target)});
                model_.links.push_back({pending.table, pending.columns[2], table, 0});
            }
        }
    }

    void addFixedTables() {
        addObjects();
        addObjectTypes();
        addSchemas();
        addValues();
    }

    void addObjects() {
        ModelTable table = {"Assets", "Objects", true, true, {}, {0}, {}};
        table.columns = {{"Id", Kind::Id},
                         {"Label", Kind::Text},
                         {"ObjectKey", Kind::Text},
                         {"ObjectTypeId", Kind::Id},
                         {"ObjectTypeName", Kind::Text},
                         {"ObjectSchemaId", Kind::Id},
                         {"Created", Kind::Timestamp},
                         {"Updated", Kind::Timestamp},
                         {"HasAvatar", Kind::Bit}};
        for (const Id id : objects_->all().all()) {
            const auto object = objects_->find(id);
            const ObjectType& type = *site_.type(object->typeId);
            table.rows.push_back({id, site_.labelOf(*object), site_.keyOf(*object), type.id, type.name, type.schemaId,
                                  sqlTimestamp(simulator::isoTime(object->created)),
                                  sqlTimestamp(simulator::isoTime(object->updated)), std::int64_t{object->hasAvatar}});
        }
        for (const auto& [type, number] : tableOfType_) {
            model_.links.push_back({model_.tables.size(), 0, number, 0});
            model_.links.push_back({model_.tables.size(), 2, number, keyColumns_.at(type)});
        }
        model_.tables.push_back(std::move(table));
    }

    void addObjectTypes() {
        ModelTable table = {"Assets", "ObjectTypes", true, true, {}, {0}, {}};
        table.columns = {{"Id", Kind::Id},
                         {"Name", Kind::Text},
                         {"ObjectSchemaId", Kind::Id},
                         {"ParentObjectTypeId", Kind::Id},
                         {"Position", Kind::Integer},
                         {"Inherited", Kind::Bit},
                         {"AbstractObjectType", Kind::Bit}};
        for (const ObjectType& type : site_.description().types) {
            table.rows.push_back({type.id, type.name, type.schemaId, type.parentId ? Cell(*type.parentId) : Cell(),
                                  std::int64_t{type.position}, std::int64_t{type.inherited},
                                  std::int64_t{type.abstractType}});
        }
        model_.links.push_back({model_.tables.size() - 1, 3, model_.tables.size(), 0});
        model_.links.push_back({model_.tables.size(), 3, model_.tables.size(), 0});
        model_.tables.push_back(std::move(table));
    }

    void addSchemas() {
        ModelTable table = {"Assets", "Schemas", true, true, {}, {0}, {}};
        table.columns = {{"Id", Kind::Id}, {"Name", Kind::Text}, {"ObjectSchemaKey", Kind::Text}};
        for (const auto& schema : site_.description().schemas)
            table.rows.push_back({schema.id, schema.name, schema.key});
        model_.links.push_back({model_.tables.size() - 1, 2, model_.tables.size(), 0});
        model_.tables.push_back(std::move(table));
    }

    void addValues() {
        ModelTable table = {"Assets", "ObjectAttributeValues", true, true, {}, {0, 1, 2}, {}};
        table.columns = {{"ObjectId", Kind::Id},
                         {"AttributeId", Kind::Id},
                         {"Ordinal", Kind::Integer},
                         {"ObjectKey", Kind::Text},
                         {"ObjectTypeId", Kind::Id},
                         {"ReferencedObjectId", Kind::Id},
                         {"ReferencedObjectKey", Kind::Text}};
        for (const Id id : objects_->all().all()) {
            const auto object = objects_->find(id);
            for (const auto* attribute : site_.attributesOf(object->typeId)) {
                std::int64_t ordinal = 0;
                for (const auto& value : site_.valuesOf(*object, *attribute)) {
                    const bool refers = attribute->kind == simulator::AttributeKind::Object;
                    const auto cells = valueCells(context_, *attribute, value);
                    table.rows.push_back({id, attribute->id, ordinal++, site_.keyOf(*object), object->typeId,
                                          refers ? cells[2] : Cell(), refers ? cells[1] : Cell()});
                }
            }
        }
        const std::size_t objects = model_.tables.size() - 3;
        model_.links.push_back({model_.tables.size(), 0, objects, 0});
        model_.links.push_back({model_.tables.size(), 5, objects, 0});
        model_.tables.push_back(std::move(table));
    }

    // Fixed tables win; of the others those whose name no other object schema has.
    void tellUniqueNames() {
        std::map<std::string, int> counts;
        for (const auto& table : model_.tables) ++counts[lower(table.name)];
        for (const char* fixed : {"attributes", "icons", "objecthistory", "objectreferences", "connectedtickets",
                                  "statustypes", "referencetypes", "workspaces", "usage"}) {
            ++counts[fixed];
        }
        for (auto& table : model_.tables) {
            table.isNameUnique = table.isFixed || counts[lower(table.name)] == 1;
        }
    }

    const Site& site_;
    const ModelOptions& options_;
    std::shared_ptr<const simulator::ObjectSet> objects_;
    ValueContext context_;
    Model model_;
    std::map<Id, std::string> schemaNames_, typeNames_;
    std::map<Id, Names> tableNames_;
    std::map<Id, std::size_t> tableOfType_, labelColumns_, keyColumns_;
    std::vector<PendingLink> pendingLinks_;
};

}  // namespace

Model modelOf(const Site& site, const ModelOptions& options) {
    return ModelBuilder(site, options).build();
}

}  // namespace assetsodbc::oracle
