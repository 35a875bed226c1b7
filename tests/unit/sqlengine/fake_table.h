// A table of given rows that does all that a table may do: narrows by whatever it declares as pushable, stops for good
// at the row bound, and writes down every scan. What it leaves to SQLite can be chosen.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "schema/catalog.h"
#include "schema/table.h"

namespace assetsodbc::sqlengine {

using FakeRow = std::vector<schema::Value>;

struct FakeBehaviour {
    bool exact = true;
    double rowsPerKey = 10;
    std::optional<std::size_t> unreadableColumn;
    std::function<void(std::size_t row, const common::CallContext&)> beforeRow = [](std::size_t, const auto&) {};
};

struct FakeTableLog {
    std::vector<schema::ScanRequest> scans;
    std::size_t rowsPulled = 0;
    std::size_t openStreams = 0;
};

class FakeTable final : public schema::Table {
public:
    FakeTable(schema::TableSpec spec, std::vector<FakeRow> rows, std::shared_ptr<FakeTableLog> log,
              FakeBehaviour behaviour = {})
        : spec_(std::move(spec)), rows_(std::move(rows)), log_(std::move(log)), behaviour_(std::move(behaviour)) {}

    const schema::TableSpec& spec() const override { return spec_; }

    schema::ScanEstimate estimate(const std::vector<schema::ConstraintShape>& offered) const override {
        schema::ScanEstimate estimate;
        estimate.rows = offered.empty() ? static_cast<double>(rows_.size()) : behaviour_.rowsPerKey;
        estimate.taken.assign(offered.size(), true);
        estimate.exact.assign(offered.size(), behaviour_.exact);
        return estimate;
    }

    std::unique_ptr<schema::RowStream> scan(const schema::ScanRequest& request,
                                            const common::CallContext&) const override {
        log_->scans.push_back(request);
        return std::make_unique<Stream>(*this, request);
    }

private:
    class Stream final : public schema::RowStream {
    public:
        Stream(const FakeTable& table, schema::ScanRequest request) : table_(table), request_(std::move(request)) {
            ++table_.log_->openStreams;
        }
        ~Stream() override { --table_.log_->openStreams; }

        bool next(const common::CallContext& context) override {
            if (request_.rowBound && delivered_ == *request_.rowBound) return false;
            while (++position_ < table_.rows_.size()) {
                table_.behaviour_.beforeRow(position_, context);
                if (!table_.behaviour_.exact || matches(table_.rows_[position_])) {
                    ++delivered_;
                    ++table_.log_->rowsPulled;
                    return true;
                }
            }
            return false;
        }
        schema::CellView cell(std::size_t column) const override {
            if (!request_.uses(column))
                throw std::logic_error("column " + std::to_string(column) + " was not announced");
            if (table_.behaviour_.unreadableColumn == column) {
                throw common::Error(common::ErrorKind::ValueUnreadable, "unreadable");
            }
            return schema::viewOf(table_.rows_[position_].at(column));
        }

    private:
        bool matches(const FakeRow& row) const {
            for (const auto& constraint : request_.constraints) {
                const auto& cell = row.at(constraint.column);
                if (std::find(constraint.values.begin(), constraint.values.end(), cell) == constraint.values.end())
                    return false;
            }
            return true;
        }

        const FakeTable& table_;
        schema::ScanRequest request_;
        std::size_t position_ = static_cast<std::size_t>(-1);
        std::uint64_t delivered_ = 0;
    };

    schema::TableSpec spec_;
    std::vector<FakeRow> rows_;
    std::shared_ptr<FakeTableLog> log_;
    FakeBehaviour behaviour_;
};

}  // namespace assetsodbc::sqlengine
