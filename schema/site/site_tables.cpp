#include "schema/site/site_tables.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "assets/aql.h"
#include "assets/client.h"
#include "assets/metadata_cache.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/unicode.h"
#include "common/warnings.h"
#include "schema/site/attribute_columns.h"
#include "schema/site/bridge_names.h"
#include "schema/site/common_attributes.h"
#include "schema/site/name_scope.h"
#include "schema/site/object_table_builder.h"
#include "schema/site/object_type_table.h"
#include "schema/site/pushdown_memory.h"
#include "schema/site/reload_pace.h"
#include "schema/site/site_view.h"

namespace assetsodbc::schema {

namespace {

using assets::AttributeDefinition;
using assets::ObjectType;
using common::CallContext;
using Spec = std::shared_ptr<const TableSpec>;
using Shape = std::shared_ptr<const ObjectTableShape>;

// How long a definition that the site told is believed where an answer cannot show that it changed.
constexpr std::chrono::seconds kTrustedFor{60};

// A table of the site: of a type, or the bridge of one of its attributes.
struct Place {
    std::int64_t objectSchemaId = 0, objectTypeId = 0;
    std::optional<std::int64_t> bridgeAttributeId;
    friend bool operator<(const Place& a, const Place& b) {
        return std::tie(a.objectSchemaId, a.objectTypeId, a.bridgeAttributeId) <
               std::tie(b.objectSchemaId, b.objectTypeId, b.bridgeAttributeId);
    }
};

// What one object schema hides from this account must not hide the others.
template <typename Look>
void unlessForbidden(const std::string& schemaName, const CallContext& context, Look look) {
    try {
        look();
    } catch (const common::Error& error) {
        if (error.kind() != common::ErrorKind::Forbidden) throw;
        if (context.warnings == nullptr) return;
        context.warnings->add(error.kind(), "The tables of schema " + schemaName + " are left out: " + error.what());
    }
}

// A table that was handed out, and what it was made of.
struct Made {
    Shape shape;
    std::shared_ptr<const Table> table;
    std::vector<std::shared_ptr<const void>> sources;
    std::shared_ptr<bool> isStale;  // an answer contradicted it
};

}  // namespace

struct SiteTables::State : std::enable_shared_from_this<SiteTables::State> {
    State(assets::Client& client, assets::MetadataCache& cache, SiteTableOptions given)
        : site{client, cache, {}, {}, {}, false}, options(std::move(given)) {}

    // Names

    static AttributesOf attributesFrom(SiteView& view) {
        return [&view](std::int64_t id) { return view.attributes(id).get(); };
    }
    static std::optional<Place> locateBridge(SiteView& view, std::int64_t schemaId, const SqlTypes& types,
                                             std::string_view tableName) {
        for (const ObjectType* type : typesWithBridgeNamed(types, tableName))
            for (const auto& [attributeId, name] : bridgeNames(types, type->id, attributesFrom(view)))
                if (common::equalIgnoringAsciiCase(name, tableName)) return Place{schemaId, type->id, attributeId};
        return std::nullopt;
    }
    static std::optional<Place> locate(SiteView& view, std::int64_t schemaId, std::string_view tableName) {
        const SqlTypes* const types = view.types(schemaId);
        if (types == nullptr) return std::nullopt;
        const auto type = types->byName.find(common::asciiLower(tableName));
        if (type != types->byName.end()) return Place{schemaId, type->second->id, std::nullopt};
        return locateBridge(view, schemaId, *types, tableName);
    }

    // Shapes

    struct Parts {
        QualifiedName name;  // of the type's table
        std::string bridgeName;
        std::vector<const ObjectType*> types;
        std::vector<std::shared_ptr<const AttributeList>> attributes;
        std::vector<std::shared_ptr<const void>> sources;
    };

