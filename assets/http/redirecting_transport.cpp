#include "assets/http/redirecting_transport.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "assets/http/url.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

using common::ErrorKind;

constexpr int kMostHops = 5;

bool isSecure(std::string_view url) {
    return common::equalIgnoringAsciiCase(url.substr(0, 8), "https://");
}

std::string requireSafe(const Request& request, std::optional<std::string> target) {
    if (!target)
        throw TransportError(ErrorKind::BadResponse, hostOf(request.url) +
                                                         " redirects to an address that is neither http nor https. "
                                                         "Check URL and ApiUrl, and what stands between.");
    if (isSecure(request.url) && !isSecure(*target))
        throw TransportError(ErrorKind::BadResponse, hostOf(request.url) + " redirects from https to http (" +
                                                         hostOf(*target) +
                                                         "), which would send your data in the clear. Check URL and "
                                                         "ApiUrl, and what stands between.");
    return std::move(*target);
}

void becomeGet(Request& request) {
    const auto isOfBody = [](const Header& header) { return header.first == "Content-Type"; };
    request.method = Method::Get;
    request.body.clear();
    request.headers.erase(std::remove_if(request.headers.begin(), request.headers.end(), isOfBody),
                          request.headers.end());
}

}  // namespace

bool isRedirection(const Response& response) {
    constexpr int kStatuses[] = {301, 302, 303, 307, 308};
    return std::find(std::begin(kStatuses), std::end(kStatuses), response.status) != std::end(kStatuses) &&
           !response.header("Location").empty();
}

// A request with the redirections that its answers ask for.
class RedirectingTransport::Hops final : public PendingResponse {
public:
    Hops(RedirectingTransport& owner, Request request, const common::CallContext& context)
        : owner_(owner), request_(std::move(request)), pending_(owner_.inner_->start(request_, context)) {}

    Response wait(const common::CallContext& context) override {
        while (true) {
            Response response = pending_->wait(context);
            waited_ += response.waited;
            response.waited = waited_;
            auto next = owner_.nextHop(request_, response);
            if (!next) return response;
            note(*next);
            request_ = std::move(*next);
            pending_ = owner_.inner_->start(request_, context);
        }
    }

private:
    // Throws where it leads nowhere. The same address again is no loop yet: it may answer otherwise the next time.
    void note(const Request& next) {
        visited_.insert(keyOf(request_));
        isLoop_ = isLoop_ || visited_.count(keyOf(next)) != 0;
        if (++hops_ <= kMostHops) return;
        throw TransportError(ErrorKind::BadResponse,
                             hostOf(request_.url) +
                                 (isLoop_ ? " redirects in a loop, back to " + pathOf(next.url) + "," : " redirects") +
                                 " more than " + std::to_string(kMostHops) +
                                 " times. Check URL and ApiUrl, and what stands between.");
    }
    static std::string keyOf(const Request& request) {
        return std::string(nameOf(request.method)) + " " + request.url +
               (request.query.empty() ? "" : "?" + request.query);
    }

    RedirectingTransport& owner_;
    Request request_;
    std::unique_ptr<PendingResponse> pending_;
    std::set<std::string> visited_;
    std::chrono::milliseconds waited_{0};  // of all hops, for their turns
    bool isLoop_ = false;
    int hops_ = 0;
};

RedirectingTransport::RedirectingTransport(std::unique_ptr<Transport> inner, const RedirectSettings& settings)
    : inner_(std::move(inner)),
      origins_(settings.origins.begin(), settings.origins.end()),
      anonymousOrigins_(settings.anonymousOrigins.begin(), settings.anonymousOrigins.end()),
      rules_(settings.rules) {}

bool RedirectingTransport::mayLead(const Request& request, const std::string& target) const {
    const std::string origin = originOf(target).value_or("");
    return origins_.count(origin) != 0 || (request.anonymous && anonymousOrigins_.count(origin) != 0);
}

// The request that follows the redirection; nullopt when it is not to be followed.
std::optional<Request> RedirectingTransport::nextHop(const Request& request, const Response& response) const {
    const bool keepsMethod = response.status == 307 || response.status == 308;
    const bool becomesGet = response.status == 303 || request.method == Method::Get;
    if (request.redirects == Redirects::HandBack || !isRedirection(response)) return std::nullopt;
    const std::string_view location = response.header("Location");
    if (isLoginPage(location) || !(keepsMethod || becomesGet)) return std::nullopt;
    Request next = request;
    next.url = requireSafe(request, redirectionTarget(rules_, request.url, location));
    next.query.clear();
    if (!mayLead(request, next.url)) return std::nullopt;
    if (!keepsMethod) becomeGet(next);
    return next;
}

std::unique_ptr<PendingResponse> RedirectingTransport::start(Request request, const common::CallContext& context) {
    return std::make_unique<Hops>(*this, std::move(request), context);
}

}  // namespace assetsodbc::assets
