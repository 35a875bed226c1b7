// The texts that are made from the table of connection properties, so that they cannot disagree with it: the table in
// docs/connecting.md and the whole of odbc.ini.sample.
#pragma once

#include <string>
#include <string_view>

namespace assetsodbc::installer {

// Markdown: one table per category.
std::string propertyTables();
std::string sampleOdbcIni();

// The page with everything between its two marker lines replaced by the property tables. Throws common::Error when the
// page has no markers.
std::string withPropertyTables(std::string_view page);

}  // namespace assetsodbc::installer
