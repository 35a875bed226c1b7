#include "assets/client.h"
#include "schema/tables/schema_owned_table.h"
#include "schema/tables/site_configuration.h"

namespace assetsodbc::schema {
namespace {

using assets::ReferenceType;

const RecordColumns<ReferenceType>& columns() {
    static const RecordColumns<ReferenceType> kColumns = {
        {{"Id", bigInt(), false, Push::None, "Id of the kind of reference."}, member<&ReferenceType::id>},
        {{"Name", wvarchar(255), false, Push::None, "Name of the kind of reference."}, member<&ReferenceType::name>},
        {{"Description", wlongvarchar(), true, Push::None, "Description of the kind of reference."},
         member<&ReferenceType::description>},
        {{"Color", varchar(32), true, Push::None, "Colour in pictures, as hexadecimal digits."},
         member<&ReferenceType::color>},
        {{"Url16", wvarchar(2048), true, Push::None, "URL of its picture, 16 pixels wide."},
         member<&ReferenceType::url16>},
        {{"ObjectSchemaId", bigInt(), true, Push::Eq | Push::In | Push::Null,
          "Id of the schema that has it; NULL for one of all schemas."},
         member<&ReferenceType::objectSchemaId>},
    };
    return kColumns;
}

std::vector<ReferenceType> list(assets::Client& client, std::optional<std::int64_t> schemaId,
                                const common::CallContext& context) {
    requireCloud(client, "ReferenceTypes: the list of kinds of reference",
                 "Those in use stand in Assets.Attributes (ReferenceTypeId, ReferenceTypeName).");
    return client.referenceTypes(schemaId, context);
}

}  // namespace

const TableSpec& referenceTypesSpec() {
    static const TableSpec spec = {
        "Assets",
        "ReferenceTypes",
        TableKind::Table,
        "Kinds of reference between objects: those of all schemas, and those of one. Asked for schema by schema. Cloud "
        "only: Data Center has no list of them.",
        specsOf(columns()),
        {"Id"},
        {{"FK_ReferenceTypes_ObjectSchemaId", {"ObjectSchemaId"}, "Assets", "Schemas", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeReferenceTypesTable(assets::Client& client) {
    return std::make_unique<SchemaOwnedTable<ReferenceType>>(client, referenceTypesSpec(), columns(), list);
}

}  // namespace assetsodbc::schema
