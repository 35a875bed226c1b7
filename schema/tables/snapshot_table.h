// A table whose rows are made as a whole, by one call, when a scan begins.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "schema/tables/record_table.h"

namespace assetsodbc::schema {

struct Cost {
    double requests, rows;
};

template <class Row>
class SnapshotTable final : public Table {
public:
    using MakeRows = std::function<std::vector<Row>(const common::CallContext&)>;
    // Spec and columns must outlive the table.
    SnapshotTable(const TableSpec& spec, const RecordColumns<Row>& columns, Cost cost, MakeRows makeRows)
        : spec_(spec), columns_(columns), cost_(cost), makeRows_(std::move(makeRows)) {}

    const TableSpec& spec() const override { return spec_; }
    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        return {cost_.requests, cost_.rows, false, std::vector<bool>(offered.size()),
                std::vector<bool>(offered.size())};
    }
    std::unique_ptr<RowStream> scan(const ScanRequest&, const common::CallContext&) const override {
        return std::make_unique<RecordStream<Row>>(columns_, oneBatch<Row>(makeRows_));
    }

private:
    const TableSpec& spec_;
    const RecordColumns<Row>& columns_;
    Cost cost_;
    MakeRows makeRows_;
};

}  // namespace assetsodbc::schema
