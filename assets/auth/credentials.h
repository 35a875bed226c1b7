// What proves to the site who we are. Which hosts may see it is decided in http/authorizing_transport.h, not here.
#pragma once

#include <chrono>

#include "common/secret.h"

namespace assetsodbc::assets {

class Credentials {
public:
    virtual ~Credentials() = default;
    // Value of the Authorization header for a request sent now.
    virtual common::Secret authorization(std::chrono::system_clock::time_point now) = 0;
};

}  // namespace assetsodbc::assets
