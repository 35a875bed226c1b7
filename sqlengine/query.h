// One prepared statement: its result columns, its parameters, its rows, what it changed. Owned by one ODBC statement;
// used under the connection's lock. Must be destroyed before its Engine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema/column.h"
#include "schema/value.h"
#include "sqlengine/statement_class.h"

namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::sqlengine {

enum class Nullability { No, Yes, Unknown };

// What SQLDescribeCol and SQLColAttribute tell of one result column. The base names are empty for an expression.
struct ResultColumn {
    std::string label;  // alias, or the column's name, or the text of the expression
    schema::TypeSpec type;
    Nullability nullability = Nullability::Unknown;
    std::string baseSchema;
    std::string baseTable;
    std::string baseColumn;
    bool isExpression() const { return baseColumn.empty(); }
};

struct ParameterDescription {
    schema::TypeSpec type;  // of the column it is compared with where that is known, else NVARCHAR(255)
    Nullability nullability = Nullability::Unknown;
};

class Query {
public:
    virtual ~Query() = default;

    // Known as soon as the query is prepared and the same after execution. No request is made for it.
    virtual const std::vector<ResultColumn>& columns() const = 0;
    virtual const std::vector<ParameterDescription>& parameters() const = 0;
    // A statement other than a query has no columns (but for RETURNING and EXPLAIN); it runs to its end in the first
    // step(), which answers false.
    virtual StatementClass statementClass() const { return StatementClass::Query; }
    // Of the last run, once it has ended: rows that INSERT, UPDATE or DELETE changed. nullopt for all other statements.
    virtual std::optional<std::int64_t> affectedRows() const { return std::nullopt; }
    // Whether a table of the connection's own, or a view, is read: what later statements change, an open run might see.
    virtual bool readsLocalTables() const { return true; }

    // Whether local tables changed their shape since the query was prepared, so that columns() may tell what is no
    // longer there: prepare the text again.
    virtual bool isOutdated(const common::CallContext&) { return false; }

    // index counts from 0. Values stay bound until changed.
    virtual void bind(std::size_t index, const schema::Value& value) = 0;
    // The application will read at most so many rows: less need be asked of the site. Nothing is left out if it goes on.
    // Until changed.
    virtual void expectAtMost(std::optional<std::uint64_t>) {}
    // Moves to the next row; false at the end. Throws common::Error, with the original of whatever failed below SQLite.
    virtual bool step(const common::CallContext& context) = 0;
    // A cell of the current row; its text lives until the next step() or reset().
    virtual schema::CellView cell(std::size_t column) const = 0;
    // Ends the run (and any request under way); parameters stay bound.
    virtual void reset() noexcept = 0;
};

}  // namespace assetsodbc::sqlengine
