// Assets.Attributes: one row per attribute of each object type, inherited ones included.
#pragma once

#include <memory>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

const TableSpec& attributesSpec();
std::unique_ptr<Table> makeAttributesTable(assets::Client& client);

}  // namespace assetsodbc::schema
