// The objects of the torture site, drawn from small pools of values, so that joins, groups and equalities meet.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "tests/simulator/calendar.h"
#include "tests/simulator/generated_types.h"
#include "tests/simulator/torture_site.h"

namespace assetsodbc::simulator {
namespace {

constexpr int kPercentUnset = 30;
constexpr Id kFirstId = 3;
constexpr Id kGapEvery = 11;  // such ids are left out

const std::vector<std::string>& textPool() {
    static const std::vector<std::string> kPool = {"abc",
                                                   "ABC",
                                                   "Abc",
                                                   "aBc",
                                                   "abd",
                                                   "ab",
                                                   "a",
                                                   "b",
                                                   "abcabc",
                                                   "xabcx",
                                                   "Stra\xC3\x9F"
                                                   "e",
                                                   "STRASSE",
                                                   "\xC3\x89",
                                                   "\xC3\xA9",
                                                   "\xC3\x89t\xC3\xA9",
                                                   "\xC3\xA9t\xC3\xA9",
                                                   "e\xCC\x81",
                                                   "\xC3\x9F",
                                                   "\xF0\x9F\x98\x80",
                                                   "\xF0\x9F\x98\x80\xF0\x9F\x98\x83",
                                                   "na\xC3\xAFve",
                                                   "\xCE\xA9",
                                                   "\xCF\x89",
                                                   "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E",
                                                   "\xC4\xB0",
                                                   "i",
                                                   "I",
                                                   "\xC4\xB1",
                                                   "\xC2\xA0nbsp",
                                                   "50%",
                                                   "50_",
                                                   "5_0%",
                                                   "a*b",
                                                   "a?b",
                                                   "*",
                                                   "?",
                                                   "%",
                                                   "_",
                                                   "\\",
                                                   "a\\b",
                                                   "C:\\temp",
                                                   "\"",
                                                   "say \"hi\"",
                                                   "it's",
                                                   "''",
                                                   "line1\nline2",
                                                   "line1\r\nline2",
                                                   "tab\there",
                                                   "a; b",
                                                   "; ",
                                                   "a;b",
                                                   "x, y",
                                                   "  lead",
                                                   "trail  ",
                                                   "",
                                                   " ",
                                                   "null",
                                                   "NULL",
                                                   "true",
                                                   "false",
                                                   "0",
                                                   "1",
                                                   "-1",
                                                   "42",
                                                   "042",
                                                   "4.2",
                                                   "1e3",
                                                   "2024-01-31",
                                                   "TORT-5",
                                                   "object",
                                                   "AND",
                                                   "(",
                                                   ")",
                                                   "[x]",
                                                   "a.b",
                                                   std::string(255, 'x')};
    return kPool;
}

template <std::size_t N>
std::string oneOf(const std::array<const char*, N>& pool, Draw& draw) {
    return pool[static_cast<std::size_t>(draw.below(static_cast<int>(N)))];
}

template <typename Items>
const auto& anyOf(const Items& items, Draw& draw) {
    return items[static_cast<std::size_t>(draw.below(static_cast<int>(items.size())))];
}

constexpr std::array<const char*, 18> kIntegers = {"0",  "1",   "-1",   "2",  "3",          "5",
                                                   "7",  "10",  "42",   "99", "100",        "-100",
                                                   "12", "500", "1000", "-7", "2147483647", "-2147483648"};
constexpr std::array<const char*, 19> kDoubles = {
    "0",  "-0.0",  "0.1",    "0.2",    "0.30000000000000004",    "1",      "1.0",           "1.5",     "-1.5", "2.5",
    "42", "1e300", "-1e300", "5e-324", "1.7976931348623157e308", "1.0E10", "123456789.125", "3.14159", "1e-7"};
constexpr std::array<const char*, 14> kDates = {"2024-01-31", "2024-02-29", "1970-01-01", "1969-12-31", "9999-12-31",
                                                "0001-01-01", "2023-12-31", "2024-01-01", "1900-03-01", "2000-02-29",
                                                "2024-06-15", "2024-01-30", "2024-02-01", "2025-01-01"};
constexpr std::array<const char*, 14> kMoments = {
    "2023-12-31T23:59:59.999Z", "2024-01-01T00:00:00.000Z", "2024-01-31T10:00:00.000Z", "2024-01-31T10:00:00.527Z",
    "2024-01-31T00:00:00.000Z", "2024-01-31T23:59:59.999Z", "2024-02-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z",
    "1970-01-01T00:00:00.000Z", "9999-12-30T12:00:00.000Z", "1900-01-01T00:00:00.001Z", "2024-02-29T12:30:00.000Z",
    "2024-01-30T22:00:00.000Z", "2024-06-15T08:15:30.250Z"};
constexpr std::array<const char*, 7> kTimes = {"00:00:00", "10:00:00", "23:59:59", "10:30:00",
                                               "09:59:59", "12:00:00", "00:00:01"};
constexpr std::array<const char*, 7> kUrls = {"http://example.com/",
                                              "https://example.com/?q=1&x=%20",
                                              "HTTPS://EXAMPLE.COM/",
                                              "https://example.com/a_b",
                                              "https://example.com/",
                                              "http://127.0.0.1:8080/x?y=(z)",
                                              "https://xn--bcher-kva.example/b\xC3\xBC"};
constexpr std::array<const char*, 5> kMails = {"ann@example.com", "ANN@example.com", "bob+tag@example.com",
                                               "o'neil@example.com", "a_b@example.com"};
constexpr std::array<const char*, 6> kAddresses = {"10.0.0.1",    "10.0.0.10", "10.0.0.2",
                                                   "192.168.1.1", "fe80::1",   "FE80::1"};
constexpr std::array<const char*, 5> kTeams = {"Team A", "team a", "Team; B", "\xC3\x89quipe", ""};

std::string plainText(const AttributeDefinition& attribute, Draw& draw) {
    switch (attribute.defaultType) {
        case DefaultType::Integer:
            return oneOf(kIntegers, draw);
        case DefaultType::Double:
            return oneOf(kDoubles, draw);
        case DefaultType::Boolean:
            return draw.chance(50) ? "true" : "false";
        case DefaultType::Date:
            return oneOf(kDates, draw);
        case DefaultType::Time:
            return oneOf(kTimes, draw);
        case DefaultType::DateTime:
            return oneOf(kMoments, draw);
        case DefaultType::Url:
            return oneOf(kUrls, draw);
        case DefaultType::Email:
            return oneOf(kMails, draw);
        case DefaultType::IpAddress:
            return oneOf(kAddresses, draw);
        case DefaultType::Select:
            return std::string(anyOf(splitText(attribute.options, ','), draw));
        case DefaultType::Textarea:
            return anyOf(textPool(), draw) + (draw.chance(30) ? "\n" + std::string(400, 'y') : "");
        default:
            return anyOf(textPool(), draw);
    }
}

class TortureWriter {
public:
    TortureWriter(const Site& site, const TortureOptions& options) : site_(site), options_(options) {}

