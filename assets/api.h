// Calls to the API under one endpoint: builds the URL, checks the answer, notes the rows. On Cloud, where two base URLs
// may serve the same token, the other one is tried when the first refuses, until one of them has served a call.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "assets/discovery.h"
#include "assets/http/transport.h"
#include "assets/operations.h"
#include "assets/response_error.h"

namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::assets {

class RequestLog;

struct Call {
    Operation operation;
    Method method = Method::Get;
    std::string path;   // under the base URL, with its '/', percent-encoded
    std::string query;  // percent-encoded
    std::string body;   // JSON
    std::string aql;    // for messages and the request log
};

class Api {
public:
    // Transport and log must outlive the object. scopes (those configured) and signInAdvice are for messages.
    Api(Transport& transport, RequestLog& log, Endpoint endpoint, std::string scopes, GrantedScopes granted = nullptr,
        std::string signInAdvice = "");

    const Endpoint& endpoint() const { return endpoint_; }
    bool isDataCenter() const { return endpoint_.deployment == Deployment::DataCenter; }

    // Each throws Error{ScopeMissing} instead of sending what the sign-in is known not to be allowed.
    std::unique_ptr<PendingResponse> start(Call call, const common::CallContext& context);
    Response send(Call call, const common::CallContext& context);         // any status
    Response sendForJson(Call call, const common::CallContext& context);  // throws unless it is a usable one

    // The OAuth scopes that the sign-in has, where that is known. Data Center's are of another kind.
    std::optional<std::string> grantedScopes() const;

    // Whether the API has answered one call well already.
    bool hasServed() const { return hasServed_; }

    Asked asked(const Call& call) const;
    // "The answer of HOST to GET /x", for messages about its content.
    std::string sourceOf(const Operation& operation) const;
    void noteRows(const Response& response, std::uint64_t rows);

private:
    class Pending;
    Request requestFor(const Call& call, const std::string& baseUrl) const;
    // The answer to go on with: this one, or that of the alternate base URL.
    Response settle(Response response, const Call& call, const common::CallContext& context);

    Transport& transport_;
    RequestLog& log_;
    Endpoint endpoint_;
    std::string scopes_;
    GrantedScopes granted_;
    std::string signInAdvice_;
    bool hasServed_ = false;
    bool isSettled_;  // which base URL serves us is known
};

}  // namespace assetsodbc::assets
