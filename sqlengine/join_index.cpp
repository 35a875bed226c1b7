#include "sqlengine/join_index.h"

#include <utility>

#include "common/error.h"
#include "sqlengine/join_key.h"

namespace assetsodbc::sqlengine {
namespace {

// What a map takes for an entry, about.
constexpr std::size_t kChainBytes = 48;

std::uint64_t combined(std::uint64_t hash, const schema::CellView& cell) {
    return hash * 31 + hashOf(cell);
}

}  // namespace

JoinIndex::JoinIndex(RowMemory& memory, std::shared_ptr<SharedScan> scan, std::vector<std::size_t> columns)
    : memory_(memory), scan_(std::move(scan)), columns_(std::move(columns)) {}

JoinIndex::~JoinIndex() {
    memory_.discountOther(counted_);
}

bool JoinIndex::next(const std::vector<schema::Value>& values, Position& position, const common::CallContext& context) {
    while (true) {
        while (next_.size() < scan_->size()) addRow();
        const auto found = following(values, position.found);
        const bool hasUnreadable = position.unreadable < unreadable_.size();
        if (hasUnreadable && (!found || unreadable_[position.unreadable] < *found)) {
            position.row = unreadable_[position.unreadable++];
            return true;
        }
        if (found) {
            position.row = position.found = found;
            return true;
        }
        if (!scan_->reach(next_.size(), context)) return false;
    }
}

std::optional<std::size_t> JoinIndex::firstKnown(const schema::Value& value) {
    while (next_.size() < scan_->size()) addRow();
    return following({value}, std::nullopt);
}

std::optional<std::size_t> JoinIndex::following(const std::vector<schema::Value>& values,
                                                std::optional<std::size_t> after) const {
    Row row = kNone;
    if (after) {
        row = next_[*after];
    } else {
        std::uint64_t hash = 0;
        for (const schema::Value& value : values) hash = combined(hash, schema::viewOf(value));
        const auto chain = chains_.find(hash);
        if (chain != chains_.end()) row = chain->second.first;
    }
    while (row != kNone && !hasValues(row, values)) row = next_[row];  // others may share the hash
    return row == kNone ? std::nullopt : std::optional<std::size_t>(row);
}

bool JoinIndex::hasValues(std::size_t row, const std::vector<schema::Value>& values) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (!areEqual(scan_->cell(row, columns_[i]), schema::viewOf(values[i]))) return false;
    }
    return true;
}

// nullopt: the row is found by nothing. Throws what the table threw for a cell.
std::optional<std::uint64_t> JoinIndex::hashOfRow(std::size_t row) const {
    std::uint64_t hash = 0;
    bool isFound = true;
    for (const std::size_t column : columns_) {
        const schema::CellView cell = scan_->cell(row, column);
        isFound = isFound && !findsNothing(cell);
        if (isFound) hash = combined(hash, cell);
    }
    return isFound ? std::optional<std::uint64_t>(hash) : std::nullopt;
}

void JoinIndex::addRow() {
    if (next_.size() >= kNone) {
        throw common::Error(common::ErrorKind::OutOfMemory, "A join cannot look through more than 4 billion rows.");
    }
    const auto row = static_cast<Row>(next_.size());
    next_.push_back(kNone);
    std::size_t grown = sizeof(Row);
    try {
        if (const auto hash = hashOfRow(row)) {
            const auto [chain, isNew] = chains_.emplace(*hash, Chain{row, row});
            if (isNew)
                grown += kChainBytes;
            else
                next_[std::exchange(chain->second.last, row)] = row;
        }
    } catch (const common::Error& error) {
        if (error.kind() == common::ErrorKind::Internal) throw;  // the file that rows were moved to
        unreadable_.push_back(row);
    }
    memory_.countOther(grown);
    counted_ += grown;
}

}  // namespace assetsodbc::sqlengine
