// Assets.Schemas: one row per object schema that the account may see.
#pragma once

#include <memory>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

const TableSpec& schemasSpec();
std::unique_ptr<Table> makeSchemasTable(assets::Client& client);

}  // namespace assetsodbc::schema
