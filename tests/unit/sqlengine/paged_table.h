// A table of given rows that behaves like a site: it answers page by page, compares text without regard to case where
// told to, tells what is at hand, and counts what it is asked.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "schema/table.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {

struct PagedTableLog {
    std::size_t requests = 0;  // pages
    std::size_t rows = 0;      // delivered
    std::vector<schema::ScanRequest> scans;

    std::size_t mostValues() const {
        std::size_t most = 0;
        for (const auto& scan : scans) {
            for (const auto& constraint : scan.constraints) most = std::max(most, constraint.values.size());
        }
        return most;
    }
    void clear() { *this = {}; }
};

struct PagedTableBehaviour {
    std::size_t pageSize = 100;
    bool ignoresCase = false;
    bool refusesLists = false;  // with InvalidQuery
    std::function<bool(const std::string& table, std::size_t row, std::size_t column)> isUnreadable;  // may be empty
    std::function<void(const common::CallContext&)> beforePage;                                       // may be empty
    double estimatedRows = -1;  // of the whole table; < 0: as many as there are
};

class PagedTable final : public schema::Table {
public:
    using Row = std::vector<schema::Value>;

    PagedTable(schema::TableSpec spec, std::vector<Row> rows, std::shared_ptr<PagedTableLog> log,
               std::shared_ptr<PagedTableBehaviour> behaviour)
        : spec_(std::move(spec)), rows_(std::move(rows)), log_(std::move(log)), behaviour_(std::move(behaviour)) {}

    const schema::TableSpec& spec() const override { return spec_; }

    schema::ScanEstimate estimate(const std::vector<schema::ConstraintShape>& offered) const override {
        schema::ScanEstimate estimate;
        const double all =
            behaviour_->estimatedRows < 0 ? static_cast<double>(rows_.size()) : behaviour_->estimatedRows;
        estimate.rows = all;
        for (const auto& shape : offered) {
            const bool taken = takes(shape);
            estimate.taken.push_back(taken);
            estimate.exact.push_back(taken && !behaviour_->ignoresCase);
            if (!taken) continue;
            const bool isKey = spec_.columnIndex(spec_.primaryKey[0]) == shape.column;
            const double matching = isKey ? 1 : std::max(1.0, all / 20);
            estimate.rows =
                std::min(estimate.rows, shape.comparison == schema::Comparison::In ? 10 * matching : matching);
            estimate.uniqueRow = estimate.uniqueRow || (isKey && shape.comparison == schema::Comparison::Eq);
        }
        estimate.requests = std::max(1.0, std::ceil(estimate.rows / static_cast<double>(behaviour_->pageSize)));
        return estimate;
    }

    std::unique_ptr<schema::RowStream> scan(const schema::ScanRequest& request,
                                            const common::CallContext&) const override {
        log_->scans.push_back(request);
        return std::make_unique<Stream>(*this, request);
    }

private:
    bool takes(const schema::ConstraintShape& shape) const {
        const schema::Push push = spec_.columns[shape.column].push;
        if (shape.comparison == schema::Comparison::Eq) return schema::has(push, schema::Push::Eq);
        if (shape.comparison == schema::Comparison::In) return schema::has(push, schema::Push::In);
        return false;
    }

    class Stream final : public schema::RowStream {
    public:
        Stream(const PagedTable& table, const schema::ScanRequest& request) : table_(table), request_(request) {
            for (const auto& constraint : request.constraints) {
                auto& texts = wanted_.emplace_back();
                for (const auto& value : constraint.values) texts.insert(textOf(value));
            }
            for (std::size_t i = 0; i < table.rows_.size(); ++i) {
                if (matches(table.rows_[i])) found_.push_back(i);
            }
        }
        bool next(const common::CallContext& context) override {
            const std::size_t page = table_.behaviour_->pageSize;
            const std::size_t next = started_ ? position_ + 1 : 0;
            if (next % page == 0 && (next < found_.size() || !started_)) readPage(context);
            started_ = true;
            position_ = next;
            if (position_ >= found_.size()) return false;
            ++table_.log_->rows;
            return true;
        }
        schema::CellView cell(std::size_t column) const override { return cellAt(position_, column); }
        std::vector<schema::Value> upcoming(std::size_t column, std::size_t most) const override {
            std::vector<schema::Value> values;
            const std::size_t page = table_.behaviour_->pageSize;
            const std::size_t end = std::min(found_.size(), (position_ / page + 1) * page);
            for (std::size_t i = position_; i < end && values.size() < most; ++i) {
                try {
                    values.push_back(schema::ownedValue(cellAt(i, column)));
                } catch (const common::Error&) {
                    continue;
                }
            }
            return values;
        }

    private:
        void readPage(const common::CallContext& context) {
            if (table_.behaviour_->beforePage) table_.behaviour_->beforePage(context);
            ++table_.log_->requests;
            const bool hasList = std::any_of(request_.constraints.begin(), request_.constraints.end(),
                                             [](const auto& constraint) { return constraint.values.size() > 1; });
            if (hasList && table_.behaviour_->refusesLists) {
                throw common::Error(common::ErrorKind::InvalidQuery, "no lists");
            }
        }
        schema::CellView cellAt(std::size_t position, std::size_t column) const {
            const std::size_t row = found_.at(position);
            if (!request_.uses(column)) throw std::logic_error("a column was not announced");
            if (table_.behaviour_->isUnreadable && table_.behaviour_->isUnreadable(table_.spec_.name, row, column)) {
                throw common::Error(common::ErrorKind::ValueUnreadable, "unreadable");
            }
            return schema::viewOf(table_.rows_[row].at(column));
        }
        bool matches(const Row& row) const {
            for (std::size_t i = 0; i < wanted_.size(); ++i) {
                if (wanted_[i].count(textOf(row.at(request_.constraints[i].column))) == 0) return false;
            }
            return true;
        }
        // As the site compares.
        std::string textOf(const schema::Value& value) const {
            std::string text = FakeSite::cellText(schema::viewOf(value));
            if (!table_.behaviour_->ignoresCase) return text;
            std::transform(text.begin(), text.end(), text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
            return text;
        }

        const PagedTable& table_;
        schema::ScanRequest request_;
        std::vector<std::set<std::string>> wanted_;  // per constraint
        std::vector<std::size_t> found_;
        std::size_t position_ = 0;
        bool started_ = false;
    };

    schema::TableSpec spec_;
    std::vector<Row> rows_;
    std::shared_ptr<PagedTableLog> log_;
    std::shared_ptr<PagedTableBehaviour> behaviour_;
};

}  // namespace assetsodbc::sqlengine
