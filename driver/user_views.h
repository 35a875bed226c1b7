// Views that the user keeps in a file for every connection (UserDefinedViews), and DUAL (IncludeDualTable): created in
// the connection's schema "temp" before its first statement.
//     {"MyLaptops": {"query": "SELECT * FROM ITSM.Laptops"}, "Others": "SELECT ..."}
#pragma once

#include <string>
#include <vector>

namespace assetsodbc::common {
struct CallContext;
struct ConnectionConfig;
}  // namespace assetsodbc::common
namespace assetsodbc::sqlengine {
class Engine;
}

namespace assetsodbc::driver {

struct UserView {
    std::string name, query;
};

// In the order of the file, in which one view may use those before it. Throws Error{InvalidArgument} that names the
// file and what is wrong with it.
std::vector<UserView> readUserViews(const std::string& file);

// What the configuration asks for. Makes no request.
std::vector<UserView> userViews(const common::ConnectionConfig& config);

// Looks the tables up that the views name, for which the site may be asked. Throws Error{InvalidArgument} that names
// the view, or whatever stopped the site from answering.
void createUserViews(sqlengine::Engine& engine, const std::vector<UserView>& views, const common::CallContext& context);

}  // namespace assetsodbc::driver
