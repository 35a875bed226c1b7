#include "driver/diagnostics.h"

#include <algorithm>

namespace assetsodbc::driver {

namespace {

constexpr std::string_view kPrefix = "[Assets ODBC][Driver]";

bool isWarning(const DiagnosticRecord& record) {
    return code(record.state).substr(0, 2) == "01";
}

}  // namespace

void Diagnostics::clear() {
    records_.clear();
    returnCode = 0;
    cursorRowCount = -1;
    rowCount = -1;
    if (dynamicFunctionCode != 0) {
        dynamicFunction.clear();
        dynamicFunctionCode = 0;
    }
}

// "Sequence of Status Records" of the ODBC reference: by row, those of no row or an unknown one first; for each row
// errors before warnings; and then as they came.
void Diagnostics::add(SqlState state, std::string_view message, std::int32_t nativeError, std::int64_t rowNumber,
                      std::int32_t columnNumber) {
    DiagnosticRecord record{state, nativeError, std::string(kPrefix), rowNumber, columnNumber};
    record.message += message;
    const auto ranksBefore = [](const DiagnosticRecord& a, const DiagnosticRecord& b) {
        if (a.rowNumber != b.rowNumber) return a.rowNumber < b.rowNumber;
        return !isWarning(a) && isWarning(b);
    };
    records_.insert(std::upper_bound(records_.begin(), records_.end(), record, ranksBefore), std::move(record));
}

void Diagnostics::dropFirst() {
    if (!records_.empty()) records_.erase(records_.begin());
}

bool Diagnostics::hasWarnings() const {
    return std::any_of(records_.begin(), records_.end(), isWarning);
}

}  // namespace assetsodbc::driver
