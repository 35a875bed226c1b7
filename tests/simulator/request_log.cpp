#include "tests/simulator/request_log.h"

#include <algorithm>

#include "tests/simulator/json_writer.h"

namespace assetsodbc::simulator {
namespace {

void writeEntry(JsonWriter& json, const LoggedRequest& request) {
    json.beginObject();
    json.member("sequence", static_cast<std::int64_t>(request.sequence));
    json.member("arrivedMicros", request.arrivedMicros).member("tookMicros", request.tookMicros);
    json.member("method", request.method).member("target", request.target).member("path", request.path);
    json.member("body", request.body).member("query", request.query);
    json.member("authScheme", request.authScheme).member("acceptEncoding", request.acceptEncoding);
    json.member("userAgent", request.userAgent);
    json.member("startAt", request.startAt).member("maxResults", request.maxResults);
    json.member("status", request.status).member("bytes", static_cast<std::int64_t>(request.bytes));
    json.member("inFlight", request.inFlight).member("fault", request.fault);
    json.endObject();
}

}  // namespace

std::int64_t RequestLog::sinceStart() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start_).count();
}

void RequestLog::arrive(LoggedRequest& request) {
    const std::lock_guard lock(mutex_);
    request.sequence = nextSequence_++;
    request.arrivedMicros = sinceStart();
    request.inFlight = ++inFlight_;
}

void RequestLog::complete(LoggedRequest request) {
    const std::lock_guard lock(mutex_);
    request.tookMicros = sinceStart() - request.arrivedMicros;
    --inFlight_;
    entries_.push_back(std::move(request));
}

std::vector<LoggedRequest> RequestLog::entries() const {
    std::vector<LoggedRequest> copy;
    {
        const std::lock_guard lock(mutex_);
        copy = entries_;
    }
    std::sort(copy.begin(), copy.end(), [](const auto& a, const auto& b) { return a.sequence < b.sequence; });
    return copy;
}

std::size_t RequestLog::size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

int RequestLog::inFlight() const {
    const std::lock_guard lock(mutex_);
    return inFlight_;
}

std::size_t RequestLog::count(const std::string& targetPart) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), [&](const auto& request) {
        return request.target.find(targetPart) != std::string::npos;
    }));
}

void RequestLog::clear() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
    nextSequence_ = 1;
}

std::string RequestLog::toJson() const {
    const auto all = entries();
    int maxInFlight = 0;
    for (const auto& request : all) maxInFlight = std::max(maxInFlight, request.inFlight);
    std::string out;
    JsonWriter json(out);
    json.beginObject().member("count", static_cast<std::int64_t>(all.size())).member("maxInFlight", maxInFlight);
    json.key("requests").beginArray();
    for (const auto& request : all) writeEntry(json, request);
    json.endArray().endObject();
    return out;
}

}  // namespace assetsodbc::simulator
