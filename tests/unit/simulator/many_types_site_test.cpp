#include "tests/simulator/many_types_site.h"

#include <gtest/gtest.h>

#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

TEST(ManyTypesSite, HasWhatItsNameSays) {
    const auto site = makeManyTypesSite();
    EXPECT_EQ(site->description().schemas.size(), 300u);
    EXPECT_EQ(site->description().types.size(), 5'000u);
    EXPECT_EQ(site->description().attributes.size(), 60'000u);
    EXPECT_EQ(site->snapshot()->size(), 1'500u);
}

TEST(ManyTypesSite, IsServedSchemaBySchema) {
    SimulatorOptions options;
    options.site = ServedSite::ManyTypes;
    const auto simulator = started(options);
    SimulatorClient client(*simulator);
    client.asCloudUser();
    const auto schemas = client.get(client.cloud("/objectschema/list?maxResults=500&includeCounts=true")).json();
    ASSERT_EQ(schemas["values"].Size(), 300u);
    EXPECT_EQ(schemas["values"][299]["objectTypeCount"].GetInt(), 16);
    EXPECT_EQ(client.get(client.cloud("/objectschema/300/objecttypes/flat")).json().Size(), 16u);
    EXPECT_EQ(client.get(client.cloud("/objectschema/300/attributes?extended=true")).json().Size(), 16u * 12u);
    EXPECT_EQ(rowIds(client.search("objectTypeId = 600", "maxResults=10")).size(), 3u);
}

TEST(ManyTypesSite, RefersToTypesThatExist) {
    const auto site = makeManyTypesSite({3, 10, 12, 1, 1});
    for (const AttributeDefinition& attribute : site->description().attributes) {
        if (attribute.kind != AttributeKind::Object) continue;
        EXPECT_NE(site->type(*attribute.referenceObjectTypeId), nullptr) << attribute.name;
    }
}

}  // namespace
}  // namespace assetsodbc::simulator