    // nullopt: the site knows the type no more, or (where nothing may be asked) not enough is known.
    std::optional<Parts> partsOf(SiteView& view, const Place& place) {
        const SqlSchemas* const schemas = view.schemas();
        const SqlTypes* const types = schemas == nullptr ? nullptr : view.types(place.objectSchemaId);
        if (types == nullptr || schemas->names.count(place.objectSchemaId) == 0) return std::nullopt;
        const auto type = types->byId.find(place.objectTypeId);
        if (type == types->byId.end()) return std::nullopt;
        Parts parts;
        parts.name = {schemas->names.at(place.objectSchemaId), types->names.at(place.objectTypeId)};
        parts.types = typesOfTable(*type->second, *types->list, options.includeChildTypes);
        parts.sources = {schemas->list, types->list};
        std::vector<std::int64_t> ids;
        for (const ObjectType* each : parts.types) ids.push_back(each->id);
        view.prepareAttributes(place.objectSchemaId, ids);
        for (const std::int64_t id : ids) {
            const bool isOwn = id == place.objectTypeId;
            parts.attributes.push_back(isOwn ? view.attributes(id) : view.visibleAttributes(id));
            if (parts.attributes.back() == nullptr) return std::nullopt;
            parts.sources.push_back(parts.attributes.back());
        }
        // Where a site tells definitions with objects only, it tells none of a type that has no objects of its own.
        if (parts.attributes.front()->empty() && parts.attributes.size() > 1)
            parts.attributes.front() = commonAttributes({parts.attributes.begin() + 1, parts.attributes.end()});
        if (!place.bridgeAttributeId) return parts;
        const auto bridges = bridgeNames(*types, place.objectTypeId, attributesFrom(view));
        const auto bridge = bridges.find(*place.bridgeAttributeId);
        if (bridge == bridges.end()) return std::nullopt;
        parts.bridgeName = bridge->second;
        return parts;
    }

    using ReferencedTable = std::function<std::optional<QualifiedName>(const AttributeDefinition&)>;

    static Shape shapeOf(const Place& place, const Parts& parts, ReferencedTable referencedTable = {}) {
        ObjectTableSource source{parts.name, {}, std::move(referencedTable)};
        for (std::size_t i = 0; i < parts.types.size(); ++i)
            source.types.push_back({*parts.types[i], *parts.attributes[i]});
        return std::make_shared<const ObjectTableShape>(
            place.bridgeAttributeId ? bridgeTableShape(source, *place.bridgeAttributeId, parts.bridgeName)
                                    : objectTableShape(source));
    }

    static std::optional<QualifiedName> tableOfType(SiteView& view, const AttributeDefinition& attribute) {
        if (!attribute.referenceObjectTypeId) return std::nullopt;
        const std::int64_t typeId = *attribute.referenceObjectTypeId;
        const auto schemaId = view.schemaOf(
            typeId, attribute.referenceObjectSchemaId ? attribute.referenceObjectSchemaId : attribute.objectSchemaId);
        if (!schemaId) return std::nullopt;
        return QualifiedName{view.schemas()->names.at(*schemaId), view.types(*schemaId)->names.at(typeId)};
    }

    // The values of attributes that are not known could not be told from missing ones.
    void requireSeenAttributes(const SiteView& view, const Parts& parts) {
        for (const ObjectType* type : parts.types) {
            if (!view.hidesAttributes(type->id)) continue;
            const auto objects = assets::AqlExpression::objectTypeIdIn({type->id}).render();
            if (site.client.count(objects, view.context()) == 0) continue;
            throw common::Error(common::ErrorKind::Forbidden,
                                "Table " + parts.name.schema + "." + parts.name.table + " holds objects of type " +
                                    type->name + " (id " + std::to_string(type->id) +
                                    "), whose attributes this account may not see (403). Ask an administrator for a "
                                    "role that may view them, or query tables without that type.");
        }
    }

    // Tables

    std::shared_ptr<const Table> tableOf(SiteView& view, const Place& place) {
        auto parts = partsOf(view, place);
        // A type that has come below it since would be missed without a word.
        if (parts && holdsSeveralTypes(*parts) && typesReloaded[place.objectSchemaId].isDue()) {
            view.reloadTypes(place.objectSchemaId);
            parts = partsOf(view, place);
        }
        if (!parts) return nullptr;
        requireSeenAttributes(view, *parts);
        Made& made = tables[place];
        const bool isStale = made.isStale != nullptr && *made.isStale;
        if (made.table != nullptr && !isStale && made.sources == parts->sources &&
            (!place.bridgeAttributeId || made.shape->spec.name == parts->bridgeName))
            return made.table;
        const Shape shape = shapeOf(place, *parts);
        const bool isSame = made.table != nullptr && !isStale && isSameDefinition(*made.shape, *shape) &&
                            made.shape->objectCount == shape->objectCount;
        if (!isSame) {
            made.shape = shape;
            made.isStale = std::make_shared<bool>(false);
            made.table = makeObjectTypeTable(shape, environmentOf(place, made));
        }
        made.sources = std::move(parts->sources);
        return made.table;
    }

