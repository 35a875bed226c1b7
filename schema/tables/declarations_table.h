// A table over what the declarations of all tables say: the base of schemas "sys" and "INFORMATION_SCHEMA".
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "schema/catalog.h"
#include "schema/tables/record_table.h"

namespace assetsodbc::schema {

using TableSpecPointer = std::shared_ptr<const TableSpec>;

template <class Row>
class DeclarationsTable final : public Table {
public:
    // `addRows` appends what one table of the catalog has to say. Catalog, spec and columns must outlive the table.
    using AddRows = void (*)(const TableSpecPointer& table, std::vector<Row>& rows);
    DeclarationsTable(const Catalog& catalog, const TableSpec& spec, const RecordColumns<Row>& columns, AddRows addRows)
        : catalog_(catalog), spec_(spec), columns_(columns), addRows_(addRows) {}

    const TableSpec& spec() const override { return spec_; }
    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return {0, 200, false, std::vector<bool>(offered.size()), std::vector<bool>(offered.size())};
    }
    std::unique_ptr<RowStream> scan(const ScanRequest&, const common::CallContext&) const override {
        return std::make_unique<RecordStream<Row>>(columns_, oneBatch<Row>([this](const auto& context) {
                                                       std::vector<Row> rows;
                                                       for (const TableSpecPointer& table : catalog_.specs(context))
                                                           addRows_(table, rows);
                                                       return rows;
                                                   }));
    }

private:
    const Catalog& catalog_;
    const TableSpec& spec_;
    const RecordColumns<Row>& columns_;
    AddRows addRows_;
};

}  // namespace assetsodbc::schema
