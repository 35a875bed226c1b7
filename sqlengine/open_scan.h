// The scans of one run that stand on a row: where the value by which an inner table is looked up comes from, as a rule,
// and what tells which values come next.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "schema/table.h"
#include "sqlengine/join_index.h"
#include "sqlengine/shared_scan.h"

namespace assetsodbc::sqlengine {

class JoinSite;
class OpenScan;

class OpenScans {
public:
    const std::vector<const OpenScan*>& all() const noexcept { return scans_; }

private:
    friend class OpenScan;
    std::vector<const OpenScan*> scans_;  // in the order they were started
};

// Whatever a statement that joins reads. `site`: the place in the statement where it is read.
class OpenScan : public schema::RowStream {
public:
    OpenScan(OpenScans& open, const JoinSite& site);
    ~OpenScan() override;
    OpenScan(const OpenScan&) = delete;
    OpenScan& operator=(const OpenScan&) = delete;

    bool next(const common::CallContext& context) final {
        hasRow_ = false;  // also when it throws
        hasRow_ = advance(context);
        return hasRow_;
    }
    bool hasRow() const noexcept { return hasRow_; }
    const JoinSite& site() const noexcept { return site_; }

protected:
    virtual bool advance(const common::CallContext& context) = 0;

private:
    OpenScans& open_;
    const JoinSite& site_;
    bool hasRow_ = false;
};

// Rows that nobody else reads.
class PassingScan final : public OpenScan {
public:
    PassingScan(OpenScans& open, const JoinSite& site, std::unique_ptr<schema::RowStream> rows)
        : OpenScan(open, site), rows_(std::move(rows)) {}

    schema::CellView cell(std::size_t column) const override { return rows_->cell(column); }
    std::vector<schema::Value> upcoming(std::size_t column, std::size_t most) const override {
        return rows_->upcoming(column, most);
    }

protected:
    bool advance(const common::CallContext& context) override { return rows_->next(context); }

private:
    std::unique_ptr<schema::RowStream> rows_;
};

// All rows of a shared scan.
class ReplayedScan final : public OpenScan {
public:
    ReplayedScan(OpenScans& open, const JoinSite& site, std::shared_ptr<SharedScan> scan)
        : OpenScan(open, site), scan_(std::move(scan)) {}

    schema::CellView cell(std::size_t column) const override { return scan_->cell(next_ - 1, column); }
    std::vector<schema::Value> upcoming(std::size_t column, std::size_t most) const override;

protected:
    bool advance(const common::CallContext& context) override {
        if (!scan_->reach(next_, context)) return false;
        ++next_;
        return true;
    }

private:
    std::shared_ptr<SharedScan> scan_;
    std::size_t next_ = 0;
};

// The values of a column in the rows of a shared scan that are at hand, from a row on.
std::vector<schema::Value> valuesAtHand(const SharedScan& scan, std::size_t row, std::size_t column, std::size_t most);

}  // namespace assetsodbc::sqlengine
