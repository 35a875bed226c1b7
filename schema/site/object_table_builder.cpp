#include "schema/site/object_table_builder.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "common/unicode.h"
#include "schema/site/attribute_columns.h"
#include "schema/site/name_scope.h"

namespace assetsodbc::schema {

namespace {

using assets::AttributeDefinition;
using assets::ObjectType;
using Attributes = std::vector<AttributeDefinition>;

constexpr const char* kObjectId = "ObjectId";
const std::vector<std::string_view> kFixedColumns = {kObjectId, "ObjectTypeName", "HasAvatar", "AQL"};
const std::vector<std::string_view> kFixedBridgeColumns = {kObjectId, "Ordinal", "ObjectKey"};
constexpr Push kById = Push::Eq | Push::In;

// Each attribute once, as columns are ordered: by position, hidden ones last.
std::vector<const AttributeDefinition*> inColumnOrder(const Attributes& attributes) {
    std::vector<const AttributeDefinition*> ordered;
    std::set<std::int64_t> ids;
    for (const auto& attribute : attributes)
        if (ids.insert(attribute.id).second) ordered.push_back(&attribute);
    std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
        return std::tie(a->hidden, a->position, a->id) < std::tie(b->hidden, b->position, b->id);
    });
    return ordered;
}

std::map<std::int64_t, std::string> claimNames(NameScope& scope, const Attributes& attributes) {
    std::vector<std::pair<std::int64_t, std::string>> names;
    for (const auto& attribute : attributes) names.emplace_back(attribute.id, attribute.name);
    return claimAll(scope, std::move(names));
}

// The attribute of another type that has this one's name, letter by letter: AQL may tell apart what differs in case.
const AttributeDefinition* namesake(const AttributeDefinition& attribute, const Attributes& others) {
    const auto found = std::find_if(others.begin(), others.end(),
                                    [&](const AttributeDefinition& other) { return other.name == attribute.name; });
    return found == others.end() ? nullptr : &*found;
}

// Whether among a type's attributes the name stands, however it is written, for this one alone or for none.
bool isNameOf(const AttributeDefinition* own, const std::string& name, const Attributes& all) {
    return std::all_of(all.begin(), all.end(), [&](const AttributeDefinition& each) {
        return !common::equalIgnoringAsciiCase(each.name, name) || (own != nullptr && each.id == own->id);
    });
}

// Makes one shape, column by column.
class ShapeMaker {
public:
    explicit ShapeMaker(const ObjectTableSource& source) : source_(source) {
        const ObjectType& type = source.types.front().type;
        shape_.spec.schemaName = source.name.schema;
        shape_.objectSchemaId = type.objectSchemaId;
        std::uint64_t objects = 0;
        bool isCounted = true;
        for (const auto& each : source.types) {
            shape_.objectTypeIds.push_back(each.type.id);
            isCounted = isCounted && each.type.objectCount >= 0;
            objects += static_cast<std::uint64_t>(std::max<std::int64_t>(each.type.objectCount, 0));
        }
        if (isCounted) shape_.objectCount = objects;
    }

    ObjectTableShape table() {
        shape_.spec.name = source_.name.table;
        shape_.spec.remarks = source_.types.front().type.description.value_or("");
        shape_.spec.primaryKey = {kObjectId};
        addFixed(CellSource::ObjectId, {kObjectId, bigInt(), false, kById, "Id of the object."});
        const Attributes& attributes = source_.types.front().attributes;
        NameScope scope(kFixedColumns);
        const auto names = claimNames(scope, attributes);
        const auto derived = derivedNames(attributes, names, scope);
        for (const auto* attribute : inColumnOrder(attributes))
            addAttribute(*attribute, names.at(attribute->id), derived.at(attribute->id));
        addFixed(CellSource::ObjectTypeName,
                 {"ObjectTypeName", wvarchar(255), false, Push::None, "Name of the object's type."});
        addFixed(CellSource::HasAvatar,
                 {"HasAvatar", bit(), false, Push::None, "Whether the object has an avatar of its own."});
        addFixed(CellSource::Aql,
                 {"AQL", wlongvarchar(), true, kById,
                  "Input: AQL that the objects must meet too, as in WHERE AQL = 'Name like web'.", true});
        return std::move(shape_);
    }

