// What the site tells of one object at a time, besides its attributes: its history, who refers to it, its tickets.
#pragma once

#include <memory>

#include "schema/table.h"

namespace assetsodbc::assets {
class Client;
}

namespace assetsodbc::schema {

// The client must outlive the tables.
const TableSpec& objectHistorySpec();
std::unique_ptr<Table> makeObjectHistoryTable(assets::Client& client);

const TableSpec& objectReferencesSpec();
std::unique_ptr<Table> makeObjectReferencesTable(assets::Client& client);

const TableSpec& connectedTicketsSpec();
std::unique_ptr<Table> makeConnectedTicketsTable(assets::Client& client);

}  // namespace assetsodbc::schema
