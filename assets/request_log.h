// Every HTTP request of one connection, newest last, for sys.requests: what a user or a test reads to see what was
// sent. Holds the last kCapacity requests; never a header, a body or a secret.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

namespace assetsodbc::assets {

struct RequestRecord {
    std::uint64_t number = 0;           // from 1, in the order sent
    std::uint64_t statementNumber = 0;  // 0 = sent for the connection itself
    std::string method, host, path;     // the path with its query string
    std::string aql;                    // empty when there is none
    int status = 0;                     // 0 = no answer (yet)
    std::uint64_t rows = 0;             // objects or entries decoded
    std::uint64_t bytes = 0;            // of the body, as transferred
    std::chrono::microseconds duration{0};
    std::uint32_t retries = 0;
    std::chrono::system_clock::time_point sentAt;
};

// What is known of a request once it was answered.
struct RequestAnswer {
    int status = 0;
    std::uint64_t bytes = 0;
    std::chrono::microseconds duration{0};
    std::uint32_t retries = 0;
};

class RequestLog {
public:
    static constexpr std::size_t kCapacity = 10000;
    // Assigns the number and returns it, so that the record can be completed later.
    std::uint64_t add(RequestRecord record);
    void setAnswer(std::uint64_t number, const RequestAnswer& answer);
    // Adds what became known after the body was decoded. Unknown numbers (already dropped) are ignored.
    void setRows(std::uint64_t number, std::uint64_t rows);
    const std::deque<RequestRecord>& records() const { return records_; }

private:
    RequestRecord* find(std::uint64_t number);

    std::uint64_t next_ = 1;
    std::deque<RequestRecord> records_;
};

}  // namespace assetsodbc::assets
