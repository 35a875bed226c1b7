#include "schema/site/object_cells.h"

#include "common/unicode.h"
#include "schema/site/attribute_columns.h"
#include "schema/site/value_cells.h"
#include "schema/tables/cells.h"

namespace assetsodbc::schema {
namespace {

std::optional<CellView> momentCell(std::string_view text, std::string& made) {
    if (text.empty()) return CellView();
    if (!canonicalTimestamp(text, made)) return std::nullopt;
    return std::string_view(made);
}

// No object is without a label; a site that sends an empty one has no value for it.
CellView labelCell(std::string_view label) {
    return label.empty() ? CellView() : CellView(label);
}

std::string quoted(std::string_view text) {
    constexpr std::size_t kMostShown = 100;
    const std::size_t shown = common::prefixWithin(text, kMostShown);
    return "'" + std::string(text.substr(0, shown)) + (shown < text.size() ? "...'" : "'");
}

std::string nameOf(const assets::AssetObject& object) {
    return "object " +
           (object.objectKey.empty() ? "with the id " + std::to_string(object.id) : std::string(object.objectKey));
}

// What all values of an attribute are joined of.
CellSource sourceOfEach(const ShapeAttribute& attribute) {
    return valueColumnsOf(attribute.definition).front().source;
}

}  // namespace

bool isOfValues(CellSource source) {
    return source >= CellSource::Text;
}

// The values that a column shows: all of its attribute, or the one of the bridge's row.
struct ObjectCells::Values {
    const AttributeValues::List& all;
    std::optional<std::size_t> only;
};

ObjectCells::Values ObjectCells::valuesOf(const ObjectColumn& column, const ObjectRow& row) const {
    const bool isOfBridge = shape_.bridgeAttribute == column.attribute;
    return {row.values->of(column.attribute), isOfBridge ? std::optional(row.ordinal) : std::nullopt};
}

std::optional<CellView> ObjectCells::read(std::size_t column, const ObjectRow& row, std::string& made) const {
    const assets::AssetObject& object = *row.object;
    switch (shape_.columns[column].source) {
        case CellSource::ObjectId:
            return object.id;
        case CellSource::ObjectKey:
            return objectKeyCell(object);
        case CellSource::Label:
            return labelCell(object.label);
        case CellSource::Created:
            return momentCell(object.created, made);
        case CellSource::Updated:
            return momentCell(object.updated, made);
        case CellSource::ObjectTypeName:
            return cellOf(object.objectTypeName);
        case CellSource::HasAvatar:
            return cellOf(object.hasAvatar);
        case CellSource::Aql:
            return cellOf(*row.givenAql);
        case CellSource::Ordinal:
            return static_cast<std::int64_t>(row.ordinal);
        default:
            return readValues(column, row, made);
    }
}

std::optional<CellView> ObjectCells::readValues(std::size_t column, const ObjectRow& row, std::string& made) const {
    const ObjectColumn& place = shape_.columns[column];
    const SqlType type = shape_.spec.columns[column].type.type;
    const Values values = valuesOf(place, row);
    if (values.only) return valueCell(place.source, type, *values.all[*values.only], made);
    if (values.all.empty()) return CellView();
    if (place.source == CellSource::JoinedValues) return joined(place, values.all, made);
    if (values.all.size() > 1) return std::nullopt;
    return valueCell(place.source, type, *values.all.front(), made);
}

std::optional<CellView> ObjectCells::joined(const ObjectColumn& column, const AttributeValues::List& values,
                                            std::string& made) const {
    const CellSource source = sourceOfEach(shape_.attributes[column.attribute]);
    std::string text, part;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = valueText(source, *values[i], part);
        if (!value) return std::nullopt;
        if (i > 0) text += options_.multiValueSeparator;
        text += *value;
    }
    made = std::move(text);
    return std::string_view(made);
}

std::string ObjectCells::problemOf(std::size_t column, const ObjectRow& row) const {
    const CellSource source = shape_.columns[column].source;
    if (isOfValues(source)) return valueProblem(column, row);
    const std::string_view text = source == CellSource::Created ? row.object->created : row.object->updated;
    return "The site sent " + quoted(text) + " as " + shape_.spec.columns[column].name + " of " + nameOf(*row.object) +
           ", which is not a timestamp.";
}

std::string ObjectCells::valueProblem(std::size_t column, const ObjectRow& row) const {
    const ObjectColumn& place = shape_.columns[column];
    const ShapeAttribute& attribute = shape_.attributes[place.attribute];
    const std::string owner = attribute.definition.name + " of " + nameOf(*row.object);
    const Values values = valuesOf(place, row);
    const bool isJoined = place.source == CellSource::JoinedValues;
    const bool isSingle = !isJoined && !values.only;
    if (isSingle && values.all.size() > 1) {
        return "The site sent " + std::to_string(values.all.size()) + " values as " + owner + ", beginning with " +
               quoted(sentText(*values.all[0])) + " and " + quoted(sentText(*values.all[1])) +
               ", but the attribute is declared to have one.";
    }
    const CellSource source = isJoined ? sourceOfEach(attribute) : place.source;
    const assets::AttributeValue* bad = values.all[values.only.value_or(0)];
    std::string part;
    for (const auto* value : values.all)
        if (isJoined && !valueText(source, *value, part)) bad = value;
    return "The site sent " + (sentText(*bad).empty() ? "an empty value" : quoted(sentText(*bad))) + " as " + owner +
           ", which is declared to be " + std::string(expectationOf(source)) + " (" +
           (isJoined ? "" : typeNameOf(shape_.spec.columns[column].type) + ", ") + "column " +
           shape_.spec.columns[column].name + ").";
}

}  // namespace assetsodbc::schema
