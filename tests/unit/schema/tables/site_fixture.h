// A site that answers from a map of paths, for tests of single tables.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assets/client.h"
#include "assets/discovery.h"
#include "common/error.h"
#include "schema/table.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::schema::testing {

using Rows = std::vector<std::vector<Value>>;

class SiteFixture : public ::testing::Test {
protected:
    static assets::Endpoint endpoint(assets::Deployment deployment) {
        assets::Endpoint endpoint;
        endpoint.deployment = deployment;
        endpoint.siteUrl = "https://site.example";
        endpoint.baseUrl = "https://site.example/v1";
        return endpoint;
    }

    // The rows of a scan; cells of all columns.
    Rows rowsOf(const Table& table, std::vector<Constraint> constraints = {},
                std::optional<std::uint64_t> rowBound = std::nullopt, std::size_t most = 1000) {
        ScanRequest request;
        request.columnsUsed.assign(table.spec().columns.size(), true);
        request.constraints = std::move(constraints);
        request.rowBound = rowBound;
        const auto stream = table.scan(request, context);
        Rows rows;
        while (rows.size() < most && stream->next(context)) {
            auto& row = rows.emplace_back();
            for (std::size_t i = 0; i < table.spec().columns.size(); ++i) row.push_back(ownedValue(stream->cell(i)));
        }
        return rows;
    }
    std::optional<common::ErrorKind> failureOf(const Table& table, std::vector<Constraint> constraints = {}) {
        try {
            rowsOf(table, std::move(constraints));
        } catch (const common::Error& error) {
            message = error.what();
            return error.kind();
        }
        return std::nullopt;
    }
    static Constraint equal(const Table& table, const char* column, Value value) {
        return {*table.spec().columnIndex(column), Comparison::Eq, {std::move(value)}};
    }
    // Path and query of what was asked, in order.
    std::vector<std::string> asked() const {
        std::vector<std::string> paths;
        for (const auto& request : transport.requests)
            paths.push_back(request.url.substr(std::string("https://site.example/v1").size()) +
                            (request.query.empty() ? "" : "?" + request.query));
        return paths;
    }
    static Value cell(const Table& table, const std::vector<Value>& row, const char* column) {
        return row.at(*table.spec().columnIndex(column));
    }

    std::map<std::string, std::string> answers;  // by path with its query; others are not found
    std::string message;
    assets::testing::FakeTransport transport{[this](const assets::Request& request) {
        const std::string path = request.url.substr(std::string("https://site.example/v1").size()) +
                                 (request.query.empty() ? "" : "?" + request.query);
        const auto found = answers.find(path);
        if (found != answers.end()) return assets::testing::answer(200, found->second);
        if (path.find("/object/aql?") == 0) return assets::testing::answer(200, objects);
        return assets::testing::answer(404, R"({"errorMessages":["no such thing"]})");
    }};
    std::string objects =
        R"({"startAt":0,"maxResults":500,"total":2,"isLast":true,"values":[{"id":"1","objectKey":"A-1"},)"
        R"({"id":"2","objectKey":"A-2"}]})";
    assets::testing::FakeClock clock;
    assets::testing::Context context;
    assets::Client cloud{transport, endpoint(assets::Deployment::Cloud), clock, {}};
    assets::Client dataCenter{transport, endpoint(assets::Deployment::DataCenter), clock, {}};
};

}  // namespace assetsodbc::schema::testing
