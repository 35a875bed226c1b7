#include "sqlengine/scan_memo.h"

#include <optional>
#include <utility>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr std::size_t kMostBytes = 32 * 1024 * 1024;
// A scan by values is expected to bring few rows. More of them are not worth copying.
constexpr std::size_t kMostRowsByValues = 1000;

// A cell to keep; nullopt for bytes, which a Value cannot tell from text.
struct Owned {
    std::optional<schema::Value> operator()(std::monostate) const { return schema::Value(); }
    std::optional<schema::Value> operator()(std::int64_t value) const { return schema::Value(value); }
    std::optional<schema::Value> operator()(double value) const { return schema::Value(value); }
    std::optional<schema::Value> operator()(std::string_view text) const { return schema::Value(std::string(text)); }
    std::optional<schema::Value> operator()(schema::Blob) const { return std::nullopt; }
};

struct Borrowed {
    schema::CellView operator()(std::monostate) const { return {}; }
    schema::CellView operator()(std::int64_t value) const { return value; }
    schema::CellView operator()(double value) const { return value; }
    schema::CellView operator()(const std::string& text) const { return std::string_view(text); }
};

std::size_t sizeOf(const schema::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return sizeof(schema::Value) + (text == nullptr ? 0 : text->size());
}

// Self-delimiting, so that no two lists of values read alike.
struct KeyText {
    std::string operator()(std::monostate) const { return "n"; }
    std::string operator()(std::int64_t value) const { return "i" + std::to_string(value) + ";"; }
    std::string operator()(double value) const {
        return "d" + std::string(reinterpret_cast<const char*>(&value), sizeof value);
    }
    std::string operator()(const std::string& text) const { return "t" + std::to_string(text.size()) + ":" + text; }
};

}  // namespace

class ScanMemo::Replay final : public schema::RowStream {
public:
    explicit Replay(std::shared_ptr<const Rows> rows) : rows_(std::move(rows)) {}

    bool next(const common::CallContext&) override { return ++position_ <= rows_->count; }
    schema::CellView cell(std::size_t column) const override {
        return std::visit(Borrowed(), rows_->cells[(position_ - 1) * rows_->width + column]);
    }

private:
    std::shared_ptr<const Rows> rows_;
    std::size_t position_ = 0;  // from 1
};

// Hands rows on and keeps copies, until they are all there or too many.
class ScanMemo::Recorder final : public schema::RowStream {
public:
    Recorder(ScanMemo& memo, std::string key, const schema::ScanRequest& request,
             std::unique_ptr<schema::RowStream> rows)
        : memo_(memo),
          key_(std::move(key)),
          columnsUsed_(request.columnsUsed),
          mostRows_(request.constraints.empty() ? kMostBytes : kMostRowsByValues),
          rows_(std::move(rows)),
          copies_(std::make_shared<Rows>()) {
        copies_->width = columnsUsed_.size();
    }

    bool next(const common::CallContext& context) override {
        const bool hasRow = rows_->next(context);
        if (copies_ == nullptr) return hasRow;
        if (!hasRow) {
            finish();
        } else if (!copyRow()) {
            copies_.reset();
        }
        return hasRow;
    }
    schema::CellView cell(std::size_t column) const override { return rows_->cell(column); }

private:
    bool copyRow() {
        if (copies_->count == mostRows_) return false;
        try {
            for (std::size_t column = 0; column < columnsUsed_.size(); ++column) {
                auto value = columnsUsed_[column] ? std::visit(Owned(), rows_->cell(column)) : schema::Value();
                if (!value) return false;
                bytes_ += sizeOf(*value);
                copies_->cells.push_back(std::move(*value));
            }
        } catch (const common::Error&) {
            return false;  // an unreadable cell matters only if the statement itself reads it
        }
        ++copies_->count;
        return memo_.bytes_ + bytes_ <= kMostBytes;
    }

    void finish() {
        memo_.bytes_ += bytes_;
        memo_.remembered_[key_] = std::move(copies_);
    }

    ScanMemo& memo_;
    std::string key_;
    std::vector<bool> columnsUsed_;
    std::size_t mostRows_;
    std::unique_ptr<schema::RowStream> rows_;
    std::shared_ptr<Rows> copies_;  // null: too many to keep
    std::size_t bytes_ = 0;
};

std::string ScanMemo::keyOf(const schema::Table& table, std::string_view plan, const schema::ScanRequest& request) {
    const auto* address = &table;
    std::string key(reinterpret_cast<const char*>(&address), sizeof address);
    key += plan;
    for (const auto& constraint : request.constraints) {
        key += '#' + std::to_string(constraint.values.size()) + ':';
        for (const auto& value : constraint.values) key += std::visit(KeyText(), value);
    }
    return key;
}

std::unique_ptr<schema::RowStream> ScanMemo::replay(const std::string& key) const {
    const auto found = remembered_.find(key);
    if (found == remembered_.end() || found->second == nullptr) return nullptr;
    return std::make_unique<Replay>(found->second);
}

// A whole table is kept only once it is asked for again: a plain scan of a large table must not fill memory.
std::unique_ptr<schema::RowStream> ScanMemo::remembering(std::string key, const schema::ScanRequest& request,
                                                         std::unique_ptr<schema::RowStream> rows) {
    const bool isFirst = remembered_.emplace(key, nullptr).second;
    if ((request.constraints.empty() && isFirst) || bytes_ >= kMostBytes) return rows;
    return std::make_unique<Recorder>(*this, std::move(key), request, std::move(rows));
}

void ScanMemo::clear() noexcept {
    remembered_.clear();
    bytes_ = 0;
}

}  // namespace assetsodbc::sqlengine
