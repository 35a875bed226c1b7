// Pages of objects, as a stream of JSON events. Which member of which object goes where is data
// (json_object_members.h); the handler walks it. No tree of the page is ever built.
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>

#include "assets/json_decode.h"
#include "assets/json_object_members.h"
#include "assets/json_text.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

constexpr int kDeepestNesting = 200;

struct Wanted {
    ObjectFields fields;
    const std::vector<std::int64_t>& attributeIds;  // ascending; empty = all

    bool has(std::int64_t attributeId) const {
        return attributeIds.empty() || std::binary_search(attributeIds.begin(), attributeIds.end(), attributeId);
    }
};

class PageHandler {
public:
    using Text = std::string_view;

    PageHandler(ObjectPage& page, const Wanted& wanted) : page_(page), wanted_(wanted) { path_.reserve(16); }

    const std::string& problem() const { return problem_; }
    bool sawObjects() const { return sawObjects_; }

    // What RapidJSON calls. False ends the parse; problem() then says why.
    bool Null() { return skipped_ > 0 || takeNull(); }
    bool Bool(bool value) { return skipped_ > 0 || takeScalar(value ? "true" : "false"); }
    bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
        return skipped_ > 0 || takeScalar({text, length});
    }
    bool String(const char* text, rapidjson::SizeType length, bool) {
        return skipped_ > 0 || takeScalar({text, length});
    }
    bool Key(const char* text, rapidjson::SizeType length, bool) {
        if (skipped_ == 0) next_ = targetOf({text, length});
        return true;
    }
    bool StartObject() { return enter(false); }
    bool StartArray() { return enter(true); }
    bool EndObject(rapidjson::SizeType) { return leave(); }
    bool EndArray(rapidjson::SizeType) { return leave(); }
    // Never called, because numbers come as text.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

private:
    bool fail(Text problem) {
        problem_ = problem;
        return false;
    }
    const NodeSpec& spec() const { return kNodes[static_cast<std::size_t>(path_.back())]; }

    Target targetOf(Text name) const;
    bool takeNull();
    bool takeScalar(Text text);
    bool enter(bool isList);
    bool enterNode(Node node, bool isList);
    bool begin(Node node);
    bool leave();
    bool finish(Node node);
    bool finishObject();
    bool finishAttribute();
    void finishDefinition();
    bool isUnwantedAttribute() const { return hasAttributeId_ && !wanted_.has(attribute_.objectTypeAttributeId); }

    bool put(std::monostate, Text) { return true; }
    bool put(Node, Text) { return fail("a text or number stands where an object or a list must be"); }
    bool put(ObjectText member, Text text);
    bool put(ObjectNumber member, Text text) { return putNumber(text, object_.*member); }
    bool put(ValueText member, Text text);
    bool put(Special member, Text text);
    bool putNumber(Text text, std::int64_t& number);
    bool putCount(Text text, std::optional<std::uint64_t>& count);
    bool putFlag(Text text, std::optional<bool>& flag);
    Text kept(Text text);

    ObjectPage& page_;
    const Wanted wanted_;
    std::vector<Node> path_;
    Target next_;      // where the value after the last key goes
    int skipped_ = 0;  // open objects and lists of a member that nobody wants
    bool sawObjects_ = false;
    bool hasObjectId_ = false, hasAttributeId_ = false;
    bool hasDefinitionId_ = false;
    AttributeOutline definition_;
    AssetObject object_;
    ObjectAttribute attribute_;
    AttributeValue value_;
    std::string problem_;
};

Target PageHandler::targetOf(Text name) const {
    const NodeSpec& node = spec();
    for (std::size_t i = 0; i < node.memberCount; ++i) {
        const Member& member = node.members[i];
        if (member.name != name) continue;
        const bool isWanted = member.neededBy == ObjectFields::Identity || has(wanted_.fields, member.neededBy);
        // The id mostly comes before the values, which then need not be read.
        const bool isSkipped = member.target == Target(Node::Values) && isUnwantedAttribute();
        return isWanted && !isSkipped ? member.target : Target{};
    }
    return {};
}

bool PageHandler::takeNull() {
    if (path_.empty()) return fail("it is null");
    return spec().isList ? fail("null stands in a list of objects") : true;
}

