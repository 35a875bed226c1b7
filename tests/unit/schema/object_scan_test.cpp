// What a scan makes of objects that the site was not asked to tell apart.
#include "schema/object_scan.h"

#include <gtest/gtest.h>

#include "assets/discovery.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::schema {
namespace {

TEST(ObjectScan, YieldsOnlyObjectsThatPassTheChecksWhateverTheBound) {
    assets::testing::FakeTransport transport([](const assets::Request&) {
        return assets::testing::answer(200, R"({"values":[{"id":1},{"id":2},{"id":3}],"isLast":true})");
    });
    assets::testing::FakeClock clock;
    assets::testing::Context context;
    assets::Endpoint endpoint;
    endpoint.baseUrl = "https://site.example/v1";
    assets::Client client(transport, endpoint, clock, {});
    ObjectConditions conditions;
    conditions.batches.emplace_back();
    conditions.checks.push_back({&assets::AssetObject::id, {2, 3}});
    PushdownMemory memory;
    ObjectScan scan(client, {[&](const PushdownMemory&) { return conditions; }, memory}, {}, 1);
    EXPECT_EQ(scan.next(context)->id, 2);
    EXPECT_EQ(scan.next(context)->id, 3);
    EXPECT_EQ(scan.next(context), nullptr);
}

}  // namespace
}  // namespace assetsodbc::schema
