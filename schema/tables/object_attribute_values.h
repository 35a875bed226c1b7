// Assets.ObjectAttributeValues: one row per value of each attribute of each object.
#pragma once

#include <memory>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

const TableSpec& objectAttributeValuesSpec();
std::unique_ptr<Table> makeObjectAttributeValuesTable(assets::Client& client);

}  // namespace assetsodbc::schema
