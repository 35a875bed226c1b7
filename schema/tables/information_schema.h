// Schema "INFORMATION_SCHEMA": what SQL-92 wants to be told of tables, columns and keys, over the same declarations as
// "sys" and the catalog functions. Answered without a request. There are no catalogs: the columns for them are NULL.
#pragma once

#include <memory>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::schema {

class Catalog;

// SCHEMATA, TABLES, COLUMNS, VIEWS, TABLE_CONSTRAINTS, KEY_COLUMN_USAGE, REFERENTIAL_CONSTRAINTS
const std::vector<const TableSpec*>& informationSchemaSpecs();
// The catalog must outlive the tables.
std::vector<std::unique_ptr<Table>> makeInformationSchema(const Catalog& catalog);

}  // namespace assetsodbc::schema
