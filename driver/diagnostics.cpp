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

// "Sequence of Status Records" of the ODBC reference: errors before warnings, and in each class as they came.
void Diagnostics::add(SqlState state, std::string_view message, std::int32_t nativeError, std::int64_t rowNumber,
                      std::int32_t columnNumber) {
    DiagnosticRecord record{state, nativeError, std::string(kPrefix), rowNumber, columnNumber};
    record.message += message;
    const auto at = isWarning(record) ? records_.end() : std::find_if(records_.begin(), records_.end(), isWarning);
    records_.insert(at, std::move(record));
}

void Diagnostics::dropFirst() {
    if (!records_.empty()) records_.erase(records_.begin());
}

bool Diagnostics::hasWarnings() const {
    return std::any_of(records_.begin(), records_.end(), isWarning);
}

}  // namespace assetsodbc::driver
