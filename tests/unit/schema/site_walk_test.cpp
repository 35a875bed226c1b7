// What tables of types and attributes make of things that the site does not know (any more).
#include "schema/tables/site_walk.h"

#include <gtest/gtest.h>

#include "assets/discovery.h"
#include "schema/tables/attributes.h"
#include "schema/tables/object_types.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::schema {
namespace {

using assets::testing::answer;
using assets::testing::page;
using common::Error;
using common::ErrorKind;

// Two schemas with one type each; what a test lists as gone is answered with 404.
class SiteWalkTest : public ::testing::Test {
protected:
    assets::Response answerOf(const assets::Request& request) const {
        const auto has = [&](const char* part) { return request.url.find(part) != std::string::npos; };
        if (!gone.empty() && has(gone.c_str()))
            return isJsonNotFound ? answer(404, R"({"errorMessages":["gone"]})") : page(404, "text/html", "<p>?");
        if (has("/objectschema/list")) return answer(200, R"({"values":[{"id":1},{"id":2}],"isLast":true})");
        if (has("/objectschema/1/")) return answer(200, R"([{"id":11}])");
        if (has("/objectschema/2/")) return answer(200, R"([{"id":22}])");
        if (has("/attributes")) return answer(200, attributes);
        return answer(200, R"({"id":11,"objectSchemaId":1})");
    }

    std::size_t rowsOf(const Table& table, const char* keyColumn = nullptr, std::int64_t key = 0) {
        ScanRequest request;
        request.columnsUsed.assign(table.spec().columns.size(), true);
        if (const auto counts = table.spec().columnIndex("ObjectCount")) request.columnsUsed[*counts] = false;
        if (keyColumn != nullptr)
            request.constraints.push_back({*table.spec().columnIndex(keyColumn), Comparison::Eq, {key}});
        const auto rows = table.scan(request, context);
        std::size_t count = 0;
        while (rows->next(context)) ++count;
        return count;
    }
    std::optional<ErrorKind> failureOf(const Table& table, const char* keyColumn = nullptr, std::int64_t key = 0) {
        try {
            rowsOf(table, keyColumn, key);
        } catch (const Error& error) {
            message = error.what();
            return error.kind();
        }
        return std::nullopt;
    }

    std::string gone, message, attributes = R"([{"id":5}])";
    bool isJsonNotFound = true;
    assets::testing::FakeTransport transport{[this](const assets::Request& request) { return answerOf(request); }};
    assets::testing::FakeClock clock;
    assets::testing::Context context;
    assets::Client client{transport, endpointOf(), clock, {}};
    std::unique_ptr<Table> attributesTable = makeAttributesTable(client), typesTable = makeObjectTypesTable(client);

private:
    static assets::Endpoint endpointOf() {
        assets::Endpoint cloud;
        cloud.baseUrl = "https://site.example/v1";
        return cloud;
    }
};

TEST_F(SiteWalkTest, AQueriedIdThatDoesNotExistHasNoRows) {
    EXPECT_EQ(rowsOf(*attributesTable), 2U);
    gone = "/objecttype/77/attributes";
    EXPECT_EQ(rowsOf(*attributesTable, "ObjectTypeId", 77), 0U);
    gone = "/objectschema/77/";
    EXPECT_EQ(rowsOf(*attributesTable, "ObjectSchemaId", 77), 0U);
    EXPECT_EQ(rowsOf(*typesTable, "ObjectSchemaId", 77), 0U);
}

TEST_F(SiteWalkTest, WhatVanishesAfterItWasListedIsAnErrorThatNamesIt) {
    gone = "/objectschema/2/";
    EXPECT_EQ(failureOf(*typesTable), ErrorKind::ResultChanged);
    EXPECT_NE(message.find("object schema 2"), std::string::npos) << message;
    EXPECT_EQ(failureOf(*attributesTable), ErrorKind::ResultChanged);
    gone = "/objecttype/22/attributes";
    EXPECT_EQ(failureOf(*attributesTable), ErrorKind::ResultChanged);
    EXPECT_NE(message.find("object type 22"), std::string::npos) << message;
    EXPECT_NE(message.find("again"), std::string::npos) << message;
    EXPECT_EQ(failureOf(*attributesTable, "ObjectSchemaId", 2), ErrorKind::ResultChanged);
}

TEST_F(SiteWalkTest, APageOfSomethingInBetweenSaysNothingOfRows) {
    EXPECT_EQ(rowsOf(*attributesTable), 2U);
    isJsonNotFound = false;
    gone = "/objecttype/77/attributes";
    EXPECT_EQ(failureOf(*attributesTable, "ObjectTypeId", 77), ErrorKind::BadResponse);
    gone = "/objectschema/77/";
    EXPECT_EQ(failureOf(*typesTable, "ObjectSchemaId", 77), ErrorKind::BadResponse);
}

TEST_F(SiteWalkTest, TheTypeIsOnlyAskedForWhereAttributesDoNotNameTheirSchema) {
    attributes = R"([{"id":5,"objectType":{"id":11,"objectSchemaId":1}}])";
    EXPECT_EQ(rowsOf(*attributesTable, "ObjectTypeId", 11), 1U);
    EXPECT_EQ(transport.requests.size(), 1U);
    attributes = R"([{"id":5,"objectType":{"id":11,"objectSchemaId":1}},{"id":6}])";
    EXPECT_EQ(rowsOf(*attributesTable, "ObjectTypeId", 11), 2U);
    EXPECT_EQ(transport.requests.size(), 3U);
}

}  // namespace
}  // namespace assetsodbc::schema
