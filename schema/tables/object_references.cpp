#include <map>

#include "schema/tables/object_detail_table.h"
#include "schema/tables/object_details.h"

namespace assetsodbc::schema {
namespace {

using assets::ReferenceType;
using assets::Referrers;

// One kind of reference of one type of referrers. The site counts objects per type, not per kind.
struct ReferenceRow {
    std::int64_t objectId = 0;
    Referrers referrers;
    std::int64_t ordinal = 0;
    std::optional<ReferenceType> kind;  // nullopt: the site tells none
};

template <auto Member>
CellView ofReferrers(const ReferenceRow& row, const CellPlace&) {
    return cellOf(row.referrers.*Member);
}
template <auto Member>
CellView ofKind(const ReferenceRow& row, const CellPlace&) {
    return row.kind ? cellOf((*row.kind).*Member) : CellView();
}

const RecordColumns<ReferenceRow>& columns() {
    using R = ReferenceRow;
    static const RecordColumns<R> kColumns = {
        {{"ObjectId", bigInt(), false, Push::Eq | Push::In, "Id of the object that is referred to."},
         member<&R::objectId>},
        {{"ReferringObjectTypeId", bigInt(), false, Push::None, "Id of the type of the objects that refer to it."},
         ofReferrers<&Referrers::objectTypeId>},
        {{"ReferringObjectTypeName", wvarchar(255), true, Push::None, "Name of that type."},
         ofReferrers<&Referrers::objectTypeName>},
        {{"ReferenceTypeId", bigInt(), true, Push::None, "Id of a kind of reference that they use."},
         ofKind<&ReferenceType::id>},
        {{"ReferenceTypeName", wvarchar(255), true, Push::None, "Name of the kind of reference."},
         ofKind<&ReferenceType::name>},
        {{"NumberOfReferencedObjects", bigInt(), false, Push::None,
          "Number of objects of that type that refer to it, by whatever kind of reference: the same in each row of the "
          "type, so sum it up where Ordinal = 0."},
         ofReferrers<&Referrers::count>},
        {{"OpenIssuesExists", bit(), true, Push::None, "Whether there are open tickets on those objects."},
         ofReferrers<&Referrers::openIssuesExists>},
        {{"Ordinal", integer(), false, Push::None, "Place among the kinds of reference of the type, from 0."},
         member<&R::ordinal>},
    };
    return kColumns;
}

std::vector<ReferenceRow> referencesTo(assets::Client& client, std::int64_t objectId,
                                       const common::CallContext& context) {
    std::vector<ReferenceRow> rows;
    std::map<std::int64_t, std::int64_t> nextOrdinal;  // by type, which might be told twice
    for (Referrers& referrers : client.referrers(objectId, context)) {
        const auto kinds = std::move(referrers.referenceTypes);
        std::int64_t& ordinal = nextOrdinal[referrers.objectTypeId];
        for (const ReferenceType& kind : kinds) rows.push_back({objectId, referrers, ordinal++, kind});
        if (kinds.empty()) rows.push_back({objectId, referrers, ordinal++, std::nullopt});
    }
    return rows;
}

}  // namespace

const TableSpec& objectReferencesSpec() {
    static const TableSpec spec = {
        "Assets",
        "ObjectReferences",
        TableKind::Table,
        "How many objects refer to an object, by their type. The site tells it of one object at a time: compare "
        "ObjectId with = or IN, or join it; otherwise all objects are asked for one by one. Which objects they are "
        "say the X_Id columns of the object types.",
        specsOf(columns()),
        {"ObjectId", "ReferringObjectTypeId", "Ordinal"},
        {{"FK_ObjectReferences_ObjectId", {"ObjectId"}, "Assets", "Objects", {"Id"}},
         {"FK_ObjectReferences_ReferringObjectTypeId", {"ReferringObjectTypeId"}, "Assets", "ObjectTypes", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeObjectReferencesTable(assets::Client& client) {
    return std::make_unique<ObjectDetailTable<ReferenceRow>>(client, objectReferencesSpec(), columns(), referencesTo,
                                                             3);
}

}  // namespace assetsodbc::schema
