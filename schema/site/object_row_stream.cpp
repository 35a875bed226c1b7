#include "schema/site/object_row_stream.h"

#include <algorithm>
#include <utility>

#include "common/call_context.h"
#include "common/error.h"
#include "common/warnings.h"
#include "schema/site/shape_confirmation.h"

namespace assetsodbc::schema {
namespace {

using common::Error;
using common::ErrorKind;

std::vector<std::size_t> indexesOf(const std::vector<bool>& flags) {
    std::vector<std::size_t> indexes;
    for (std::size_t i = 0; i < flags.size(); ++i)
        if (flags[i]) indexes.push_back(i);
    return indexes;
}

std::vector<std::int64_t> ascending(std::vector<std::int64_t> ids) {
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace

ObjectRowStream::ObjectRowStream(std::shared_ptr<const ObjectTableShape> shape,
                                 const ObjectTableEnvironment& environment, ObjectScan scan, const ScanRequest& request,
                                 std::shared_ptr<DefinitionCheck::Findings> findings)
    : shape_(std::move(shape)),
      environment_(environment),
      options_(environment_.options),
      request_(request),
      scan_(std::move(scan)),
      columnsUsed_(indexesOf(request.columnsUsed)),
      attributesUsed_(attributesUsed(*shape_, request.columnsUsed)),
      objectTypeIds_(ascending(shape_->objectTypeIds)),
      cells_(*shape_, options_),
      definitions_(*shape_, request.columnsUsed, environment.memory, std::move(findings), environment.onStale),
      values_(*shape_, attributesUsed_),
      read_(shape_->columns.size()) {
    row_.values = &values_;
}

bool ObjectRowStream::next(const common::CallContext& context) {
    if (row_.object != nullptr) ++row_.ordinal;
    while (row_.object == nullptr || row_.ordinal >= rowsOfObject(values_)) {
        if (!nextObject(context)) return false;
    }
    startRow(context);
    return true;
}

bool ObjectRowStream::nextObject(const common::CallContext& context) {
    row_.ordinal = 0;
    do {
        const bool isNewPage = !staysOnPage();
        row_.object = nullptr;  // also when the scan throws
        row_.object = scan_.next(context);
        if (row_.object == nullptr) {
            requireConfirmed(context);
            return false;
        }
        hasFound_ = true;
        row_.givenAql = &scan_.givenAql();
        if (isNewPage) {
            definitions_.check(scan_.page());
            isConfirmed_ = isConfirmed_ || !scan_.page().definitions.empty();
        }
        requireOwnType(*row_.object);
    } while (!isOfTheseTypes(*row_.object));
    values_.collect(*row_.object, scan_.page());
    return true;
}

// That nothing more was found says little when the site may have been asked of what has another meaning by now; that
// nothing was found at all, when the type may be gone.
void ObjectRowStream::requireConfirmed(const common::CallContext& context) {
    if (isConfirmed_ || (hasFound_ && !scan_.asksOfAttributes())) return;
    requireSameDefinitions(*shape_, environment_, request_, context);
    isConfirmed_ = true;
}

// Whether the next object is on the page of the current one.
bool ObjectRowStream::staysOnPage() const {
    if (row_.object == nullptr) return false;
    const ObjectOnPage following = scan_.ahead(1);
    return following.object != nullptr && following.page == &scan_.page();
}

bool ObjectRowStream::isOfTheseTypes(const assets::AssetObject& object) const {
    // An object that tells no type is of the one that was asked for.
    if (object.objectTypeId == 0) return objectTypeIds_.size() == 1 && !row_.givenAql->has_value();
    return std::binary_search(objectTypeIds_.begin(), objectTypeIds_.end(), object.objectTypeId);
}

// The site was asked for these types only. AQL that a user wrote may reach beyond its place in the query; what it finds
// of other types does not belong to the table.
void ObjectRowStream::requireOwnType(const assets::AssetObject& object) const {
    if (isOfTheseTypes(object) || row_.givenAql->has_value()) return;
    throw Error(ErrorKind::BadResponse,
                "Asked for objects of " + shape_->spec.schemaName + "." + shape_->spec.name +
                    ", the site sent object " + std::string(object.objectKey) + " of " +
                    (object.objectTypeId == 0 ? "no object type"
                                              : "another object type (" + std::to_string(object.objectTypeId) + ")") +
                    ". Try again; if it stays so, check for a proxy that changes answers.");
}

std::size_t ObjectRowStream::rowsOfObject(const AttributeValues& values) const {
    return shape_->bridgeAttribute ? values.of(*shape_->bridgeAttribute).size() : 1;
}

// Cells are read when they are asked for, so that one that the statement does not look at cannot fail it. Warnings are
// told to the call that fetches the row, since the call that looks at the cell is not known here.
void ObjectRowStream::startRow(const common::CallContext& context) {
    for (const std::size_t column : columnsUsed_) read_[column].isRead = false;
    if (options_.failOnUnreadableValue || context.warnings == nullptr) return;
    for (const std::size_t column : columnsUsed_) readOrWarn(column, *context.warnings);
}

void ObjectRowStream::readOrWarn(std::size_t column, common::Warnings& warnings) {
    Cell& cell = read_[column];
    const auto view = cells_.read(column, row_, cell.made);
    cell.view = view.value_or(CellView());
    cell.isRead = true;
    if (!view) warnings.add(ErrorKind::ValueUnreadable, cells_.problemOf(column, row_) + " It is read as NULL.");
}

CellView ObjectRowStream::cell(std::size_t column) const {
    Cell& cell = read_[column];
    if (cell.isRead) return cell.view;
    const auto view = cells_.read(column, row_, cell.made);
    if (!view) refuse(column);
    cell.view = *view;
    cell.isRead = true;
    return cell.view;
}

void ObjectRowStream::refuse(std::size_t column) const {
    throw Error(ErrorKind::ValueUnreadable, cells_.problemOf(column, row_) + ' ' + kUnreadableAdvice);
}

std::vector<Value> ObjectRowStream::upcoming(std::size_t column, std::size_t most) const {
    std::vector<Value> cells;
    if (row_.object == nullptr) return cells;
    std::string made;
    AttributeValues later(*shape_, attributesUsed_);
    ObjectOnPage place{row_.object, &scan_.page()};
    for (std::size_t steps = 0; place.object != nullptr && cells.size() < most; place = scan_.ahead(++steps)) {
        if (!isOfTheseTypes(*place.object)) continue;
        later.collect(*place.object, *place.page);
        ObjectRow row = row_;
        row.object = place.object;
        row.values = &later;
        row.ordinal = steps == 0 ? row_.ordinal : 0;
        for (; row.ordinal < rowsOfObject(later) && cells.size() < most; ++row.ordinal) {
            if (const auto cell = cells_.read(column, row, made)) cells.push_back(ownedValue(*cell));
        }
    }
    return cells;
}

}  // namespace assetsodbc::schema
