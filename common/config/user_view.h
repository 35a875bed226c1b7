// A view that the user keeps in a file for every connection.
#pragma once

#include <string>

namespace assetsodbc::common {

struct UserView {
    std::string name, query;
};

}  // namespace assetsodbc::common
