#include "schema/tables/object_types.h"

#include <algorithm>

#include "assets/aql.h"
#include "assets/client.h"
#include "schema/key_constraints.h"
#include "schema/tables/record_table.h"
#include "schema/tables/site_walk.h"

namespace assetsodbc::schema {
namespace {

using assets::AqlExpression;
using assets::ObjectType;

// Up to so many types are asked for one by one; beyond, the lists of all schemas are taken to cost less.
constexpr std::size_t kMostSingleRequests = 20;

template <auto Member>
CellView readIcon(const ObjectType& type, const CellPlace& place) {
    return MemberReader<Member>::readOptional(type.icon, place);
}

template <auto Member>
CellView readTimestamp(const ObjectType& type, const CellPlace& place) {
    return timestampCell(type.*Member, place, [&] { return "object type " + std::to_string(type.id); });
}

const RecordColumns<ObjectType>& columns() {
    using assets::Icon;
    static const RecordColumns<ObjectType> kColumns = {
        {{"Id", bigInt(), false, Push::Eq | Push::In, "Id of the object type."}, member<&ObjectType::id>},
        {{"WorkspaceId", varchar(64), true, Push::None, "Id of the Assets workspace (Cloud)."},
         optionalMember<&ObjectType::workspaceId>},
        {{"GlobalId", varchar(128), true, Push::None, "Workspace id and type id, joined (Cloud)."},
         optionalMember<&ObjectType::globalId>},
        {{"Name", wvarchar(255), false, Push::None, "Name of the object type."}, member<&ObjectType::name>},
        {{"Description", wlongvarchar(), true, Push::None, "Description of the object type."},
         member<&ObjectType::description>},
        {{"ObjectSchemaId", bigInt(), true, Push::Eq | Push::In, "Id of the schema that the type is in."},
         optionalMember<&ObjectType::objectSchemaId>},
        {{"ParentObjectTypeId", bigInt(), true, Push::None, "Id of the parent type; NULL for a root type."},
         member<&ObjectType::parentObjectTypeId>},
        {{"IconId", varchar(64), true, Push::None, "Id of the type's icon."}, readIcon<&Icon::id>},
        {{"IconName", wvarchar(255), true, Push::None, "Name of the type's icon."}, readIcon<&Icon::name>},
        {{"IconUrl16", wvarchar(2048), true, Push::None, "URL of the icon, 16 pixels wide."}, readIcon<&Icon::url16>},
        {{"IconUrl48", wvarchar(2048), true, Push::None, "URL of the icon, 48 pixels wide."}, readIcon<&Icon::url48>},
        {{"Position", integer(), false, Push::None, "Position among its siblings."}, member<&ObjectType::position>},
        {{"Created", timestamp(), true, Push::None, "When the type was created (UTC)."},
         readTimestamp<&ObjectType::created>},
        {{"Updated", timestamp(), true, Push::None, "When the type was changed last (UTC)."},
         readTimestamp<&ObjectType::updated>},
        {{"ObjectCount", bigInt(), false, Push::None, "Number of objects of the type, without those of its children."},
         member<&ObjectType::objectCount>},
        {{"Type", integer(), true, Push::None, "Kind of the type as the API numbers it."}, member<&ObjectType::type>},
        {{"Inherited", bit(), false, Push::None, "Whether child types inherit its attributes."},
         member<&ObjectType::inherited>},
        {{"AbstractObjectType", bit(), false, Push::None,
          "Whether it only groups other types and has no objects of its own."},
         member<&ObjectType::abstractObjectType>},
        {{"ParentObjectTypeInherited", bit(), false, Push::None, "Whether it inherits attributes of its parent."},
         member<&ObjectType::parentObjectTypeInherited>},
    };
    return kColumns;
}

std::size_t idColumn() {
    return *objectTypesSpec().columnIndex("Id");
}
std::size_t schemaColumn() {
    return *objectTypesSpec().columnIndex("ObjectSchemaId");
}

class ObjectTypesTable final : public Table {
public:
    explicit ObjectTypesTable(assets::Client& client) : client_(client) {}

