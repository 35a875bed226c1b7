#include "sqlengine/scan_memo.h"

#include <utility>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

// A scan by values is expected to bring few rows. More of them are not worth copying.
constexpr std::size_t kMostRowsByValues = 1000;
// What a map takes for an entry besides the key's text and the entry itself, about.
constexpr std::size_t kNodeBytes = 64;

struct Owned {
    schema::Value operator()(std::monostate) const { return {}; }
    schema::Value operator()(std::int64_t value) const { return value; }
    schema::Value operator()(double value) const { return value; }
    schema::Value operator()(std::string_view text) const { return std::string(text); }
    schema::Value operator()(schema::Blob blob) const { return schema::Bytes{std::string(blob.bytes)}; }
};

std::size_t sizeOf(const schema::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* blob = std::get_if<schema::Bytes>(&value);
    return sizeof(schema::Value) + (text != nullptr ? text->size() : 0) + (blob != nullptr ? blob->bytes.size() : 0);
}

// Self-delimiting, so that no two lists of values read alike.
struct KeyText {
    std::string operator()(std::monostate) const { return "n"; }
    std::string operator()(std::int64_t value) const { return "i" + std::to_string(value) + ";"; }
    std::string operator()(double value) const {
        return "d" + std::string(reinterpret_cast<const char*>(&value), sizeof value);
    }
    std::string operator()(const std::string& text) const { return "t" + std::to_string(text.size()) + ":" + text; }
    std::string operator()(const schema::Bytes& held) const {
        return "b" + std::to_string(held.bytes.size()) + ":" + held.bytes;
    }
};

// Where the cell of each column stands in a row that holds the used columns only.
std::vector<std::size_t> slotsOf(const schema::ScanRequest& request) {
    std::vector<std::size_t> slots;
    std::size_t used = 0;
    for (const bool isUsed : request.columnsUsed) slots.push_back(isUsed ? used++ : static_cast<std::size_t>(-1));
    return slots;
}

}  // namespace

// Hands rows on and keeps copies, until they are all there, or too many, or the reader has enough.
class ScanMemo::Recorder final : public schema::RowStream {
public:
    Recorder(ScanMemo& memo, Entry& entry, const schema::ScanRequest& request, std::unique_ptr<schema::RowStream> rows)
        : memo_(memo),
          entry_(entry),
          mostRows_(request.constraints.empty() ? memo.mostBytes_ : kMostRowsByValues),
          rows_(std::move(rows)),
          copies_(std::make_shared<Rows>()) {
        for (std::size_t column = 0; column < request.columnsUsed.size(); ++column) {
            if (request.columnsUsed[column]) columns_.push_back(column);
        }
        copies_->width = columns_.size();
    }
    ~Recorder() override {
        if (copies_ != nullptr) memo_.keep(entry_, std::move(copies_));
    }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    bool next(const common::CallContext& context) override {
        const bool hasRow = rows_->next(context);
        if (copies_ == nullptr) return hasRow;
        if (!hasRow) {
            copies_->complete = true;
            memo_.keep(entry_, std::move(copies_));
        } else if (!copyRow()) {
            forget();
        }
        return hasRow;
    }
    schema::CellView cell(std::size_t column) const override { return rows_->cell(column); }

private:
    bool copyRow() {
        if (copies_->count == mostRows_) return false;
        try {
            for (const std::size_t column : columns_) {
                copies_->cells.push_back(std::visit(Owned(), rows_->cell(column)));
                const std::size_t size = sizeOf(copies_->cells.back());
                copies_->bytes += size;
                memo_.bytes_ += size;
            }
        } catch (const common::Error&) {
            return false;  // an unreadable cell matters only if the statement itself reads it
        }
        ++copies_->count;
        return memo_.bytes_ <= memo_.mostBytes_;
    }

    void forget() {
        memo_.bytes_ -= copies_->bytes;
        copies_.reset();
        entry_.tooMany = true;
    }

    ScanMemo& memo_;
    Entry& entry_;
    std::vector<std::size_t> columns_;
    std::size_t mostRows_;
    std::unique_ptr<schema::RowStream> rows_;
    std::shared_ptr<Rows> copies_;  // null: kept already, or too many to keep
};

