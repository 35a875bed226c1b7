#include "schema/refusable_conditions.h"

#include <algorithm>
#include <utility>

namespace assetsodbc::schema {
namespace {

// Beside fragments that may be refused instead, lists are not made shorter than any site is known to take.
constexpr std::size_t kSurelyTakenList = 25;
constexpr int kBodyTooLarge = 413, kUrlTooLong = 414;

}  // namespace

bool RefusableConditions::isRefusal(const common::Error& error) {
    return error.kind() == common::ErrorKind::InvalidQuery || error.httpStatus() == kBodyTooLarge ||
           error.httpStatus() == kUrlTooLong;
}

RefusableConditions::RefusableConditions(Make make, PushdownMemory& memory, std::function<void()> onRefused)
    : make_(std::move(make)),
      memory_(&memory),
      onRefused_(std::move(onRefused)),
      trial_(memory),
      givenListLength_(memory.longestList()),
      conditions_(make_(trial_)) {}

bool RefusableConditions::mayBeRefused() const {
    return conditions_.longestList > 1 || !conditions_.optionalFragments.empty() ||
           !conditions_.attributeFragments.empty();
}

bool RefusableConditions::weaken(const common::Error& error) {
    if (!isRefusal(error)) return false;
    isOnTrial_ = true;
    const bool hasFragments = !conditions_.optionalFragments.empty() || !conditions_.attributeFragments.empty();
    if (shortenLists(hasFragments ? kSurelyTakenList : 1)) return true;
    return leaveOut(conditions_.optionalFragments) || leaveOut(conditions_.attributeFragments);
}

bool RefusableConditions::shortenLists(std::size_t shortest) {
    if (conditions_.longestList <= shortest) return false;
    trial_.setLongestList(std::max(shortest, conditions_.longestList / 2));
    shortenedSince_ = true;
    make();
    return true;
}

// The lists are as long as before again, since it was not their length.
bool RefusableConditions::leaveOut(const std::vector<std::string>& fragments) {
    if (fragments.empty()) return false;
    trial_.setLongestList(givenListLength_);
    for (const std::string& fragment : fragments) trial_.refuse(fragment);
    leavesOutMore_ = true;
    shortenedSince_ = false;
    make();
    return true;
}

void RefusableConditions::make() {
    ObjectConditions conditions = make_(trial_);  // fragments may be names of the conditions that it replaces
    conditions_ = std::move(conditions);
}

void RefusableConditions::accepted() {
    if (!isOnTrial_) return;
    isOnTrial_ = false;
    givenListLength_ = trial_.longestList();
    const bool leavesOutMore = std::exchange(leavesOutMore_, false);
    if (leavesOutMore && shortenedSince_) {
        // It was the length of the lists, then, and what was left out may be taken beside shorter ones.
        memory_->setLongestList(std::min(memory_->longestList(), trial_.longestList()));
        return;
    }
    memory_->learn(trial_);
    if (leavesOutMore && onRefused_) onRefused_();
}

RefusableConditions refusableConditions(const ObjectKeyColumns& keys, const ScanRequest& request, QueryPlace place,
                                        PushdownMemory& memory) {
    return {[keys, request, place](const PushdownMemory& known) {
                return objectConditions(keys, request, place, known.longestList());
            },
            memory};
}

}  // namespace assetsodbc::schema
