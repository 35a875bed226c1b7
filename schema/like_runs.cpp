#include "schema/like_runs.h"

#include <algorithm>
#include <utility>

#include "assets/aql.h"

namespace assetsodbc::schema {
namespace {

constexpr std::size_t kLongestRun = 200;
constexpr std::size_t kMostRuns = 8;
constexpr std::string_view kCapitalSigma = "\xCE\xA3";  // its small form at the end of a word is another than within

bool canBeSent(const std::string& run) {
    return assets::isComparableValue(run) && run.size() <= kLongestRun &&
           run.find_first_of("\"\\%_*?") == std::string::npos && run.find(kCapitalSigma) == std::string::npos;
}

void trim(LikeRun& run) {
    const auto first = run.text.find_first_not_of(' ');
    if (first == std::string::npos) {
        run.text.clear();
        return;
    }
    const auto last = run.text.find_last_not_of(' ');
    run.isAtStart = run.isAtStart && first == 0;
    run.isAtEnd = run.isAtEnd && last + 1 == run.text.size();
    run.text = run.text.substr(first, last + 1 - first);
}

}  // namespace

std::vector<LikeRun> likeRuns(std::string_view pattern) {
    std::vector<LikeRun> runs;
    std::size_t begin = 0;
    while (begin <= pattern.size() && runs.size() < kMostRuns) {
        const std::size_t end = std::min(pattern.find_first_of("%_", begin), pattern.size());
        LikeRun run = {std::string(pattern.substr(begin, end - begin)), begin == 0, end == pattern.size()};
        trim(run);
        if (canBeSent(run.text)) runs.push_back(std::move(run));
        begin = end + 1;
    }
    return runs;
}

}  // namespace assetsodbc::schema
