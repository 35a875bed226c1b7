#include "schema/tables/attributes.h"

#include <algorithm>
#include <array>

#include "assets/client.h"
#include "schema/json_text.h"
#include "schema/key_constraints.h"
#include "schema/tables/record_table.h"
#include "schema/tables/site_walk.h"

namespace assetsodbc::schema {
namespace {

using assets::AttributeDefinition;

constexpr std::array<const char*, 9> kTypeNames = {
    "Default", "Object reference", "User",   "Confluence",          "Group",
    "Version", "Project",          "Status", "Bitbucket repository"};

CellView readTypeName(const AttributeDefinition& attribute, const CellPlace&) {
    const auto code = static_cast<std::size_t>(attribute.type);
    return attribute.type >= 0 && code < kTypeNames.size() ? CellView(std::string_view(kTypeNames[code])) : CellView();
}

CellView readTypeValueMulti(const AttributeDefinition& attribute, const CellPlace& place) {
    if (attribute.typeValueMulti.empty()) return {};
    place.scratch = jsonArrayOf(attribute.typeValueMulti);
    return std::string_view(place.scratch);
}

const RecordColumns<AttributeDefinition>& columns() {
    using A = AttributeDefinition;
    constexpr Push kKey = Push::Eq | Push::In;
    static const RecordColumns<A> kColumns = {
        {{"Id", bigInt(), false, Push::None, "Id of the attribute."}, member<&A::id>},
        {{"ObjectTypeId", bigInt(), false, kKey, "Id of the object type that has the attribute."},
         member<&A::objectTypeId>},
        {{"ObjectSchemaId", bigInt(), true, kKey, "Id of the schema that the type is in."}, member<&A::objectSchemaId>},
        {{"WorkspaceId", varchar(64), true, Push::None, "Id of the Assets workspace (Cloud)."},
         optionalMember<&A::workspaceId>},
        {{"GlobalId", varchar(128), true, Push::None, "Workspace id and attribute id, joined (Cloud)."},
         optionalMember<&A::globalId>},
        {{"Name", wvarchar(255), false, Push::None, "Name of the attribute."}, member<&A::name>},
        {{"Label", bit(), false, Push::None, "Whether its value labels the objects."}, member<&A::label>},
        {{"Type", integer(), false, Push::None,
          "Kind of attribute: 0 default, 1 object reference, 2 user, 4 group, 7 status, and others."},
         member<&A::type>},
        {{"TypeName", varchar(64), true, Push::None, "Name of the kind of attribute."}, readTypeName},
        {{"DefaultTypeId", integer(), true, Push::None,
          "Kind of value of a default attribute: 0 text, 1 integer, 2 boolean, and others."},
         member<&A::defaultTypeId>},
        {{"DefaultTypeName", varchar(64), true, Push::None, "Name of the kind of value of a default attribute."},
         optionalMember<&A::defaultTypeName>},
        {{"Description", wlongvarchar(), true, Push::None, "Description of the attribute."}, member<&A::description>},
        {{"ReferenceTypeId", bigInt(), true, Push::None, "Id of the kind of reference."}, member<&A::referenceTypeId>},
        {{"ReferenceTypeName", wvarchar(255), true, Push::None, "Name of the kind of reference."},
         optionalMember<&A::referenceTypeName>},
        {{"ReferenceObjectTypeId", bigInt(), true, Push::None, "Id of the referenced object type."},
         member<&A::referenceObjectTypeId>},
        {{"ReferenceObjectTypeName", wvarchar(255), true, Push::None, "Name of the referenced object type."},
         optionalMember<&A::referenceObjectTypeName>},
        {{"TypeValue", wlongvarchar(), true, Push::None, "Detail of the kind, as the API keeps it."},
         member<&A::typeValue>},
        {{"TypeValueMulti", wlongvarchar(), true, Push::None,
          "Details of the kind as a JSON array: allowed groups or statuses."},
         readTypeValueMulti},
        {{"AdditionalValue", wlongvarchar(), true, Push::None, "Further detail of the kind, as the API keeps it."},
         member<&A::additionalValue>},
        {{"Editable", bit(), false, Push::None, "Whether values can be edited."}, member<&A::editable>},
        {{"System", bit(), false, Push::None, "Whether Assets itself keeps it: Key, Created, Updated."},
         member<&A::system>},
        {{"Sortable", bit(), false, Push::None, "Whether objects can be sorted by it."}, member<&A::sortable>},
        {{"Summable", bit(), false, Push::None, "Whether its values are summed up in lists."}, member<&A::summable>},
        {{"Indexed", bit(), false, Push::None, "Whether the site keeps an index of it."}, member<&A::indexed>},
        {{"Removable", bit(), false, Push::None, "Whether it can be removed from the type."}, member<&A::removable>},
        {{"Hidden", bit(), false, Push::None, "Whether the site's pages hide it."}, member<&A::hidden>},
        {{"MinimumCardinality", integer(), true, Push::None, "Least number of values; 1 or more makes it required."},
         member<&A::minimumCardinality>},
        {{"MaximumCardinality", integer(), true, Push::None, "Greatest number of values; -1 is unlimited."},
         member<&A::maximumCardinality>},
        {{"IncludeChildObjectTypes", bit(), false, Push::None, "Whether references may go to child types, too."},
         member<&A::includeChildObjectTypes>},
        {{"UniqueAttribute", bit(), false, Push::None, "Whether no two objects of the type may share a value."},
         member<&A::uniqueAttribute>},
        {{"Suffix", wvarchar(255), true, Push::None, "Text shown after a value, such as a unit."}, member<&A::suffix>},
        {{"RegexValidation", wlongvarchar(), true, Push::None, "Regular expression that values must match."},
         member<&A::regexValidation>},
        {{"Options", wlongvarchar(), true, Push::None, "Choices of a select attribute, separated by commas."},
         member<&A::options>},
        {{"QlQuery", wlongvarchar(), true, Push::None, "AQL that limits the objects that can be referenced."},
         member<&A::qlQuery>},
        {{"Position", integer(), false, Push::None, "Position among the type's attributes."}, member<&A::position>},
    };
    return kColumns;
}

std::size_t typeColumn() {
    return *attributesSpec().columnIndex("ObjectTypeId");
}
std::size_t schemaColumn() {
    return *attributesSpec().columnIndex("ObjectSchemaId");
}

// The type whose attributes are asked for, and its schema where that is known.
struct TypeKey {
    std::int64_t typeId = 0;
    IdSource source = IdSource::Query;
    std::optional<std::int64_t> schemaId;
};

// The schemas of a walk.
struct SchemaKeys {
    std::function<std::vector<std::int64_t>(const common::CallContext&)> ids;
    IdSource source = IdSource::Query;
};

// Walks schemas, their types, and the attributes of these. Inherited definitions may carry the parent's type; a row
// belongs to the type that was asked.
class AttributeWalk {
public:
    AttributeWalk(assets::Client& client, SchemaKeys schemas, std::vector<TypeKey> types, bool wantsSchema)
        : client_(client), schemas_(std::move(schemas)), types_(std::move(types)), wantsSchema_(wantsSchema) {}

