// For a check at the end of a test run: with SECRET_RECORD in the environment, every credential that a request brings
// is appended to the file it names, one a line, as it was sent and as it reads, so that logs and messages can be
// searched for them. Thread-safe.
#pragma once

#include <httplib.h>

#include <string>

namespace assetsodbc::simulator {

void recordSecrets(const httplib::Request& request);
// One that was handed out.
void recordSecret(const std::string& secret);

}  // namespace assetsodbc::simulator