    std::vector<Object> write() {
        giveOutIds();
        for (Object& object : objects_) fill(object);
        return std::move(objects_);
    }

private:
    int countOf(const ObjectType& type) const {
        if (type.abstractType || type.name == "Empty") return 0;
        return type.name == "Solo" ? 1 : options_.objectsPerType;
    }

    // The types take turns, so that the ids of one are scattered over those of all.
    void giveOutIds() {
        Id id = kFirstId;
        for (int turn = 0; turn < options_.objectsPerType; ++turn) {
            for (const ObjectType& type : site_.description().types) {
                if (turn >= countOf(type)) continue;
                if (++id % kGapEvery == 0) ++id;
                Object object;
                object.id = id;
                object.typeId = type.id;
                idsByType_[type.id].push_back(id);
                objects_.push_back(std::move(object));
            }
        }
    }

    void fill(Object& object) const {
        Draw draw(options_.seed, object.id, 0);
        object.created = timeOf(oneOf(kMoments, draw));
        object.updated = draw.chance(50) ? object.created : timeOf(oneOf(kMoments, draw));
        object.hasAvatar = draw.chance(40);
        for (const AttributeDefinition* attribute : site_.attributesOf(object.typeId)) {
            if (attribute->systemAttribute != SystemAttribute::None) continue;
            Draw own(options_.seed, object.id, attribute->position + 1);
            AttributeValues values = {attribute->id, valuesOf(object, *attribute, own)};
            // Some of those without a value are there, but empty.
            if (!values.values.empty() || own.chance(20)) object.attributes.push_back(std::move(values));
        }
    }

