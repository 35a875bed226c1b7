// The types of the generated site: for each attribute its definition and the rule that draws its values.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/simulator/site.h"
#include "tests/simulator/type_table.h"

namespace assetsodbc::simulator {

// The types, by how they are spread over the ids.
enum class GeneratedType : int { Hosts, VirtualMachines, Applications, People, Locations };
constexpr int kGeneratedTypes = 5;

// Random numbers that depend on nothing but the seed, the object and the attribute.
class Draw {
public:
    Draw(std::uint64_t seed, Id object, int attribute);

    std::uint64_t next();
    int below(int limit) { return static_cast<int>(next() % static_cast<std::uint64_t>(limit)); }
    bool chance(int percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

// Picks an object of a type; 0 when the site has none.
class GeneratedReferences {
public:
    virtual ~GeneratedReferences() = default;
    virtual Id pick(GeneratedType type, Draw& draw) const = 0;
};

using ValueRule = void (*)(Draw& draw, Id object, const GeneratedReferences& references, std::vector<Value>& values);

struct GeneratedAttribute {
    AttributeSpec spec;
    ValueRule rule;
    int percentSet;  // how many of the objects have a value
};

struct GeneratedTypeSpec {
    TypeSpec type;
    std::vector<GeneratedAttribute> attributes;  // the label first
};

const std::vector<GeneratedTypeSpec>& generatedTypes();  // in the order of GeneratedType
SiteDescription describeGeneratedSite();                 // with the types' attributes; type ids count from 1

}  // namespace assetsodbc::simulator
