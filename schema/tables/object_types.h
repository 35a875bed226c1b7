// Assets.ObjectTypes: one row per object type, abstract ones included.
#pragma once

#include <memory>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

const TableSpec& objectTypesSpec();
std::unique_ptr<Table> makeObjectTypesTable(assets::Client& client);

}  // namespace assetsodbc::schema
