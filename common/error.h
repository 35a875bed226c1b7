// The one exception type thrown below the ODBC layer. It is classified once, where the fact is known (an HTTP status,
// a SQLite message), and turned into a SQLSTATE once, in driver/sqlstate.h.
// The message says what failed, on what, and what to do next, in UTF-8; it never holds a token or a whole body.
#pragma once

#include <stdexcept>
#include <string>

namespace assetsodbc::common {

enum class ErrorKind {
    AuthenticationFailed,  // the site refused the credentials (401, login page, X-Seraph-LoginReason)
    ScopeMissing,          // the token is good but lacks an OAuth scope
    Forbidden,             // 403, or no Assets on this site for this account
    NotFound,              // the site says that a thing does not exist, or hides it
    RateLimited,           // 429 or 503 that outlasted the retries
    Timeout,               // our deadline or the configured Timeout passed
    Cancelled,             // SQLCancel
    Unreachable,           // name resolution, connect, reset, proxy
    TlsFailure,            // certificate or handshake
    BadResponse,           // the answer is not what the API promises: HTML, truncated JSON, wrong types
    ServerError,           // 5xx that may not be retried, or outlasted the retries
    InvalidQuery,          // the site refused AQL that we (or the user) wrote
    ResultChanged,         // the result moved while paging, so that a complete answer cannot be promised
    ValueUnreadable,       // a value of the site cannot be read as its declared type
    SyntaxError,           // SQL text
    NoSuchTable,
    NoSuchColumn,
    AmbiguousName,
    Unsupported,      // valid SQL or ODBC that this driver does not do
    InvalidArgument,  // a connection property or argument out of its domain
    OutOfMemory,
    Internal,
    NumericOverflow,       // a calculated value lies outside the range of its type
    ConstraintViolation,   // of a local table: unique, not null, check, foreign key
    SerializationFailure,  // another connection holds or changed what a transaction needs
    TableExists,
    IndexExists,
    NoSuchIndex,
    ColumnExists,
    StringTooLong,            // a text or binary value is longer than its column
    DateTimeUnreadable,       // a text that should be a date, time or timestamp and is none
    DateTimeOverflow,         // a date, time or timestamp that its column cannot hold whole
    InvalidTransactionState,  // BEGIN in a transaction, COMMIT without one, a run that a rollback ended
};

class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message, int httpStatus = 0)
        : std::runtime_error(message), kind_(kind), httpStatus_(httpStatus) {}

    ErrorKind kind() const noexcept { return kind_; }
    // 0 when no HTTP answer was involved. Becomes the native error number in ODBC diagnostics.
    int httpStatus() const noexcept { return httpStatus_; }

private:
    ErrorKind kind_;
    int httpStatus_;
};

}  // namespace assetsodbc::common