    const TableSpec& spec() const override { return objectTypesSpec(); }

    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return estimateByFirstKey(offered, {{idColumn(), 1, 1, true}, {schemaColumn(), 1, 20, false}}, {6, 100});
    }

    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        return std::make_unique<RecordStream<ObjectType>>(columns(), rows(request));
    }

private:
    NextBatch<ObjectType> rows(const ScanRequest& request) const {
        if (const Constraint* byId = constraintOn(request, idColumn())) {
            auto ids = idsOf(*byId);
            if (ids.size() <= kMostSingleRequests) return typesById(std::move(ids), wantsCount(request));
        }
        const Constraint* bySchema = constraintOn(request, schemaColumn());
        auto schemas = bySchema != nullptr ? knownKeys(idsOf(*bySchema)) : allSchemaIds(client_);
        const bool withCount = wantsCount(request);
        const IdSource source = bySchema != nullptr ? IdSource::Query : IdSource::SiteList;
        return batchPerKey<ObjectType, std::int64_t>(
            std::move(schemas), [this, withCount, source](std::int64_t schemaId, const auto& context) {
                auto types = entriesOf(source, "object schema " + std::to_string(schemaId),
                                       [&] { return typesOfSchema(client_, schemaId, context); });
                if (withCount) countAll(types, schemaId, context);
                return types;
            });
    }

    NextBatch<ObjectType> typesById(std::vector<std::int64_t> ids, bool withCount) const {
        return batchPerKey<ObjectType, std::int64_t>(
            knownKeys(std::move(ids)),
            [this, withCount](std::int64_t id, const auto& context) { return typeById(id, withCount, context); });
    }

    static bool wantsCount(const ScanRequest& request) {
        return request.uses(*objectTypesSpec().columnIndex("ObjectCount"));
    }

    // Data Center does not count the objects of listed types but says 0 of each.
    void countAll(std::vector<ObjectType>& types, std::int64_t schemaId, const common::CallContext& context) const {
        if (types.empty()) return;
        const bool isCounted =
            std::any_of(types.begin(), types.end(), [](const auto& type) { return type.objectCount > 0; });
        const auto ofSchema = AqlExpression::objectSchemaIdIn({schemaId}).render();
        if (isCounted || client_.count(ofSchema, context) == 0) return;
        for (auto& type : types) countObjects(type, context);
    }

    void countObjects(ObjectType& type, const common::CallContext& context) const {
        const auto ofType = AqlExpression::objectTypeIdIn({type.id}).render();
        type.objectCount = type.abstractObjectType ? 0 : static_cast<std::int64_t>(client_.count(ofType, context));
    }

    // Only lists are sure to come with counts.
    std::vector<ObjectType> typeById(std::int64_t id, bool withCount, const common::CallContext& context) const {
        auto type = client_.objectType(id, context);
        if (!type) return {};
        if (withCount) countObjects(*type, context);
        return {std::move(*type)};
    }

    assets::Client& client_;
};

}  // namespace

const TableSpec& objectTypesSpec() {
    static const TableSpec spec = {
        "Assets",
        "ObjectTypes",
        TableKind::Table,
        "Object types of all schemas, abstract ones included.",
        specsOf(columns()),
        {"Id"},
        {{"FK_ObjectTypes_ObjectSchemaId", {"ObjectSchemaId"}, "Assets", "Schemas", {"Id"}},
         {"FK_ObjectTypes_ParentObjectTypeId", {"ParentObjectTypeId"}, "Assets", "ObjectTypes", {"Id"}},
         {"FK_ObjectTypes_IconId", {"IconId"}, "Assets", "Icons", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeObjectTypesTable(assets::Client& client) {
    return std::make_unique<ObjectTypesTable>(client);
}

}  // namespace assetsodbc::schema
