// A transport that answers from a function, and keeps what it was asked.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "assets/http/transport.h"
#include "common/call_context.h"

namespace assetsodbc::assets::testing {

inline Response answer(int status, std::string body, std::vector<Header> headers = {}) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    response.headers.emplace_back("Content-Type", "application/json;charset=UTF-8");
    return response;
}

inline Response page(int status, const std::string& type, std::string body, std::vector<Header> headers = {}) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    response.headers.emplace_back("Content-Type", type);
    return response;
}

class FakeTransport : public Transport {
public:
    using Answer = std::function<Response(const Request&)>;  // may throw
    explicit FakeTransport(Answer answerOf) : answerOf_(std::move(answerOf)) {}

    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext&) override {
        requests.push_back(request);
        ++inFlight;
        mostInFlight = std::max(mostInFlight, inFlight);
        return std::make_unique<Pending>(*this, std::move(request));
    }

    std::vector<Request> requests;
    int inFlight = 0, mostInFlight = 0;

private:
    class Pending : public PendingResponse {
    public:
        Pending(FakeTransport& owner, Request request) : owner_(owner), request_(std::move(request)) {}
        ~Pending() override { --owner_.inFlight; }
        Response wait(const common::CallContext&) override { return owner_.answerOf_(request_); }

    private:
        FakeTransport& owner_;
        Request request_;
    };

    Answer answerOf_;
};

// A context that nobody cancels.
struct Context {
    common::CancelToken token;
    common::CallContext context{token, {}, 7};
    operator const common::CallContext&() const { return context; }  // NOLINT: meant to convert
};

}  // namespace assetsodbc::assets::testing
