#include "tests/simulator/faults.h"

#include <algorithm>

#include "tests/simulator/json_writer.h"
#include "tests/simulator/redirect_location.h"

namespace assetsodbc::simulator {
namespace {

struct NamedAction {
    FaultAction action;
    std::string_view name;
};

constexpr NamedAction kActions[] = {
    {FaultAction::Status, "status"},
    {FaultAction::BadGateway, "badGateway"},
    {FaultAction::LoginPage, "loginPage"},
    {FaultAction::LoginRedirect, "loginRedirect"},
    {FaultAction::Unauthorized, "unauthorized"},
    {FaultAction::ScopeMismatch, "scopeMismatch"},
    {FaultAction::Forbidden, "forbidden"},
    {FaultAction::NotFound, "notFound"},
    {FaultAction::Redirect, "redirect"},
    {FaultAction::TruncateJson, "truncateJson"},
    {FaultAction::InvalidUtf8, "invalidUtf8"},
    {FaultAction::ExtraFields, "extraFields"},
    {FaultAction::ReorderMembers, "reorderMembers"},
    {FaultAction::AnonymousOk, "anonymousOk"},
    {FaultAction::Delay, "delay"},
    {FaultAction::Trickle, "trickle"},
    {FaultAction::CutBody, "cutBody"},
    {FaultAction::WrongLength, "wrongLength"},
    {FaultAction::Drop, "drop"},
    {FaultAction::ChangeData, "changeData"},
};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool matches(const FaultRule& rule, const FaultTarget& request) {
    return (rule.method.empty() || rule.method == request.method) && contains(request.target, rule.path) &&
           contains(request.body, rule.body);
}

}  // namespace

std::string_view nameOf(FaultAction action) {
    const auto* found = std::find_if(std::begin(kActions), std::end(kActions),
                                     [&](const NamedAction& entry) { return entry.action == action; });
    return found->name;
}

std::optional<FaultAction> faultActionNamed(std::string_view name) {
    const auto* found = std::find_if(std::begin(kActions), std::end(kActions),
                                     [&](const NamedAction& entry) { return entry.name == name; });
    if (found == std::end(kActions)) return std::nullopt;
    return found->action;
}

void FaultLayer::add(FaultRule rule) {
    expandLocation(rule.location, {"/", "http://127.0.0.1", "", "", [] { return std::string(); }});
    if (rule.name.empty()) rule.name = nameOf(rule.action);
    const std::lock_guard lock(mutex_);
    entries_.push_back({std::move(rule), 0, 0});
}

void FaultLayer::clear() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
}

std::vector<FaultRule> FaultLayer::take(const FaultTarget& request) {
    std::vector<FaultRule> due;
    const std::lock_guard lock(mutex_);
    for (Entry& entry : entries_) {
        if (!matches(entry.rule, request)) continue;
        ++entry.matched;
        const bool reached = entry.matched >= entry.rule.nth;
        const bool left = entry.rule.times == 0 || entry.matched < entry.rule.nth + entry.rule.times;
        if (!reached || !left) continue;
        ++entry.played;
        due.push_back(entry.rule);
    }
    return due;
}

int FaultLayer::played(FaultAction action) const {
    const std::lock_guard lock(mutex_);
    int count = 0;
    for (const Entry& entry : entries_) {
        if (entry.rule.action == action) count += entry.played;
    }
    return count;
}

std::string FaultLayer::toJson() const {
    std::string out;
    JsonWriter json(out);
    const std::lock_guard lock(mutex_);
    json.beginArray();
    for (const Entry& entry : entries_) {
        json.beginObject().member("name", entry.rule.name).member("action", nameOf(entry.rule.action));
        json.member("path", entry.rule.path).member("matched", entry.matched).member("played", entry.played);
        json.endObject();
    }
    json.endArray();
    return out;
}

}  // namespace assetsodbc::simulator
