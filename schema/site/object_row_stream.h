// The rows of one scan of an object type table or bridge: each object a row, or each value of one attribute. Checks
// what every page says of the attributes before its objects are read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema/object_scan.h"
#include "schema/site/definition_check.h"
#include "schema/site/object_cells.h"
#include "schema/site/object_type_table.h"
#include "schema/table.h"

namespace assetsodbc::common {
class Warnings;
}

namespace assetsodbc::schema {

class ObjectRowStream final : public RowStream {
public:
    // What the environment refers to must outlive the stream.
    ObjectRowStream(std::shared_ptr<const ObjectTableShape> shape, const ObjectTableEnvironment& environment,
                    ObjectScan scan, const ScanRequest& request, std::shared_ptr<DefinitionCheck::Findings> findings);

    bool next(const common::CallContext& context) override;
    CellView cell(std::size_t column) const override;
    std::vector<Value> upcoming(std::size_t column, std::size_t most) const override;

private:
    struct Cell {
        bool isRead = false;
        CellView view;
        std::string made;
    };

    bool nextObject(const common::CallContext& context);
    void requireConfirmed(const common::CallContext& context);
    bool staysOnPage() const;
    void requireOwnType(const assets::AssetObject& object) const;
    bool isOfTheseTypes(const assets::AssetObject& object) const;
    std::size_t rowsOfObject(const AttributeValues& values) const;
    void startRow(const common::CallContext& context);
    void readOrWarn(std::size_t column, common::Warnings& warnings);
    [[noreturn]] void refuse(std::size_t column) const;

    std::shared_ptr<const ObjectTableShape> shape_;
    const ObjectTableEnvironment environment_;
    const SiteTableOptions& options_;
    const ScanRequest request_;
    ObjectScan scan_;
    std::vector<std::size_t> columnsUsed_;
    std::vector<bool> attributesUsed_;
    std::vector<std::int64_t> objectTypeIds_;  // ascending
    ObjectCells cells_;
    DefinitionCheck definitions_;
    bool hasFound_ = false;     // an object
    bool isConfirmed_ = false;  // an answer told the definitions, or they were asked for
    AttributeValues values_;
    ObjectRow row_;
    mutable std::vector<Cell> read_;  // one per column
};

}  // namespace assetsodbc::schema
