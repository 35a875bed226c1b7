// A site of numbered objects that answers searches and counts as Cloud or Data Center do, and that a test may change
// before any answer.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets::testing {

class MovingSite {
public:
    explicit MovingSite(std::int64_t objects) {
        for (std::int64_t id = 1; id <= objects; ++id) ids.push_back(id * 10);
    }

    // What the site does, for a test to set.
    std::vector<std::int64_t> ids;                              // in the site's order
    std::function<void(int search)> beforeSearch = [](int) {};  // search requests are counted from 1
    std::function<void()> beforeCount = [] {};
    std::size_t longestPage = 1000;
    bool echoesMaxResults = true, echoesStart = true, reportsTotal = true;
    std::optional<std::string> isLastFormat = "bool";  // bool, text, absent
    bool refusesOrder = false, ignoresStart = false;
    std::function<bool(std::size_t start, std::size_t end)> isLastOf;  // overrides
    std::string moreMembers;  // appended to each page, as ,"hasMoreResults":true
    int countStatus = 200;
    std::optional<std::uint64_t> countOverride;
    bool shufflesEachTime = false;

    int searches = 0, counts = 0;

    Response operator()(const Request& request) {
        if (request.url.find("totalcount") != std::string::npos) return countAnswer();
        return request.url.find("/aql/objects") != std::string::npos ? numberedPage(request) : offsetPage(request);
    }

    static std::uint64_t parameter(const Request& request, const std::string& name) {
        const std::string query = "&" + request.query;
        const auto at = query.find("&" + name + "=");
        return at == std::string::npos ? 0 : std::stoull(query.substr(at + name.size() + 2));
    }

private:
    Response countAnswer() {
        ++counts;
        beforeCount();
        if (countStatus != 200) return answer(countStatus, R"({"errorMessages":["no"],"errors":{}})");
        return answer(200, "{\"totalCount\":" + std::to_string(countOverride.value_or(ids.size())) + "}");
    }

    bool prepare(const Request& request) {
        beforeSearch(++searches);
        if (shufflesEachTime)
            std::rotate(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(ids.size() / 3), ids.end());
        return !(refusesOrder && request.aql.find("ORDER BY") != std::string::npos);
    }

    static Response refusal() { return answer(400, R"({"errorMessages":["AQL is wrong near ORDER"],"errors":{}})"); }

    std::string rows(std::size_t start, std::size_t end) const {
        std::string json;
        for (std::size_t i = start; i < end; ++i) {
            const std::string id = std::to_string(ids[i]);
            json += (json.empty() ? "" : ",");
            json += "{\"id\":\"" + id + "\",\"label\":\"L" + id + "\",\"objectKey\":\"K-" + id +
                    "\",\"objectType\":{\"id\":\"5\",\"objectSchemaId\":\"2\"}}";
        }
        return json;
    }

    Response offsetPage(const Request& request) {
        if (!prepare(request)) return refusal();
        const std::size_t size = std::min<std::size_t>(parameter(request, "maxResults"), longestPage);
        const std::size_t asked = ignoresStart ? 0 : parameter(request, "startAt");
        const std::size_t start = std::min(asked, ids.size());
        const std::size_t end = std::min(start + size, ids.size());
        std::string json = "{\"values\":[" + rows(start, end) +
                           "],\"total\":" + std::to_string(std::min<std::size_t>(ids.size(), 1000));
        if (echoesMaxResults) json += ",\"maxResults\":" + std::to_string(size);
        const bool isLast = isLastOf ? isLastOf(start, end) : end == ids.size();
        const std::string word = isLast ? "true" : "false";
        if (isLastFormat == "bool") json += ",\"isLast\":" + word;
        if (isLastFormat == "text") json += ",\"isLast\":\"" + word + "\"";
        return answer(200, json + moreMembers + "}");
    }

    Response numberedPage(const Request& request) {
        if (!prepare(request)) return refusal();
        const std::size_t size = std::min<std::size_t>(parameter(request, "resultPerPage"), longestPage);
        const std::size_t start = std::min<std::size_t>((parameter(request, "page") - 1) * size, ids.size());
        const std::size_t end = std::min(start + size, ids.size());
        std::string json = "{\"objectEntries\":[" + rows(start, end) + "]";
        if (reportsTotal) json += ",\"totalFilterCount\":" + std::to_string(countOverride.value_or(ids.size()));
        if (echoesStart)
            json += ",\"startIndex\":" + std::to_string(start == end ? 1 : start + 1) +
                    ",\"toIndex\":" + std::to_string(start == end ? 0 : end);
        return answer(200, json + moreMembers + "}");
    }
};

}  // namespace assetsodbc::assets::testing
