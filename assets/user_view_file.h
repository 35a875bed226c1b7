// The file in which a user keeps views for every connection (property UserDefinedViews):
//     {"MyLaptops": {"query": "SELECT * FROM ITSM.Laptops"}, "Others": "SELECT ..."}
#pragma once

#include <string>
#include <vector>

#include "common/config/user_view.h"

namespace assetsodbc::assets {

// In the order of the file, in which one view may use those before it; none for an empty path. Throws
// Error{InvalidArgument} that names the file and what is wrong with it.
std::vector<common::UserView> readUserViews(const std::string& file);

}  // namespace assetsodbc::assets