bool PageHandler::takeScalar(Text text) {
    if (path_.empty()) return fail("it is neither an object nor a list");
    if (spec().isList) return fail("a text or number stands in a list of objects");
    return std::visit([&](auto target) { return put(target, text); }, next_);
}

bool PageHandler::enter(bool isList) {
    if (skipped_ > 0) return ++skipped_ < kDeepestNesting || fail("it is nested too deeply");
    if (path_.empty()) return enterNode(Node::Root, isList);
    if (spec().isList) return enterNode(spec().element, isList);
    if (std::holds_alternative<std::monostate>(next_)) {
        skipped_ = 1;
        return true;
    }
    const Node* const node = std::get_if<Node>(&next_);
    return node != nullptr ? enterNode(*node, isList)
                           : fail("an object or a list stands where a text or number must be");
}

bool PageHandler::enterNode(Node node, bool isList) {
    if (kNodes[static_cast<std::size_t>(node)].isList != isList)
        return fail(isList ? "a list stands where an object must be" : "an object stands where a list must be");
    path_.push_back(node);
    return begin(node);
}

bool PageHandler::begin(Node node) {
    if (node == Node::Objects) sawObjects_ = true;
    if (node == Node::Object) {
        object_ = {};
        object_.firstAttribute = static_cast<std::uint32_t>(page_.attributes.size());
        hasObjectId_ = false;
    } else if (node == Node::Attribute) {
        attribute_ = {};
        attribute_.firstValue = static_cast<std::uint32_t>(page_.values.size());
        hasAttributeId_ = false;
    } else if (node == Node::Value) {
        value_ = {};
    } else if (node == Node::Definition || node == Node::EmbeddedDefinition) {
        definition_ = {};
        hasDefinitionId_ = false;
    }
    return true;
}

bool PageHandler::leave() {
    if (skipped_ > 0) {
        --skipped_;
        return true;
    }
    const Node node = path_.back();
    path_.pop_back();
    return finish(node);
}

bool PageHandler::finish(Node node) {
    switch (node) {
        case Node::Object:
            return finishObject();
        case Node::Attribute:
            return finishAttribute();
        case Node::Value:
            page_.values.push_back(value_);
            return true;
        case Node::Definition:
            finishDefinition();
            if (hasDefinitionId_) page_.definitions.push_back(std::move(definition_));
            return true;
        case Node::EmbeddedDefinition:
            finishDefinition();
            if (hasDefinitionId_ && !hasAttributeId_) {
                attribute_.objectTypeAttributeId = definition_.id;
                hasAttributeId_ = true;
            }
            return true;
        default:
            return true;
    }
}

bool PageHandler::finishObject() {
    if (!hasObjectId_) return fail("an object has no id");
    object_.attributeCount = static_cast<std::uint32_t>(page_.attributes.size()) - object_.firstAttribute;
    page_.objects.push_back(object_);
    return true;
}

bool PageHandler::finishAttribute() {
    if (!hasAttributeId_) return fail("an attribute of an object has no objectTypeAttributeId");
    if (isUnwantedAttribute()) {
        page_.values.resize(attribute_.firstValue);
        return true;
    }
    attribute_.valueCount = static_cast<std::uint32_t>(page_.values.size()) - attribute_.firstValue;
    page_.attributes.push_back(attribute_);
    return true;
}

void PageHandler::finishDefinition() {
    if (hasDefinitionId_ && !definition_.name.empty()) page_.attributeNames.emplace(definition_.id, definition_.name);
}

PageHandler::Text PageHandler::kept(Text text) {
    return common::isWellFormedUtf8(text) ? page_.text.keep(text) : page_.text.keep(common::repairedUtf8(text));
}

bool PageHandler::put(ObjectText member, Text text) {
    // Neighbouring objects mostly share workspace, type and dates; their text is kept once.
    const Text before = page_.objects.empty() ? Text{} : page_.objects.back().*member;
    object_.*member = before.data() != nullptr && before == text ? before : kept(text);
    return true;
}

bool PageHandler::put(ValueText member, Text text) {
    // value, displayValue and searchValue are mostly the same; kept once.
    const bool isRepeated = value_.value.data() != nullptr && value_.value == text;
    value_.*member = isRepeated ? value_.value : kept(text);
    return true;
}

