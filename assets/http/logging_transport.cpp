#include "assets/http/logging_transport.h"

#include <chrono>
#include <string>

#include "assets/http/rate_limit.h"
#include "assets/http/url.h"
#include "assets/request_log.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/log.h"

namespace assetsodbc::assets {

namespace {

using common::LogLevel;
using std::chrono::microseconds;

RequestRecord recordOf(const Request& request, const common::CallContext& context) {
    RequestRecord record;
    record.statementNumber = context.statementNumber;
    record.method = nameOf(request.method);
    record.host = hostOf(request.url);
    record.path = pathOf(request.query.empty() ? request.url : request.url + "?" + request.query);
    record.aql = request.aql;
    return record;
}

}  // namespace

class LoggingTransport::Logged final : public PendingResponse {
public:
    Logged(LoggingTransport& owner, std::string line, std::uint64_t number, std::unique_ptr<PendingResponse> inner)
        : owner_(owner), line_(std::move(line)), number_(number), inner_(std::move(inner)) {}

    Response wait(const common::CallContext& context) override {
        const auto since = owner_.clock_.now();
        try {
            Response response = inner_->wait(context);
            response.requestNumber = number_;
            owner_.requestLog_.setAnswer(number_,
                                         {response.status, response.wireBytes, response.duration, response.retries});
            writeAnswer(response);
            return response;
        } catch (const std::exception& error) {
            const auto waited = std::chrono::duration_cast<microseconds>(owner_.clock_.now() - since);
            owner_.requestLog_.setAnswer(number_, {0, 0, waited, 0});
            owner_.log_.write(LogLevel::Warning, "http", line_ + " failed: " + error.what());
            throw;
        }
    }

private:
    void writeAnswer(const Response& response) const {
        if (!owner_.log_.wants(LogLevel::Request)) return;
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(response.duration).count();
        std::string text = line_ + " -> " + std::to_string(response.status) + ", " + std::to_string(spent) + " ms, " +
                           std::to_string(response.wireBytes) + " bytes";
        if (response.retries > 0) text += ", " + std::to_string(response.retries) + " retries";
        if (response.waited.count() > 0) text += ", waited " + inWords(response.waited);
        owner_.log_.write(LogLevel::Request, "http", text);
    }

    LoggingTransport& owner_;
    std::string line_;
    std::uint64_t number_;
    std::unique_ptr<PendingResponse> inner_;
};

LoggingTransport::LoggingTransport(std::unique_ptr<Transport> inner, RequestLog& requestLog, const common::Log& log,
                                   const common::Clock& clock)
    : inner_(std::move(inner)), requestLog_(requestLog), log_(log), clock_(clock) {}

std::unique_ptr<PendingResponse> LoggingTransport::start(Request request, const common::CallContext& context) {
    RequestRecord record = recordOf(request, context);
    std::string line = record.method + " " + record.host + record.path;
    try {
        auto pending = inner_->start(std::move(request), context);
        // Only now: what was refused on the way is none that was sent, and what was asked to sign in came first.
        record.sentAt = clock_.wallClock();
        const std::uint64_t number = requestLog_.add(std::move(record));
        return std::make_unique<Logged>(*this, line, number, std::move(pending));
    } catch (const std::exception& error) {
        log_.write(LogLevel::Warning, "http", line + " failed: " + error.what());
        throw;
    }
}

}  // namespace assetsodbc::assets
