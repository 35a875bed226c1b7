#include "schema/tables/object_detail_table.h"
#include "schema/tables/object_details.h"

namespace assetsodbc::schema {
namespace {

using assets::HistoryEntry;

CellView readCreated(const HistoryEntry& entry, const CellPlace& place) {
    return timestampCell(entry.created, place, [&] {
        return "entry " + std::to_string(entry.id) + " in the history of object " + std::to_string(entry.objectId);
    });
}

const RecordColumns<HistoryEntry>& columns() {
    using H = HistoryEntry;
    static const RecordColumns<H> kColumns = {
        {{"ObjectId", bigInt(), false, Push::Eq | Push::In, "Id of the object."}, member<&H::objectId>},
        {{"Id", bigInt(), false, Push::None, "Id of the entry."}, member<&H::id>},
        {{"Created", timestamp(), true, Push::None, "When it happened (UTC)."}, readCreated},
        {{"ActorAccountId", wvarchar(255), true, Push::None,
          "Account id of the user who did it; the user key on Data Center."},
         member<&H::actorKey>},
        {{"ActorDisplayName", wvarchar(255), true, Push::None, "Display name of the user who did it."},
         member<&H::actorDisplayName>},
        {{"Type", integer(), true, Push::None, "Kind of change as the API numbers it, where it does."},
         member<&H::type>},
        {{"AffectedAttribute", wvarchar(255), true, Push::None,
          "Name of the attribute that was changed; NULL for the creation of the object."},
         member<&H::affectedAttribute>},
        {{"OldValue", wlongvarchar(), true, Push::None, "Value before, as text."}, member<&H::oldValue>},
        {{"NewValue", wlongvarchar(), true, Push::None, "Value after, as text."}, member<&H::newValue>},
    };
    return kColumns;
}

std::vector<HistoryEntry> historyOf(assets::Client& client, std::int64_t objectId, const common::CallContext& context) {
    auto entries = client.history(objectId, context);
    for (HistoryEntry& entry : entries) entry.objectId = objectId;
    return entries;
}

}  // namespace

const TableSpec& objectHistorySpec() {
    static const TableSpec spec = {
        "Assets",
        "ObjectHistory",
        TableKind::Table,
        "Changes of objects. The site tells them of one object at a time: compare ObjectId with = or IN, or join it; "
        "otherwise all objects are asked for one by one.",
        specsOf(columns()),
        {"Id"},
        {{"FK_ObjectHistory_ObjectId", {"ObjectId"}, "Assets", "Objects", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeObjectHistoryTable(assets::Client& client) {
    return std::make_unique<ObjectDetailTable<HistoryEntry>>(client, objectHistorySpec(), columns(), historyOf, 10);
}

}  // namespace assetsodbc::schema
