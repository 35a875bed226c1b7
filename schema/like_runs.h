// The literal parts of a LIKE pattern.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::schema {

// Characters of a pattern between two of its wildcards, its beginning and its end.
struct LikeRun {
    std::string text;
    bool isAtStart = false;  // texts begin with it
    bool isAtEnd = false;    // texts end with it
};

// The runs that AQL may be asked for: no wildcard of any language in them, nothing that it cannot hold, no letter whose
// small form depends on its neighbours. Every text that the pattern matches (ignoring the case of ASCII letters)
// contains each of them. Blanks at the ends of a run are left out, and with them what a run was anchored to.
std::vector<LikeRun> likeRuns(std::string_view pattern);

}  // namespace assetsodbc::schema