    std::vector<Value> valuesOf(const Object& object, const AttributeDefinition& attribute, Draw& draw) const {
        if (attribute.label) return {{labelText(object, attribute, draw), 0}};
        if (attribute.unique && attribute.minimumCardinality > 0) return {{"code-" + std::to_string(object.id), 0}};
        if (attribute.minimumCardinality == 0 && draw.chance(kPercentUnset)) return {};
        if (attribute.unique) return {{"login " + std::to_string(object.id), 0}};
        const int most = attribute.maximumCardinality == kUnlimited ? 5 : attribute.maximumCardinality;
        const int wanted = 1 + draw.below(most);
        std::vector<Value> values;
        for (int i = 0; i < wanted; ++i) {
            Value value;
            if (!draws(object, attribute, draw, value)) continue;
            const bool known = std::any_of(values.begin(), values.end(), [&](const Value& other) {
                return other.text == value.text && other.target == value.target;
            });
            if (!known) values.push_back(std::move(value));
        }
        return values;
    }

    // Every other label is one of few, so that several objects share it or differ in case alone.
    static std::string labelText(const Object& object, const AttributeDefinition& attribute, Draw& draw) {
        if (attribute.defaultType == DefaultType::Integer) return oneOf(kIntegers, draw);
        const std::string text = anyOf(textPool(), draw);
        return text.empty() || draw.chance(50) ? "Name " + std::to_string(object.id) : text;
    }

    // False when there is nothing to point at.
    bool draws(const Object& object, const AttributeDefinition& attribute, Draw& draw, Value& value) const {
        const SiteDescription& all = site_.description();
        switch (attribute.kind) {
            case AttributeKind::Default:
                value.text = plainText(attribute, draw);
                return true;
            case AttributeKind::Object:
                value.target = referenced(object, attribute, draw);
                return value.target != 0;
            case AttributeKind::User:
                value.text = draw.chance(5) ? "712020:erased" : anyOf(all.users, draw).accountId;
                return true;
            case AttributeKind::Group:
                value.text = anyOf(all.groups, draw).name;
                return true;
            case AttributeKind::Later:
                value.text = oneOf(kTeams, draw);
                return true;
            case AttributeKind::Status:
                value.target = anyOf(all.statuses, draw).id;
                return true;
            case AttributeKind::Project:
                value.target = anyOf(all.projects, draw).id;
                return true;
            case AttributeKind::Version:
                value.target = anyOf(all.versions, draw).id;
                return true;
            case AttributeKind::Confluence:
                value.target = anyOf(all.confluencePages, draw).id;
                return true;
            case AttributeKind::Bitbucket:
                value.target = anyOf(all.repositories, draw).id;
                return true;
        }
        return false;
    }

    Id referenced(const Object& object, const AttributeDefinition& attribute, Draw& draw) const {
        std::vector<Id> types = {*attribute.referenceObjectTypeId};
        if (attribute.includeChildObjectTypes) types = site_.withDescendants(types.front());
        std::vector<Id> candidates;
        for (const Id type : types) {
            const auto ids = idsByType_.find(type);
            if (ids != idsByType_.end()) candidates.insert(candidates.end(), ids->second.begin(), ids->second.end());
        }
        if (candidates.empty()) return 0;
        if (draw.chance(3) && object.typeId == types.front()) return object.id;  // to itself
        // Half of them to a few, so that some objects are referred to often and some never.
        const int few = std::min<int>(8, static_cast<int>(candidates.size()));
        const int most = draw.chance(50) ? few : static_cast<int>(candidates.size());
        return candidates[static_cast<std::size_t>(draw.below(most))];
    }

    const Site& site_;
    const TortureOptions& options_;
    std::map<Id, std::vector<Id>> idsByType_;
    std::vector<Object> objects_;
};

}  // namespace

std::vector<Object> tortureObjects(const Site& site, const TortureOptions& options) {
    return TortureWriter(site, options).write();
}

}  // namespace assetsodbc::simulator
