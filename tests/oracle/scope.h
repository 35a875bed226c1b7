// What a piece of a query may refer to, and what the generator draws from while it writes one query.
#pragma once

#include <string>
#include <vector>

#include "tests/oracle/model_tables.h"
#include "tests/oracle/sql_pair.h"

namespace assetsodbc::oracle {

// One table of FROM. Aliases are unique in the whole statement, so that inner queries can name outer tables.
struct Source {
    std::string alias;  // on the oracle's side, and on the driver's unless it has names of its own
    std::vector<std::string> driverQualifiers;  // what may stand before the dot; empty: the alias alone
    std::vector<Column> columns;
    std::size_t table = 0;  // in the model
    bool isTable = true;    // else a derived table, of which only the columns are known
    std::vector<std::size_t> key;
};

struct ColumnPlace {
    std::size_t source = 0, column = 0;
};

struct Scope {
    std::vector<Source> sources;
    const Scope* outer = nullptr;

    Kind kindOf(ColumnPlace place) const { return sources[place.source].columns[place.column].kind; }
    std::vector<ColumnPlace> columnsOf(Kind kind) const;
    bool isUnambiguous(const std::string& name) const;  // here and further out
};

// What one query is drawn from.
struct Draw {
    const Model& model;
    Random& random;
    int aliases = 0;

    std::string newAlias() { return "t" + std::to_string(aliases++); }
    const ModelTable& table(const Source& source) const { return model.tables[source.table]; }
};

Sql qualifiedColumn(const Source& source, std::size_t column, Draw& draw);
// Without its table where that is possible, at times.
Sql columnSql(const Scope& scope, ColumnPlace place, Draw& draw);
// A value that the column holds somewhere, or one near it, or any of its kind; never NULL.
Cell valueNear(const Scope& scope, ColumnPlace place, Draw& draw);
Cell anyValue(Kind kind, Draw& draw);
// The value as a literal, or, at times, as a parameter.
Sql valueSql(Kind kind, const Cell& value, Draw& draw);

}  // namespace assetsodbc::oracle
