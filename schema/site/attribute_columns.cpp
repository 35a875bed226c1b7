#include "schema/site/attribute_columns.h"

#include <array>

namespace assetsodbc::schema {

namespace {

// ObjectTypeAttribute.type of the API.
enum Kind { kDefault = 0, kObjectReference, kUser, kConfluence, kGroup, kVersion, kProject, kStatus, kBitbucket };
// ObjectTypeAttribute.defaultType.id of the API.
enum DefaultKind {
    kText = 0,
    kInteger,
    kBoolean,
    kDouble,
    kDate,
    kTime,
    kDateTime,
    kUrl,
    kEmail,
    kTextarea,
    kSelect,
    kIpAddress
};

constexpr Push kKey = Push::Eq | Push::In | Push::Null;
constexpr Push kTextual = Push::Eq | Push::In | Push::Like | Push::Null;
constexpr Push kOrdered = Push::Eq | Push::In | Push::Range | Push::Null;

using Columns = std::vector<ValueColumn>;

Columns single(CellSource source, TypeSpec type, Push push) {
    return {{source, "", type, push}};
}

// Where a kind is not known, all that the site shows of a value is its text, and that may come with an id.
Columns linked() {
    return {{CellSource::DisplayValue, "", wvarchar(255), Push::Null},
            {CellSource::LinkedId, "_Id", wvarchar(255), Push::None, true, "Id or key of what the value stands for."}};
}

const Columns& columnsOfDefault(int defaultKind) {
    static const Columns text = single(CellSource::Text, wvarchar(255), kTextual);
    static const std::array<Columns, kIpAddress + 1> byKind = {
        text,
        single(CellSource::Integer, integer(), kOrdered),
        single(CellSource::Boolean, bit(), Push::Eq | Push::Null),
        single(CellSource::Double, doublePrecision(), kOrdered),
        single(CellSource::Date, date(), kOrdered),
        single(CellSource::Time, time(), Push::Null),
        single(CellSource::DateTime, timestamp(), kOrdered),
        single(CellSource::Text, wvarchar(2048), kTextual),  // Url
        text,                                                // Email
        single(CellSource::Text, wlongvarchar(), Push::Null),
        text,  // Select
        text,  // IP Address
    };
    static const Columns unknown = single(CellSource::DisplayValue, wvarchar(255), Push::Null);
    return defaultKind >= 0 && defaultKind <= kIpAddress ? byKind[static_cast<std::size_t>(defaultKind)] : unknown;
}

const Columns& columnsOfKind(int kind) {
    static const Columns reference = {
        {CellSource::ReferenceLabel, "", wvarchar(255), Push::Null},
        {CellSource::ReferenceKey, "_Key", varchar(64), kKey, false, "Key of the referenced object."},
        {CellSource::ReferenceId, "_Id", bigInt(), kKey, false, "Id of the referenced object."}};
    static const Columns user = {{CellSource::UserName, "", wvarchar(255), Push::Null},
                                 {CellSource::UserAccountId, "_AccountId", wvarchar(255), Push::None, true,
                                  "Account id of the user; the user key on Data Center."}};
    static const Columns group = single(CellSource::GroupName, wvarchar(255), Push::Null);
    static const Columns status = {{CellSource::StatusName, "", wvarchar(255), kTextual},
                                   {CellSource::StatusId, "_Id", varchar(64), Push::None, true, "Id of the status."}};
    static const Columns other = linked();
    switch (kind) {
        case kObjectReference:
            return reference;
        case kUser:
            return user;
        case kGroup:
            return group;
        case kStatus:
            return status;
        default:
            return other;
    }
}

// The default kind of an attribute that is of the kind Default; -1 for others.
int defaultKindOf(const assets::AttributeDefinition& attribute) {
    constexpr int kNone = -1;
    if (!attribute.isTypeTold || attribute.type != kDefault) return kNone;
    return attribute.defaultTypeId.value_or(kText);
}

}  // namespace

const std::vector<ValueColumn>& valueColumnsOf(const assets::AttributeDefinition& attribute) {
    constexpr int kNotTold = -1;
    if (!attribute.isTypeTold) return columnsOfKind(kNotTold);
    return attribute.type == kDefault ? columnsOfDefault(defaultKindOf(attribute)) : columnsOfKind(attribute.type);
}

const ValueColumn& joinedColumn() {
    static const ValueColumn column = {CellSource::JoinedValues, "", wlongvarchar(), Push::Like | Push::Null};
    return column;
}

bool isMultiValued(const assets::AttributeDefinition& attribute) {
    return attribute.maximumCardinality.value_or(1) != 1;
}

bool isOfSameKind(const assets::AttributeDefinition& a, const assets::AttributeDefinition& b) {
    // The system's attributes and the label have names in AQL beside their own.
    return a.isTypeTold == b.isTypeTold && a.type == b.type && defaultKindOf(a) == defaultKindOf(b) &&
           isMultiValued(a) == isMultiValued(b) && a.system == b.system && a.label == b.label;
}

bool isReference(const assets::AttributeDefinition& attribute) {
    return attribute.isTypeTold && attribute.type == kObjectReference;
}

bool isShortText(const assets::AttributeDefinition& attribute) {
    return defaultKindOf(attribute) >= 0 &&
           columnsOfDefault(defaultKindOf(attribute)).front().source == CellSource::Text &&
           defaultKindOf(attribute) != kTextarea;
}

bool isDateTime(const assets::AttributeDefinition& attribute) {
    return defaultKindOf(attribute) == kDateTime;
}

}  // namespace assetsodbc::schema