    ObjectTableEnvironment environmentOf(const Place& place, const Made& made) {
        const std::weak_ptr<State> self = weak_from_this();
        const auto isStale = made.isStale;
        const Shape shape = made.shape;
        const auto onStale = [self, isStale, shape] {
            *isStale = true;
            if (const auto state = self.lock()) state->forget(*shape);
        };
        const auto isOutdated = [self, isStale, shape, place] {
            const auto state = self.lock();
            return *isStale || (state != nullptr && state->isOutdated(place, *shape));
        };
        const auto latestShape = [self, shape, place](const CallContext& context) {
            const auto state = self.lock();
            return state == nullptr ? shape : state->latestShape(place, shape, context);
        };
        return {site.client, memory, options, onStale, isOutdated, latestShape};
    }

    Shape latestShape(const Place& place, const Shape& shape, const CallContext& context) {
        for (const std::int64_t id : shape->objectTypeIds) {
            const auto age = site.cache.ageOfAttributes(id);
            if (!age || *age >= kTrustedFor) site.cache.forgetAttributes(id);
        }
        SiteView view(site, &context);
        std::optional<Parts> parts;
        try {
            parts = partsOf(view, place);
        } catch (const common::Error& error) {
            if (error.kind() != common::ErrorKind::Forbidden) throw;
            return shape;  // told only with objects, of which there are none now
        }
        if (!parts) return nullptr;
        const auto made = tables.find(place);
        const bool isUnchanged =
            made != tables.end() && made->second.shape == shape && made->second.sources == parts->sources;
        return isUnchanged ? shape : shapeOf(place, *parts);
    }

    void forgetAttributes(const ObjectTableShape& shape) {
        for (const std::int64_t id : shape.objectTypeIds) {
            site.cache.forgetAttributes(id);
            site.outlines.erase(id);
        }
    }
    void forget(const ObjectTableShape& shape) {
        forgetAttributes(shape);
        site.cache.forgetObjectTypes(shape.objectSchemaId);
    }

    bool holdsSeveralTypes(const Parts& parts) const {
        return parts.types.front()->abstractObjectType || options.includeChildTypes;
    }
    // As far as is known without asking.
    bool isOutdated(const Place& place, const ObjectTableShape& shape) {
        const auto made = tables.find(place);
        SiteView view(site, nullptr);
        const auto parts = partsOf(view, place);
        if (view.isLacking()) return false;
        if (!parts) return true;
        const bool isUnchanged = made != tables.end() && made->second.shape.get() == &shape &&
                                 made->second.sources == parts->sources && !place.bridgeAttributeId;
        return !isUnchanged && !isSameDefinition(shape, *shapeOf(place, *parts));
    }

