#include "driver/user_views.h"

#include <memory>

#include "common/config/connection_config.h"
#include "common/error.h"
#include "sqlengine/engine.h"

namespace assetsodbc::driver {

namespace {

using common::Error;
using common::ErrorKind;
using common::UserView;

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) text.append(c == '"' ? 2 : 1, c);
    return text + '"';
}

}  // namespace

void createUserViews(sqlengine::Engine& engine, std::vector<UserView> views, const common::ConnectionConfig& config,
                     const common::CallContext& context) {
    if (config.includeDualTable) views.push_back({"DUAL", "SELECT 'X' AS DUMMY"});
    for (const UserView& view : views) {
        try {
            const auto creation =
                engine.prepare("CREATE TEMP VIEW " + quoted(view.name) + " AS " + view.query, context);
            if (creation->statementClass() != sqlengine::StatementClass::CreateView)
                throw Error(ErrorKind::InvalidArgument, "It is not one query.");
            creation->step(context);
            // A view that nobody could read would be a riddle at the first query.
            engine.prepare("SELECT * FROM temp." + quoted(view.name), context);
        } catch (const Error& error) {
            const bool isOfView = error.kind() == ErrorKind::SyntaxError || error.kind() == ErrorKind::NoSuchTable ||
                                  error.kind() == ErrorKind::NoSuchColumn || error.kind() == ErrorKind::AmbiguousName ||
                                  error.kind() == ErrorKind::Unsupported ||
                                  error.kind() == ErrorKind::InvalidArgument || error.kind() == ErrorKind::TableExists;
            if (!isOfView) throw;
            throw Error(ErrorKind::InvalidArgument,
                        "The view \"" + view.name +
                            "\" (properties UserDefinedViews and IncludeDualTable) cannot be made: " + error.what());
        }
    }
}

}  // namespace assetsodbc::driver
