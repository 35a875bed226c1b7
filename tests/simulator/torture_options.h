// How large the torture site is, and how it hands out ids; see torture_site.h.
#pragma once

#include <cstdint>

#include "tests/simulator/model.h"

namespace assetsodbc::simulator {

struct TortureOptions {
    int objectsPerType = 250;  // of each type but the few that are empty or small by design
    std::uint64_t seed = 1;
    InheritedAttributeIds inheritedAttributeIds = InheritedAttributeIds::Own;
};

}  // namespace assetsodbc::simulator