    SiteMemory site;
    const SiteTableOptions options;
    PushdownMemory memory;
    std::map<Place, Made> tables;
    std::map<std::int64_t, ReloadPace> typesReloaded;  // by schema
    ReloadPace everythingReloaded;                     // for a name that nobody knew
};

SiteTables::SiteTables(assets::Client& client, assets::MetadataCache& cache, SiteTableOptions options)
    : state_(std::make_shared<State>(client, cache, std::move(options))) {}

SiteTables::~SiteTables() = default;

std::vector<std::string> SiteTables::schemaNames(const CallContext& context) {
    SiteView view(state_->site, &context);
    std::vector<std::string> names;
    for (const auto& [id, name] : view.schemas()->names) names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

std::shared_ptr<const Table> SiteTables::find(std::string_view schemaName, std::string_view tableName,
                                              const CallContext& context) {
    if (isReservedSchemaName(schemaName)) return nullptr;
    SiteView view(state_->site, &context);
    do {
        const auto& byName = view.schemas()->byName;
        const auto schema = byName.find(common::asciiLower(schemaName));
        if (schema == byName.end()) continue;
        if (const auto place = State::locate(view, schema->second, tableName))
            if (auto table = state_->tableOf(view, *place)) return table;
    } while (view.distrust());
    return nullptr;
}

bool SiteTables::refresh(const TableSpec& spec, const CallContext& context) {
    const auto known = find(spec.schemaName, spec.name, context);
    for (const auto& [place, made] : state_->tables)
        if (made.table == known) state_->forgetAttributes(*made.shape);
    return find(spec.schemaName, spec.name, context) != known;
}

std::vector<std::string> SiteTables::schemasWith(std::string_view tableName, const CallContext& context) {
    SiteView view(state_->site, &context);
    std::vector<std::string> names;
    do {
        for (const auto& [id, name] : view.schemas()->names) {
            const auto look = [&, schemaId = id, &schemaName = name] {
                if (State::locate(view, schemaId, tableName)) names.push_back(schemaName);
            };
            unlessForbidden(name, context, look);
        }
    } while (names.empty() && state_->everythingReloaded.isDue() && view.distrust());
    std::sort(names.begin(), names.end());
    return names;
}

// The tables that a filter selects.
class SiteTables::Listing {
public:
    Listing(State& state, SiteView& view, const TableFilter& filter) : state_(state), view_(view), filter_(filter) {}

    std::vector<Spec> run(const CallContext& context) {
        std::map<std::int64_t, std::string> wanted;
        for (const auto& [id, name] : view_.schemas()->names)
            if (filter_.schema.matches(name)) wanted.emplace(id, name);
        // All of them first: foreign keys lead from one to another.
        if (!filter_.table.exact)
            for (const auto& [id, name] : wanted)
                unlessForbidden(name, context, [&, schemaId = id] { view_.prepareSchema(schemaId); });
        for (const auto& [id, name] : wanted) {
            unlessForbidden(name, context, [&, schemaId = id, &schemaName = name] {
                filter_.table.exact ? addNamed(schemaId, *filter_.table.exact) : addAll(schemaId, schemaName);
            });
        }
        std::sort(specs_.begin(), specs_.end(), [](const Spec& a, const Spec& b) {
            return std::tie(a->schemaName, a->name) < std::tie(b->schemaName, b->name);
        });
        return std::move(specs_);
    }

private:
    void addNamed(std::int64_t schemaId, std::string_view tableName) {
        const auto place = State::locate(view_, schemaId, tableName);
        if (place) addDescribed(*place);
    }

    void addAll(std::int64_t schemaId, const std::string& schemaName) {
        const SqlTypes* const types = view_.types(schemaId);
        if (types == nullptr) return;
        for (const auto& [typeId, name] : types->names) {
            if (filter_.columns && filter_.table.matches(name)) view_.visibleAttributes(typeId);
            const Place place{schemaId, typeId, std::nullopt};
            add(place, schemaName, name, types->byId.at(typeId)->description.value_or(""));
            for (const auto& [attributeId, bridge] : bridgeNames(*types, typeId, outlines()))
                add({schemaId, typeId, attributeId}, schemaName, bridge, "");
        }
    }

    AttributesOf outlines() {
        return [this](std::int64_t id) { return view_.outline(id); };
    }

    void add(const Place& place, const std::string& schemaName, const std::string& name, const std::string& remarks) {
        if (!filter_.table.matches(name)) return;
        if (filter_.columns) return addDescribed(place);
        TableSpec spec;
        spec.schemaName = schemaName;
        spec.name = name;
        spec.remarks = remarks;
        specs_.push_back(std::make_shared<const TableSpec>(std::move(spec)));
    }

    void addDescribed(const Place& place) {
        const auto parts = state_.partsOf(view_, place);
        if (!parts) return;
        const Shape shape = State::shapeOf(place, *parts, [this](const AttributeDefinition& attribute) {
            return State::tableOfType(view_, attribute);
        });
        if (filter_.table.matches(shape->spec.name)) specs_.emplace_back(shape, &shape->spec);
    }

    State& state_;
    SiteView& view_;
    const TableFilter& filter_;
    std::vector<Spec> specs_;
};

std::vector<Spec> SiteTables::specs(const TableFilter& filter, const CallContext& context) {
    if (filter.schema.exact && isReservedSchemaName(*filter.schema.exact)) return {};
    SiteView view(state_->site, &context);
    std::vector<Spec> specs;
    // Only where a schema is named: that a pattern fits nothing is no news.
    do specs = Listing(*state_, view, filter).run(context);
    while (specs.empty() && filter.schema.exact && view.distrust());
    return specs;
}

std::vector<std::string> SiteTables::knownNames() const {
    SiteView view(state_->site, nullptr);
    std::vector<std::string> names;
    const SqlSchemas* const schemas = view.schemas();
    if (schemas == nullptr) return names;
    for (const auto& [schemaId, schema] : schemas->names) {
        const SqlTypes* const types = view.types(schemaId);
        if (types == nullptr) continue;
        for (const auto& [typeId, name] : types->names) {
            names.push_back(schema + '.' + name);
            for (const auto& [id, bridge] : bridgeNames(*types, typeId, [&](auto type) { return view.outline(type); }))
                names.push_back(schema + '.' + bridge);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace assetsodbc::schema
