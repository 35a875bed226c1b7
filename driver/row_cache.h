// Rows of a result, kept so that a cursor can go back to them: all rows of a static cursor, or the current rowset of a
// forward-only one. Compact (16 bytes per cell and the text once), append-only, addressed by position.
// The text of a cell lives until a cell of another row is asked for or the cache changes: so that a cache which keeps
// old rows elsewhere can take this one's place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "driver/result_set.h"

namespace assetsodbc::driver {

class RowCache {
public:
    explicit RowCache(std::size_t columnCount) : columnCount_(columnCount) {}

    // Copies the current row of the result.
    void append(const ResultSet& result);
    std::size_t size() const noexcept { return rowCount_; }
    schema::CellView cell(std::size_t row, std::size_t column) const;
    // Forgets the rows and keeps the last, largest text block for the next ones.
    void clear() noexcept;

private:
    enum class Kind : std::uint32_t { Null, Integer, Real, Text, Bytes };
    struct Cell {
        union {
            std::int64_t integer;
            double real;
            const char* text;
        };
        std::uint32_t length;
        Kind kind;
    };
    static_assert(sizeof(Cell) == 16);

    Cell keep(const schema::CellView& view);
    const char* keepText(std::string_view text);

    std::size_t columnCount_;
    std::size_t rowCount_ = 0;
    std::vector<Cell> cells_;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t blockUsed_ = 0;      // of the last block
    std::size_t blockCapacity_ = 0;  // of the last block
};

}  // namespace assetsodbc::driver