bool PageHandler::put(Special member, Text text) {
    switch (member) {
        case Special::ObjectId:
            hasObjectId_ = true;
            return putNumber(text, object_.id);
        case Special::AttributeId:
            hasAttributeId_ = true;
            return putNumber(text, attribute_.objectTypeAttributeId);
        case Special::ReferencedObjectId:
            return putNumber(text, value_.referencedObjectId.emplace());
        case Special::DefinitionId:
            hasDefinitionId_ = true;
            return putNumber(text, definition_.id);
        case Special::DefinitionName:
            definition_.name = common::repairedUtf8(text);
            return true;
        // What cannot be read of a definition is as good as not told.
        case Special::DefinitionLabel:
            definition_.label = booleanOf(text);
            return true;
        case Special::DefinitionType:
            definition_.type = integerOf(text);
            return true;
        case Special::DefinitionDefaultType:
            definition_.defaultTypeId = integerOf(text);
            return true;
        case Special::DefinitionMaximum:
            definition_.maximumCardinality = integerOf(text);
            return true;
        case Special::DefinitionObjectType:
            definition_.objectTypeId = integerOf(text);
            return true;
        case Special::HasAvatar:
            object_.hasAvatar = booleanOf(text).value_or(false);
            return true;
        case Special::AvatarUrl16:
        case Special::AvatarUrl48:
        case Special::AvatarUrl72:
        case Special::AvatarUrl144:
        case Special::AvatarUrl288:
            object_.avatarUrls[static_cast<std::size_t>(member) - static_cast<std::size_t>(Special::AvatarUrl16)] =
                kept(text);
            return true;
        case Special::StartAt:
            return putCount(text, page_.startAt);
        case Special::StartIndex:  // Data Center counts from 1
            if (!putCount(text, page_.startAt)) return false;
            if (page_.startAt.value_or(0) > 0) --*page_.startAt;
            return true;
        case Special::MaxResults:
            return putCount(text, page_.maxResults);
        case Special::Total:
            return putCount(text, page_.total);
        case Special::IsLast:
            return putFlag(text, page_.isLast);
        case Special::Last:  // an older name of the same
            return page_.isLast.has_value() || putFlag(text, page_.isLast);
        case Special::HasMore:
            return putFlag(text, page_.hasMoreResults);
    }
    return true;
}

bool PageHandler::putNumber(Text text, std::int64_t& number) {
    const auto parsed = integerOf(text);
    if (!parsed) return fail("an id is not a whole number");
    number = *parsed;
    return true;
}

bool PageHandler::putCount(Text text, std::optional<std::uint64_t>& count) {
    const auto parsed = integerOf(text);
    if (!parsed) return fail("a paging number is not a whole number");
    if (*parsed >= 0) count = static_cast<std::uint64_t>(*parsed);  // negative = not known
    return true;
}

bool PageHandler::putFlag(Text text, std::optional<bool>& flag) {
    flag = booleanOf(text);
    return flag.has_value() || fail("a paging flag is neither true nor false");
}

void parseInto(ObjectPage& page, std::string_view json, const Wanted& wanted, std::string_view source,
               bool isRepaired) {
    PageHandler handler(page, wanted);
    rapidjson::MemoryStream stream(json.data(), json.size());
    rapidjson::Reader reader;
    const auto result = reader.Parse<rapidjson::kParseNumbersAsStringsFlag>(stream, handler);
    if (result.Code() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid && !isRepaired) {
        page = ObjectPage{};
        return parseInto(page, withoutLoneSurrogates(json), wanted, source, true);
    }
    if (result.IsError()) {
        const std::string problem =
            handler.problem().empty() ? rapidjson::GetParseError_En(result.Code()) : handler.problem();
        throwBadJson(source, problem, result.Offset(), json.size());
    }
    if (!handler.sawObjects())
        throwBadJson(source, "it has neither values nor objectEntries", json.size(), json.size());
}

}  // namespace

ObjectPage decodeObjects(std::string_view body, ObjectFields fields, std::string_view source,
                         const std::vector<std::int64_t>& attributeIds) {
    ObjectPage page;
    parseInto(page, withoutByteOrderMark(body), {fields, attributeIds}, source, false);
    return page;
}

}  // namespace assetsodbc::assets