    ObjectTableShape bridge(std::int64_t attributeId, std::string name) {
        const Attributes& attributes = source_.types.front().attributes;
        const auto found = std::find_if(attributes.begin(), attributes.end(),
                                        [&](const auto& attribute) { return attribute.id == attributeId; });
        shape_.spec.name = std::move(name);
        shape_.spec.remarks =
            "The values of " + found->name + " of " + source_.types.front().type.name + ", one a row.";
        shape_.spec.primaryKey = {kObjectId, "Ordinal"};
        addFixed(CellSource::ObjectId, {kObjectId, bigInt(), false, kById, "Id of the object that has the value."});
        addFixed(CellSource::Ordinal, {"Ordinal", integer(), false, Push::None,
                                       "Position among the attribute's values on this object, from 0."});
        addFixed(CellSource::ObjectKey,
                 {"ObjectKey", varchar(64), false, kById, "Key of the object that has the value."});
        shape_.spec.foreignKeys.push_back({"FK_" + shape_.spec.name + "_ObjectId",
                                           {kObjectId},
                                           source_.name.schema,
                                           source_.name.table,
                                           {kObjectId}});
        NameScope scope(kFixedBridgeColumns);
        const std::string column = scope.claim(attributeColumnNames(attributes).at(attributeId), attributeId);
        shape_.bridgeAttribute = 0;
        keepAttribute(*found);
        addValueColumns(*found, column, claimDerived(*found, column, scope), false);
        return std::move(shape_);
    }

private:
    // The names of the columns beside an attribute's own, by its id. They yield to attributes of these very names.
    static std::map<std::int64_t, std::vector<std::string>> derivedNames(
        const Attributes& attributes, const std::map<std::int64_t, std::string>& names, NameScope& scope) {
        std::map<std::int64_t, const AttributeDefinition*> byId;
        for (const auto& attribute : attributes) byId.emplace(attribute.id, &attribute);
        std::map<std::int64_t, std::vector<std::string>> derived;
        for (const auto& [id, attribute] : byId) {
            const bool hasSome = !isMultiValued(*attribute);
            derived[id] = hasSome ? claimDerived(*attribute, names.at(id), scope) : std::vector<std::string>();
        }
        return derived;
    }
    static std::vector<std::string> claimDerived(const AttributeDefinition& attribute, const std::string& column,
                                                 NameScope& scope) {
        std::vector<std::string> names;
        for (const ValueColumn& value : valueColumnsOf(attribute))
            if (!value.suffix.empty()) names.push_back(scope.claim(column + std::string(value.suffix), attribute.id));
        return names;
    }

    void addFixed(CellSource source, ColumnSpec column) {
        shape_.columns.push_back({source});
        shape_.spec.columns.push_back(std::move(column));
    }

    // With where it is found in each type whose objects the table holds.
    void keepAttribute(const AttributeDefinition& attribute) {
        ShapeAttribute kept{attribute, {}, {}, isMultiValued(attribute)};
        for (const auto& each : source_.types) {
            const AttributeDefinition* const own = definitionIn(each, attribute);
            if (own != nullptr) kept.ids.emplace(each.type.id, own->id);
            for (const AttributeDefinition& other : each.attributes)
                if (other.name == attribute.name && (own == nullptr || other.id != own->id))
                    kept.otherIds.insert(other.id);
            kept.isSameInEveryType = kept.isSameInEveryType && isNameOf(own, attribute.name, each.attributes);
        }
        kept.isSameInEveryType = kept.isSameInEveryType && isOfOneKind(attribute);
        shape_.attributes.push_back(std::move(kept));
    }
    const AttributeDefinition* definitionIn(const TypeWithAttributes& type,
                                            const AttributeDefinition& attribute) const {
        return &type == &source_.types.front() ? &attribute : namesake(attribute, type.attributes);
    }
    bool everyTypeHas(const AttributeDefinition& attribute, bool (*holds)(const AttributeDefinition&)) const {
        return std::all_of(source_.types.begin(), source_.types.end(), [&](const auto& each) {
            const AttributeDefinition* const own = definitionIn(each, attribute);
            return own != nullptr && holds(*own);
        });
    }
    static bool isRequired(const AttributeDefinition& attribute) {
        return attribute.minimumCardinality.value_or(0) >= 1;
    }

