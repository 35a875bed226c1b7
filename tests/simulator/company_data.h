// The small site: Larkfield Instruments, a believable company with two object schemas, "IT Assets" (ITSM) and
// "People & Places" (HR), about 300 objects, and every kind of attribute. Used by the README, the docs and most tests.
#pragma once

#include <memory>

#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

std::unique_ptr<Site> makeCompanySite(const SiteOptions& options = {});

}  // namespace assetsodbc::simulator
