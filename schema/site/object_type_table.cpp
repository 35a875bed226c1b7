#include "schema/site/object_type_table.h"

#include <utility>

#include "assets/client.h"
#include "common/error.h"
#include "schema/site/attribute_values.h"
#include "schema/site/definition_check.h"
#include "schema/site/object_cells.h"
#include "schema/site/object_row_stream.h"
#include "schema/site/shape_conditions.h"

namespace assetsodbc::schema {
namespace {

using assets::ObjectFields;

ObjectFields fieldOf(CellSource source) {
    switch (source) {
        case CellSource::Created:
            return ObjectFields::Created;
        case CellSource::Updated:
            return ObjectFields::Updated;
        case CellSource::ObjectTypeName:
            return ObjectFields::ObjectTypeName;
        case CellSource::HasAvatar:
            return ObjectFields::HasAvatar;
        default:
            return isOfValues(source) ? ObjectFields::Attributes : ObjectFields::Identity;
    }
}

std::vector<bool> columnsRead(const ScanRequest& request) {
    std::vector<bool> columns = request.columnsUsed;
    if (!request.order) return columns;
    if (columns.size() <= request.order->column) columns.resize(request.order->column + 1);
    columns[request.order->column] = true;
    return columns;
}

SearchFields fieldsOf(const ObjectTableShape& shape, const std::vector<bool>& columns) {
    SearchFields fields;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i]) fields.fields = fields.fields | fieldOf(shape.columns[i].source);
    if (shape.bridgeAttribute) fields.fields = fields.fields | ObjectFields::Attributes;
    if (assets::has(fields.fields, ObjectFields::Attributes))
        fields.attributeIds = attributeIdsOf(shape, attributesUsed(shape, columns));
    return fields;
}

// The cell of a column of any object, for ordering. A cell that cannot be read fails the scan or orders as NULL.
class CellOfObject {
public:
    CellOfObject(std::shared_ptr<const ObjectTableShape> shape, const SiteTableOptions& options, std::size_t column)
        : shape_(std::move(shape)), options_(options), column_(column) {}

    Value operator()(const assets::AssetObject& object, const assets::ObjectPage& page) const {
        std::vector<bool> columns(shape_->columns.size());
        columns[column_] = true;
        AttributeValues values(*shape_, attributesUsed(*shape_, columns));
        values.collect(object, page);
        const std::optional<std::string> noAql;
        const ObjectRow row{&object, &values, &noAql, 0};
        const ObjectCells cells(*shape_, options_);
        std::string made;
        const auto cell = cells.read(column_, row, made);
        if (cell) return ownedValue(*cell);
        if (!options_.failOnUnreadableValue) return {};
        throw common::Error(common::ErrorKind::ValueUnreadable,
                            cells.problemOf(column_, row) + ' ' + kUnreadableAdvice);
    }

private:
    std::shared_ptr<const ObjectTableShape> shape_;
    SiteTableOptions options_;
    std::size_t column_;
};

class ObjectTypeTable final : public Table {
public:
    ObjectTypeTable(std::shared_ptr<const ObjectTableShape> shape, ObjectTableEnvironment environment)
        : shape_(std::move(shape)),
          environment_(std::move(environment)),
          findings_(std::make_shared<DefinitionCheck::Findings>()) {}

    const TableSpec& spec() const override { return shape_->spec; }

    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return estimateShapeScan(*shape_, environment_.options, environment_.memory, environment_.client.pageSize(),
                                 offered);
    }

    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        OrderValue orderValue;
        if (request.order) orderValue = CellOfObject(shape_, environment_.options, request.order->column);
        ObjectScan objects =
            scanShape(shape_, environment_, request, fieldsOf(*shape_, columnsRead(request)), std::move(orderValue));
        return std::make_unique<ObjectRowStream>(shape_, environment_, std::move(objects), request, findings_);
    }

    bool canOrderBy(std::size_t column) const override { return canOrderShapeBy(*shape_, column); }
    bool canCount() const override { return canCountShape(*shape_); }
    std::optional<std::uint64_t> count(const ScanRequest& request, const common::CallContext& context) const override {
        return countShape(shape_, environment_, request, context);
    }
    std::string describeScan(const std::vector<ConstraintShape>& offered) const override {
        return describeShapeScan(*shape_, environment_.options, environment_.memory, offered);
    }
    bool isOutdated() const override { return environment_.isOutdated && environment_.isOutdated(); }

private:
    std::shared_ptr<const ObjectTableShape> shape_;
    ObjectTableEnvironment environment_;
    std::shared_ptr<DefinitionCheck::Findings> findings_;
};

}  // namespace

std::shared_ptr<const Table> makeObjectTypeTable(std::shared_ptr<const ObjectTableShape> shape,
                                                 ObjectTableEnvironment environment) {
    return std::make_shared<ObjectTypeTable>(std::move(shape), std::move(environment));
}

}  // namespace assetsodbc::schema
