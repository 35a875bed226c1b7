// What the tables over decoded API structs have in common: their columns are readers of a Record, and their rows come
// in batches, one or few requests each, fetched when the reader gets there.
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "schema/table.h"
#include "schema/tables/cells.h"

namespace assetsodbc::schema {

template <class Record>
struct RecordColumn {
    ColumnSpec spec;
    CellReader<Record> read;
};
template <class Record>
using RecordColumns = std::vector<RecordColumn<Record>>;

template <class Record>
std::vector<ColumnSpec> specsOf(const RecordColumns<Record>& columns) {
    std::vector<ColumnSpec> specs;
    for (const auto& column : columns) specs.push_back(column.spec);
    return specs;
}

// Fills the empty batch with the next records (perhaps none); false when there are no more.
template <class Record>
using NextBatch = std::function<bool(std::vector<Record>& batch, const common::CallContext& context)>;

// What cannot be read now may never be.
template <class Read>
void addReadable(std::vector<Value>& cells, const Read& read) {
    try {
        cells.push_back(ownedValue(read()));
    } catch (const common::Error&) {
        return;
    }
}

template <class Record>
class RecordStream final : public RowStream {
public:
    RecordStream(const RecordColumns<Record>& columns, NextBatch<Record> nextBatch)
        : columns_(columns), nextBatch_(std::move(nextBatch)), scratch_(columns.size()) {}

    bool next(const common::CallContext& context) override {
        if (started_) ++position_;
        started_ = true;
        while (position_ >= batch_.size()) {
            batch_.clear();
            position_ = 0;
            if (!nextBatch_(batch_, context)) return false;
        }
        return true;
    }
    CellView cell(std::size_t column) const override {
        return columns_[column].read(batch_[position_], {columns_[column].spec, scratch_[column]});
    }
    std::vector<Value> upcoming(std::size_t column, std::size_t most) const override {
        std::vector<Value> cells;
        std::string scratch;
        for (std::size_t i = position_; i < batch_.size() && cells.size() < most; ++i) {
            addReadable(cells, [&] { return columns_[column].read(batch_[i], {columns_[column].spec, scratch}); });
        }
        return cells;
    }

private:
    const RecordColumns<Record>& columns_;
    NextBatch<Record> nextBatch_;
    std::vector<Record> batch_;
    std::size_t position_ = 0;
    bool started_ = false;
    mutable std::vector<std::string> scratch_;
};

// One batch, made by one call.
template <class Record, class Fetch>
NextBatch<Record> oneBatch(Fetch fetch) {
    return [fetch = std::move(fetch), done = false](std::vector<Record>& batch,
                                                    const common::CallContext& context) mutable {
        if (done) return false;
        batch = fetch(context);
        done = true;
        return true;
    };
}

// One batch per key; keys(context) is asked once, when the first row is wanted.
template <class Record, class Key>
NextBatch<Record> batchPerKey(std::function<std::vector<Key>(const common::CallContext&)> keys,
                              std::function<std::vector<Record>(const Key&, const common::CallContext&)> fetch) {
    struct State {
        std::optional<std::vector<Key>> keys;
        std::size_t next = 0;
    };
    return [keys = std::move(keys), fetch = std::move(fetch), state = State()](
               std::vector<Record>& batch, const common::CallContext& context) mutable {
        if (!state.keys) state.keys = keys(context);
        if (state.next >= state.keys->size()) return false;
        batch = fetch((*state.keys)[state.next++], context);
        return true;
    };
}

template <class Key>
std::function<std::vector<Key>(const common::CallContext&)> knownKeys(std::vector<Key> keys) {
    return [keys = std::move(keys)](const common::CallContext&) { return keys; };
}

}  // namespace assetsodbc::schema
