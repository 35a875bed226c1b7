// A SQL table as the engine sees it: a declaration, and a way to scan it. Implemented once per fixed table
// (schema/tables/) and once for all object types (schema/site/).
// Tables are immutable and may be scanned by several statements of one connection at once; a connection is used by one
// thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/column.h"
#include "schema/value.h"

namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::schema {

enum class ReferentialAction { NoAction, Restrict, Cascade, SetNull, SetDefault };

struct ForeignKey {
    std::string name;                  // constraint name
    std::vector<std::string> columns;  // of this table
    std::string referencedSchema;
    std::string referencedTable;
    std::vector<std::string> referencedColumns;
    ReferentialAction onUpdate = ReferentialAction::NoAction;
    ReferentialAction onDelete = ReferentialAction::NoAction;
};

// Besides that of the primary key, which every table with one has.
struct Index {
    std::string name;
    bool unique = false;
    struct Part {
        std::string column;  // empty for an expression
        bool descending = false;
    };
    std::vector<Part> parts;
    std::string filter;  // the WHERE of a partial index; empty = all rows
};

// Table and SystemTable are the site's or the driver's own; the others are kept by the connection itself.
enum class TableKind { Table, SystemTable, LocalTable, LocalTemporary, View };

struct TableSpec {
    std::string schemaName;  // "Assets", "sys"; "main" or "temp" for what the connection keeps itself
    std::string name;
    TableKind kind = TableKind::Table;
    std::string remarks;
    std::vector<ColumnSpec> columns;
    // Column names in key order. Never empty for a table that is scanned: the engine tells rows apart by it (also when
    // one scan meets a row twice), so no two rows of the table may agree in it. Local tables may have none.
    std::vector<std::string> primaryKey;
    std::vector<ForeignKey> foreignKeys = {};
    std::vector<Index> indexes = {};

    // Position of a column, ignoring ASCII case; nullopt when there is none.
    std::optional<std::size_t> columnIndex(std::string_view columnName) const;
};

// As SQL means them: text is compared byte by byte, but for Like, whose value is a pattern with % and _ and which
// ignores the case of ASCII letters.
enum class Comparison { Eq, In, Less, LessOrEqual, Greater, GreaterOrEqual, Like, IsNull, IsNotNull };

// One usable constraint as the planner offers it, before values are known.
struct ConstraintShape {
    std::size_t column;
    Comparison comparison;
};

// What the table promises for a set of constraints. Costs are honest guesses without any request.
struct ScanEstimate {
    double requests = 1;
    double rows = 1;
    bool uniqueRow = false;   // at most one row
    std::vector<bool> taken;  // one per offered shape: the scan narrows by it
    std::vector<bool> exact;  // one per offered shape: the scan yields no row that fails it
};

struct Constraint {
    std::size_t column;
    Comparison comparison;
    // None for IsNull and IsNotNull, at least one for In, one for all others, converted as SQLite converts them for the
    // comparison: std::int64_t for columns of whole numbers (with Less and its kin also double), a number for those of
    // real numbers, text for all others. What equals nothing is not among them.
    std::vector<Value> values;
};

struct OrderTerm {
    std::size_t column;
    bool descending = false;
    friend bool operator==(const OrderTerm& a, const OrderTerm& b) {
        return a.column == b.column && a.descending == b.descending;
    }
};

struct ScanRequest {
    std::vector<bool> columnsUsed;        // one per column of the spec
    std::vector<Constraint> constraints;  // those that estimate() took, in the order offered
    // The statement is expected to read at most so many rows of this scan. Should it go on, the rest must come.
    std::optional<std::uint64_t> rowBound;
    // The rows must come in this order, NULLs first when ascending and last when descending. Only where canOrderBy()
    // says so, and together with a rowBound.
    std::optional<OrderTerm> order;
    bool uses(std::size_t column) const { return column < columnsUsed.size() && columnsUsed[column]; }
};

// A forward stream of rows. next() moves to the next row and returns false at the end. cell() reads the current row;
// its text lives until the next call of next(). Only columns of ScanRequest::columnsUsed may be asked for; the engine
// always uses the columns of the primary key.
class RowStream {
public:
    virtual ~RowStream() = default;
    virtual bool next(const common::CallContext& context) = 0;
    virtual CellView cell(std::size_t column) const = 0;
    // The cells of a used column in the current row and in those after it that are at hand without another request, in
    // order, at most `most` of them: what a join may ask for in one go. Cells that cannot be read are left out.
    virtual std::vector<Value> upcoming(std::size_t column, std::size_t most) const;
};

class Table {
public:
    virtual ~Table() = default;
    virtual const TableSpec& spec() const = 0;
    virtual ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const = 0;
    virtual std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext& context) const = 0;
    // Whether scan() can deliver the rows ordered by the column as SQL orders them.
    virtual bool canOrderBy(std::size_t) const { return false; }
    // Whether count() tells how many rows scan() would yield, without fetching them, where all constraints are exact.
    virtual bool canCount() const { return false; }
    // Only of a request whose constraints estimate() called exact. nullopt: it cannot be told after all; scan instead.
    virtual std::optional<std::uint64_t> count(const ScanRequest&, const common::CallContext&) const {
        return std::nullopt;
    }
    // What a scan with these constraints, of which values is known or not, would ask of the site, for people: the AQL
    // with ? for values, say. Empty = nothing is asked.
    virtual std::string describeScan(const std::vector<ConstraintShape>&) const { return {}; }
    // Whether the site's definition of the table changed since this object was made, as far as is known without a
    // request.
    virtual bool isOutdated() const { return false; }
};

}  // namespace assetsodbc::schema
