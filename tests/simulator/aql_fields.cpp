#include "tests/simulator/aql_fields.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "tests/simulator/text_case.h"

namespace assetsodbc::simulator {

namespace {

struct KeywordName {
    std::string_view name;
    AqlKeyword keyword;
};
constexpr std::array<KeywordName, 9> kKeywords = {{{"object", AqlKeyword::Object},
                                                   {"objectSchema", AqlKeyword::ObjectSchema},
                                                   {"objectSchemaId", AqlKeyword::ObjectSchemaId},
                                                   {"objectType", AqlKeyword::ObjectType},
                                                   {"objectTypeId", AqlKeyword::ObjectTypeId},
                                                   {"objectId", AqlKeyword::ObjectId},
                                                   {"Key", AqlKeyword::Key},
                                                   {"Label", AqlKeyword::Label},
                                                   {"anyAttribute", AqlKeyword::AnyAttribute}}};

bool sameName(std::string_view a, std::string_view b, const AqlSwitches& switches) {
    return switches.strictCase ? a == b : equalIgnoringCase(a, b);
}

AqlKeyword keywordNamed(std::string_view name, const AqlSwitches& switches) {
    for (const KeywordName& known : kKeywords) {
        if (sameName(name, known.name, switches)) return known.keyword;
    }
    if (switches.objectKeyKeyword && sameName(name, "objectKey", switches)) return AqlKeyword::Key;
    return AqlKeyword::None;
}

bool isNumber(const AttributeDefinition& attribute) {
    return attribute.kind == AttributeKind::Default &&
           (attribute.defaultType == DefaultType::Integer || attribute.defaultType == DefaultType::Double);
}

bool isTime(const AttributeDefinition& attribute) {
    return attribute.kind == AttributeKind::Default &&
           (attribute.defaultType == DefaultType::Date || attribute.defaultType == DefaultType::DateTime);
}

AqlValue readDefault(const AttributeDefinition& attribute, const std::string& text) {
    switch (attribute.defaultType) {
        case DefaultType::Integer:
        case DefaultType::Double:
            return AqlValue::ofNumber(text);
        case DefaultType::Date:
            return AqlValue::ofTime(AqlValue::Kind::Date, text);
        case DefaultType::DateTime:
            return AqlValue::ofTime(AqlValue::Kind::DateTime, text);
        default:
            break;
    }
    AqlValue value = AqlValue::ofText(text);
    if (attribute.defaultType == DefaultType::Boolean) value.kind = AqlValue::Kind::Boolean;
    return value;
}

}  // namespace

AqlField::AqlField(const Site& site, const ObjectSet& objects, const AqlPath& path, const AqlSwitches& switches)
    : site_(site), objects_(objects), switches_(switches), position_(path.front().position) {
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        AttributesByType named = attributesNamed(path[i]);
        if (named.empty()) throw AqlError(path[i].position, "There is no attribute '" + path[i].text + "'.");
        for (auto at = named.begin(); at != named.end();) {
            at = at->second->kind == AttributeKind::Object ? std::next(at) : named.erase(at);
        }
        if (named.empty()) throw AqlError(path[i].position, "'" + path[i].text + "' does not refer to objects.");
        references_.push_back(std::move(named));
    }
    resolveLast(path.back());
}

void AqlField::resolveLast(const AqlName& name) {
    keyword_ = keywordNamed(name.text, switches_);
    if (keyword_ != AqlKeyword::None) return;
    attributes_ = attributesNamed(name);
    if (!attributes_.empty()) return;
    if (!sameName(name.text, "Name", switches_)) {
        throw AqlError(name.position, "There is no attribute '" + name.text + "'.");
    }
    keyword_ = AqlKeyword::Label;
}

AqlField::AttributesByType AqlField::attributesNamed(const AqlName& name) const {
    AttributesByType result;
    for (const AttributeDefinition& attribute : site_.description().attributes) {
        if (!sameName(attribute.name, name.text, switches_)) continue;
        const bool exact = attribute.name == name.text;
        const auto [at, added] = result.emplace(attribute.typeId, &attribute);
        if (!added && exact) at->second = &attribute;
    }
    return result;
}

bool AqlField::isOfType() const {
    return isDirect() && (keyword_ == AqlKeyword::ObjectSchema || keyword_ == AqlKeyword::ObjectSchemaId ||
                          keyword_ == AqlKeyword::ObjectType || keyword_ == AqlKeyword::ObjectTypeId);
}

template <typename Predicate>
bool AqlField::allAttributes(Predicate predicate) const {
    return !attributes_.empty() && std::all_of(attributes_.begin(), attributes_.end(),
                                               [&](const auto& entry) { return predicate(*entry.second); });
}

bool AqlField::isNumeric() const {
    return keyword_ == AqlKeyword::ObjectId || keyword_ == AqlKeyword::ObjectTypeId ||
           keyword_ == AqlKeyword::ObjectSchemaId || allAttributes(isNumber);
}

