// Who is calling, and whether they may: authentication by deployment and URL style, and the refusals real servers
// answer. Stateless.
#pragma once

#include <optional>
#include <string>

#include "tests/simulator/accounts.h"
#include "tests/simulator/address.h"
#include "tests/simulator/options.h"
#include "tests/simulator/reply.h"

namespace assetsodbc::simulator {

class OAuthServer;

struct Login {
    std::optional<Account> account;  // none and no refusal: anonymous
    std::optional<Reply> refusal;
    std::string loginReason;  // X-Seraph-LoginReason, "" for none
};

// authorization: the header as sent, "" when absent.
Login logIn(const SimulatorOptions& options, const OAuthServer& oauth, UrlStyle style,
            const std::string& authorization);

// Refuses an account without the scope, and one that may do nothing.
std::optional<Reply> refuseScope(const Account& account, std::string_view scope);

}  // namespace assetsodbc::simulator