// Remembered rows; where an earlier reader stopped before the end, the scan is asked for again to go on.
class ScanMemo::Replay final : public schema::RowStream {
public:
    Replay(std::shared_ptr<const Rows> rows, const schema::ScanRequest& request, Fetch again)
        : rows_(std::move(rows)), slots_(slotsOf(request)), again_(std::move(again)) {}

    bool next(const common::CallContext& context) override {
        if (rest_ != nullptr) return rest_->next(context);
        if (position_ < rows_->count) {
            ++position_;
            return true;
        }
        if (rows_->complete) return false;
        rest_ = again_();
        for (std::size_t row = 0; row < rows_->count; ++row) requireSame(rest_->next(context), row);
        return rest_->next(context);
    }
    schema::CellView cell(std::size_t column) const override {
        return rest_ != nullptr ? rest_->cell(column) : schema::viewOf(kept(position_ - 1, column));
    }

private:
    const schema::Value& kept(std::size_t row, std::size_t column) const {
        return rows_->cells[row * rows_->width + slots_[column]];
    }

    // The statement has worked with these rows: others in their place could cost a row or show one twice.
    void requireSame(bool hasRow, std::size_t row) const {
        bool same = hasRow;
        for (std::size_t column = 0; same && column < slots_.size(); ++column) {
            if (slots_[column] == static_cast<std::size_t>(-1)) continue;
            same = std::visit(Owned(), rest_->cell(column)) == kept(row, column);
        }
        if (same) return;
        throw common::Error(common::ErrorKind::ResultChanged,
                            "The site's data changed while the statement ran; run it again.");
    }

    std::shared_ptr<const Rows> rows_;
    std::vector<std::size_t> slots_;
    Fetch again_;
    std::unique_ptr<schema::RowStream> rest_;
    std::size_t position_ = 0;  // from 1
};

std::string ScanMemo::keyOf(const schema::Table& table, std::string_view plan, const schema::ScanRequest& request) {
    const auto* address = &table;
    std::string key(reinterpret_cast<const char*>(&address), sizeof address);
    key += plan;
    if (request.rowBound) key += '<' + std::to_string(*request.rowBound);
    for (const auto& constraint : request.constraints) {
        key += '#' + std::to_string(constraint.values.size()) + ':';
        for (const auto& value : constraint.values) key += std::visit(KeyText(), value);
    }
    return key;
}

std::unique_ptr<schema::RowStream> ScanMemo::scan(const schema::Table& table, std::string_view plan,
                                                  const schema::ScanRequest& request, Fetch fetch) {
    const std::string key = keyOf(table, plan, request);
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.rows == nullptr) return recorded(key, request, fetch());
    const auto& rows = found->second.rows;
    if (rows->complete) return std::make_unique<Replay>(rows, request, nullptr);
    return std::make_unique<Replay>(
        rows, request, [this, key, request, fetch = std::move(fetch)] { return recorded(key, request, fetch()); });
}

// A whole table is kept only once it is asked for again: a plain scan of a large table must not fill memory.
std::unique_ptr<schema::RowStream> ScanMemo::recorded(const std::string& key, const schema::ScanRequest& request,
                                                      std::unique_ptr<schema::RowStream> rows) {
    auto entry = entries_.find(key);
    const bool isFirst = entry == entries_.end();
    if (isFirst) {
        const std::size_t size = key.size() + sizeof(Entry) + sizeof(Rows) + kNodeBytes;
        if (bytes_ + size > mostBytes_) return rows;
        entry = entries_.emplace(key, Entry()).first;
        bytes_ += size;
    }
    if ((request.constraints.empty() && isFirst) || entry->second.tooMany || bytes_ >= mostBytes_) return rows;
    return std::make_unique<Recorder>(*this, entry->second, request, std::move(rows));
}

// The longer of what was kept and what was just recorded stays; the bytes of both are counted when this is called.
void ScanMemo::keep(Entry& entry, std::shared_ptr<const Rows> rows) noexcept {
    const bool isBetter = entry.rows == nullptr || (!entry.rows->complete && rows->complete) ||
                          (!entry.rows->complete && rows->count > entry.rows->count);
    if (isBetter) entry.rows.swap(rows);
    if (rows != nullptr) bytes_ -= rows->bytes;
}

void ScanMemo::clear() noexcept {
    entries_.clear();
    bytes_ = 0;
}

}  // namespace assetsodbc::sqlengine
