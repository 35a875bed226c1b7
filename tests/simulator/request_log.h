// Every request the simulator answered, in order of arrival, for tests that count requests or look at what a client
// sent. The control endpoints under /_sim/ are not logged. The Authorization header is never stored, only its scheme.
// Thread-safe; entries() copies.
#pragma once

#include <httplib.h>

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace assetsodbc::simulator {

// Holds the common name of the certificate that the client showed; the server sets it, whatever was sent.
constexpr const char* kClientCertificateHeader = "X-Simulator-Client-Certificate";

struct LoggedRequest {
    std::uint64_t sequence = 0;      // 1, 2, 3 ... since start or the last clear()
    std::int64_t arrivedMicros = 0;  // since the log was made
    std::int64_t tookMicros = 0;     // until the answer was handed to the socket
    std::string method;
    std::string target;  // path and query as sent, percent escapes kept
    std::string path;    // decoded path without the query
    std::string body;
    std::string query;           // the AQL of a search, "" otherwise
    std::string authScheme;      // "Basic", "Bearer" or ""
    bool authorization = false;  // an Authorization header came, of whatever kind
    bool cookie = false;
    std::string host;               // of the Host header
    std::string clientCertificate;  // common name of the certificate that the client showed, "" for none
    std::string acceptEncoding;
    std::string userAgent;
    int startAt = -1;     // -1: not sent
    int maxResults = -1;  // -1: not sent (Data Center: resultPerPage)
    int status = 0;
    std::uint64_t bytes = 0;  // of the answer's body as sent, after compression
    int inFlight = 0;         // requests being answered at arrival, this one included
    std::string fault;        // name of the fault that was played, "" for none
};

// What a request itself tells; the log fills in the rest.
LoggedRequest logEntryOf(const httplib::Request& request);

class RequestLog {
public:
    RequestLog() : start_(std::chrono::steady_clock::now()) {}

    // Called at arrival: fills sequence, arrival time and the number in flight.
    void arrive(LoggedRequest& request);
    // Called when the answer is complete.
    void complete(LoggedRequest request);

    std::vector<LoggedRequest> entries() const;  // ordered by arrival
    std::size_t size() const;
    int inFlight() const;  // requests that arrived and are not complete
    // How many completed requests have this text in their target.
    std::size_t count(const std::string& targetPart) const;
    void clear();

    // The log as JSON: {"count":n,"maxInFlight":n,"requests":[...]}.
    std::string toJson() const;

private:
    std::int64_t sinceStart() const;

    mutable std::mutex mutex_;
    std::chrono::steady_clock::time_point start_;
    std::vector<LoggedRequest> entries_;
    std::uint64_t nextSequence_ = 1;
    int inFlight_ = 0;
};

}  // namespace assetsodbc::simulator
