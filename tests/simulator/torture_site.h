// The torture site: every kind of attribute, single and multi-valued, inheritance over four levels with abstract types,
// references within and across object schemas and in circles, names that are hard to write in SQL or AQL or that
// collide with each other, and values at the edges of what their types hold; nearly a third of all values are missing.
// Equal options give equal sites, on every machine.
#pragma once

#include <memory>
#include <vector>

#include "tests/simulator/site.h"
#include "tests/simulator/torture_options.h"
#include "tests/simulator/type_table.h"

namespace assetsodbc::simulator {

std::unique_ptr<Site> makeTortureSite(const TortureOptions& options = {});

// Its parts.
std::vector<TypeSpec> tortureTypes();
void describeTortureSite(SiteDescription& site);  // object schemas, people with accounts, groups, statuses, …
// The objects of all types of the site.
std::vector<Object> tortureObjects(const Site& site, const TortureOptions& options);

}  // namespace assetsodbc::simulator