    bool operator()(std::vector<AttributeDefinition>& batch, const common::CallContext& context) {
        while (nextType_ == types_.size()) {
            if (!nextSchema(context)) return false;
        }
        batch = attributesOf(types_[nextType_++], context);
        return true;
    }

private:
    bool nextSchema(const common::CallContext& context) {
        if (!schemaIds_) schemaIds_ = schemas_.ids(context);
        if (nextSchema_ == schemaIds_->size()) return false;
        const std::int64_t schemaId = (*schemaIds_)[nextSchema_++];
        types_.clear();
        nextType_ = 0;
        const auto types = entriesOf(schemas_.source, "object schema " + std::to_string(schemaId),
                                     [&] { return typesOfSchema(client_, schemaId, context); });
        for (const auto& type : types) types_.push_back({type.id, IdSource::SiteList, schemaId});
        return true;
    }

    std::vector<AttributeDefinition> attributesOf(const TypeKey& type, const common::CallContext& context) {
        auto attributes = entriesOf(type.source, "object type " + std::to_string(type.typeId),
                                    [&] { return client_.attributesOfType(type.typeId, context); });
        std::optional<std::int64_t> schemaId = type.schemaId;
        const bool isToldOfAll = std::all_of(attributes.begin(), attributes.end(), [](const auto& attribute) {
            return attribute.objectSchemaId.has_value();
        });
        if (!schemaId && wantsSchema_ && !isToldOfAll) {
            if (const auto loaded = client_.objectType(type.typeId, context)) schemaId = loaded->objectSchemaId;
        }
        for (auto& attribute : attributes) {
            attribute.objectTypeId = type.typeId;
            if (schemaId) attribute.objectSchemaId = schemaId;
        }
        return attributes;
    }

    assets::Client& client_;
    SchemaKeys schemas_;
    std::optional<std::vector<std::int64_t>> schemaIds_;
    std::size_t nextSchema_ = 0;
    std::vector<TypeKey> types_;
    std::size_t nextType_ = 0;
    bool wantsSchema_;
};

class AttributesTable final : public Table {
public:
    explicit AttributesTable(assets::Client& client) : client_(client) {}

    const TableSpec& spec() const override { return attributesSpec(); }

    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return estimateByFirstKey(offered, {{typeColumn(), 1, 15, false}, {schemaColumn(), 21, 300, false}},
                                  {106, 1500});
    }

    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        return std::make_unique<RecordStream<AttributeDefinition>>(columns(), walk(request));
    }

private:
    AttributeWalk walk(const ScanRequest& request) const {
        const bool wantsSchema = request.uses(schemaColumn());
        if (const Constraint* byType = constraintOn(request, typeColumn())) {
            std::vector<TypeKey> types;
            for (const std::int64_t id : idsOf(*byType)) types.push_back({id, IdSource::Query, std::nullopt});
            return {client_, {knownKeys(std::vector<std::int64_t>())}, std::move(types), wantsSchema};
        }
        const Constraint* bySchema = constraintOn(request, schemaColumn());
        auto schemas = bySchema != nullptr ? SchemaKeys{knownKeys(idsOf(*bySchema)), IdSource::Query}
                                           : SchemaKeys{allSchemaIds(client_), IdSource::SiteList};
        return {client_, std::move(schemas), {}, wantsSchema};
    }

    assets::Client& client_;
};

}  // namespace

const TableSpec& attributesSpec() {
    static const TableSpec spec = {
        "Assets",
        "Attributes",
        TableKind::Table,
        "Definitions of the attributes of all object types, inherited ones included.",
        specsOf(columns()),
        {"Id", "ObjectTypeId"},
        {{"FK_Attributes_ObjectTypeId", {"ObjectTypeId"}, "Assets", "ObjectTypes", {"Id"}},
         {"FK_Attributes_ObjectSchemaId", {"ObjectSchemaId"}, "Assets", "Schemas", {"Id"}},
         {"FK_Attributes_ReferenceObjectTypeId", {"ReferenceObjectTypeId"}, "Assets", "ObjectTypes", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeAttributesTable(assets::Client& client) {
    return std::make_unique<AttributesTable>(client);
}

}  // namespace assetsodbc::schema
