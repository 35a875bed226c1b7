#include "schema/tables/schemas.h"

#include "assets/client.h"
#include "schema/key_constraints.h"
#include "schema/tables/record_table.h"

namespace assetsodbc::schema {
namespace {

using assets::ObjectSchema;

// Up to so many schemas are asked for one by one; beyond, the whole list costs less.
constexpr std::size_t kMostSingleRequests = 3;

template <auto Member>
CellView readTimestamp(const ObjectSchema& schema, const CellPlace& place) {
    return timestampCell(schema.*Member, place, [&] { return "object schema " + std::to_string(schema.id); });
}

const RecordColumns<ObjectSchema>& columns() {
    static const RecordColumns<ObjectSchema> kColumns = {
        {{"Id", bigInt(), false, Push::Eq | Push::In, "Id of the object schema."}, member<&ObjectSchema::id>},
        {{"WorkspaceId", varchar(64), true, Push::None, "Id of the Assets workspace (Cloud)."},
         optionalMember<&ObjectSchema::workspaceId>},
        {{"GlobalId", varchar(128), true, Push::None, "Workspace id and schema id, joined (Cloud)."},
         optionalMember<&ObjectSchema::globalId>},
        {{"Name", wvarchar(255), false, Push::None, "Name of the object schema."}, member<&ObjectSchema::name>},
        {{"ObjectSchemaKey", varchar(64), true, Push::None,
          "Key of the object schema, which begins its objects' keys."},
         optionalMember<&ObjectSchema::objectSchemaKey>},
        {{"Status", varchar(64), true, Push::None, "State of the object schema, such as Ok."},
         optionalMember<&ObjectSchema::status>},
        {{"Description", wlongvarchar(), true, Push::None, "Description of the object schema."},
         member<&ObjectSchema::description>},
        {{"Created", timestamp(), true, Push::None, "When the object schema was created (UTC)."},
         readTimestamp<&ObjectSchema::created>},
        {{"Updated", timestamp(), true, Push::None, "When the object schema was changed last (UTC)."},
         readTimestamp<&ObjectSchema::updated>},
        {{"ObjectCount", bigInt(), false, Push::None, "Number of objects in the schema."},
         member<&ObjectSchema::objectCount>},
        {{"ObjectTypeCount", bigInt(), false, Push::None, "Number of object types in the schema."},
         member<&ObjectSchema::objectTypeCount>},
        {{"CanManage", bit(), true, Push::None, "Whether this account administers the schema, where the site says so."},
         member<&ObjectSchema::canManage>},
    };
    return kColumns;
}

constexpr std::size_t kId = 0;

// Whether single schemas can be asked for: only the list is sure to tell counts and rights.
bool needsList(const ScanRequest& request) {
    static const TableSpec& spec = schemasSpec();
    return request.uses(*spec.columnIndex("ObjectCount")) || request.uses(*spec.columnIndex("ObjectTypeCount")) ||
           request.uses(*spec.columnIndex("CanManage"));
}

class SchemasTable final : public Table {
public:
    explicit SchemasTable(assets::Client& client) : client_(client) {}

    const TableSpec& spec() const override { return schemasSpec(); }

    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return estimateByFirstKey(offered, {{kId, 1, 1, true}}, {1, 10});
    }

    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        return std::make_unique<RecordStream<ObjectSchema>>(columns(), rows(request));
    }

private:
    NextBatch<ObjectSchema> rows(const ScanRequest& request) const {
        const Constraint* byId = constraintOn(request, kId);
        const auto ids = byId == nullptr ? std::vector<std::int64_t>() : idsOf(*byId);
        if (byId != nullptr && (ids.empty() || (ids.size() <= kMostSingleRequests && !needsList(request)))) {
            return batchPerKey<ObjectSchema, std::int64_t>(
                knownKeys(ids), [this](std::int64_t id, const auto& context) {
                    auto schema = client_.objectSchema(id, context);
                    return schema ? std::vector{std::move(*schema)} : std::vector<ObjectSchema>();
                });
        }
        return oneBatch<ObjectSchema>([this](const auto& context) { return client_.objectSchemas(context); });
    }

    assets::Client& client_;
};

}  // namespace

const TableSpec& schemasSpec() {
    static const TableSpec spec = {"Assets",
                                   "Schemas",
                                   TableKind::Table,
                                   "Object schemas: the site's collections of object types.",
                                   specsOf(columns()),
                                   {"Id"},
                                   {}};
    return spec;
}

std::unique_ptr<Table> makeSchemasTable(assets::Client& client) {
    return std::make_unique<SchemasTable>(client);
}

}  // namespace assetsodbc::schema
