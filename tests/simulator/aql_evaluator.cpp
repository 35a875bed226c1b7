#include "tests/simulator/aql_evaluator.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tests/simulator/aql_conditions.h"
#include "tests/simulator/aql_parser.h"
#include "tests/simulator/calendar.h"
#include "tests/simulator/text_case.h"

namespace assetsodbc::simulator {

namespace {

struct SortEntry {
    Id id = 0;
    bool missing = true;
    double number = 0;
    EpochMs time = 0;
    std::string text;
};

// Keys in the order of their text, CMDB-10 before CMDB-9, without writing a million of them out: first by the prefix,
// then by the number shifted left to the same count of digits, then by that count.
struct KeyEntry {
    std::size_t prefixRank = 0;
    Id shifted = 0;
    int digits = 0;
    Id id = 0;

    bool operator<(const KeyEntry& other) const {
        return std::tie(prefixRank, shifted, digits) < std::tie(other.prefixRank, other.shifted, other.digits);
    }
};

constexpr Id kLargestShifted = 100'000'000'000'000'000;

class KeySorter {
public:
    KeySorter(const Site& site, const ObjectSet& objects) : objects_(objects) {
        std::set<std::string> prefixes;
        for (const Schema& schema : site.description().schemas) prefixes.insert(foldCase(schema.key) + "-");
        for (const ObjectType& type : site.description().types) {
            const auto prefix = prefixes.find(foldCase(site.schema(type.schemaId)->key) + "-");
            rankByType_[type.id] = static_cast<std::size_t>(std::distance(prefixes.begin(), prefix));
        }
    }

    IdList sort(const IdList& ids) const {
        std::vector<KeyEntry> entries;
        entries.reserve(ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i) entries.push_back(entryOf(ids[i]));
        std::sort(entries.begin(), entries.end());
        std::vector<Id> sorted;
        sorted.reserve(entries.size());
        for (const KeyEntry& entry : entries) sorted.push_back(entry.id);
        return IdList(std::move(sorted));
    }

private:
    KeyEntry entryOf(Id id) const {
        KeyEntry entry = {rankByType_.at(objects_.typeOf(id)), id, 0, id};
        for (; id > 0 && entry.shifted < kLargestShifted; entry.shifted *= 10) --entry.digits;
        return entry;
    }

    const ObjectSet& objects_;
    std::unordered_map<Id, std::size_t> rankByType_;
};

class Sorter {
public:
    Sorter(const Site& site, const ObjectSet& objects, const AqlOrder& order, const AqlSwitches& switches)
        : site_(site),
          objects_(objects),
          order_(order),
          switches_(switches),
          field_(site, objects, order.path, switches) {
        if (field_.keyword() == AqlKeyword::Object || field_.keyword() == AqlKeyword::AnyAttribute) {
            throw AqlError(field_.position(), "The result cannot be ordered by this.");
        }
    }

    IdList sort(const IdList& ascending) const {
        const bool byKey = field_.isDirect() && field_.keyword() == AqlKeyword::Key;
        const bool byNumber = field_.isDirect() && (field_.keyword() == AqlKeyword::ObjectId ||
                                                    (byKey && switches_.keyOrder == KeyOrder::Number));
        if (byKey || byNumber) {
            const IdList sorted = byNumber ? ascending : KeySorter(site_, objects_).sort(ascending);
            return order_.descending ? sorted.reversed() : sorted;
        }
        // Equal values stay in an order that looks arbitrary.
        const IdList scattered = ascending.scattered();
        std::vector<SortEntry> entries;
        entries.reserve(scattered.size());
        for (std::size_t i = 0; i < scattered.size(); ++i) entries.push_back(entryOf(scattered[i]));
        std::stable_sort(entries.begin(), entries.end(),
                         [this](const SortEntry& a, const SortEntry& b) { return isBefore(a, b); });
        std::vector<Id> ids;
        ids.reserve(entries.size());
        for (const SortEntry& entry : entries) ids.push_back(entry.id);
        return IdList(std::move(ids));
    }

private:
    SortEntry entryOf(Id id) const {
        SortEntry entry;
        entry.id = id;
        const auto values = field_.valuesOf(*objects_.find(id));
        if (values.empty()) return entry;
        const AqlValue& value = values.front();
        entry.missing = false;
        switch (value.kind) {
            case AqlValue::Kind::Number:
                entry.number = value.number;
                break;
            case AqlValue::Kind::Date:
            case AqlValue::Kind::DateTime:
                entry.time = value.time;
                break;
            default:
                entry.text = foldCase(value.texts.front());
        }
        return entry;
    }

