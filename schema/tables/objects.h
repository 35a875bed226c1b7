// Assets.Objects: one row per object that the account may see.
#pragma once

#include <memory>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

const TableSpec& objectsSpec();
std::unique_ptr<Table> makeObjectsTable(assets::Client& client);

}  // namespace assetsodbc::schema
