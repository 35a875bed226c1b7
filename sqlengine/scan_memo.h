// What the scans of one run of one statement have brought already. SQLite joins by nested loops and builds no index on
// a virtual table, so an inner table is scanned anew for every outer row; those scans are answered from here, and what
// they ask the site for is asked for many rows together (join_site.h). Scans of one statement that read the same see
// the same rows. What a statement reads once only is not kept. Bounded in memory; more rows go to a temporary file.
// Owned by the statement, cleared when its run ends.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.h"
#include "sqlengine/join_site.h"
#include "sqlengine/scan_repetition.h"

namespace assetsodbc::sqlengine {

// A scan as SQLite starts it.
struct ScanStart {
    const schema::Table& table;
    const void* instance;   // the sqlite3_vtab
    std::string_view plan;  // tells the places of a statement apart where a table is read
    const schema::ScanRequest& request;
    // Equalities that the table was not asked for.
    const std::vector<schema::Constraint>& lookups;
    bool isExact = false;  // SQLite does not check the rows again
};

class ScanMemo {
public:
    explicit ScanMemo(std::size_t mostBytes) : mostBytes_(mostBytes) {}

    // How to find out which tables the statement scans again; asked for once. Without it, any may be.
    void setRepetition(std::function<ScanRepetition()> repetition) {
        findRepetition_ = std::move(repetition);
        repetition_.reset();
    }

    // The rows must not outlive the memo, and must be gone before clear().
    std::unique_ptr<schema::RowStream> scan(const ScanStart& start, const common::CallContext& context);
    void clear() noexcept { run_.reset(); }
    // In memory now: rows, and what finds them.
    std::size_t bytes() const noexcept { return run_ ? run_->memory.rows.bytes() : 0; }
    bool hasSpilled() const noexcept { return run_ && run_->memory.rows.hasSpilled(); }

private:
    struct Run {
        explicit Run(std::size_t mostBytes) : memory(mostBytes) {}
        RunMemory memory;
        std::map<std::string, std::unique_ptr<JoinSite>, std::less<>> sites;
    };

    const ScanRepetition& repetition();
    JoinSite& siteOf(const ScanStart& start);

    std::size_t mostBytes_;
    std::function<ScanRepetition()> findRepetition_;
    std::optional<ScanRepetition> repetition_;
    std::unique_ptr<Run> run_;
};

}  // namespace assetsodbc::sqlengine
