#include "assets/http/redirecting_transport.h"

#include <algorithm>
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

std::string targetOf(const Request& request, const Response& response) {
    const auto target = resolvedUrl(request.url, response.header("Location"));
    if (!target)
        throw TransportError(ErrorKind::BadResponse, hostOf(request.url) +
                                                         " redirects to an address that is neither http nor https. "
                                                         "Check URL and ApiUrl, and what stands between.");
    if (isSecure(request.url) && !isSecure(*target))
        throw TransportError(ErrorKind::BadResponse, hostOf(request.url) + " redirects from https to http (" +
                                                         hostOf(*target) +
                                                         "), which would send your data in the clear. Check URL and "
                                                         "ApiUrl, and what stands between.");
    return *target;
}

// The request that follows the redirection; nullopt when it is not to be followed.
std::optional<Request> nextHop(const Request& request, const Response& response, const std::set<std::string>& origins) {
    const bool keepsMethod = response.status == 307 || response.status == 308;
    const bool becomesGet = response.status == 303 || request.method == Method::Get;
    if (request.redirects == Redirects::HandBack || !isRedirection(response)) return std::nullopt;
    if (isLoginPage(response.header("Location")) || !(keepsMethod || becomesGet)) return std::nullopt;
    Request next = request;
    next.url = targetOf(request, response);
    if (!request.anonymous && origins.count(originOf(next.url).value_or("")) == 0) return std::nullopt;
    next.query.clear();
    if (!keepsMethod) {
        next.method = Method::Get;
        next.body.clear();
        next.headers.erase(std::remove_if(next.headers.begin(), next.headers.end(),
                                          [](const Header& h) { return h.first == "Content-Type"; }),
                           next.headers.end());
    }
    return next;
}

}  // namespace

bool isRedirection(const Response& response) {
    constexpr int kStatuses[] = {301, 302, 303, 307, 308};
    return std::find(std::begin(kStatuses), std::end(kStatuses), response.status) != std::end(kStatuses) &&
           !response.header("Location").empty();
}

bool isLoginPage(std::string_view location) {
    constexpr std::string_view kSegments[] = {"login", "login.jsp", "login.jspa"};
    std::string path = common::asciiLower(location.substr(0, location.find_first_of("?#")));
    if (common::equalIgnoringAsciiCase(hostOf(path), "id.atlassian.com")) return true;
    if (const auto scheme = path.find("://"); scheme != std::string::npos)
        path.erase(0, std::min(path.find('/', scheme + 3), path.size()));
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const auto segment = std::string_view(path).substr(begin, end - begin);
        if (std::find(std::begin(kSegments), std::end(kSegments), segment) != std::end(kSegments)) return true;
        begin = end + 1;
    }
    return false;
}

class RedirectingTransport::Hops final : public PendingResponse {
public:
    Hops(Transport& inner, const std::set<std::string>& origins, Request request, const common::CallContext& context)
        : inner_(inner), origins_(origins), request_(std::move(request)), pending_(inner_.start(request_, context)) {}

    Response wait(const common::CallContext& context) override {
        for (int hop = 0;; ++hop) {
            Response response = pending_->wait(context);
            auto next = nextHop(request_, response, origins_);
            if (!next) return response;
            if (hop == kMostHops)
                throw TransportError(ErrorKind::BadResponse, hostOf(request_.url) + " redirects more than " +
                                                                 std::to_string(kMostHops) +
                                                                 " times. Check URL and ApiUrl.");
            request_ = std::move(*next);
            pending_ = inner_.start(request_, context);
        }
    }

private:
    Transport& inner_;
    const std::set<std::string>& origins_;
    Request request_;
    std::unique_ptr<PendingResponse> pending_;
};

std::unique_ptr<PendingResponse> RedirectingTransport::start(Request request, const common::CallContext& context) {
    return std::make_unique<Hops>(*inner_, origins_, std::move(request), context);
}

}  // namespace assetsodbc::assets
