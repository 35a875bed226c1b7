// What the scans of one run of one statement have brought already. SQLite joins by nested loops and builds no index on
// a virtual table, so an inner table is scanned anew for every outer row, mostly with values that it was scanned with
// before; those scans are answered from here. It also lets equal scans of one statement see the same rows.
// Bounded in bytes; what does not fit is asked for again. Owned by the statement, cleared when its run ends.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::sqlengine {

class ScanMemo {
public:
    // The scan's rows, remembered or fetched. `fetch` is called when they must be fetched; the plan's text tells scans
    // of one table apart together with the request's values.
    template <class Fetch>
    std::unique_ptr<schema::RowStream> scan(const schema::Table& table, std::string_view plan,
                                            const schema::ScanRequest& request, Fetch fetch) {
        if (request.rowBound) return fetch();  // its end is not the end of the rows
        std::string key = keyOf(table, plan, request);
        if (auto remembered = replay(key)) return remembered;
        return remembering(std::move(key), request, fetch());
    }
    void clear() noexcept;

private:
    class Recorder;
    class Replay;
    struct Rows {
        std::size_t width = 0;  // cells per row: one per column of the table
        std::size_t count = 0;
        std::vector<schema::Value> cells;
    };

    static std::string keyOf(const schema::Table& table, std::string_view plan, const schema::ScanRequest& request);
    std::unique_ptr<schema::RowStream> replay(const std::string& key) const;
    std::unique_ptr<schema::RowStream> remembering(std::string key, const schema::ScanRequest& request,
                                                   std::unique_ptr<schema::RowStream> rows);

    std::unordered_map<std::string, std::shared_ptr<const Rows>> remembered_;  // null: seen once, and not kept
    std::size_t bytes_ = 0;
};

}  // namespace assetsodbc::sqlengine
