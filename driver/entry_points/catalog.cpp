#include "driver/entry_points/odbc_functions.h"

#include "driver/api/catalog.h"

using namespace assetsodbc::driver;  // NOLINT: entry points only

extern "C" {
SQLRETURN SQL_API SQLTables(SQLHSTMT stmt, SQLCHAR* catalog, SQLSMALLINT catalogLength, SQLCHAR* schema,
                            SQLSMALLINT schemaLength, SQLCHAR* table, SQLSMALLINT tableLength, SQLCHAR* types,
                            SQLSMALLINT typesLength) {
    return api::tables(stmt, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}},
                       {types, typesLength});
}
SQLRETURN SQL_API SQLTablesW(SQLHSTMT stmt, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema,
                             SQLSMALLINT schemaLength, SQLWCHAR* table, SQLSMALLINT tableLength, SQLWCHAR* types,
                             SQLSMALLINT typesLength) {
    return api::tables(stmt,
                       {wideText(stmt, catalog, catalogLength), wideText(stmt, schema, schemaLength),
                        wideText(stmt, table, tableLength)},
                       wideText(stmt, types, typesLength));
}

SQLRETURN SQL_API SQLColumns(SQLHSTMT stmt, SQLCHAR* catalog, SQLSMALLINT catalogLength, SQLCHAR* schema,
                             SQLSMALLINT schemaLength, SQLCHAR* table, SQLSMALLINT tableLength, SQLCHAR* column,
                             SQLSMALLINT columnLength) {
    return api::columns(stmt, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}},
                        {column, columnLength});
}
SQLRETURN SQL_API SQLColumnsW(SQLHSTMT stmt, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema,
                              SQLSMALLINT schemaLength, SQLWCHAR* table, SQLSMALLINT tableLength, SQLWCHAR* column,
                              SQLSMALLINT columnLength) {
    return api::columns(stmt,
                        {wideText(stmt, catalog, catalogLength), wideText(stmt, schema, schemaLength),
                         wideText(stmt, table, tableLength)},
                        wideText(stmt, column, columnLength));
}

SQLRETURN SQL_API SQLPrimaryKeys(SQLHSTMT stmt, SQLCHAR* catalog, SQLSMALLINT catalogLength, SQLCHAR* schema,
                                 SQLSMALLINT schemaLength, SQLCHAR* table, SQLSMALLINT tableLength) {
    return api::primaryKeys(stmt, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}});
}
SQLRETURN SQL_API SQLPrimaryKeysW(SQLHSTMT stmt, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema,
                                  SQLSMALLINT schemaLength, SQLWCHAR* table, SQLSMALLINT tableLength) {
    return api::primaryKeys(stmt, {wideText(stmt, catalog, catalogLength), wideText(stmt, schema, schemaLength),
                                   wideText(stmt, table, tableLength)});
}

SQLRETURN SQL_API SQLForeignKeys(SQLHSTMT stmt, SQLCHAR* primaryCatalog, SQLSMALLINT primaryCatalogLength,
                                 SQLCHAR* primarySchema, SQLSMALLINT primarySchemaLength, SQLCHAR* primaryTable,
                                 SQLSMALLINT primaryTableLength, SQLCHAR* foreignCatalog,
                                 SQLSMALLINT foreignCatalogLength, SQLCHAR* foreignSchema,
                                 SQLSMALLINT foreignSchemaLength, SQLCHAR* foreignTable,
                                 SQLSMALLINT foreignTableLength) {
    return api::foreignKeys(stmt,
                            {{primaryCatalog, primaryCatalogLength},
                             {primarySchema, primarySchemaLength},
                             {primaryTable, primaryTableLength}},
                            {{foreignCatalog, foreignCatalogLength},
                             {foreignSchema, foreignSchemaLength},
                             {foreignTable, foreignTableLength}});
}
SQLRETURN SQL_API SQLForeignKeysW(SQLHSTMT stmt, SQLWCHAR* primaryCatalog, SQLSMALLINT primaryCatalogLength,
                                  SQLWCHAR* primarySchema, SQLSMALLINT primarySchemaLength, SQLWCHAR* primaryTable,
                                  SQLSMALLINT primaryTableLength, SQLWCHAR* foreignCatalog,
                                  SQLSMALLINT foreignCatalogLength, SQLWCHAR* foreignSchema,
                                  SQLSMALLINT foreignSchemaLength, SQLWCHAR* foreignTable,
                                  SQLSMALLINT foreignTableLength) {
    return api::foreignKeys(
        stmt,
        {wideText(stmt, primaryCatalog, primaryCatalogLength), wideText(stmt, primarySchema, primarySchemaLength),
         wideText(stmt, primaryTable, primaryTableLength)},
        {wideText(stmt, foreignCatalog, foreignCatalogLength), wideText(stmt, foreignSchema, foreignSchemaLength),
         wideText(stmt, foreignTable, foreignTableLength)});
}

