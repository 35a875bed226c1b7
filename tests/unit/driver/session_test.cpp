#include "driver/session.h"

#include <gtest/gtest.h>

#include "common/call_context.h"
#include "sqlengine/query.h"

namespace assetsodbc::driver {
namespace {

TEST(Session, TellsSqlTheUserOfTheConnection) {
    common::ConnectionConfig config;
    config.url = "http://127.0.0.1:9";  // nothing is asked for: all that discovery looks for is given
    config.apiUrl = config.url;
    config.deployment = common::Deployment::Cloud;
    config.cloudId = "cloud";
    config.workspaceId = "workspace";
    config.user = "ada@example.com";
    config.pageSize = 500;
    config.connectOnOpen = false;
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 1};
    const auto session = openSession(config, context);
    const auto query = session->prepare("SELECT {fn USER()}", context);
    ASSERT_TRUE(query->step(context));
    EXPECT_EQ(std::get<std::string_view>(query->cell(0)), "ada@example.com");
}

}  // namespace
}  // namespace assetsodbc::driver
