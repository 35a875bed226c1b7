#include "sqlengine/row_order.h"

#include <algorithm>
#include <cmath>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

int rankOf(const schema::CellView& cell) {
    struct Rank {
        int operator()(std::monostate) const { return 0; }
        int operator()(std::int64_t) const { return 1; }
        int operator()(double) const { return 1; }
        int operator()(std::string_view) const { return 2; }
        int operator()(schema::Blob) const { return 3; }
    };
    return std::visit(Rank(), cell);
}

template <class T>
int compared(const T& a, const T& b) {
    return a < b ? -1 : (b < a ? 1 : 0);
}

int compareWholeWithReal(std::int64_t whole, double real) {
    constexpr double kTwoTo63 = 9223372036854775808.0;
    if (real >= kTwoTo63) return -1;
    if (real < -kTwoTo63) return 1;
    const double down = std::floor(real);
    const int order = compared(whole, static_cast<std::int64_t>(down));
    return order == 0 && down < real ? -1 : order;
}

int compareNumbers(const schema::CellView& a, const schema::CellView& b) {
    const auto* wholeA = std::get_if<std::int64_t>(&a);
    const auto* wholeB = std::get_if<std::int64_t>(&b);
    if (wholeA != nullptr && wholeB != nullptr) return compared(*wholeA, *wholeB);
    if (wholeA != nullptr) return compareWholeWithReal(*wholeA, std::get<double>(b));
    if (wholeB != nullptr) return -compareWholeWithReal(*wholeB, std::get<double>(a));
    return compared(std::get<double>(a), std::get<double>(b));
}

class SortedRows final : public schema::RowStream {
public:
    SortedRows(std::unique_ptr<schema::RowStream> source, schema::OrderTerm order, const std::vector<bool>& columnsUsed)
        : source_(std::move(source)), order_(order) {
        for (const bool isUsed : columnsUsed) slots_.push_back(isUsed ? width_++ : kNoSlot);
    }

    bool next(const common::CallContext& context) override {
        if (source_ != nullptr) readAll(context);
        return ++position_ < rows_.size();
    }
    schema::CellView cell(std::size_t column) const override { return cellOf(rows_[position_], column); }

private:
    static constexpr std::size_t kNoSlot = static_cast<std::size_t>(-1);
    struct Row {
        std::vector<schema::Value> cells;
        std::vector<std::exception_ptr> failures;  // empty when every cell could be read
    };

    void readAll(const common::CallContext& context) {
        while (source_->next(context)) rows_.push_back(copyOfRow());
        source_.reset();
        std::stable_sort(rows_.begin(), rows_.end(), [this](const Row& a, const Row& b) {
            const int order = compareAsSqlite(cellOf(a, order_.column), cellOf(b, order_.column));
            return order_.descending ? order > 0 : order < 0;
        });
    }

    Row copyOfRow() const {
        Row row;
        row.cells.resize(width_);
        for (std::size_t column = 0; column < slots_.size(); ++column) {
            if (slots_[column] == kNoSlot) continue;
            try {
                row.cells[slots_[column]] = schema::ownedValue(source_->cell(column));
            } catch (const common::Error&) {  // matters only if somebody reads it
                row.failures.resize(width_);
                row.failures[slots_[column]] = std::current_exception();
            }
        }
        return row;
    }

    schema::CellView cellOf(const Row& row, std::size_t column) const {
        const std::size_t slot = slots_.at(column);
        if (!row.failures.empty() && row.failures[slot]) std::rethrow_exception(row.failures[slot]);
        return schema::viewOf(row.cells[slot]);
    }

    std::unique_ptr<schema::RowStream> source_;  // null once it is read
    schema::OrderTerm order_;
    std::vector<std::size_t> slots_;  // per column, where its cells stand
    std::size_t width_ = 0;
    std::vector<Row> rows_;
    std::size_t position_ = static_cast<std::size_t>(-1);
};

}  // namespace

int compareAsSqlite(const schema::CellView& a, const schema::CellView& b) {
    const int rank = rankOf(a);
    if (rank != rankOf(b)) return rank - rankOf(b);
    switch (rank) {
        case 1:
            return compareNumbers(a, b);
        case 2:
            return std::get<std::string_view>(a).compare(std::get<std::string_view>(b));
        case 3:
            return std::get<schema::Blob>(a).bytes.compare(std::get<schema::Blob>(b).bytes);
        default:
            return 0;
    }
}

std::unique_ptr<schema::RowStream> sortedRows(std::unique_ptr<schema::RowStream> rows, schema::OrderTerm order,
                                              const std::vector<bool>& columnsUsed) {
    return std::make_unique<SortedRows>(std::move(rows), order, columnsUsed);
}

}  // namespace assetsodbc::sqlengine
