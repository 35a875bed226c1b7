#include "assets/http/authorizing_transport.h"

#include <utility>

#include "assets/auth/credentials.h"
#include "assets/http/login_signs.h"
#include "assets/http/redirecting_transport.h"
#include "assets/http/url.h"
#include "assets/response_error.h"

namespace assetsodbc::assets {

namespace {

// A token without the scope is as good as it will ever be. Jira may answer a dead one as if nobody had signed in, or
// with its log-in page, or send to that.
bool isRefusal(const Response& response) {
    if (response.status == 401) return !isScopeMismatch(response);
    return isAnsweredAnonymously(response) || isLoginForm(response) ||
           (isRedirection(response) && isLoginPage(response.header("Location")));
}

// What was answered with success may have been done, though as nobody.
bool mayBeSentAgain(const Request& request, const Response& response) {
    return request.idempotent || !response.isSuccess();
}

}  // namespace

// A request that carries credentials, sent at most twice.
class AuthorizingTransport::Renewing final : public PendingResponse {
public:
    Renewing(AuthorizingTransport& owner, Request request, const common::CallContext& context)
        : owner_(owner),
          request_(std::move(request)),
          sent_(owner_.credentials_.authorization(context)),
          pending_(owner_.startWith(sent_, request_, context)) {}

    Response wait(const common::CallContext& context) override {
        Response response = pending_->wait(context);
        if (!isRefusal(response) || !mayBeSentAgain(request_, response)) return response;
        if (!owner_.credentials_.renew(sent_, context)) return response;
        pending_.reset();
        pending_ = owner_.startWith(owner_.credentials_.authorization(context), std::move(request_), context);
        Response second = pending_->wait(context);
        ++second.retries;
        second.waited += response.waited;
        return second;
    }

private:
    AuthorizingTransport& owner_;
    Request request_;
    common::Secret sent_;
    std::unique_ptr<PendingResponse> pending_;
};

AuthorizingTransport::AuthorizingTransport(std::unique_ptr<Transport> inner, Credentials& credentials,
                                           const std::vector<std::string>& origins)
    : inner_(std::move(inner)), credentials_(credentials), origins_(origins.begin(), origins.end()) {}

bool AuthorizingTransport::mayAuthorize(const Request& request) const {
    if (request.anonymous) return false;
    const auto origin = originOf(request.url);
    return origin && origins_.count(*origin) != 0;
}

std::unique_ptr<PendingResponse> AuthorizingTransport::startWith(const common::Secret& authorization, Request request,
                                                                 const common::CallContext& context) {
    request.headers.emplace_back("Authorization", authorization.reveal());
    return inner_->start(std::move(request), context);
}

std::unique_ptr<PendingResponse> AuthorizingTransport::start(Request request, const common::CallContext& context) {
    if (!mayAuthorize(request)) return inner_->start(std::move(request), context);
    return std::make_unique<Renewing>(*this, std::move(request), context);
}

}  // namespace assetsodbc::assets