SQLRETURN SQL_API SQLStatistics(SQLHSTMT stmt, SQLCHAR* catalog, SQLSMALLINT catalogLength, SQLCHAR* schema,
                                SQLSMALLINT schemaLength, SQLCHAR* table, SQLSMALLINT tableLength, SQLUSMALLINT unique,
                                SQLUSMALLINT accuracy) {
    return api::statistics(stmt, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}}, unique,
                           accuracy);
}
SQLRETURN SQL_API SQLStatisticsW(SQLHSTMT stmt, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema,
                                 SQLSMALLINT schemaLength, SQLWCHAR* table, SQLSMALLINT tableLength,
                                 SQLUSMALLINT unique, SQLUSMALLINT accuracy) {
    return api::statistics(stmt,
                           {wideText(stmt, catalog, catalogLength), wideText(stmt, schema, schemaLength),
                            wideText(stmt, table, tableLength)},
                           unique, accuracy);
}

SQLRETURN SQL_API SQLSpecialColumns(SQLHSTMT stmt, SQLUSMALLINT kind, SQLCHAR* catalog, SQLSMALLINT catalogLength,
                                    SQLCHAR* schema, SQLSMALLINT schemaLength, SQLCHAR* table, SQLSMALLINT tableLength,
                                    SQLUSMALLINT scope, SQLUSMALLINT nullable) {
    return api::specialColumns(stmt, kind, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}},
                               scope, nullable);
}
SQLRETURN SQL_API SQLSpecialColumnsW(SQLHSTMT stmt, SQLUSMALLINT kind, SQLWCHAR* catalog, SQLSMALLINT catalogLength,
                                     SQLWCHAR* schema, SQLSMALLINT schemaLength, SQLWCHAR* table,
                                     SQLSMALLINT tableLength, SQLUSMALLINT scope, SQLUSMALLINT nullable) {
    return api::specialColumns(stmt, kind,
                               {wideText(stmt, catalog, catalogLength), wideText(stmt, schema, schemaLength),
                                wideText(stmt, table, tableLength)},
                               scope, nullable);
}

SQLRETURN SQL_API SQLTablePrivileges(SQLHSTMT stmt, SQLCHAR* catalog, SQLSMALLINT catalogLength, SQLCHAR* schema,
                                     SQLSMALLINT schemaLength, SQLCHAR* table, SQLSMALLINT tableLength) {
    return api::tablePrivileges(stmt, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}});
}
SQLRETURN SQL_API SQLTablePrivilegesW(SQLHSTMT stmt, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema,
                                      SQLSMALLINT schemaLength, SQLWCHAR* table, SQLSMALLINT tableLength) {
    return api::tablePrivileges(stmt, {wideText(stmt, catalog, catalogLength), wideText(stmt, schema, schemaLength),
                                       wideText(stmt, table, tableLength)});
}

SQLRETURN SQL_API SQLColumnPrivileges(SQLHSTMT stmt, SQLCHAR* catalog, SQLSMALLINT catalogLength, SQLCHAR* schema,
                                      SQLSMALLINT schemaLength, SQLCHAR* table, SQLSMALLINT tableLength,
                                      SQLCHAR* column, SQLSMALLINT columnLength) {
    return api::columnPrivileges(stmt, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}},
                                 {column, columnLength});
}
SQLRETURN SQL_API SQLColumnPrivilegesW(SQLHSTMT stmt, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema,
                                       SQLSMALLINT schemaLength, SQLWCHAR* table, SQLSMALLINT tableLength,
                                       SQLWCHAR* column, SQLSMALLINT columnLength) {
    return api::columnPrivileges(stmt,
                                 {wideText(stmt, catalog, catalogLength), wideText(stmt, schema, schemaLength),
                                  wideText(stmt, table, tableLength)},
                                 wideText(stmt, column, columnLength));
}

SQLRETURN SQL_API SQLProcedures(SQLHSTMT stmt, SQLCHAR*, SQLSMALLINT, SQLCHAR*, SQLSMALLINT, SQLCHAR*, SQLSMALLINT) {
    return api::procedures(stmt);
}
SQLRETURN SQL_API SQLProceduresW(SQLHSTMT stmt, SQLWCHAR*, SQLSMALLINT, SQLWCHAR*, SQLSMALLINT, SQLWCHAR*,
                                 SQLSMALLINT) {
    return api::procedures(stmt);
}

SQLRETURN SQL_API SQLProcedureColumns(SQLHSTMT stmt, SQLCHAR*, SQLSMALLINT, SQLCHAR*, SQLSMALLINT, SQLCHAR*,
                                      SQLSMALLINT, SQLCHAR*, SQLSMALLINT) {
    return api::procedureColumns(stmt);
}
SQLRETURN SQL_API SQLProcedureColumnsW(SQLHSTMT stmt, SQLWCHAR*, SQLSMALLINT, SQLWCHAR*, SQLSMALLINT, SQLWCHAR*,
                                       SQLSMALLINT, SQLWCHAR*, SQLSMALLINT) {
    return api::procedureColumns(stmt);
}

SQLRETURN SQL_API SQLGetTypeInfo(SQLHSTMT stmt, SQLSMALLINT type) {
    return api::getTypeInfo(stmt, type);
}
SQLRETURN SQL_API SQLGetTypeInfoW(SQLHSTMT stmt, SQLSMALLINT type) {
    return api::getTypeInfo(stmt, type);
}

}  // extern "C"
