// What the left side of an AQL condition, or the path of ORDER BY, stands for: a keyword or an attribute, at the end of
// any number of references. Resolved once per query, then read from object after object.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "tests/simulator/aql_ast.h"
#include "tests/simulator/aql_switches.h"
#include "tests/simulator/aql_values.h"
#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

enum class AqlKeyword {
    None,
    Object,
    ObjectSchema,
    ObjectSchemaId,
    ObjectType,
    ObjectTypeId,
    ObjectId,
    Key,
    Label,
    AnyAttribute
};

class AqlField {
public:
    // Throws AqlError when there is no such keyword or attribute, or when a dot follows what is no reference.
    AqlField(const Site& site, const ObjectSet& objects, const AqlPath& path, const AqlSwitches& switches);

    // All values; none when the attribute is unset, or the type has none of that name.
    std::vector<AqlValue> valuesOf(const Object& object) const;

    AqlKeyword keyword() const { return keyword_; }
    bool isDirect() const { return references_.empty(); }  // no dot
    bool isOfType() const;                                 // direct, and the same for all objects of a type
    bool isNumeric() const;                                // numbers and nothing else, whatever the type
    bool isTemporal() const;
    bool isUnsetBoolean(const Object& object) const;
    std::size_t position() const { return position_; }

private:
    using AttributesByType = std::unordered_map<Id, const AttributeDefinition*>;

    AttributesByType attributesNamed(const AqlName& name) const;
    void resolveLast(const AqlName& name);
    void readLast(const Object& object, std::vector<AqlValue>& values) const;
    void readKeyword(const Object& object, std::vector<AqlValue>& values) const;
    void readAttribute(const Object& object, const AttributeDefinition& attribute, std::vector<AqlValue>& values) const;
    AqlValue read(const AttributeDefinition& attribute, const Value& value) const;
    AqlValue readReference(Id target) const;
    AqlValue readUser(const std::string& accountId) const;
    template <typename Predicate>
    bool allAttributes(Predicate predicate) const;

    const Site& site_;
    const ObjectSet& objects_;
    const AqlSwitches& switches_;
    std::vector<AttributesByType> references_;
    AttributesByType attributes_;
    AqlKeyword keyword_ = AqlKeyword::None;
    std::size_t position_;
};

}  // namespace assetsodbc::simulator