    bool isOfOneKind(const AttributeDefinition& attribute) const {
        return std::all_of(source_.types.begin(), source_.types.end(), [&](const auto& each) {
            const AttributeDefinition* const own = definitionIn(each, attribute);
            return own == nullptr || isOfSameKind(*own, attribute);
        });
    }

    // Where the object itself tells the value of the attribute, in every type of the table.
    std::optional<ValueColumn> columnOfObject(const AttributeDefinition& attribute) const {
        const auto isNamed = [&](std::string_view name) {
            return attribute.system && isOfOneKind(attribute) && common::equalIgnoringAsciiCase(attribute.name, name);
        };
        constexpr Push kMoment = Push::Eq | Push::In | Push::Range;
        if (isShortText(attribute) && isNamed("Key"))
            return ValueColumn{CellSource::ObjectKey, "", wvarchar(255), kById, false, ""};
        if (isDateTime(attribute) && isNamed("Created"))
            return ValueColumn{CellSource::Created, "", timestamp(), kMoment, false, ""};
        if (isDateTime(attribute) && isNamed("Updated"))
            return ValueColumn{CellSource::Updated, "", timestamp(), kMoment, false, ""};
        if (isShortText(attribute) &&
            everyTypeHas(attribute, [](const AttributeDefinition& own) { return own.label && isShortText(own); })) {
            ValueColumn label = valueColumnsOf(attribute).front();
            label.source = CellSource::Label;
            return label;
        }
        return std::nullopt;
    }

    void addAttribute(const AttributeDefinition& attribute, const std::string& name,
                      const std::vector<std::string>& derived) {
        keepAttribute(attribute);
        const bool isNullable = !everyTypeHas(attribute, isRequired);
        if (isMultiValued(attribute)) return addColumn(joinedColumn(), name, isNullable, attribute);
        if (const auto own = columnOfObject(attribute)) {
            const bool isAlwaysThere = own->source == CellSource::ObjectKey;
            addColumn(*own, name, isNullable && !isAlwaysThere, attribute);
            return addUniqueIndex(attribute, name);
        }
        addValueColumns(attribute, name, derived, !isNullable);
        const bool hasIdentity = !derived.empty();
        addUniqueIndex(attribute, hasIdentity ? derived.back() : name);
    }

    void addValueColumns(const AttributeDefinition& attribute, const std::string& name,
                         const std::vector<std::string>& derived, bool isAlwaysSet) {
        auto next = derived.begin();
        for (const ValueColumn& value : valueColumnsOf(attribute)) {
            const std::string& column = value.suffix.empty() ? name : *next++;
            addColumn(value, column, !isAlwaysSet || value.mayLack, attribute);
            if (value.source == CellSource::ReferenceId) addForeignKey(attribute, column);
        }
    }

    void addColumn(const ValueColumn& value, const std::string& name, bool isNullable,
                   const AttributeDefinition& attribute) {
        shape_.columns.push_back({value.source, shape_.attributes.size() - 1});
        ColumnSpec column{name, value.type, isNullable, value.push, attribute.description.value_or("")};
        if (!value.suffix.empty()) column.remarks = value.remarks;
        shape_.spec.columns.push_back(std::move(column));
    }

