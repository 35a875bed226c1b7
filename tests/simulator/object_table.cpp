#include "tests/simulator/object_table.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "tests/simulator/calendar.h"
#include "tests/simulator/type_table.h"

namespace assetsodbc::simulator {

namespace {

[[noreturn]] void fail(std::string_view what, std::string_view name) {
    throw std::logic_error("object table: " + std::string(what) + " '" + std::string(name) + "'");
}

constexpr Id kGapEvery = 23;  // such ids are left out

bool isInteger(std::string_view text) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool isDecimal(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return isInteger(text);
    const std::string_view fraction = text.substr(point + 1);
    return isInteger(text.substr(0, point)) && isInteger(fraction) && fraction.front() != '-';
}

bool isOption(std::string_view text, const AttributeDefinition& attribute) {
    const auto options = splitText(attribute.options, ',');
    return std::find(options.begin(), options.end(), text) != options.end();
}

bool isWellFormed(std::string_view text, const AttributeDefinition& attribute) {
    switch (attribute.defaultType) {
        case DefaultType::Integer:
            return isInteger(text);
        case DefaultType::Double:
            return isDecimal(text);
        case DefaultType::Boolean:
            return text == "true" || text == "false";
        case DefaultType::Date:
            return text.size() == 10 && parseTime(text).has_value();
        case DefaultType::Time:
            return parseTimeOfDay(text).has_value();
        case DefaultType::DateTime:
            return text.size() == 24 && parseTime(text).has_value();
        case DefaultType::Url:
            return text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://";
        case DefaultType::Email:
            return text.find('@') != std::string_view::npos;
        case DefaultType::Select:
            return isOption(text, attribute);
        default:
            return true;
    }
}

class ObjectTableReader {
public:
    explicit ObjectTableReader(const Site& site) : site_(site) {}

    std::vector<Object> read(const std::vector<ObjectTable>& tables) {
        for (const ObjectTable& table : tables) giveOutIds(table);
        for (const ObjectTable& table : tables) {
            for (const auto& row : table.rows) readRow(table, row);
        }
        return std::move(objects_);
    }

private:
    const ObjectType& typeOf(const ObjectTable& table) const {
        const ObjectType* type = site_.typeNamed(table.schemaKey, table.type);
        if (type == nullptr) fail("unknown type", table.type);
        if (type->abstractType) fail("objects of the abstract type", table.type);
        return *type;
    }

    // First all ids and labels, because cells refer to later tables too.
    void giveOutIds(const ObjectTable& table) {
        const ObjectType& type = typeOf(table);
        const auto label = std::find(table.columns.begin(), table.columns.end(), site_.labelAttribute(type.id)->name);
        if (label == table.columns.end()) fail("no label column in the table of", table.type);
        const auto column = static_cast<std::size_t>(label - table.columns.begin());
        for (const auto& row : table.rows) {
            Object object;
            object.id = nextId_++;
            if (nextId_ % kGapEvery == 0) ++nextId_;
            object.typeId = type.id;
            idsByLabel_.emplace(std::string(row.at(column)), std::pair(object.id, type.id));
            objects_.push_back(std::move(object));
        }
    }

    void readRow(const ObjectTable& table, const std::vector<std::string_view>& row) {
        Object& object = objects_[nextRow_++];
        if (row.size() > table.columns.size()) fail("more cells than columns in a row of", row.front());
        object.created =
            timeOf("2021-05-03T07:12:09.214Z") + object.id * 3 * kMsPerDay + object.id * 7'654'321 % kMsPerDay;
        object.updated = object.created + object.id * 987'654'321 % (200 * kMsPerDay);
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!row[i].empty()) readCell(object, table.columns[i], row[i]);
        }
        for (const AttributeDefinition* attribute : site_.attributesOf(object.typeId)) checkCount(object, *attribute);
    }

    void readCell(Object& object, std::string_view column, std::string_view cell) const {
        if (column == "#created") {
            object.created = timeOf(cell);
        } else if (column == "#updated") {
            object.updated = timeOf(cell);
        } else if (column == "#avatar") {
            object.hasAvatar = cell == "yes";
        } else {
            const AttributeDefinition* attribute = site_.attributeNamed(object.typeId, column);
            if (attribute == nullptr) fail("unknown attribute", column);
            object.attributes.push_back(readValues(*attribute, cell));
        }
    }

