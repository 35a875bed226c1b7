// The texts that are made from the table of connection properties, so that they cannot disagree with it: the tables in
// docs/connecting.md and the whole of odbc.ini.sample.
#pragma once

#include <string>
#include <string_view>

namespace assetsodbc::installer {

// Markdown: one table per category.
std::string propertyTables();
std::string sampleOdbcIni();
// Markdown: what becomes of the properties of other drivers for Assets.
std::string movingTable();

// The page with everything between its marker lines replaced by the property tables and the table for those who move.
// Throws common::Error when the page lacks markers.
std::string withPropertyTables(std::string_view page);

}  // namespace assetsodbc::installer
