// A table of what the site tells of one object at a time, one request each.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "schema/key_constraints.h"
#include "schema/tables/object_walk.h"
#include "schema/tables/record_table.h"

namespace assetsodbc::schema {

template <class Row>
class ObjectDetailTable final : public Table {
public:
    // The rows of one object; throws Error{NotFound} when the site knows no such object.
    using Fetch = std::vector<Row> (*)(assets::Client& client, std::int64_t objectId,
                                       const common::CallContext& context);
    // rowsPerObject is a guess. Client, spec and columns must outlive the table. The first column is the object's id.
    ObjectDetailTable(assets::Client& client, const TableSpec& spec, const RecordColumns<Row>& columns, Fetch fetch,
                      double rowsPerObject)
        : client_(client), spec_(spec), columns_(columns), fetch_(fetch), rowsPerObject_(rowsPerObject) {}

    const TableSpec& spec() const override { return spec_; }

    ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const override {
        constexpr double kGuessedObjects = 1000;
        return estimateByFirstKey(offered, {{kObjectId, 1, rowsPerObject_, false}},
                                  {kGuessedObjects + 2, kGuessedObjects * rowsPerObject_});
    }

    std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext&) const override {
        auto rows = [this, walk = std::make_shared<ObjectWalk>(client_, request, kObjectId)](
                        std::vector<Row>& batch, const common::CallContext& context) {
            const auto id = walk->next(context);
            if (!id) return false;
            batch = entriesOf(walk->source(), "object " + std::to_string(*id),
                              [&] { return fetch_(client_, *id, context); });
            return true;
        };
        return std::make_unique<RecordStream<Row>>(columns_, std::move(rows));
    }

private:
    static constexpr std::size_t kObjectId = 0;

    assets::Client& client_;
    const TableSpec& spec_;
    const RecordColumns<Row>& columns_;
    Fetch fetch_;
    double rowsPerObject_;
};

}  // namespace assetsodbc::schema
