// The cells of one row of an object type table or bridge: what of an object, or of which value, each column shows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "assets/object_page.h"
#include "schema/site/attribute_values.h"
#include "schema/site/object_table_shape.h"
#include "schema/value.h"

namespace assetsodbc::schema {

struct ObjectRow {
    const assets::AssetObject* object = nullptr;
    const AttributeValues* values = nullptr;
    const std::optional<std::string>* givenAql = nullptr;
    std::size_t ordinal = 0;  // of a bridge: which value of its attribute
};

class ObjectCells {
public:
    // Both must outlive the object.
    ObjectCells(const ObjectTableShape& shape, const SiteTableOptions& options) : shape_(shape), options_(options) {}

    // nullopt: the site's value cannot be read as the column is declared. Text that must be made is kept in `made`, all
    // other in the page. Throws Error{BadResponse} for an object without its key.
    std::optional<CellView> read(std::size_t column, const ObjectRow& row, std::string& made) const;

    // What is wrong with a cell that cannot be read: names object, attribute, value and declaration. A sentence.
    std::string problemOf(std::size_t column, const ObjectRow& row) const;

private:
    struct Values;
    Values valuesOf(const ObjectColumn& column, const ObjectRow& row) const;
    std::optional<CellView> readValues(std::size_t column, const ObjectRow& row, std::string& made) const;
    std::optional<CellView> joined(const ObjectColumn& column, const AttributeValues::List& values,
                                   std::string& made) const;
    std::string valueProblem(std::size_t column, const ObjectRow& row) const;

    const ObjectTableShape& shape_;
    const SiteTableOptions& options_;
};

// What to do about an unreadable cell that fails a statement. Sentences.
inline constexpr const char* kUnreadableAdvice =
    "Correct it on the site, leave the column out of the query, or set ConversionErrors=Warn to read it as NULL.";

// Whether cells of the source are made of an attribute's values.
bool isOfValues(CellSource source);

}  // namespace assetsodbc::schema
