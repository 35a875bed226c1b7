#include "schema/tables/object_attribute_values.h"

#include "assets/client.h"
#include "schema/object_scan.h"
#include "schema/tables/record_table.h"

namespace assetsodbc::schema {
namespace {

using assets::AssetObject;
using assets::AttributeValue;
using assets::ObjectAttribute;
using assets::ObjectPage;

struct ValueRow {
    const AssetObject* object = nullptr;
    const ObjectPage* page = nullptr;
    const ObjectAttribute* attribute = nullptr;
    const AttributeValue* value = nullptr;
    std::uint32_t ordinal = 0;
};

template <auto Member>
CellView ofObject(const ValueRow& row, const CellPlace& place) {
    return MemberReader<Member>::read(*row.object, place);
}

template <auto Member>
CellView ofValue(const ValueRow& row, const CellPlace& place) {
    return MemberReader<Member>::read(*row.value, place);
}

CellView objectKey(const ValueRow& row, const CellPlace&) {
    return objectKeyCell(*row.object);
}

CellView objectTypeId(const ValueRow& row, const CellPlace& place) {
    return MemberReader<&AssetObject::objectTypeId>::readOptional(*row.object, place);
}

CellView attributeId(const ValueRow& row, const CellPlace&) {
    return cellOf(row.attribute->objectTypeAttributeId);
}

CellView attributeName(const ValueRow& row, const CellPlace&) {
    const auto& names = row.page->attributeNames;
    const auto found = names.find(row.attribute->objectTypeAttributeId);
    return found == names.end() ? CellView() : cellOf(found->second);
}

const RecordColumns<ValueRow>& columns() {
    constexpr Push kKey = Push::Eq | Push::In;
    static const RecordColumns<ValueRow> kColumns = {
        {{"ObjectId", bigInt(), false, kKey, "Id of the object that has the value."}, ofObject<&AssetObject::id>},
        {{"AttributeId", bigInt(), false, Push::None, "Id of the attribute."}, attributeId},
        {{"Ordinal", integer(), false, Push::None, "Position among the attribute's values on this object, from 0."},
         member<&ValueRow::ordinal>},
        {{"ObjectKey", varchar(64), false, kKey, "Key of the object that has the value."}, objectKey},
        {{"ObjectTypeId", bigInt(), true, kKey, "Id of the object's type."}, objectTypeId},
        {{"AttributeName", wvarchar(255), true, Push::None, "Name of the attribute."}, attributeName},
        {{"Value", wlongvarchar(), true, Push::None,
          "The value as it is kept; NULL for references, groups and statuses."},
         ofValue<&AttributeValue::value>},
        {{"DisplayValue", wlongvarchar(), true, Push::None, "The value as the site shows it to this account."},
         ofValue<&AttributeValue::displayValue>},
        {{"SearchValue", wlongvarchar(), true, Push::None,
          "The value as the site searches it; the key of a referenced object."},
         ofValue<&AttributeValue::searchValue>},
        {{"ReferencedObjectId", bigInt(), true, Push::None, "Id of the referenced object."},
         ofValue<&AttributeValue::referencedObjectId>},
        {{"ReferencedObjectKey", varchar(64), true, Push::None, "Key of the referenced object."},
         ofValue<&AttributeValue::referencedObjectKey>},
        {{"ReferencedObjectLabel", wvarchar(255), true, Push::None, "Label of the referenced object."},
         ofValue<&AttributeValue::referencedObjectLabel>},
        {{"UserAccountId", wvarchar(255), true, Push::None, "Account id of the user; the user key on Data Center."},
         ofValue<&AttributeValue::userKey>},
        {{"UserDisplayName", wvarchar(255), true, Push::None, "Display name of the user."},
         ofValue<&AttributeValue::userDisplayName>},
        {{"GroupName", wvarchar(255), true, Push::None, "Name of the group."}, ofValue<&AttributeValue::groupName>},
        {{"StatusId", varchar(64), true, Push::None, "Id of the status."}, ofValue<&AttributeValue::statusId>},
        {{"StatusName", wvarchar(255), true, Push::None, "Name of the status."}, ofValue<&AttributeValue::statusName>},
    };
    return kColumns;
}

const ObjectKeyColumns& keyColumns() {
    static const TableSpec& spec = objectAttributeValuesSpec();
    static const ObjectKeyColumns keys = {*spec.columnIndex("ObjectId"), *spec.columnIndex("ObjectKey"),
                                          *spec.columnIndex("ObjectTypeId"), std::nullopt, std::nullopt};
    return keys;
}

// Walks objects, their attributes and the values of these.
class ValuesStream final : public RowStream {
public:
    explicit ValuesStream(ObjectScan scan) : scan_(std::move(scan)), scratch_(columns().size()) {}

