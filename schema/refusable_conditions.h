// The conditions of a scan, made again weaker when the site refuses them: first with shorter lists, then without what
// may be left out (forms that are not documented), then without any condition on an attribute. What was left out is
// remembered once the site has taken the rest, so that a mistake in a user's own AQL teaches nothing. Not thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "common/error.h"
#include "schema/pushdown.h"
#include "schema/site/pushdown_memory.h"

namespace assetsodbc::schema {

class RefusableConditions {
public:
    using Make = std::function<ObjectConditions(const PushdownMemory&)>;

    // `make` leaves out what is refused; the memory must outlive the object. `onRefused` is called when the site turned
    // out to refuse a condition on an attribute, whose definition may have changed; it may be empty.
    RefusableConditions(Make make, PushdownMemory& memory, std::function<void()> onRefused = {});

    // Whether the error says that the site would not take a query as it was.
    static bool isRefusal(const common::Error& error);

    const ObjectConditions& current() const { return conditions_; }
    // Whether weaken() could help at all, so that objects may be found anew.
    bool mayBeRefused() const;
    // Makes the conditions weaker after the site refused one with this error; false when that cannot help.
    bool weaken(const common::Error& error);
    // The site answered a search: what was left out for that is remembered.
    void accepted();

private:
    bool shortenLists(std::size_t shortest);
    bool leaveOut(const std::vector<std::string>& fragments);
    void make();

    Make make_;
    PushdownMemory* memory_;
    std::function<void()> onRefused_;
    PushdownMemory trial_;  // the memory with what is tried out
    std::size_t givenListLength_ = 0;
    bool isOnTrial_ = false, leavesOutMore_ = false, shortenedSince_ = false;
    ObjectConditions conditions_;
};

// Those of objectConditions().
RefusableConditions refusableConditions(const ObjectKeyColumns& keys, const ScanRequest& request, QueryPlace place,
                                        PushdownMemory& memory);

}  // namespace assetsodbc::schema
