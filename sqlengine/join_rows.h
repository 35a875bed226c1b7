// The rows of one table under constraints that do not change while a statement runs, and how they are got: all of them,
// or those with some values of a column, asked for together. What is asked once is not asked again.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "schema/table.h"
#include "sqlengine/join_index.h"
#include "sqlengine/shared_scan.h"

namespace assetsodbc::sqlengine {

// One scan, and what finds its rows.
class IndexedScan {
public:
    IndexedScan(RowMemory& memory, std::shared_ptr<SharedScan> scan) : memory_(memory), scan_(std::move(scan)) {}

    const std::shared_ptr<SharedScan>& scan() const noexcept { return scan_; }
    JoinIndex& by(const std::vector<std::size_t>& columns);
    // How many values it was asked for; 0: for all rows.
    std::size_t keys = 0;

private:
    RowMemory& memory_;
    std::shared_ptr<SharedScan> scan_;
    std::map<std::vector<std::size_t>, std::unique_ptr<JoinIndex>> indexes_;
};

// What is known of looking rows up by one column.
struct LookupColumn {
    bool isUnique = false;  // a value has one row at most
    bool takesLists = false;
    std::size_t lookups = 0;
    std::vector<std::shared_ptr<IndexedScan>> scans;                      // that were asked for
    std::unordered_map<std::string, std::shared_ptr<IndexedScan>> asked;  // by the text of the value
};

class JoinRows {
public:
    // The table and the memory must outlive this. `request` has the constraints that all scans here have.
    JoinRows(RowMemory& memory, const schema::Table& table, schema::ScanRequest request);
    ~JoinRows();
    JoinRows(const JoinRows&) = delete;
    JoinRows& operator=(const JoinRows&) = delete;

    // All rows are there, or it was decided that they shall be.
    bool isLoaded() const noexcept { return all_ != nullptr && (isDecided_ || all_->scan()->isComplete()); }
    // Null until load().
    const std::shared_ptr<IndexedScan>& all() const noexcept { return all_; }
    const std::shared_ptr<IndexedScan>& load(const common::CallContext& context);
    // Requests that load() takes, about.
    double cost() const noexcept { return requestsOfAll_; }
    LookupColumn& by(std::size_t column);
    // Asks for the rows with one of the values (no two alike) of a column.
    std::shared_ptr<IndexedScan> ask(std::size_t column, const std::vector<schema::Value>& values,
                                     const common::CallContext& context);
    // Decides whether it is time to load all rows in place of asking for more values. isSeen: they are seen coming.
    bool shouldLoad(std::size_t column, bool isSeen);

private:
    bool isWorthLoading(std::size_t column, bool isSeen);
    double spentOn(const LookupColumn& column) const;

    RowMemory& memory_;
    const schema::Table& table_;
    schema::ScanRequest request_;
    double requestsOfAll_, rowsPerRequest_;
    std::shared_ptr<IndexedScan> all_;
    bool isDecided_ = false;
    std::unordered_map<std::size_t, LookupColumn> columns_;
    std::size_t counted_ = 0;
};

}  // namespace assetsodbc::sqlengine
