// What administrators set up beside object types, and what the site says of itself.
#pragma once

#include <memory>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

// The client must outlive the tables.
const TableSpec& statusTypesSpec();
std::unique_ptr<Table> makeStatusTypesTable(assets::Client& client);

// Cloud only: a scan of Data Center's fails with Error{Unsupported}.
const TableSpec& referenceTypesSpec();
std::unique_ptr<Table> makeReferenceTypesTable(assets::Client& client);

// Likewise.
const TableSpec& usageSpec();
std::unique_ptr<Table> makeUsageTable(assets::Client& client);

// Of Cloud: one row, told without a request. Data Center has no workspace and no row.
const TableSpec& workspacesSpec();
std::unique_ptr<Table> makeWorkspacesTable(const assets::Client& client);

// Throws Error{Unsupported} on Data Center: `what` is not told there, and `instead` says where to look.
void requireCloud(const assets::Client& client, const char* what, const char* instead);

}  // namespace assetsodbc::schema
