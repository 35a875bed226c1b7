#include "sqlengine/functions/aggregates.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

// Of a sample the squares are divided by n - 1, of a population by n.
enum class Of { Sample, Population };
enum class Result { Variance, Deviation };

struct Statistic {
    const char* name;
    Of of;
    Result result;
};

constexpr Statistic kStatistics[] = {
    {"stddev", Of::Sample, Result::Deviation},     {"stddev_samp", Of::Sample, Result::Deviation},
    {"stdev", Of::Sample, Result::Deviation},      {"stddev_pop", Of::Population, Result::Deviation},
    {"stdevp", Of::Population, Result::Deviation}, {"var", Of::Sample, Result::Variance},
    {"variance", Of::Sample, Result::Variance},    {"var_samp", Of::Sample, Result::Variance},
    {"var_pop", Of::Population, Result::Variance}, {"varp", Of::Population, Result::Variance},
};

// Welford's running mean and sum of squared distances; SQLite gives it zeroed memory.
struct Moments {
    sqlite3_int64 count;
    double mean;
    double squares;

    void add(double value) {
        const double distance = value - mean;
        mean += distance / static_cast<double>(++count);
        squares += distance * (value - mean);
    }
    void remove(double value) {
        if (--count <= 0) {
            *this = {};
            return;
        }
        const double distance = value - mean;
        mean -= distance / static_cast<double>(count);
        squares = std::max(0.0, squares - distance * (value - mean));
    }
};

bool isNumber(sqlite3_value* value) {
    const int type = sqlite3_value_numeric_type(value);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

Moments* momentsOf(sqlite3_context* context) {
    auto* moments = static_cast<Moments*>(sqlite3_aggregate_context(context, sizeof(Moments)));
    if (moments == nullptr) sqlite3_result_error_nomem(context);
    return moments;
}

void step(sqlite3_context* context, int, sqlite3_value** values) noexcept {
    Moments* moments = momentsOf(context);
    if (moments == nullptr || sqlite3_value_type(values[0]) == SQLITE_NULL) return;
    if (!isNumber(values[0])) {
        sqlite3_result_error(context, "Standard deviation and variance take numbers, and a value is none.", -1);
        sqlite3_result_error_code(context, SQLITE_MISMATCH);
        return;
    }
    moments->add(sqlite3_value_double(values[0]));
}

void unstep(sqlite3_context* context, int, sqlite3_value** values) noexcept {
    Moments* moments = momentsOf(context);
    if (moments != nullptr && isNumber(values[0])) moments->remove(sqlite3_value_double(values[0]));
}

void answer(sqlite3_context* context) noexcept {
    const auto& statistic = *static_cast<const Statistic*>(sqlite3_user_data(context));
    const auto* moments = static_cast<const Moments*>(sqlite3_aggregate_context(context, 0));
    const sqlite3_int64 divisor = (moments == nullptr ? 0 : moments->count) - (statistic.of == Of::Sample ? 1 : 0);
    if (divisor <= 0) return sqlite3_result_null(context);
    const double variance = moments->squares / static_cast<double>(divisor);
    if (!std::isfinite(variance)) {
        sqlite3_result_error(context, "The result is not a number that a DOUBLE can hold.", -1);
        return sqlite3_result_error_code(context, SQLITE_RANGE);
    }
    sqlite3_result_double(context, statistic.result == Result::Variance ? variance : std::sqrt(variance));
}

}  // namespace

void registerAggregates(sqlite3* db) {
    const int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC;
    for (const Statistic& statistic : kStatistics) {
        void* data = const_cast<Statistic*>(&statistic);  // only read
        const int code =
            sqlite3_create_window_function(db, statistic.name, 1, flags, data, step, answer, answer, unstep, nullptr);
        if (code != SQLITE_OK) {
            throw common::Error(common::ErrorKind::Internal, std::string("SQLite refuses the function ") +
                                                                 statistic.name + ": " + sqlite3_errmsg(db));
        }
    }
}

bool isStatisticalAggregate(std::string_view name) {
    return std::any_of(std::begin(kStatistics), std::end(kStatistics), [&](const Statistic& statistic) {
        return common::equalIgnoringAsciiCase(statistic.name, name);
    });
}

}  // namespace assetsodbc::sqlengine
