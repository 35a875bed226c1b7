// The big site: any number of objects with about 15 attributes each, computed from a seed and the id whenever they are
// asked for, so that a million of them take no memory. Equal options give equal objects, on every machine.
#pragma once

#include <cstdint>
#include <memory>

#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

struct GeneratedOptions {
    std::uint64_t objects = 1000;  // their ids are 1 to this number
    std::uint64_t seed = 1;
    bool inMemory = false;  // held in a MemoryStore instead, so that objects can come and go while being served
};

std::unique_ptr<Site> makeGeneratedSite(const GeneratedOptions& options);

}  // namespace assetsodbc::simulator
