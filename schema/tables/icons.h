// Assets.Icons: the global icons, and any icon by its id.
#pragma once

#include <memory>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

const TableSpec& iconsSpec();
std::unique_ptr<Table> makeIconsTable(assets::Client& client);

}  // namespace assetsodbc::schema
