#include "tests/oracle/model_values.h"

#include <cstdlib>

namespace assetsodbc::oracle {
namespace {

using simulator::AttributeDefinition;
using simulator::AttributeKind;
using simulator::DefaultType;
using simulator::Value;

Kind kindOfDefault(DefaultType type) {
    switch (type) {
        case DefaultType::Integer:
            return Kind::Integer;
        case DefaultType::Double:
            return Kind::Double;
        case DefaultType::Boolean:
            return Kind::Bit;
        case DefaultType::Date:
            return Kind::Date;
        case DefaultType::Time:
            return Kind::Time;
        case DefaultType::DateTime:
            return Kind::Timestamp;
        default:
            return Kind::Text;
    }
}

Cell cellOfDefault(DefaultType type, const std::string& text) {
    switch (type) {
        case DefaultType::Integer:
            return static_cast<std::int64_t>(std::strtoll(text.c_str(), nullptr, 10));
        case DefaultType::Double:
            return std::strtod(text.c_str(), nullptr);
        case DefaultType::Boolean:
            return std::int64_t{text == "true"};
        case DefaultType::DateTime:
            return sqlTimestamp(text);
        default:
            return text;
    }
}

std::string userName(const ValueContext& context, const std::string& accountId) {
    const simulator::User* user = context.site.user(accountId);
    return user == nullptr ? accountId : user->displayName;
}

std::string userId(const ValueContext& context, const std::string& accountId) {
    const simulator::User* user = context.site.user(accountId);
    return user == nullptr || context.cloud ? accountId : user->userKey;
}

}  // namespace

std::string sqlTimestamp(std::string isoTime) {
    isoTime[10] = ' ';
    isoTime.pop_back();
    return isoTime;
}

std::vector<ValueColumn> valueColumns(const AttributeDefinition& attribute) {
    switch (attribute.kind) {
        case AttributeKind::Default:
            return {{"", kindOfDefault(attribute.defaultType)}};
        case AttributeKind::Object:
            return {{"", Kind::Text}, {"_Key", Kind::Text}, {"_Id", Kind::Id}};
        case AttributeKind::User:
            return {{"", Kind::Text}, {"_AccountId", Kind::Text}};
        case AttributeKind::Group:
            return {{"", Kind::Text}};
        default:
            return {{"", Kind::Text}, {"_Id", Kind::Opaque}};
    }
}

std::vector<Cell> valueCells(const ValueContext& context, const AttributeDefinition& attribute, const Value& value) {
    switch (attribute.kind) {
        case AttributeKind::Default:
            return {cellOfDefault(attribute.defaultType, value.text)};
        case AttributeKind::Object: {
            const auto target = context.objects.find(value.target);
            return {context.site.labelOf(*target), context.site.keyOf(*target), target->id};
        }
        case AttributeKind::User:
            return {userName(context, value.text), userId(context, value.text)};
        case AttributeKind::Group:
            return {value.text};
        case AttributeKind::Status:
            return {context.site.status(value.target)->name, value.target};
        case AttributeKind::Later:
            return {value.text, Cell()};
        default:
            return {context.site.linkedItem(attribute.kind, value.target)->name, value.target};
    }
}

std::string shownText(const ValueContext& context, const AttributeDefinition& attribute, const Value& value) {
    if (attribute.kind != AttributeKind::Default) {
        return std::get<std::string>(valueCells(context, attribute, value).front());
    }
    return attribute.defaultType == DefaultType::DateTime ? sqlTimestamp(value.text) : value.text;
}

}  // namespace assetsodbc::oracle
