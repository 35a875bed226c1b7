// Follows redirections the way the Assets API wants it: at most five, 303 as GET, 307 and 308 with method and body, and
// each hop as a request of its own, so that the credentials' host check is made anew. Where they lead is decided in
// redirect_rules.h. Never follows to a login page, nor to a host that the credentials are not meant for (its answer
// would not be the site's), nor from https to http, nor a POST answered with 301 or 302 (it would lose its body). A
// redirection that is not followed is the answer, for response_error.h to explain.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assets/http/login_signs.h"
#include "assets/http/redirect_rules.h"
#include "assets/http/transport.h"

namespace assetsodbc::assets {

bool isRedirection(const Response& response);

struct RedirectSettings {
    std::vector<std::string> origins;           // as originOf() writes them: where a redirection may lead
    std::vector<std::string> anonymousOrigins;  // further ones, for requests without credentials
    RedirectRules rules;
};

class RedirectingTransport : public Transport {
public:
    RedirectingTransport(std::unique_ptr<Transport> inner, const RedirectSettings& settings);
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    class Hops;
    std::optional<Request> nextHop(const Request& request, const Response& response) const;
    bool mayLead(const Request& request, const std::string& target) const;

    std::unique_ptr<Transport> inner_;
    std::set<std::string> origins_, anonymousOrigins_;
    RedirectRules rules_;
};

}  // namespace assetsodbc::assets
