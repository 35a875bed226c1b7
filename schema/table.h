// A SQL table as the engine sees it: a declaration, and a way to scan it. Implemented once per fixed table
// (schema/tables/) and later once for all object types.
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

enum class Comparison { Eq, In };  // text is compared byte by byte

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
    // One for Eq, at least one for In, converted as SQLite converts them for the comparison: std::int64_t for columns
    // of whole numbers, a number for those of real numbers, text for all others. What equals nothing is not among them.
    std::vector<Value> values;
};

struct ScanRequest {
    std::vector<bool> columnsUsed;          // one per column of the spec
    std::vector<Constraint> constraints;    // those that estimate() took, in the order offered
    std::optional<std::uint64_t> rowBound;  // the statement reads at most so many rows of this scan
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
};

class Table {
public:
    virtual ~Table() = default;
    virtual const TableSpec& spec() const = 0;
    virtual ScanEstimate estimate(const std::vector<ConstraintShape>& offered) const = 0;
    virtual std::unique_ptr<RowStream> scan(const ScanRequest& request, const common::CallContext& context) const = 0;
};

}  // namespace assetsodbc::schema
