// Schema "sys": how this connection is set up, and what it needs. Answered without a request.
#pragma once

#include <memory>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}
namespace assetsodbc::common {
struct ConnectionConfig;
}

namespace assetsodbc::schema {

// Properties, with secrets masked.
const TableSpec& connectionPropsSpec();
// OAuth scopes.
const TableSpec& scopesSpec();
// Hosts.
const TableSpec& endpointsSpec();

// Client and config must outlive the tables. Without a config there are no properties, and none is asked for.
std::vector<std::unique_ptr<Table>> makeConnectionTables(const assets::Client& client,
                                                         const common::ConnectionConfig* config);
std::unique_ptr<Table> makeConnectionPropsTable(const common::ConnectionConfig* config);
std::unique_ptr<Table> makeScopesTable(const assets::Client& client, const common::ConnectionConfig* config);
std::unique_ptr<Table> makeEndpointsTable(const assets::Client& client, const common::ConnectionConfig* config);

}  // namespace assetsodbc::schema
