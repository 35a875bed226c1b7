// One place of a statement where a table is read, however often that is: SQLite joins by nested loops, and starts the
// scan of an inner table anew for each row of the outer ones. Here it is found out by which values the scans differ,
// and where those come from; then the values that come next are asked for together, or all rows are read once.
//
// Guesses cost requests at worst, never rows: SQLite checks each row again.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema/table.h"
#include "sqlengine/join_rows.h"
#include "sqlengine/open_scan.h"

namespace assetsodbc::sqlengine {

// What one run of one statement remembers.
struct RunMemory {
    explicit RunMemory(std::size_t mostBytes) : rows(mostBytes) {}
    RowMemory rows;
    OpenScans open;
    // By table, columns in use and constraints.
    std::map<std::string, std::unique_ptr<JoinRows>, std::less<>> groups;
};

class JoinSite {
public:
    // Table and memory must outlive the site.
    // `columns`: those that its scans are to bring, at least those that they are asked for.
    JoinSite(RunMemory& memory, const schema::Table& table, std::vector<bool> columns)
        : memory_(memory), table_(table), columnsUsed_(std::move(columns)) {}

    // A scan of a table that is scanned again, or may be. The lookups are equalities that only this finds rows by.
    // isExact: SQLite does not check the rows.
    std::unique_ptr<schema::RowStream> scan(const schema::ScanRequest& request,
                                            const std::vector<schema::Constraint>& lookups, bool isExact,
                                            const common::CallContext& context);

    const schema::Table& table() const noexcept { return table_; }
    // The values that come after this one where it comes from, as far as they are at hand. `asking`: the scan that was
    // looked up by it; only what was started before it can be where its value comes from.
    std::vector<schema::Value> upcomingKeys(const OpenScan& asking, std::size_t column, const schema::Value& value,
                                            std::size_t most) const;

private:
    struct Source {
        const JoinSite* site;
        std::size_t column;
        friend bool operator==(const Source& a, const Source& b) { return a.site == b.site && a.column == b.column; }
    };
    // What is known of one constraint from the scans so far.
    struct Habit {
        std::string last;  // the text of its values
        bool varies = false;
        std::vector<Source> sources;  // where its value was found each time that it was looked for
    };
    // A scan taken apart.
    struct Lookup {
        std::vector<schema::Constraint> kept;      // the same in all scans, as far as is known
        std::vector<schema::Constraint> compared;  // equalities that find rows
        bool isAsked = false;                      // the table can be asked for the first of them
        bool isWider = false;                      // than the scan that is wanted: something that varies is left out
        std::vector<std::size_t> columns() const;
        std::vector<schema::Value> values() const;
    };
    struct Current {
        const OpenScan* scan;
        std::size_t column;
    };

    bool isInput(const schema::Constraint& constraint) const;
    Habit& habitOf(const schema::Constraint& constraint);
    void learn(const schema::Constraint& constraint);
    bool seemsToVary(const schema::Constraint& constraint);
    const schema::Constraint* keyOf(const schema::ScanRequest& request);
    double rowsPerValue(std::size_t column);
    Lookup takeApart(const schema::ScanRequest& request, const std::vector<schema::Constraint>& lookups);
    JoinRows& rowsUnder(const schema::ScanRequest& request);
    std::unique_ptr<schema::RowStream> replay(const std::shared_ptr<IndexedScan>& rows);
    std::unique_ptr<schema::RowStream> scanWithoutKey(const Lookup& lookup, const schema::ScanRequest& request,
                                                      const common::CallContext& context);
    std::unique_ptr<schema::RowStream> lookUp(const Lookup& lookup, const schema::ScanRequest& request,
                                              const common::CallContext& context);
    static bool hasRowOf(JoinRows& rows, const Lookup& lookup);
    std::shared_ptr<IndexedScan> fetch(JoinRows& rows, const Lookup& lookup, const common::CallContext& context);
    std::vector<schema::Value> valuesToAsk(JoinRows& rows, const schema::Constraint& by, const Current* source) const;
    // The open scan whose current row has the value.
    std::optional<Current> sourceOf(const schema::Constraint& by);
    // `within`: only scans that were started before this one.
    std::vector<Current> matches(const schema::Constraint& by, const OpenScan* within = nullptr) const;

    RunMemory& memory_;
    const schema::Table& table_;
    std::vector<bool> columnsUsed_;
    std::map<std::pair<std::size_t, schema::Comparison>, Habit> habits_;
    std::map<std::size_t, double> rowsPerValue_;
    double spentWithoutKey_ = 0;  // requests, about
};

}  // namespace assetsodbc::sqlengine