bool AqlField::isTemporal() const {
    return allAttributes(isTime);
}

bool AqlField::isUnsetBoolean(const Object& object) const {
    const auto found = attributes_.find(object.typeId);
    return isDirect() && found != attributes_.end() && found->second->kind == AttributeKind::Default &&
           found->second->defaultType == DefaultType::Boolean && site_.valuesOf(object, *found->second).empty();
}

std::vector<AqlValue> AqlField::valuesOf(const Object& object) const {
    std::vector<AqlValue> values;
    if (isDirect()) {
        readLast(object, values);
        return values;
    }
    std::vector<std::shared_ptr<const Object>> reached = {
        std::shared_ptr<const Object>(std::shared_ptr<void>(), &object)};
    for (const AttributesByType& step : references_) {
        std::vector<std::shared_ptr<const Object>> next;
        for (const auto& from : reached) {
            const auto attribute = step.find(from->typeId);
            if (attribute == step.end()) continue;
            for (const Value& value : site_.valuesOf(*from, *attribute->second)) {
                if (auto target = objects_.find(value.target)) next.push_back(std::move(target));
            }
        }
        reached = std::move(next);
    }
    for (const auto& target : reached) readLast(*target, values);
    return values;
}

void AqlField::readLast(const Object& object, std::vector<AqlValue>& values) const {
    if (keyword_ != AqlKeyword::None) {
        readKeyword(object, values);
        return;
    }
    const auto attribute = attributes_.find(object.typeId);
    if (attribute != attributes_.end()) readAttribute(object, *attribute->second, values);
}

void AqlField::readKeyword(const Object& object, std::vector<AqlValue>& values) const {
    const ObjectType* type = site_.type(object.typeId);
    switch (keyword_) {
        case AqlKeyword::ObjectSchema:
            values.push_back(AqlValue::ofText(site_.schema(type->schemaId)->name));
            break;
        case AqlKeyword::ObjectSchemaId:
            values.push_back(AqlValue::ofNumber(std::to_string(type->schemaId)));
            break;
        case AqlKeyword::ObjectType:
            values.push_back(AqlValue::ofText(type->name));
            break;
        case AqlKeyword::ObjectTypeId:
            values.push_back(AqlValue::ofNumber(std::to_string(type->id)));
            break;
        case AqlKeyword::ObjectId:
            values.push_back(AqlValue::ofNumber(std::to_string(object.id)));
            break;
        case AqlKeyword::Key:
            values.push_back(AqlValue::ofText(site_.keyOf(object)));
            break;
        case AqlKeyword::Label: {
            std::string label = site_.labelOf(object);
            if (!label.empty()) values.push_back(AqlValue::ofText(std::move(label)));
            break;
        }
        case AqlKeyword::AnyAttribute:
            for (const AttributeDefinition* attribute : site_.attributesOf(object.typeId)) {
                readAttribute(object, *attribute, values);
            }
            break;
        case AqlKeyword::Object:
        case AqlKeyword::None:
            break;
    }
}

void AqlField::readAttribute(const Object& object, const AttributeDefinition& attribute,
                             std::vector<AqlValue>& values) const {
    for (const Value& value : site_.valuesOf(object, attribute)) values.push_back(read(attribute, value));
}

AqlValue AqlField::read(const AttributeDefinition& attribute, const Value& value) const {
    switch (attribute.kind) {
        case AttributeKind::Default:
            return readDefault(attribute, value.text);
        case AttributeKind::Object:
            return readReference(value.target);
        case AttributeKind::User:
            return readUser(value.text);
        case AttributeKind::Group:
        case AttributeKind::Later:
            return AqlValue::ofText(value.text);
        case AttributeKind::Status: {
            const Status* status = site_.status(value.target);
            return AqlValue::ofText(status == nullptr ? std::to_string(value.target) : status->name);
        }
        default:
            break;
    }
    const LinkedItem* item = site_.linkedItem(attribute.kind, value.target);
    AqlValue result = AqlValue::ofText(item == nullptr ? std::to_string(value.target) : item->name);
    if (item != nullptr && attribute.kind == AttributeKind::Project) result.texts.push_back(item->key);
    return result;
}

AqlValue AqlField::readReference(Id target) const {
    const auto object = objects_.find(target);
    AqlValue value;
    if (object && switches_.referenceMatchesLabel) value.texts.push_back(site_.labelOf(*object));
    if (object && switches_.referenceMatchesKey) value.texts.push_back(site_.keyOf(*object));
    if (switches_.referenceMatchesId || value.texts.empty()) value.texts.push_back(std::to_string(target));
    return value;
}

AqlValue AqlField::readUser(const std::string& accountId) const {
    const User* user = site_.user(accountId);
    AqlValue value;
    if (user != nullptr && switches_.userMatchesName) value.texts = {user->displayName, user->userName, user->email};
    value.texts.push_back(accountId);
    return value;
}

}  // namespace assetsodbc::simulator
