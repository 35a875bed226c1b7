#include "tests/simulator/request_log.h"

#include <rapidjson/document.h>

#include <algorithm>

#include "tests/simulator/accounts.h"
#include "tests/simulator/call.h"
#include "tests/simulator/json_writer.h"

namespace assetsodbc::simulator {
namespace {

void writeEntry(JsonWriter& json, const LoggedRequest& request) {
    json.beginObject();
    json.member("sequence", static_cast<std::int64_t>(request.sequence));
    json.member("arrivedMicros", request.arrivedMicros).member("tookMicros", request.tookMicros);
    json.member("method", request.method).member("target", request.target).member("path", request.path);
    json.member("body", request.body).member("query", request.query);
    json.member("authorization", request.authorization).member("cookie", request.cookie).member("host", request.host);
    json.member("clientCertificate", request.clientCertificate);
    json.member("authScheme", request.authScheme).member("acceptEncoding", request.acceptEncoding);
    json.member("userAgent", request.userAgent);
    json.member("startAt", request.startAt).member("maxResults", request.maxResults);
    json.member("status", request.status).member("bytes", static_cast<std::int64_t>(request.bytes));
    json.member("inFlight", request.inFlight).member("fault", request.fault);
    json.endObject();
}

int intParameter(const httplib::Request& request, const char* name) {
    const auto value = request.has_param(name) ? parseId(request.get_param_value(name)) : std::nullopt;
    return value ? static_cast<int>(*value) : -1;
}

std::string queryOf(const httplib::Request& request) {
    for (const char* name : {"qlQuery", "iql"}) {
        if (request.has_param(name)) return request.get_param_value(name);
    }
    if (request.body.empty()) return {};
    rapidjson::Document body;
    body.Parse(request.body.data(), request.body.size());
    if (body.HasParseError() || !body.IsObject()) return {};
    const auto member = body.FindMember("qlQuery");
    return member != body.MemberEnd() && member->value.IsString() ? member->value.GetString() : "";
}

std::string schemeOf(const httplib::Request& request) {
    const auto credentials = parseAuthorization(request.get_header_value("Authorization"));
    return credentials ? credentials->scheme : "";
}

}  // namespace

LoggedRequest logEntryOf(const httplib::Request& request) {
    LoggedRequest entry;
    entry.method = request.method;
    entry.target = request.target;
    entry.path = request.path;
    entry.body = request.body;
    entry.query = queryOf(request);
    entry.authScheme = schemeOf(request);
    entry.authorization = request.has_header("Authorization");
    entry.cookie = request.has_header("Cookie");
    entry.host = request.get_header_value("Host");
    entry.clientCertificate = request.get_header_value(kClientCertificateHeader);
    entry.acceptEncoding = request.get_header_value("Accept-Encoding");
    entry.userAgent = request.get_header_value("User-Agent");
    entry.startAt = intParameter(request, "startAt");
    entry.maxResults = std::max(intParameter(request, "maxResults"), intParameter(request, "resultPerPage"));
    return entry;
}

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
