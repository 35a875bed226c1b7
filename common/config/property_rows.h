// The parts of the property table, in the order in which they are shown. Used by connection_properties.cpp only.
#pragma once

#include "common/config/connection_properties.h"

namespace assetsodbc::common {

PropertyTable siteProperties();            // data source and site
PropertyTable authenticationProperties();  // who we are, and OAuth
PropertyTable readingProperties();         // reading, writing and local tables
PropertyTable catalogProperties();
PropertyTable networkProperties();
PropertyTable loggingProperties();

}  // namespace assetsodbc::common
