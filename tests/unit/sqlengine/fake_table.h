// A table of given rows that does all that a table may do: narrows by whatever it declares as pushable, sorts, counts,
// and writes down every scan. What it leaves to SQLite can be chosen. Where it narrows exactly it stops for good at the
// row bound unless told otherwise, so that a bound that must not be told costs rows.
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
    bool orders = false;  // by every column
    bool counts = false;
    bool goesOn = false;  // beyond the row bound
    double rowsPerKey = 10;
    std::optional<std::size_t> unreadableColumn;
    std::function<void(std::size_t row, const common::CallContext&)> beforeRow = [](std::size_t, const auto&) {};
};

struct FakeTableLog {
    std::vector<schema::ScanRequest> scans;
    std::vector<schema::ScanRequest> counts;
    std::size_t rowsPulled = 0;
    std::size_t rowsBeyondBound = 0;
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

    bool canOrderBy(std::size_t) const override { return behaviour_.orders; }
    bool canCount() const override { return behaviour_.counts; }
    std::optional<std::uint64_t> count(const schema::ScanRequest& request, const common::CallContext&) const override {
        log_->counts.push_back(request);
        return std::count_if(rows_.begin(), rows_.end(), [&](const FakeRow& row) { return matches(row, request); });
    }

    std::string describeScan(const std::vector<schema::ConstraintShape>& constraints) const override {
        std::string text = "asks " + spec_.name;
        for (const auto& constraint : constraints) text += " by " + spec_.columns[constraint.column].name;
        return text;
    }

private:
    class Stream final : public schema::RowStream {
    public:
        Stream(const FakeTable& table, schema::ScanRequest request) : table_(table), request_(std::move(request)) {
            ++table_.log_->openStreams;
            for (std::size_t i = 0; i < table_.rows_.size(); ++i) order_.push_back(i);
            if (!request_.order) return;
            std::stable_sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) {
                const auto& [column, descending] = *request_.order;
                const int order = compared(table_.rows_[a].at(column), table_.rows_[b].at(column));
                return descending ? order > 0 : order < 0;
            });
        }
        ~Stream() override { --table_.log_->openStreams; }

        bool next(const common::CallContext& context) override {
            const bool stops = table_.behaviour_.exact && !table_.behaviour_.goesOn && request_.rowBound;
            if (stops && delivered_ == *request_.rowBound) return false;
            while (++position_ < table_.rows_.size()) {
                table_.behaviour_.beforeRow(position_, context);
                if (!table_.behaviour_.exact || matches(table_.rows_[order_[position_]], request_)) {
                    ++delivered_;
                    if (request_.rowBound && delivered_ > *request_.rowBound) ++table_.log_->rowsBeyondBound;
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
            return schema::viewOf(table_.rows_[order_[position_]].at(column));
        }

    private:
        const FakeTable& table_;
        schema::ScanRequest request_;
        std::vector<std::size_t> order_;
        std::size_t position_ = static_cast<std::size_t>(-1);
        std::uint64_t delivered_ = 0;
    };

    static double numberOf(const schema::Value& value) {
        const auto* whole = std::get_if<std::int64_t>(&value);
        return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
    }

    // NULL < numbers < text.
    static int compared(const schema::Value& a, const schema::Value& b) {
        const auto rank = [](const schema::Value& value) {
            return schema::isNull(value) ? 0 : std::holds_alternative<std::string>(value) ? 2 : 1;
        };
        if (rank(a) != rank(b)) return rank(a) - rank(b);
        if (rank(a) == 0) return 0;
        if (rank(a) == 2) return std::get<std::string>(a).compare(std::get<std::string>(b));
        return numberOf(a) < numberOf(b) ? -1 : numberOf(a) > numberOf(b) ? 1 : 0;
    }

    // % is any text, _ any one byte; the rows have no longer characters where tests use it.
    static bool isLike(std::string_view text, std::string_view pattern) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        if (pattern.empty()) return text.empty();
        if (pattern.front() == '%') {
            return isLike(text, pattern.substr(1)) || (!text.empty() && isLike(text.substr(1), pattern));
        }
        if (text.empty() || (pattern.front() != '_' && lower(pattern.front()) != lower(text.front()))) return false;
        return isLike(text.substr(1), pattern.substr(1));
    }

    static bool meets(const schema::Value& cell, schema::Comparison comparison, const schema::Value& value) {
        using schema::Comparison;
        const int order = compared(cell, value);
        switch (comparison) {
            case Comparison::Less:
                return order < 0;
            case Comparison::LessOrEqual:
                return order <= 0;
            case Comparison::Greater:
                return order > 0;
            case Comparison::GreaterOrEqual:
                return order >= 0;
            case Comparison::Like:
                return isLike(std::get<std::string>(cell), std::get<std::string>(value));
            default:
                return order == 0;
        }
    }

    static bool matches(const FakeRow& row, const schema::ScanRequest& request) {
        return std::all_of(request.constraints.begin(), request.constraints.end(), [&](const auto& constraint) {
            const auto& cell = row.at(constraint.column);
            if (constraint.comparison == schema::Comparison::IsNull) return schema::isNull(cell);
            if (schema::isNull(cell)) return false;
            if (constraint.comparison == schema::Comparison::IsNotNull) return true;
            return std::any_of(constraint.values.begin(), constraint.values.end(),
                               [&](const auto& value) { return meets(cell, constraint.comparison, value); });
        });
    }

    schema::TableSpec spec_;
    std::vector<FakeRow> rows_;
    std::shared_ptr<FakeTableLog> log_;
    FakeBehaviour behaviour_;
};

}  // namespace assetsodbc::sqlengine