    AttributeValues readValues(const AttributeDefinition& attribute, std::string_view cell) const {
        AttributeValues result;
        result.attributeId = attribute.id;
        if (cell == "[]") return result;
        if (attribute.maximumCardinality == 1) {
            result.values.push_back(readValue(attribute, cell));
        } else {
            for (const auto part : splitText(cell, '|')) result.values.push_back(readValue(attribute, part));
        }
        return result;
    }

    void checkCount(const Object& object, const AttributeDefinition& attribute) const {
        const auto count = static_cast<int>(site_.valuesOf(object, attribute).size());
        const bool tooMany = attribute.maximumCardinality != kUnlimited && count > attribute.maximumCardinality;
        if (tooMany || count < attribute.minimumCardinality) {
            fail("wrong number of values of " + attribute.name + " in", site_.labelOf(object));
        }
    }

    Value readValue(const AttributeDefinition& attribute, std::string_view text) const {
        switch (attribute.kind) {
            case AttributeKind::Default:
                if (!isWellFormed(text, attribute)) fail("ill-formed value of " + attribute.name, text);
                return {std::string(text), 0};
            case AttributeKind::Object:
                return {{}, referencedObject(attribute, text)};
            case AttributeKind::User:
                return {accountId(text), 0};
            case AttributeKind::Group:
                if (site_.group(text) == nullptr) fail("unknown group", text);
                return {std::string(text), 0};
            case AttributeKind::Status:
                return {{}, statusId(attribute, text)};
            case AttributeKind::Project:
                return {{}, linkedItemId(site_.description().projects, text)};
            case AttributeKind::Version:
                return {{}, linkedItemId(site_.description().versions, text)};
            case AttributeKind::Confluence:
                return {{}, linkedItemId(site_.description().confluencePages, text)};
            case AttributeKind::Bitbucket:
                return {{}, linkedItemId(site_.description().repositories, text)};
            case AttributeKind::Later:
                return {std::string(text), 0};
        }
        fail("unknown kind of attribute", attribute.name);
    }

    Id referencedObject(const AttributeDefinition& attribute, std::string_view label) const {
        std::vector<Id> types = {*attribute.referenceObjectTypeId};
        if (attribute.includeChildObjectTypes) types = site_.withDescendants(types.front());
        const auto [first, last] = idsByLabel_.equal_range(label);
        for (auto at = first; at != last; ++at) {
            if (std::find(types.begin(), types.end(), at->second.second) != types.end()) return at->second.first;
        }
        fail("nothing for " + attribute.name + " to refer to, labelled", label);
    }

    std::string accountId(std::string_view userName) const {
        for (const User& user : site_.description().users) {
            if (user.userName == userName) return user.accountId;
        }
        fail("unknown user", userName);
    }

    // A status of the type's own schema comes before a global one of the same name.
    Id statusId(const AttributeDefinition& attribute, std::string_view name) const {
        const Id schemaId = site_.type(attribute.typeId)->schemaId;
        const Status* found = nullptr;
        for (const Status& status : site_.description().statuses) {
            if (status.name != name) continue;
            if (status.schemaId == schemaId) return status.id;
            if (!status.schemaId) found = &status;
        }
        if (found == nullptr) fail("unknown status", name);
        return found->id;
    }

    static Id linkedItemId(const std::vector<LinkedItem>& items, std::string_view name) {
        for (const LinkedItem& item : items) {
            if (item.name == name || item.key == name) return item.id;
        }
        fail("unknown item", name);
    }

    const Site& site_;
    std::vector<Object> objects_;
    std::multimap<std::string, std::pair<Id, Id>, std::less<>> idsByLabel_;  // to object id and type id
    Id nextId_ = 1;
    std::size_t nextRow_ = 0;
};

}  // namespace

std::vector<Object> readObjects(const Site& site, const std::vector<ObjectTable>& tables) {
    return ObjectTableReader(site).read(tables);
}

}  // namespace assetsodbc::simulator