    bool next(const common::CallContext& context) override {
        ++valueIndex_;
        while (row_.attribute == nullptr || valueIndex_ >= row_.attribute->valueCount) {
            if (!nextAttribute(context)) return false;
        }
        row_.value = &row_.page->values[row_.attribute->firstValue + valueIndex_];
        row_.ordinal = firstOrdinal_ + valueIndex_;
        return true;
    }
    CellView cell(std::size_t column) const override {
        return columns()[column].read(row_, {columns()[column].spec, scratch_[column]});
    }
    // From the first value of the current object on.
    std::vector<Value> upcoming(std::size_t column, std::size_t most) const override {
        std::vector<Value> cells;
        ObjectOnPage place{row_.object, row_.page};
        for (std::size_t steps = 0; place.object != nullptr && cells.size() < most; place = scan_.ahead(++steps)) {
            addCells(cells, place, column, most);
        }
        return cells;
    }

private:
    static void addCells(std::vector<Value>& cells, const ObjectOnPage& place, std::size_t column, std::size_t most) {
        std::string scratch;
        ValueRow row;
        row.object = place.object;
        row.page = place.page;
        for (std::uint32_t i = 0; i < place.object->attributeCount; ++i) {
            row.attribute = &place.page->attributes[place.object->firstAttribute + i];
            for (std::uint32_t j = 0; j < row.attribute->valueCount && cells.size() < most; ++j) {
                row.value = &place.page->values[row.attribute->firstValue + j];
                row.ordinal = j;
                addReadable(cells, [&] { return columns()[column].read(row, {columns()[column].spec, scratch}); });
            }
        }
    }

    bool nextAttribute(const common::CallContext& context) {
        valueIndex_ = 0;
        ++attributeIndex_;
        while (row_.object == nullptr || attributeIndex_ >= row_.object->attributeCount) {
            row_.attribute = nullptr;
            row_.object = scan_.next(context);
            if (row_.object == nullptr) return false;
            row_.page = &scan_.page();
            attributeIndex_ = 0;
        }
        row_.attribute = &row_.page->attributes[row_.object->firstAttribute + attributeIndex_];
        firstOrdinal_ = valuesBefore();
        return true;
    }

    // An attribute that an object lists twice goes on counting, so that its rows stay distinct.
    std::uint32_t valuesBefore() const {
        std::uint32_t count = 0;
        for (std::uint32_t i = 0; i < attributeIndex_; ++i) {
            const auto& earlier = row_.page->attributes[row_.object->firstAttribute + i];
            if (earlier.objectTypeAttributeId == row_.attribute->objectTypeAttributeId) count += earlier.valueCount;
        }
        return count;
    }

    ObjectScan scan_;
    ValueRow row_;
    std::uint32_t attributeIndex_ = 0, valueIndex_ = 0, firstOrdinal_ = 0;
    mutable std::vector<std::string> scratch_;
};

class ObjectAttributeValuesTable final : public Table {
public:
    explicit ObjectAttributeValuesTable(assets::Client& client) : client_(client) {}

    const TableSpec& spec() const override { return objectAttributeValuesSpec(); }

    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        constexpr ObjectRows kRows = {15, false};
        return estimateObjectScan(keyColumns(), kRows, offered);
    }

    // The bound of rows says nothing of objects: some have no value at all.
    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        return std::make_unique<ValuesStream>(
            ObjectScan(client_, refusableConditions(keyColumns(), request, queryPlaceOf(client_), memory_),
                       {assets::ObjectFields::Attributes}, std::nullopt));
    }

private:
    assets::Client& client_;
    mutable PushdownMemory memory_;
};

}  // namespace

const TableSpec& objectAttributeValuesSpec() {
    static const TableSpec spec = {"Assets",
                                   "ObjectAttributeValues",
                                   TableKind::Table,
                                   "Values of the attributes of all objects, one row per value.",
                                   specsOf(columns()),
                                   {"ObjectId", "AttributeId", "Ordinal"},
                                   {{"FK_ObjectAttributeValues_ObjectId", {"ObjectId"}, "Assets", "Objects", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeObjectAttributeValuesTable(assets::Client& client) {
    return std::make_unique<ObjectAttributeValuesTable>(client);
}

}  // namespace assetsodbc::schema
