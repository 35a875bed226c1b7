// The rows that an inner table has for one outer row.
#pragma once

#include <memory>
#include <vector>

#include "sqlengine/join_rows.h"
#include "sqlengine/open_scan.h"

namespace assetsodbc::common {
class Error;
}

namespace assetsodbc::sqlengine {

struct LookupTarget {
    JoinRows* rows = nullptr;
    std::vector<std::size_t> columns;
    std::vector<schema::Value> values;  // one per column
    bool isAsked = false;               // the table can be asked for the first of them
    bool isUnique = false;              // and has one row of it at most
};

class LookupScan final : public OpenScan {
public:
    LookupScan(OpenScans& open, const JoinSite& site, LookupTarget target, std::shared_ptr<IndexedScan> found);

    schema::CellView cell(std::size_t column) const override { return found_->scan()->cell(*position_.row, column); }
    std::vector<schema::Value> upcoming(std::size_t column, std::size_t most) const override;

protected:
    bool advance(const common::CallContext& context) override;

private:
    void addRowsOfUpcomingKeys(std::vector<schema::Value>& values, std::size_t column, std::size_t most) const;

    LookupTarget target_;
    std::shared_ptr<IndexedScan> found_;
    JoinIndex* index_;
    JoinIndex::Position position_;
};

// Whether the error may be owed to one of the values that were asked for together, so that the others alone may go
// well.
bool mayBeOfOneValue(const common::Error& error);

}  // namespace assetsodbc::sqlengine
