// A table over what the declarations of all tables say: the base of schemas "sys" and "INFORMATION_SCHEMA".
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "schema/catalog.h"
#include "schema/key_constraints.h"
#include "schema/tables/record_table.h"

namespace assetsodbc::schema {

using TableSpecPointer = std::shared_ptr<const TableSpec>;

// Where a row names the table that it tells of, and what of that table it needs.
struct DeclarationPlaces {
    std::size_t schemaColumn;
    std::optional<std::size_t> tableColumn;
    bool needsColumns;
    std::optional<std::size_t> otherSchemaColumn = std::nullopt;  // the same name again
};

ScanEstimate estimateDeclarations(const std::vector<ConstraintShape>& offered, const DeclarationPlaces& places);
// The tables whose names meet the constraints but for their case, which SQL checks: the catalog's names ignore it.
TableFilter tableFilterOf(const ScanRequest& request, const DeclarationPlaces& places);

template <class Row>
class DeclarationsTable final : public Table {
public:
    // `addRows` appends what one table of the catalog has to say. Catalog, spec and columns must outlive the table.
    using AddRows = void (*)(const TableSpecPointer& table, std::vector<Row>& rows);
    DeclarationsTable(const Catalog& catalog, const TableSpec& spec, const RecordColumns<Row>& columns,
                      DeclarationPlaces places, AddRows addRows)
        : catalog_(catalog), spec_(spec), columns_(columns), places_(places), addRows_(addRows) {}

    const TableSpec& spec() const override { return spec_; }
    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return estimateDeclarations(offered, places_);
    }
    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        return std::make_unique<RecordStream<Row>>(
            columns_, oneBatch<Row>([this, filter = tableFilterOf(request, places_)](const auto& context) {
                std::vector<Row> rows;
                for (const TableSpecPointer& table : catalog_.specs(filter, context)) addRows_(table, rows);
                return rows;
            }));
    }

private:
    const Catalog& catalog_;
    const TableSpec& spec_;
    const RecordColumns<Row>& columns_;
    DeclarationPlaces places_;
    AddRows addRows_;
};

}  // namespace assetsodbc::schema
