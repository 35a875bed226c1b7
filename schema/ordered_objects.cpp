#include "schema/ordered_objects.h"

#include <cstdlib>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include "common/date_time.h"
#include "common/error.h"
#include "schema/kept_objects.h"

namespace assetsodbc::schema {
namespace {

using assets::AqlExpression;

// The site's own time of an object and the one it shows differ by milliseconds.
constexpr std::int64_t kBlurMilliseconds = 1000;
// So many objects beyond those wanted show whether times so close are cut apart.
constexpr std::uint64_t kBlurMargin = 15;
// Of all objects no more are held than a few times those wanted.
constexpr std::size_t kMostHeld = 2000;

struct Rank {
    int operator()(std::monostate) const { return 0; }
    int operator()(std::int64_t) const { return 1; }
    int operator()(double) const { return 1; }
    int operator()(const std::string&) const { return 2; }
    int operator()(const Bytes&) const { return 3; }
};

double numberOf(const Value& value) {
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
}

std::optional<std::int64_t> momentOf(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto moment = text == nullptr ? std::nullopt : common::parseTimestamp(*text);
    return moment ? std::optional(common::millisecondsSinceEpoch(*moment)) : std::nullopt;
}

}  // namespace

bool isLess(const Value& a, const Value& b) {
    const int rankA = std::visit(Rank(), a), rankB = std::visit(Rank(), b);
    if (rankA != rankB) return rankA < rankB;
    const auto* wholeA = std::get_if<std::int64_t>(&a);
    const auto* wholeB = std::get_if<std::int64_t>(&b);
    if (wholeA != nullptr && wholeB != nullptr) return *wholeA < *wholeB;
    if (rankA == 1) return numberOf(a) < numberOf(b);
    if (rankA == 2) return std::get<std::string>(a) < std::get<std::string>(b);
    return rankA == 3 && std::get<Bytes>(a).bytes < std::get<Bytes>(b).bytes;
}

OrderedObjects::OrderedObjects(assets::Client& client, ObjectOrder order, SearchFields fields, std::uint64_t bound)
    : client_(client), order_(std::move(order)), fields_(std::move(fields)), bound_(bound) {}

ObjectOnPage OrderedObjects::next(const AllObjects& all, const common::CallContext& context) {
    if (!isStarted_) {
        isStarted_ = true;
        isComplete_ = false;
        if (!readFromSite(all, context)) readAll(all, context);
    }
    if (next_ == entries_.size()) {
        if (isComplete_) return {};
        // More is read than was expected: now everything is held.
        bound_ = std::numeric_limits<std::uint64_t>::max();
        readAll(all, context);
        skipDelivered();
        if (entries_.empty()) return {};
    }
    const Entry& entry = entries_[next_++];
    lastDelivered_ = entry.key;
    delivered_.insert(at(entry).object->id);
    return at(entry);
}

ObjectOnPage OrderedObjects::ahead(std::size_t steps) const {
    const std::size_t index = next_ + steps - 1;
    return next_ == 0 || steps == 0 || index >= entries_.size() ? ObjectOnPage{} : at(entries_[index]);
}

// False when that does not do. Nothing was delivered then.
bool OrderedObjects::readFromSite(const AllObjects& all, const common::CallContext& context) {
    const ObjectConditions& conditions = all.conditions;
    if (conditions.batches.empty()) return isComplete_ = true;
    if (order_.isRefused || bound_ == 0 || bound_ > client_.pageSize() || conditions.batches.size() > 1 ||
        !conditions.checks.empty() || !conditions.isExact)
        return false;
    const AqlExpression& condition = conditions.batches.front();
    isComplete_ = true;
    try {
        if (!order_.descending && order_.mayBeMissing && !readMissing(condition, context)) return false;
        if (stillWanted() > 0 && !readPresent(condition, context)) return false;
        if (stillWanted() > 0 && order_.descending && order_.mayBeMissing && !readMissing(condition, context))
            return false;
    } catch (const common::Error& error) {
        if (error.kind() != common::ErrorKind::InvalidQuery) throw;
        wasRefused_ = true;
        return false;
    }
    if (stillWanted() == 0) isComplete_ = false;  // there may be more
    return true;
}

bool OrderedObjects::readMissing(const AqlExpression& condition, const common::CallContext& context) {
    assets::SearchRequest request;
    request.aql = AqlExpression::allOf({condition, AqlExpression::attributeIsEmpty(order_.attribute)}).render();
    request.fields = fields_.fields;
    request.attributeIds = fields_.attributeIds;
    request.rowBound = stillWanted();
    auto first = client_.firstPage(std::move(request), std::nullopt, context);
    auto entries = entriesOf(std::move(first.page));
    for (const Entry& entry : entries)
        if (!isNull(entry.key)) return false;
    return append(std::move(entries), first.isWhole);
}

bool OrderedObjects::readPresent(const AqlExpression& condition, const common::CallContext& context) {
    const std::uint64_t wanted = stillWanted();
    assets::SearchRequest request;
    const AqlExpression present =
        order_.mayBeMissing ? AqlExpression::attributeIsNotEmpty(order_.attribute) : AqlExpression();
    request.aql = AqlExpression::allOf({condition, present}).render();
    request.fields = fields_.fields;
    request.attributeIds = fields_.attributeIds;
    request.rowBound = order_.isBlurred ? wanted + kBlurMargin : wanted;
    auto first =
        client_.firstPage(std::move(request), assets::SearchOrder{order_.attribute, order_.descending}, context);
    auto entries = entriesOf(std::move(first.page));
    const auto before = [this](const Entry& a, const Entry& b) { return isBefore(a, b); };
    if (order_.isBlurred)
        std::stable_sort(entries.begin(), entries.end(), before);
    else if (!std::is_sorted(entries.begin(), entries.end(), before))
        return false;
    for (const Entry& entry : entries)
        if (isNull(entry.key)) return false;
    if (order_.isBlurred && !first.isWhole) {
        if (entries.size() <= wanted) return false;
        const auto last = momentOf(entries.back().key), cut = momentOf(entries[wanted - 1].key);
        if (!last || !cut || std::abs(*last - *cut) <= kBlurMilliseconds) return false;
    }
    return append(std::move(entries), first.isWhole);
}

std::vector<OrderedObjects::Entry> OrderedObjects::entriesOf(assets::ObjectPage page) {
    pages_.push_back(std::move(page));
    const assets::ObjectPage& held = pages_.back();
    std::vector<Entry> entries;
    assets::IdSet ids;
    for (std::size_t i = 0; i < held.objects.size(); ++i) {
        if (!ids.insert(held.objects[i].id)) continue;
        entries.push_back({pages_.size() - 1, i, order_.valueOf(held.objects[i], held)});
    }
    return entries;
}

// False when the answer stops short of what is wanted and does not show that there is no more.
bool OrderedObjects::append(std::vector<Entry> entries, bool isWhole) {
    const std::uint64_t wanted = stillWanted();
    if (entries.size() < wanted && !isWhole) return false;
    if (entries.size() > wanted) entries.resize(static_cast<std::size_t>(wanted));
    entries_.insert(entries_.end(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
    return true;
}

void OrderedObjects::readAll(const AllObjects& all, const common::CallContext& context) {
    entries_.clear();
    pages_.clear();
    pages_.emplace_back();
    next_ = 0;
    isComplete_ = true;
    all.restart();
    const assets::AssetObject* lastPage = nullptr;
    for (ObjectOnPage found = all.next(context); found.object != nullptr; found = all.next(context)) {
        const assets::AssetObject* page = found.page->objects.data();
        if (std::exchange(lastPage, page) != page) keepDefinitions(*found.page, pages_.front());
        Value key = order_.valueOf(*found.object, *found.page);
        entries_.push_back({0, keepObject(*found.object, *found.page, pages_.front()), std::move(key)});
        if (entries_.size() > kMostHeld && entries_.size() / 4 > bound_) keepBest();
    }
    std::stable_sort(entries_.begin(), entries_.end(),
                     [this](const Entry& a, const Entry& b) { return isBefore(a, b); });
    if (wasRefused_ && order_.onRefused) order_.onRefused();
    wasRefused_ = false;
}

// Of all objects so far only those that may be read.
void OrderedObjects::keepBest() {
    std::stable_sort(entries_.begin(), entries_.end(),
                     [this](const Entry& a, const Entry& b) { return isBefore(a, b); });
    entries_.resize(static_cast<std::size_t>(bound_));
    assets::ObjectPage best;
    keepDefinitions(pages_.front(), best);
    for (Entry& entry : entries_) entry.object = keepObject(*at(entry).object, pages_.front(), best);
    pages_.front() = std::move(best);
    isComplete_ = false;
}

void OrderedObjects::skipDelivered() {
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(),
                                  [this](const Entry& entry) { return delivered_.contains(at(entry).object->id); }),
                   entries_.end());
    if (entries_.empty() || delivered_.size() == 0 || !isBefore(entries_.front().key, lastDelivered_)) return;
    throw common::Error(common::ErrorKind::ResultChanged, "Objects changed while they were read in the order of " +
                                                              order_.attribute +
                                                              ": some should have come earlier. Run the query again.");
}

}  // namespace assetsodbc::schema
