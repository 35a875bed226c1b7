// Schema "sys": what the driver knows of itself. Answered without a request, but for what the catalog asks.
#pragma once

#include <memory>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

class Catalog;

// tables, columns, primary_keys, foreign_keys
const std::vector<const TableSpec*>& systemTableSpecs();
// The catalog must outlive the tables.
std::vector<std::unique_ptr<Table>> makeSystemTables(const Catalog& catalog);

// requests: a copy of the request log, taken when a scan begins.
const TableSpec& requestsSpec();
std::unique_ptr<Table> makeRequestsTable(const assets::Client& client);

}  // namespace assetsodbc::schema
