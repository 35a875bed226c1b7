#include "schema/tables/objects.h"

#include "assets/client.h"
#include "common/error.h"
#include "schema/object_scan.h"
#include "schema/tables/object_attributes_json.h"
#include "schema/tables/record_table.h"

namespace assetsodbc::schema {
namespace {

using assets::AssetObject;
using assets::ObjectFields;
using assets::ObjectPage;

struct ObjectRow {
    const AssetObject* object = nullptr;
    const ObjectPage* page = nullptr;
    const std::optional<std::string>* givenAql = nullptr;
};

template <auto Member>
CellView read(const ObjectRow& row, const CellPlace& place) {
    return MemberReader<Member>::read(*row.object, place);
}

template <auto Member>
CellView readId(const ObjectRow& row, const CellPlace& place) {
    return MemberReader<Member>::readOptional(*row.object, place);
}

template <auto Member>
CellView readTimestamp(const ObjectRow& row, const CellPlace& place) {
    return timestampCell(row.object->*Member, place, [&] { return "object " + std::string(row.object->objectKey); });
}

CellView readKey(const ObjectRow& row, const CellPlace&) {
    return objectKeyCell(*row.object);
}

template <std::size_t Size>
CellView readAvatar(const ObjectRow& row, const CellPlace&) {
    return cellOf(row.object->avatarUrls[Size]);
}

// The API repeats the label as the name, where it sends a name at all.
CellView readName(const ObjectRow& row, const CellPlace&) {
    return cellOf(row.object->name.data() == nullptr ? row.object->label : row.object->name);
}

CellView readAttributes(const ObjectRow& row, const CellPlace& place) {
    place.scratch = objectAttributesJson(*row.object, *row.page);
    return std::string_view(place.scratch);
}

CellView readAql(const ObjectRow& row, const CellPlace&) {
    return cellOf(*row.givenAql);
}

struct Column {
    RecordColumn<ObjectRow> column;
    ObjectFields field = ObjectFields::Identity;  // what must be asked for to fill it
};

const std::vector<Column>& columns() {
    constexpr Push kKey = Push::Eq | Push::In;
    static const std::vector<Column> kColumns = {
        {{{"Id", bigInt(), false, kKey, "Id of the object."}, read<&AssetObject::id>}},
        {{{"WorkspaceId", varchar(64), true, Push::None, "Id of the Assets workspace (Cloud)."},
          read<&AssetObject::workspaceId>},
         ObjectFields::WorkspaceId},
        {{{"GlobalId", varchar(128), true, Push::None, "Workspace id and object id, joined (Cloud)."},
          read<&AssetObject::globalId>},
         ObjectFields::GlobalId},
        {{{"Name", wvarchar(255), true, Push::None, "Name of the object."}, readName}, ObjectFields::Name},
        {{{"Label", wvarchar(255), true, Push::None, "Value of the attribute that labels objects of this type."},
          read<&AssetObject::label>}},
        {{{"ObjectKey", varchar(64), false, kKey, "Key of the object, such as ITSM-88."}, readKey}},
        {{{"ObjectTypeId", bigInt(), true, kKey, "Id of the object's type."}, readId<&AssetObject::objectTypeId>}},
        {{{"ObjectTypeName", wvarchar(255), true, Push::None, "Name of the object's type."},
          read<&AssetObject::objectTypeName>},
         ObjectFields::ObjectTypeName},
        {{{"ObjectSchemaId", bigInt(), true, kKey, "Id of the schema that the object is in."},
          readId<&AssetObject::objectSchemaId>}},
        {{{"Created", timestamp(), true, Push::None, "When the object was created (UTC)."},
          readTimestamp<&AssetObject::created>},
         ObjectFields::Created},
        {{{"Updated", timestamp(), true, Push::None, "When the object was changed last (UTC)."},
          readTimestamp<&AssetObject::updated>},
         ObjectFields::Updated},
        {{{"HasAvatar", bit(), false, Push::None, "Whether the object has an avatar of its own."},
          read<&AssetObject::hasAvatar>},
         ObjectFields::HasAvatar},
        {{{"AvatarUrl16", wvarchar(2048), true, Push::None, "URL of the avatar, 16 pixels wide."}, readAvatar<0>},
         ObjectFields::AvatarUrls},
        {{{"AvatarUrl48", wvarchar(2048), true, Push::None, "URL of the avatar, 48 pixels wide."}, readAvatar<1>},
         ObjectFields::AvatarUrls},
        {{{"AvatarUrl72", wvarchar(2048), true, Push::None, "URL of the avatar, 72 pixels wide."}, readAvatar<2>},
         ObjectFields::AvatarUrls},
        {{{"AvatarUrl144", wvarchar(2048), true, Push::None, "URL of the avatar, 144 pixels wide."}, readAvatar<3>},
         ObjectFields::AvatarUrls},
        {{{"AvatarUrl288", wvarchar(2048), true, Push::None, "URL of the avatar, 288 pixels wide."}, readAvatar<4>},
         ObjectFields::AvatarUrls},
        {{{"Link", wvarchar(2048), true, Push::None, "URL of the object in the API."}, read<&AssetObject::link>},
         ObjectFields::Link},
        {{{"ObjectAttributes", wlongvarchar(), true, Push::None,
           "The object's attributes as JSON: an array of {objectTypeAttributeId, objectAttributeValues: [{value}]}."},
          readAttributes},
         ObjectFields::Attributes},
        {{{"AQL", wlongvarchar(), true, kKey, "Input: AQL to send, as in WHERE AQL = 'objectType = Host'.", true},
          readAql}},
    };
    return kColumns;
}

std::vector<ColumnSpec> columnSpecs() {
    std::vector<ColumnSpec> specs;
    for (const Column& column : columns()) specs.push_back(column.column.spec);
    return specs;
}

const ObjectKeyColumns& keyColumns() {
    static const TableSpec& spec = objectsSpec();
    static const ObjectKeyColumns keys = {*spec.columnIndex("Id"), *spec.columnIndex("ObjectKey"),
                                          *spec.columnIndex("ObjectTypeId"), spec.columnIndex("ObjectSchemaId"),
                                          spec.columnIndex("AQL")};
    return keys;
}

ObjectFields fieldsOf(const ScanRequest& request) {
    ObjectFields fields = ObjectFields::Identity;
    for (std::size_t i = 0; i < columns().size(); ++i) {
        if (request.uses(i)) fields = fields | columns()[i].field;
    }
    return fields;
}

class ObjectsStream final : public RowStream {
public:
    explicit ObjectsStream(ObjectScan scan) : scan_(std::move(scan)), scratch_(columns().size()) {}

