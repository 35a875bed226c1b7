#include "tests/simulator/type_table.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "tests/simulator/calendar.h"

namespace assetsodbc::simulator {

namespace {

[[noreturn]] void fail(std::string_view what, std::string_view name) {
    throw std::logic_error("type table: " + std::string(what) + " '" + std::string(name) + "'");
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

struct KindName {
    std::string_view name;
    AttributeKind kind;
};
constexpr KindName kKinds[] = {
    {"User", AttributeKind::User},           {"Group", AttributeKind::Group},
    {"Project", AttributeKind::Project},     {"Version", AttributeKind::Version},
    {"Status", AttributeKind::Status},       {"Confluence", AttributeKind::Confluence},
    {"Bitbucket", AttributeKind::Bitbucket}, {"Later", AttributeKind::Later},
};
constexpr std::string_view kReferenceMark = "-> ";
constexpr EpochMs kTypesCreated = 1'617'267'600'000;  // 2021-04-01T09:00:00Z

class TypeTableReader {
public:
    TypeTableReader(SiteDescription& site, SiteOptions options) : site_(site), options_(options) {
        for (const ObjectType& type : site_.types) nextTypeId_ = std::max(nextTypeId_, type.id + 1);
        nextAttributeId_ = nextAttributeId(site_);
    }

    void read(const std::vector<TypeSpec>& table) {
        // Types first: an attribute may refer to a type that comes later.
        for (const TypeSpec& spec : table) site_.types.push_back(makeType(spec));
        const std::size_t first = site_.types.size() - table.size();
        for (std::size_t i = 0; i < table.size(); ++i) addAttributes(table[i], site_.types[first + i]);
    }

    AttributeDefinition makeAttribute(const ObjectType& type, const AttributeSpec& spec) {
        AttributeDefinition attribute = blankAttribute(type, spec.name);
        attribute.description = spec.description;
        applyType(attribute, spec.type);
        for (const auto flag : splitText(spec.flags, ';')) applyFlag(attribute, flag);
        return attribute;
    }

private:
    ObjectType makeType(const TypeSpec& spec) {
        ObjectType type;
        type.id = nextTypeId_++;
        type.schemaId = schemaId(spec.schemaKey);
        if (!spec.parent.empty()) type.parentId = typeId(spec.schemaKey, spec.parent);
        type.name = spec.name;
        type.description = spec.description;
        type.iconId = iconId(spec.icon);
        type.position = static_cast<int>(std::count_if(site_.types.begin(), site_.types.end(), [&](const auto& other) {
            return other.schemaId == type.schemaId && other.parentId == type.parentId;
        }));
        type.created = kTypesCreated + type.id * 3 * kMsPerMinute;
        type.updated = type.created + type.id * kMsPerDay;
        for (const auto flag : splitText(spec.flags, ';')) {
            if (flag == "abstract") {
                type.abstractType = true;
            } else if (flag == "inherit") {
                type.inherited = true;
            } else {
                fail("unknown flag", flag);
            }
        }
        return type;
    }

    void addAttributes(const TypeSpec& spec, const ObjectType& type) {
        addSystemAttribute(type, "Key", SystemAttribute::Key);
        addLabel(spec, type);
        addSystemAttribute(type, "Created", SystemAttribute::Created);
        addSystemAttribute(type, "Updated", SystemAttribute::Updated);
        inheritAttributes(type);
        for (const AttributeSpec& attribute : spec.attributes) {
            if (!hasFlag(attribute, "label")) add(makeAttribute(type, attribute));
        }
    }

    static bool hasFlag(const AttributeSpec& attribute, std::string_view flag) {
        const auto flags = splitText(attribute.flags, ';');
        return std::find(flags.begin(), flags.end(), flag) != flags.end();
    }

    AttributeDefinition blankAttribute(const ObjectType& type, std::string_view name) {
        AttributeDefinition attribute;
        attribute.id = nextAttributeId_++;
        attribute.typeId = type.id;
        attribute.definedInTypeId = type.id;
        attribute.name = name;
        return attribute;
    }

    void addSystemAttribute(const ObjectType& type, std::string_view name, SystemAttribute which) {
        AttributeDefinition attribute = blankAttribute(type, name);
        attribute.defaultType = which == SystemAttribute::Key ? DefaultType::Text : DefaultType::DateTime;
        attribute.systemAttribute = which;
        attribute.system = true;
        attribute.editable = false;
        attribute.removable = false;
        add(std::move(attribute));
    }

    void addLabel(const TypeSpec& spec, const ObjectType& type) {
        AttributeSpec label = {"Name", "Text", "label", "The name of the object"};
        if (const AttributeDefinition* inherited = inheritedLabel(type)) label.name = inherited->name;
        for (const AttributeSpec& attribute : spec.attributes) {
            if (hasFlag(attribute, "label")) label = attribute;
        }
        AttributeDefinition attribute = makeAttribute(type, label);
        attribute.minimumCardinality = 1;
        attribute.removable = false;
        add(std::move(attribute));
    }

    const AttributeDefinition* inheritedLabel(const ObjectType& type) const {
        if (!type.parentId) return nullptr;
        const auto found = std::find_if(site_.attributes.begin(), site_.attributes.end(), [&](const auto& attribute) {
            return attribute.typeId == *type.parentId && attribute.label;
        });
        return found == site_.attributes.end() ? nullptr : &*found;
    }

    void inheritAttributes(const ObjectType& type) {
        if (!type.parentId || !typeWithId(*type.parentId).inherited) return;
        std::vector<AttributeDefinition> inherited;
        for (const AttributeDefinition& attribute : site_.attributes) {
            const bool own = !attribute.system && !attribute.label;
            if (attribute.typeId == *type.parentId && own) inherited.push_back(attribute);
        }
        for (AttributeDefinition& attribute : inherited) {
            attribute.typeId = type.id;
            if (options_.inheritedAttributeIds == InheritedAttributeIds::Own) attribute.id = nextAttributeId_++;
            add(std::move(attribute));
        }
    }

    void add(AttributeDefinition attribute) {
        attribute.position =
            static_cast<int>(std::count_if(site_.attributes.begin(), site_.attributes.end(),
                                           [&](const auto& other) { return other.typeId == attribute.typeId; }));
        site_.attributes.push_back(std::move(attribute));
    }

    void applyType(AttributeDefinition& attribute, std::string_view type) const {
        if (type.substr(0, kReferenceMark.size()) == kReferenceMark) {
            applyReference(attribute, type.substr(kReferenceMark.size()));
            return;
        }
        for (const KindName& kind : kKinds) {
            if (kind.name == type) {
                attribute.kind = kind.kind;
                return;
            }
        }
        for (int id = static_cast<int>(DefaultType::Text); id <= static_cast<int>(DefaultType::IpAddress); ++id) {
            if (nameOf(static_cast<DefaultType>(id)) == type) {
                attribute.defaultType = static_cast<DefaultType>(id);
                return;
            }
        }
        fail("unknown attribute type", type);
    }

    void applyReference(AttributeDefinition& attribute, std::string_view target) const {
        const std::size_t slash = target.find('/');
        if (slash == std::string_view::npos) fail("reference without a schema", target);
        attribute.kind = AttributeKind::Object;
        attribute.referenceObjectTypeId = typeId(target.substr(0, slash), target.substr(slash + 1));
        if (!attribute.referenceTypeId) attribute.referenceTypeId = referenceTypeId("Reference");
    }

    void applyFlag(AttributeDefinition& attribute, std::string_view flag) const {
        const std::size_t equals = flag.find('=');
        if (equals != std::string_view::npos) {
            applySetting(attribute, flag.substr(0, equals), flag.substr(equals + 1));
        } else if (flag == "label") {
            attribute.label = true;
        } else if (flag == "unique") {
            attribute.unique = true;
        } else if (flag == "required") {
            attribute.minimumCardinality = 1;
        } else if (flag == "hidden") {
            attribute.hidden = true;
        } else if (flag == "summable") {
            attribute.summable = true;
        } else if (flag == "readonly") {
            attribute.editable = false;
        } else if (flag == "unindexed") {
            attribute.indexed = false;
        } else if (flag == "children") {
            attribute.includeChildObjectTypes = true;
        } else if (flag == "many") {
            attribute.maximumCardinality = kUnlimited;
        } else {
            fail("unknown flag", flag);
        }
    }

    void applySetting(AttributeDefinition& attribute, std::string_view name, std::string_view value) const {
        if (name == "max") {
            attribute.maximumCardinality = std::stoi(std::string(value));
        } else if (name == "suffix") {
            attribute.suffix = value;
        } else if (name == "options") {
            attribute.options = value;
        } else if (name == "reference") {
            attribute.referenceTypeId = referenceTypeId(value);
        } else if (name == "regex") {
            attribute.regexValidation = value;
        } else if (name == "query") {
            attribute.qlQuery = value;
        } else if (name == "additional") {
            attribute.additionalValue = value;
        } else if (name == "multi") {
            for (const auto part : splitText(value, ',')) attribute.typeValueMulti.emplace_back(part);
        } else {
            fail("unknown setting", name);
        }
    }

    Id schemaId(std::string_view key) const {
        for (const Schema& schema : site_.schemas) {
            if (schema.key == key) return schema.id;
        }
        fail("unknown schema", key);
    }

    Id typeId(std::string_view schemaKey, std::string_view name) const {
        const Id schema = schemaId(schemaKey);
        for (const ObjectType& type : site_.types) {
            if (type.schemaId == schema && type.name == name) return type.id;
        }
        fail("unknown type", name);
    }

    const ObjectType& typeWithId(Id id) const {
        return *std::find_if(site_.types.begin(), site_.types.end(), [&](const auto& type) { return type.id == id; });
    }

    std::string iconId(std::string_view name) const {
        for (const Icon& icon : site_.icons) {
            if (icon.name == name) return icon.id;
        }
        fail("unknown icon", name);
    }

    Id referenceTypeId(std::string_view name) const {
        for (const ReferenceType& type : site_.referenceTypes) {
            if (type.name == name) return type.id;
        }
        fail("unknown reference type", name);
    }

    SiteDescription& site_;
    const SiteOptions options_;
    Id nextTypeId_ = 1;
    Id nextAttributeId_ = 1;
};

}  // namespace

void addTypes(SiteDescription& description, const std::vector<TypeSpec>& table, const SiteOptions& options) {
    TypeTableReader(description, options).read(table);
}

AttributeDefinition attributeFromSpec(SiteDescription& description, const ObjectType& type, const AttributeSpec& spec) {
    return TypeTableReader(description, {}).makeAttribute(type, spec);
}

Id nextAttributeId(const SiteDescription& description) {
    Id next = 1;
    for (const AttributeDefinition& attribute : description.attributes) next = std::max(next, attribute.id + 1);
    return next;
}

std::vector<std::string_view> splitText(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.push_back(trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

}  // namespace assetsodbc::simulator
