#include "assets/api.h"

#include <utility>

#include "assets/http/url.h"
#include "assets/json_request.h"
#include "assets/request_log.h"

namespace assetsodbc::assets {

class Api::Pending final : public PendingResponse {
public:
    Pending(Api& api, Call call, std::unique_ptr<PendingResponse> inner)
        : api_(api), call_(std::move(call)), inner_(std::move(inner)) {}
    Response wait(const common::CallContext& context) override {
        Response response = api_.settle(inner_->wait(context), call_, context);
        if (response.isSuccess() && isJson(response)) api_.hasServed_ = true;
        return response;
    }

private:
    Api& api_;
    Call call_;
    std::unique_ptr<PendingResponse> inner_;
};

namespace {

// A base URL that answers, or that knows the token well enough to say what it may not do, is the right one.
bool knowsToken(const Response& response) {
    return response.isSuccess() || isScopeMismatch(response);
}

}  // namespace

Api::Api(Transport& transport, RequestLog& log, Endpoint endpoint, std::string scopes, GrantedScopes granted,
         std::string signInAdvice)
    : transport_(transport),
      log_(log),
      endpoint_(std::move(endpoint)),
      scopes_(std::move(scopes)),
      granted_(std::move(granted)),
      signInAdvice_(std::move(signInAdvice)),
      isSettled_(endpoint_.alternateBaseUrl.empty()) {}

Request Api::requestFor(const Call& call, const std::string& baseUrl) const {
    const std::string url = baseUrl + call.path;
    Request request = call.method == Method::Post ? postJson(url, call.body) : getJson(url);
    request.query = call.query;
    request.aql = call.aql;
    if (isDataCenter()) request.redirects = Redirects::HandBack;
    return request;
}

std::unique_ptr<PendingResponse> Api::start(Call call, const common::CallContext& context) {
    if (!isDataCenter()) requireGranted(granted_, asked(call));
    auto inner = transport_.start(requestFor(call, endpoint_.baseUrl), context);
    return std::make_unique<Pending>(*this, std::move(call), std::move(inner));
}

Response Api::settle(Response response, const Call& call, const common::CallContext& context) {
    if (isSettled_) return response;
    if (knowsToken(response)) {
        isSettled_ = true;
        return response;
    }
    if (response.status != 401 && response.status != 404) return response;
    Response other = transport_.send(requestFor(call, endpoint_.alternateBaseUrl), context);
    if (!knowsToken(other)) return response;
    isSettled_ = true;
    endpoint_.baseUrl = endpoint_.alternateBaseUrl;
    return other;
}

Response Api::send(Call call, const common::CallContext& context) {
    return start(std::move(call), context)->wait(context);
}

Response Api::sendForJson(Call call, const common::CallContext& context) {
    const Asked who = asked(call);
    Response response = send(std::move(call), context);
    requireUsable(response, who);
    return response;
}

std::optional<std::string> Api::grantedScopes() const {
    return granted_ && !isDataCenter() ? granted_() : std::nullopt;
}

Asked Api::asked(const Call& call) const {
    return {call.operation, hostOf(endpoint_.baseUrl), call.aql, scopes_, isDataCenter(), signInAdvice_};
}

std::string Api::sourceOf(const Operation& operation) const {
    return "The answer of " + hostOf(endpoint_.baseUrl) + " to " + std::string(operation.name);
}

void Api::noteRows(const Response& response, std::uint64_t rows) {
    log_.setRows(response.requestNumber, rows);
}

}  // namespace assetsodbc::assets