    bool next(const common::CallContext& context) override {
        row_.object = scan_.next(context);
        if (row_.object == nullptr) return false;
        row_.page = &scan_.page();
        row_.givenAql = &scan_.givenAql();
        return true;
    }
    CellView cell(std::size_t column) const override {
        const auto& reader = columns()[column].column;
        return reader.read(row_, {reader.spec, scratch_[column]});
    }
    std::vector<Value> upcoming(std::size_t column, std::size_t most) const override {
        std::vector<Value> cells;
        const auto& reader = columns()[column].column;
        std::string scratch;
        ObjectOnPage place{row_.object, row_.page};
        for (std::size_t steps = 0; place.object != nullptr && cells.size() < most; place = scan_.ahead(++steps)) {
            const ObjectRow row{place.object, place.page, row_.givenAql};
            addReadable(cells, [&] { return reader.read(row, {reader.spec, scratch}); });
        }
        return cells;
    }

private:
    ObjectScan scan_;
    ObjectRow row_;
    mutable std::vector<std::string> scratch_;
};

class ObjectsTable final : public Table {
public:
    explicit ObjectsTable(assets::Client& client) : client_(client) {}

    const TableSpec& spec() const override { return objectsSpec(); }

    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return estimateObjectScan(keyColumns(), {}, offered);
    }

    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        RefusableConditions conditions = refusableConditions(keyColumns(), request, queryPlaceOf(client_), memory_);
        requireInput(request, conditions.current());
        return std::make_unique<ObjectsStream>(
            ObjectScan(client_, std::move(conditions), {fieldsOf(request)}, request.rowBound));
    }

    bool canCount() const override { return true; }
    std::optional<std::uint64_t> count(const ScanRequest& request, const common::CallContext& context) const override {
        const ObjectConditions conditions = objectConditions(keyColumns(), request, queryPlaceOf(client_));
        requireInput(request, conditions);
        return countObjects(client_, conditions, context);
    }

private:
    // Without its value the column would silently compare as NULL.
    static void requireInput(const ScanRequest& request, const ObjectConditions& conditions) {
        if (!request.uses(*keyColumns().aql) || conditions.givenAql) return;
        throw common::Error(
            common::ErrorKind::Unsupported,
            "AQL is an input of Objects: give it as AQL = '...' or AQL IN (...), joined with AND, not OR, "
            "to the rest of WHERE.");
    }

    assets::Client& client_;
    mutable PushdownMemory memory_;
};

}  // namespace

const TableSpec& objectsSpec() {
    static const TableSpec spec = {"Assets",
                                   "Objects",
                                   TableKind::Table,
                                   "Objects of all types, with what they have in common.",
                                   columnSpecs(),
                                   {"Id"},
                                   {{"FK_Objects_ObjectTypeId", {"ObjectTypeId"}, "Assets", "ObjectTypes", {"Id"}},
                                    {"FK_Objects_ObjectSchemaId", {"ObjectSchemaId"}, "Assets", "Schemas", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeObjectsTable(assets::Client& client) {
    return std::make_unique<ObjectsTable>(client);
}

}  // namespace assetsodbc::schema
