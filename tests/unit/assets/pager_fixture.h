// Reads a MovingSite through a Pager, as Cloud and as Data Center.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "assets/pager.h"
#include "assets/request_log.h"
#include "common/error.h"
#include "tests/unit/assets/moving_site.h"

namespace assetsodbc::assets::testing {

using common::Error;
using common::ErrorKind;

struct Reading {
    std::vector<std::int64_t> ids;
    std::optional<ErrorKind> error;
    std::string message;

    std::set<std::int64_t> distinct() const { return {ids.begin(), ids.end()}; }
    bool hasNoDuplicates() const { return distinct().size() == ids.size(); }
};

class PagerTest : public ::testing::TestWithParam<Deployment> {
protected:
    Endpoint endpoint() const {
        Endpoint e;
        e.deployment = GetParam();
        e.baseUrl = "https://site.example/base";
        return e;
    }

    Reading read(MovingSite& site, std::uint32_t pageSize, std::optional<std::uint64_t> bound = {},
                 std::size_t stopAfter = SIZE_MAX) {
        transport = std::make_unique<FakeTransport>([&site](const Request& r) { return site(r); });
        Api api(*transport, log, endpoint(), "");
        Pager pager(SearchCalls(api, "objectTypeId = 5", ObjectFields::Identity), {pageSize, bound, failOnIncomplete});
        Reading reading;
        try {
            while (reading.ids.size() < stopAfter) {
                const AssetObject* object = pager.next(context);
                if (object == nullptr) break;
                reading.ids.push_back(object->id);
            }
        } catch (const Error& error) {
            reading.error = error.kind();
            reading.message = error.what();
        }
        return reading;
    }

    bool isCloud() const { return GetParam() == Deployment::Cloud; }

    // Every object that was there from the first to the last request must have come, and none twice.
    static void expectComplete(const Reading& reading, const std::vector<std::int64_t>& always) {
        EXPECT_FALSE(reading.error) << reading.message;
        EXPECT_TRUE(reading.hasNoDuplicates());
        const auto distinct = reading.distinct();
        std::size_t missing = 0;
        for (const std::int64_t id : always) missing += distinct.count(id) == 0 ? 1 : 0;
        EXPECT_EQ(missing, 0U);
    }

    RequestLog log;
    Context context;
    std::unique_ptr<FakeTransport> transport;
    bool failOnIncomplete = true;
};

inline std::vector<std::int64_t> inBoth(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
    const std::set<std::int64_t> second(b.begin(), b.end());
    std::vector<std::int64_t> both;
    for (const std::int64_t id : a)
        if (second.count(id) != 0) both.push_back(id);
    return both;
}

}  // namespace assetsodbc::assets::testing