    bool isBefore(const SortEntry& a, const SortEntry& b) const {
        if (a.missing || b.missing) {
            const bool missingFirst = !order_.descending || switches_.missingInDescending == MissingInDescending::First;
            return missingFirst ? a.missing && !b.missing : b.missing && !a.missing;
        }
        return order_.descending ? isLess(b, a) : isLess(a, b);
    }

    static bool isLess(const SortEntry& a, const SortEntry& b) {
        if (a.number != b.number) return a.number < b.number;
        if (a.time != b.time) return a.time < b.time;
        return a.text < b.text;
    }

    const Site& site_;
    const ObjectSet& objects_;
    const AqlOrder& order_;
    const AqlSwitches& switches_;
    AqlField field_;
};

bool dependsOnTime(std::string_view query) {
    const std::string folded = foldCase(query);
    const auto has = [&](std::string_view part) { return folded.find(part) != std::string::npos; };
    return has("now") || has("startof") || has("endof");
}

constexpr char kSeparator = '\x1f';
constexpr std::size_t kAnswersKept = 32;

std::string cacheKey(std::string_view query, const ObjectSet& objects, const EvaluationContext& context) {
    std::string key = std::to_string(objects.version()) + kSeparator + context.currentUser + kSeparator +
                      context.currentReporter + kSeparator + context.currentProject + kSeparator +
                      std::to_string(context.zoneMinutes) + kSeparator;
    // Within a minute the pages of one query come from one evaluation, although now() has moved on.
    if (dependsOnTime(query)) key += std::to_string(context.now / kMsPerMinute);
    return key + kSeparator + std::string(query);
}

}  // namespace

IdList evaluateAql(const AqlStatement& statement, const Site& site, const ObjectSet& objects,
                   const EvaluationContext& context, const AqlSwitches& switches) {
    const AqlConditions conditions(site, objects, context, switches);
    if (!statement.order) return conditions.select(statement.where ? &*statement.where : nullptr).scattered();
    const Sorter sorter(site, objects, *statement.order, switches);
    return sorter.sort(conditions.select(statement.where ? &*statement.where : nullptr));
}

IdList AqlEngine::search(std::string_view query, const std::shared_ptr<const ObjectSet>& objects,
                         const EvaluationContext& context) {
    std::promise<IdList> promise;
    const Answer answer = findOrAdd(cacheKey(query, *objects, context), promise);
    if (answer.isNew) {
        try {
            promise.set_value(evaluateAql(parseAql(query, switches_), site_, *objects, context, switches_));
        } catch (...) {
            promise.set_exception(std::current_exception());
        }
    }
    return answer.ids.get();
}

AqlEngine::Answer AqlEngine::findOrAdd(const std::string& key, std::promise<IdList>& promise) {
    const std::lock_guard lock(mutex_);
    const auto known =
        std::find_if(answers_.begin(), answers_.end(), [&](const auto& answer) { return answer.first == key; });
    if (known != answers_.end()) {
        answers_.splice(answers_.begin(), answers_, known);
        return {known->second, false};
    }
    if (answers_.size() >= kAnswersKept) answers_.pop_back();
    answers_.emplace_front(key, promise.get_future().share());
    return {answers_.front().second, true};
}

}  // namespace assetsodbc::simulator
