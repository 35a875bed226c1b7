// A site with much metadata and few objects: by default 300 object schemas, 5,000 types and 60,000 attributes. Type n
// is called "Type <n>"; object schema n has the key "M<n>", and the types are dealt out to the schemas in turn. Every
// third attribute refers to a type of another object schema. Equal options give equal sites.
#pragma once

#include <memory>

#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

struct ManyTypesOptions {
    int schemas = 300;
    int types = 5'000;
    int attributesPerType = 12;  // the four system and label attributes included
    int typeWithObjectsEvery = 10;
    int objectsPerType = 3;  // of each of those
};

std::unique_ptr<Site> makeManyTypesSite(const ManyTypesOptions& options = {});

}  // namespace assetsodbc::simulator
