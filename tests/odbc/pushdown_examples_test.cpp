// docs/pushdown.md promises of each of its examples what is asked of the site. Here they are run against the demo
// company, and the requests that the site saw must be those of the page, letter by letter. With ASSETS_WRITE_DOCS=1 the
// page is brought up to date instead.
#include <fstream>
#include <sstream>

#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

constexpr const char* kPage = ASSETSODBC_SOURCE_DIR "/docs/pushdown.md";

// "search, 500 at a time, without attributes: objectTypeId = 7"
std::string told(const simulator::LoggedRequest& request) {
    if (request.query.empty() && request.path.find("/object/aql") == std::string::npos) {
        const auto from = request.path.find("/v1/");
        return request.method + ' ' + (from == std::string::npos ? request.path : request.path.substr(from + 3));
    }
    if (request.path.find("/totalcount") != std::string::npos) return "count: " + request.query;
    std::string text = "search, at most " + std::to_string(request.maxResults);
    if (request.startAt > 0) text += " from " + std::to_string(request.startAt);
    if (request.target.find("includeAttributes=false") != std::string::npos) text += ", without attributes";
    return text + ": " + request.query;
}

std::string requestsOf(const Connection& connection, const std::string& sql) {
    query(connection, "SELECT * FROM (" + sql + ") LIMIT 0");  // the metadata that it needs is known then
    site().requestLog().clear();
    const auto rows = query(connection, sql);
    std::string text;
    for (const auto& request : site().requestLog().entries()) text += told(request) + '\n';
    if (text.empty()) text = "nothing\n";
    return text + "-- " + std::to_string(rows.size()) + (rows.size() == 1 ? " row\n" : " rows\n");
}

struct Example {
    std::string sql, promise;
    std::size_t begin = 0, end = 0;  // of the promise in the page
};

// A block of SQL, and the block of requests after it.
std::vector<Example> examplesOf(const std::string& page) {
    std::vector<Example> examples;
    const std::string sqlMark = "```sql\n", textMark = "```text\n", close = "```\n";
    for (std::size_t at = page.find(sqlMark); at != page.npos; at = page.find(sqlMark, at)) {
        Example example;
        at += sqlMark.size();
        const std::size_t sqlEnd = page.find(close, at);
        example.sql = page.substr(at, sqlEnd - at);
        example.begin = page.find(textMark, sqlEnd) + textMark.size();
        example.end = page.find(close, example.begin);
        example.promise = page.substr(example.begin, example.end - example.begin);
        at = example.end;
        examples.push_back(std::move(example));
    }
    return examples;
}

TEST(PushdownExamples, AreWhatTheSiteIsAsked) {
    std::stringstream content;
    content << std::ifstream(kPage).rdbuf();
    std::string page = content.str();
    const std::vector<Example> examples = examplesOf(page);
    ASSERT_GT(examples.size(), 10u);
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))) << describe(connection.diagnostics());
    const bool writes = std::getenv("ASSETS_WRITE_DOCS") != nullptr;
    for (auto example = examples.rbegin(); example != examples.rend(); ++example) {
        const std::string requests = requestsOf(connection, example->sql);
        if (writes)
            page.replace(example->begin, example->end - example->begin, requests);
        else
            EXPECT_EQ(example->promise, requests) << example->sql;
    }
    if (writes) std::ofstream(kPage) << page;
}

}  // namespace
}  // namespace assetsodbc::odbctest
