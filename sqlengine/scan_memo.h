// What the scans of one run of one statement have brought already. SQLite joins by nested loops and builds no index on
// a virtual table, so an inner table is scanned anew for every outer row, mostly with values that it was scanned with
// before; those scans are answered from here. It also lets equal scans of one statement see the same rows.
// Bounded in bytes; what does not fit is asked for again. Owned by the statement, cleared when its run ends.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::sqlengine {

class ScanMemo {
public:
    using Fetch = std::function<std::unique_ptr<schema::RowStream>()>;

    explicit ScanMemo(std::size_t mostBytes = 32 * 1024 * 1024) : mostBytes_(mostBytes) {}

    // The scan's rows, remembered or fetched. `fetch` is called when they must be fetched, perhaps only later; the
    // plan's text tells scans of one table apart together with the request's values and bound. The rows must not
    // outlive the memo, and must be gone before clear().
    std::unique_ptr<schema::RowStream> scan(const schema::Table& table, std::string_view plan,
                                            const schema::ScanRequest& request, Fetch fetch);
    void clear() noexcept;
    // Of everything kept, as far as it can be told.
    std::size_t bytes() const noexcept { return bytes_; }

private:
    class Recorder;
    class Replay;
    struct Rows {
        std::size_t width = 0;  // cells per row: one per column used
        std::size_t count = 0;
        std::size_t bytes = 0;
        bool complete = false;  // false: the reader stopped before the end
        std::vector<schema::Value> cells;
    };
    struct Entry {
        std::shared_ptr<const Rows> rows;  // null: nothing kept
        bool tooMany = false;              // is not recorded again
    };

    static std::string keyOf(const schema::Table& table, std::string_view plan, const schema::ScanRequest& request);
    // Rows on their way to the reader, copied if that promises to be of use.
    std::unique_ptr<schema::RowStream> recorded(const std::string& key, const schema::ScanRequest& request,
                                                std::unique_ptr<schema::RowStream> rows);
    void keep(Entry& entry, std::shared_ptr<const Rows> rows) noexcept;

    std::size_t mostBytes_;
    std::unordered_map<std::string, Entry> entries_;  // addresses are kept
    std::size_t bytes_ = 0;
};

}  // namespace assetsodbc::sqlengine
