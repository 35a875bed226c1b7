// The answers of the ODBC catalog functions and SQLGetTypeInfo, as typed rows in the order that ODBC prescribes. Pure
// functions of the catalog and the arguments; the statement machinery is in driver/api/catalog.cpp.
// nullopt = the application passed a null pointer (no restriction). Arguments that ODBC calls pattern values are
// patterns with the escape character '\'; with `metadataId` they are identifiers: case-insensitive, trailing blanks
// cut. An empty catalog or schema name means "any" (clients pass '' for "not given"), except in the special
// enumerations of SQLTables. `odbc2` chooses ODBC 2 column names (TABLE_QUALIFIER …) and date type codes.
#pragma once

#include <optional>
#include <string>

#include "driver/presentation.h"
#include "driver/rows_result.h"
#include "schema/catalog.h"

namespace assetsodbc::driver {

inline const Presentation kEverythingAsItIs;

struct CatalogCall {
    const schema::Catalog& catalog;
    const common::CallContext& context;
    bool metadataId = false;
    bool odbc2 = false;
    const Presentation& presentation = kEverythingAsItIs;
};
using Name = std::optional<std::string>;

RowsResult tables(const CatalogCall& call, const Name& catalogName, const Name& schemaName, const Name& tableName,
                  const Name& tableTypes);
RowsResult columns(const CatalogCall& call, const Name& catalogName, const Name& schemaName, const Name& tableName,
                   const Name& columnName);
RowsResult primaryKeys(const CatalogCall& call, const Name& catalogName, const Name& schemaName, const Name& tableName);
struct TableName {
    Name catalog, schema, table;
};
RowsResult foreignKeys(const CatalogCall& call, const TableName& primary, const TableName& foreign);
RowsResult statistics(const CatalogCall& call, const TableName& table, bool uniqueOnly);
// identifierType: SQL_BEST_ROWID or SQL_ROWVER (always empty).
RowsResult specialColumns(const CatalogCall& call, unsigned short identifierType, const TableName& table,
                          unsigned short scope, unsigned short nullable);
RowsResult tablePrivileges(const CatalogCall& call, const TableName& table);
RowsResult columnPrivileges(const CatalogCall& call, const TableName& table, const Name& column);
RowsResult procedures(const CatalogCall& call);
RowsResult procedureColumns(const CatalogCall& call);
// dataType: SQL_ALL_TYPES or a concise SQL type code; unknown types give an empty result, out of range codes HY004.
RowsResult typeInfo(short dataType, bool odbc2);

}  // namespace assetsodbc::driver
