// Views of the user (UserDefinedViews) and DUAL (IncludeDualTable): created in the connection's schema "temp" before
// its first statement.
#pragma once

#include <vector>

#include "common/config/user_view.h"

namespace assetsodbc::common {
struct CallContext;
struct ConnectionConfig;
}  // namespace assetsodbc::common
namespace assetsodbc::sqlengine {
class Engine;
}

namespace assetsodbc::driver {

// Looks the tables up that the views name, for which the site may be asked. Throws Error{InvalidArgument} that names
// the view, or whatever stopped the site from answering.
void createUserViews(sqlengine::Engine& engine, std::vector<common::UserView> views,
                     const common::ConnectionConfig& config, const common::CallContext& context);

}  // namespace assetsodbc::driver
