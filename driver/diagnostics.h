// The diagnostic records of one handle. Cleared by the guard at the start of each call (never by bodies). Kept in the
// sequence that the ODBC reference prescribes. Guarded by the lock of the handle's connection.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "driver/sqlstate.h"

namespace assetsodbc::driver {

// Thrown inside driver/ for whatever the ODBC reference calls an error; caught by the guard only.
class OdbcError : public std::runtime_error {
public:
    OdbcError(SqlState state, const std::string& message, std::int32_t nativeError = 0)
        : std::runtime_error(message), state_(state), nativeError_(nativeError) {}
    SqlState state() const noexcept { return state_; }
    std::int32_t nativeError() const noexcept { return nativeError_; }

private:
    SqlState state_;
    std::int32_t nativeError_;
};

struct DiagnosticRecord {
    SqlState state;
    std::int32_t nativeError = 0;    // HTTP status where there was one
    std::string message;             // with the "[Assets ODBC][component]" prefix, UTF-8
    std::int64_t rowNumber = -1;     // SQL_NO_ROW_NUMBER; see SQL_DIAG_ROW_NUMBER
    std::int32_t columnNumber = -1;  // SQL_NO_COLUMN_NUMBER
};

class Diagnostics {
public:
    void clear();
    // Warnings (class 01) are added by bodies; errors by the guard.
    void add(SqlState state, std::string_view message, std::int32_t nativeError = 0, std::int64_t rowNumber = -1,
             std::int32_t columnNumber = -1);
    // SQLError of ODBC 2 returns each record once.
    void dropFirst();
    const std::vector<DiagnosticRecord>& records() const { return records_; }
    bool hasWarnings() const;

    // Header fields.
    std::int64_t cursorRowCount = -1;
    std::int64_t rowCount = -1;
    std::string dynamicFunction;
    std::int32_t dynamicFunctionCode = 0;
    std::int16_t returnCode = 0;

private:
    std::vector<DiagnosticRecord> records_;
};

}  // namespace assetsodbc::driver