    void addForeignKey(const AttributeDefinition& attribute, const std::string& column) {
        if (!source_.referencedTable) return;
        const auto table = source_.referencedTable(attribute);
        if (!table) return;
        shape_.spec.foreignKeys.push_back(
            {"FK_" + shape_.spec.name + '_' + column, {column}, table->schema, table->table, {kObjectId}});
    }

    // Unique within a type means nothing where the table holds the objects of several.
    void addUniqueIndex(const AttributeDefinition& attribute, const std::string& column) {
        if (!attribute.uniqueAttribute || source_.types.size() > 1) return;
        shape_.spec.indexes.push_back({"UQ_" + shape_.spec.name + '_' + column, true, {{column}}, ""});
    }

    const ObjectTableSource& source_;
    ObjectTableShape shape_;
};

bool isSameColumn(const ColumnSpec& a, const ColumnSpec& b) {
    return std::tie(a.name, a.type, a.nullable, a.push, a.remarks, a.hidden) ==
           std::tie(b.name, b.type, b.nullable, b.push, b.remarks, b.hidden);
}

bool isSameSource(const ObjectColumn& a, const ObjectColumn& b) {
    return a.source == b.source && a.attribute == b.attribute;
}

bool isSameAttribute(const ShapeAttribute& a, const ShapeAttribute& b) {
    return a.definition.name == b.definition.name && a.ids == b.ids && a.isMultiValued == b.isMultiValued &&
           a.isSameInEveryType == b.isSameInEveryType;
}

bool isSameIndex(const Index& a, const Index& b) {
    return a.name == b.name;
}

template <typename List, typename IsSame>
bool isSameList(const List& a, const List& b, IsSame isSame) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), isSame);
}

}  // namespace

std::map<std::int64_t, std::string> attributeColumnNames(const Attributes& attributes) {
    NameScope scope(kFixedColumns);
    return claimNames(scope, attributes);
}

std::vector<const ObjectType*> typesOfTable(const ObjectType& type, const std::vector<ObjectType>& all,
                                            bool includeChildTypes) {
    std::vector<const ObjectType*> types = {&type};
    if (!includeChildTypes && !type.abstractObjectType) return types;
    std::multimap<std::int64_t, const ObjectType*> children;
    for (const ObjectType& each : all)
        if (each.parentObjectTypeId) children.emplace(*each.parentObjectTypeId, &each);
    std::set<std::int64_t> ids = {type.id};
    for (std::size_t next = 0; next < types.size(); ++next) {
        const auto [begin, end] = children.equal_range(types[next]->id);
        for (auto child = begin; child != end; ++child)
            if (ids.insert(child->second->id).second) types.push_back(child->second);
    }
    std::sort(types.begin() + 1, types.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    return types;
}

ObjectTableShape objectTableShape(const ObjectTableSource& source) {
    return ShapeMaker(source).table();
}

ObjectTableShape bridgeTableShape(const ObjectTableSource& source, std::int64_t attributeId, std::string bridgeName) {
    return ShapeMaker(source).bridge(attributeId, std::move(bridgeName));
}

bool isSameDefinition(const ObjectTableShape& a, const ObjectTableShape& b) {
    return std::tie(a.spec.schemaName, a.spec.name, a.spec.remarks, a.spec.primaryKey, a.objectTypeIds,
                    a.objectSchemaId, a.bridgeAttribute) == std::tie(b.spec.schemaName, b.spec.name, b.spec.remarks,
                                                                     b.spec.primaryKey, b.objectTypeIds,
                                                                     b.objectSchemaId, b.bridgeAttribute) &&
           isSameList(a.spec.columns, b.spec.columns, isSameColumn) && isSameList(a.columns, b.columns, isSameSource) &&
           isSameList(a.attributes, b.attributes, isSameAttribute) &&
           isSameList(a.spec.indexes, b.spec.indexes, isSameIndex);
}

}  // namespace assetsodbc::schema
