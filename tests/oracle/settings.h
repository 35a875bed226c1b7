// What changes from batch to batch of an oracle run: the deployment, what the site does where the API's description is
// open, and the options of the connections. None of it may change an answer, but for what the model itself depends on.
#pragma once

#include <string>

#include "tests/oracle/model_tables.h"
#include "tests/oracle/random.h"
#include "tests/simulator/options.h"

namespace assetsodbc::oracle {

struct Settings {
    ModelOptions model;
    bool parentsAttributeIds = false;
    int pageSize = 500;
    std::string switches;  // as JSON, for setSwitches()

    std::string describe() const;
    // Of both connections.
    std::string connectionOptions() const;
};

Settings randomSettings(Random& random);

}  // namespace assetsodbc::oracle
